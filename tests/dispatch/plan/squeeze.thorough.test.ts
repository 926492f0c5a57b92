import { expect, test } from "vitest";
import { Possible } from "#app/dispatch/plan/model/possible";
import { expand, fillableRequests, type Problem } from "#app/dispatch/plan/model/problem";
import { clash } from "#app/dispatch/plan/model/program";
import { Schedule } from "#app/dispatch/plan/model/schedule";
import { planInstance } from "#app/dispatch/plan/plan";
import { BestChains } from "#app/dispatch/plan/proof/best-chain";
import { Board } from "#app/dispatch/plan/search/board";
import { fillGreedily } from "#app/dispatch/plan/search/chains";
import { Exchange } from "#app/dispatch/plan/search/exchange";
import { randomOf } from "#app/dispatch/plan/search/ruin";
import { Squeeze } from "#app/dispatch/plan/search/squeeze";
import { generateHidden, type HiddenRecipe } from "#tests/bench/plan/hidden";
import { judge } from "#tests/bench/plan/judge";
import { crowdedWeek, instance as instanceOf, LOOSE, person, request } from "./small";

const TIGHT: HiddenRecipe = { ...LOOSE, caps: "tight", packing: 0.7, able: 6, travel: false };

/** The plan as the judge reads it. */
function assignmentsOf({ instance, pairInterpreter, requests }: Problem, chosen: Int32Array) {
  return Array.from({ length: requests }, (_, r) => ({
    request: instance.requests[r]!.id,
    interpreters: [chosen[2 * r]!, chosen[2 * r + 1]!]
      .filter((p) => p >= 0)
      .map((p) => instance.interpreters[pairInterpreter[p]!]!.id),
  })).filter(({ interpreters }) => interpreters.length > 0);
}

function squeezed(problem: Problem, open: number[], steps: number): Schedule {
  const schedule = new Schedule(problem);
  fillGreedily(schedule, (pair) => schedule.worthOf(pair), fillableRequests(problem));
  const squeeze = new Squeeze(schedule, new Possible(problem), randomOf(1), open);
  squeeze.run(steps, Number.POSITIVE_INFINITY, () => true);
  return schedule;
}

test("a hidden full solution is found where taking whoever is free leaves some out, with hours to spare or none", () => {
  for (const recipe of [LOOSE, TIGHT]) {
    const problem = expand(generateHidden(recipe).instance);
    const greedy = new Schedule(problem);
    fillGreedily(greedy, (pair) => greedy.worthOf(pair), fillableRequests(problem));
    expect(greedy.levels[0]).toBeLessThan(120);
    const { chosen } = squeezed(problem, fillableRequests(problem), 400_000);
    const { breaches, filled } = judge(problem.instance, { assignments: assignmentsOf(problem, chosen) });
    expect({ breaches, filled }).toEqual({ breaches: [], filled: 120 });
  }
});

test("what comes back keeps every rule and fills more, two-person requests whole or not at all", () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const problem = expand(crowdedWeek(150, 12, seed));
    const before = new Schedule(problem);
    fillGreedily(before, (pair) => before.worthOf(pair), fillableRequests(problem));
    const after = squeezed(problem, fillableRequests(problem), 20_000);
    const { breaches, objective } = judge(problem.instance, { assignments: assignmentsOf(problem, after.chosen) });
    expect(breaches).toEqual([]);
    expect(objective).toEqual(after.levels);
    expect(after.levels[0]).toBeGreaterThan(before.levels[0]);
  }
});

test("requests that are not open keep their people, whoever waits", () => {
  for (const { instance, steps } of [
    { instance: crowdedWeek(150, 12, 5), steps: 20_000 },
    { instance: generateHidden(LOOSE).instance, steps: 100_000 },
  ]) {
    const problem = expand(instance);
    const before = new Schedule(problem);
    fillGreedily(before, (pair) => before.worthOf(pair), fillableRequests(problem));
    const isClosed = (r: number) => r % 10 === 0;
    const after = squeezed(
      problem,
      fillableRequests(problem).filter((r) => !isClosed(r)),
      steps,
    );
    const peopleOf = (chosen: Int32Array) => Array.from(chosen).filter((_, s) => isClosed(s >> 1));
    expect(peopleOf(after.chosen)).toEqual(peopleOf(before.chosen));
    expect(judge(instance, { assignments: assignmentsOf(problem, after.chosen) }).breaches).toEqual([]);
  }
});

test("what a place costs is the prices of all who would have to leave it", () => {
  const problem = expand(crowdedWeek(60, 8, 2));
  const possible = new Possible(problem);
  const random = randomOf(4);
  const price = Float64Array.from({ length: problem.requests }, () => 1 + Math.floor(random() * 9));
  const board = new Board(possible, price, random);
  const { pairOf } = problem;
  for (let step = 0; step < 300; step++) {
    const k = Math.floor(random() * problem.pairs);
    if (board.isHeld[k]) board.remove(k);
    else if (board.load[k] === 0 && board.chosen[2 * possible.request[k]! + 1]! < 0) board.add(k);
  }
  const held = Array.from(board.isHeld.keys()).filter((k) => board.isHeld[k]);
  expect(held.length).toBeGreaterThan(10);
  for (let k = 0; k < problem.pairs; k++) {
    const inTheWay = held.filter(
      (x) => x !== k && possible.interpreter[x] === possible.interpreter[k] && clash(problem, pairOf[x]!, pairOf[k]!),
    );
    expect(board.load[k]).toBe(inTheWay.reduce((sum, x) => sum + price[possible.request[x]!]!, 0));
  }
});

test("for the hours' sake only so many leave as are too many, those in the way in time counted first", () => {
  const at = (id: string, hour: number, minutes: number) =>
    request(id, {
      start: `2026-03-23T${String(hour).padStart(2, "0")}:00Z`,
      end: `2026-03-23T${String(hour + Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}Z`,
    });
  const jobs = [at("overlapping", 8, 60), at("other", 11, 90), at("third", 14, 30), at("new", 8, 120)];
  const problem = expand(instanceOf([person("ana", { maxMinutesPerWeek: 180 })], jobs));
  const board = new Board(new Possible(problem), Float64Array.of(1, 1, 1, 1), randomOf(1));
  const [overlapping, other, third, added] = [0, 1, 2, 3].map((pair) => board.possible.positionOf[pair]!) as [
    number,
    number,
    number,
    number,
  ];
  for (const k of [overlapping, other, third]) board.add(k);
  expect(board.hoursCost(added, 10)).toBe(1);
  board.remove(other);
  expect(board.hoursCost(added, 10)).toBe(0);
});

test("people exchange jobs and nobody's rules or hours are broken: nobody loses anything", () => {
  for (const instance of [generateHidden(TIGHT).instance, crowdedWeek(150, 12, 3), crowdedWeek(90, 6, 4)]) {
    const problem = expand(instance);
    const possible = new Possible(problem);
    const random = randomOf(7);
    const plan = squeezed(problem, fillableRequests(problem), 400_000);
    const board = new Board(possible, problem.urgency.slice(), random);
    board.takeOver(plan.chosen);
    const exchange = new Exchange(board, new Uint8Array(problem.requests).fill(1));
    let done = 0;
    for (let step = 0; step < 20_000; step++) {
      const p = Math.floor(random() * problem.pairs);
      const from = board.chosen[2 * problem.pairRequest[p]!]!;
      const to = possible.positionOf[p]!;
      if (from >= 0 && from !== to && exchange.between(from, to, random)) done++;
    }
    const chosen = board.chosen.map((k) => (k < 0 ? -1 : problem.pairOf[k]!));
    const { breaches, objective } = judge(instance, { assignments: assignmentsOf(problem, chosen) });
    expect({ breaches, F1: objective[0] }).toEqual({ breaches: [], F1: plan.levels[0] });
    expect(done).toBeGreaterThan(20);
  }
});

test("two jobs that their new person could not do one after the other stay where they are", () => {
  const jobs = [
    request("call", { start: "2026-03-23T08:00Z", end: "2026-03-23T09:00Z" }),
    request("between", { start: "2026-03-23T08:30Z", end: "2026-03-23T10:30Z" }),
    request("visit", { start: "2026-03-23T10:00Z", end: "2026-03-23T11:00Z", mode: "onsite", place: "riga" }),
  ];
  const problem = expand(instanceOf([person("near"), person("far", { home: "liepaja" })], jobs));
  const board = new Board(new Possible(problem), problem.urgency.slice(), randomOf(1));
  const at = (pair: number) => board.possible.positionOf[pair]!;
  for (const pair of [0, 3, 4]) board.add(at(pair)); // near has the call and the visit, far what lies between
  const exchange = new Exchange(board, Uint8Array.of(1, 1, 1));
  expect(exchange.between(at(0), at(1), randomOf(1))).toBe(false);
  expect([at(0), at(3), at(4)].map((k) => board.isHeld[k])).toEqual([1, 1, 1]);
});

test("the best chain earns what the best of all sets of jobs that fit together earns, jobs for nothing among them", () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const problem = expand(crowdedWeek(11, 3, seed));
    const random = randomOf(seed);
    const slotOf = Int32Array.from({ length: problem.pairs }, (_, p) => p);
    const price = Float64Array.from({ length: problem.pairs }, () => Math.max(0, Math.floor(random() * 8) - 3));
    const hour = new Float64Array(problem.interpreters * problem.weeks).map(() => (seed % 2 ? 0 : 0.01));
    const chains = new BestChains(new Possible(problem), slotOf, null);
    for (let i = 0; i < problem.interpreters; i++) {
      const own = Array.from(problem.pairOf.subarray(problem.interpreterFrom[i], problem.interpreterFrom[i + 1]));
      const minutes = (p: number) => problem.end[problem.pairRequest[p]!]! - problem.start[problem.pairRequest[p]!]!;
      const pay = (set: number[]) => set.reduce((sum, p) => sum + price[p]! - hour[i]! * minutes(p), 0);
      const fits = (set: number[]) => set.every((p, k) => set.slice(k + 1).every((q) => !clash(problem, p, q)));
      let most = 0;
      for (let bits = 0; bits < 2 ** own.length; bits++) {
        const set = own.filter((_, k) => bits & (1 << k));
        if (fits(set)) most = Math.max(most, pay(set));
      }
      expect(chains.best(i, price, hour)).toBeCloseTo(most, 9);
      expect(fits(chains.chain)).toBe(true);
      expect(pay(chains.chain)).toBeCloseTo(most, 9);
      const free = own.filter((p) => price[p] === 0 && hour[i] === 0 && !chains.chain.includes(p));
      expect(free.filter((p) => fits([...chains.chain, p]))).toEqual([]);
    }
  }
});

test("without a time limit, too, it goes on where much is still open after the rounding", () => {
  const { instance } = generateHidden({ ...LOOSE, jobs: 200, able: 6 });
  const { assignments } = planInstance(instance, { solver: null });
  const { breaches, filled } = judge(instance, { assignments });
  expect({ breaches, filled }).toEqual({ breaches: [], filled: 200 });
});
