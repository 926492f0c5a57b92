/** Time limits, by a clock that moves one millisecond with every look at it. */
import loadHighs, { type Highs } from "highs";
import { expect, test } from "vitest";
import { Deadline } from "#app/dispatch/plan/model/deadline";
import type { Instance } from "#app/dispatch/plan/model/format";
import { Possible } from "#app/dispatch/plan/model/possible";
import { expand, fillableRequests } from "#app/dispatch/plan/model/problem";
import { worthOf } from "#app/dispatch/plan/model/scalar";
import { Schedule } from "#app/dispatch/plan/model/schedule";
import type { Effort } from "#app/dispatch/plan/model/solve";
import { planInstance } from "#app/dispatch/plan/plan";
import { solveBlock } from "#app/dispatch/plan/proof/exact";
import { UrgencyBound } from "#app/dispatch/plan/proof/urgency-bound";
import { fillGreedily } from "#app/dispatch/plan/search/chains";
import { mergePlans, solveLinear } from "#app/dispatch/plan/search/guide";
import { generateHidden } from "#tests/bench/plan/hidden";
import { judged } from "./brute-force";
import { crowdedWeek, instance, LOOSE, person, request } from "./small";

const solver = await loadHighs();
/** Every phase looks once more before it stops, some of them in a loop of their own. */
const LAST_LOOKS = 16;
const SEARCH_SHARE = 0.96;

/** The crowded week of a language, and a few requests of another one that are small enough to be proven. */
const crowded = crowdedWeek(300, 12);
const inBlocks: Instance = instance(
  [...crowded.interpreters, person("leyla", { langs: [{ lang: "turkish", level: 3, dialects: [] }] })],
  [...crowded.requests, ...["a", "b", "c"].map((id) => request(id, { lang: "turkish" }))],
);

/** HiGHS, and when it was asked. */
function watched(now: () => number): { solver: Highs; begun: number[] } {
  const begun: number[] = [];
  const createModel = (...model: Parameters<Highs["createModel"]>) => {
    begun.push(now());
    return solver.createModel(...model);
  };
  return { solver: Object.create(solver, { createModel: { value: createModel } }), begun };
}

function planned(asked: Instance, timeLimitMs: number) {
  let now = 0;
  let explainedAt = 0;
  const { solver: watchedSolver, begun } = watched(() => now);
  const plan = planInstance(asked, {
    solver: watchedSolver,
    clock: () => now++,
    timeLimitMs,
    onProgress: ({ phase }) => {
      if (phase === "explaining") explainedAt = now;
    },
  });
  return { plan, begun, explainedAt };
}

test("the search goes on until a little of the time is left, which is for explaining", () => {
  for (const limit of [300, 2_000, 3_000]) {
    const { plan, explainedAt } = planned(inBlocks, limit);
    expect(plan.ended).toBe("time");
    expect(explainedAt).toBeGreaterThanOrEqual(SEARCH_SHARE * limit);
    expect(explainedAt).toBeLessThan(SEARCH_SHARE * limit + LAST_LOOKS);
    expect(plan.unfilled.length).toBeGreaterThan(0);
    expect(judged(inBlocks, plan.assignments)).toEqual(plan.objective);
  }
});

test("as long as it is not proven, it goes on, whatever its rounds are", () => {
  let now = 0;
  const clock = () => now++;
  const rounds = planInstance(crowdedWeek(40, 4), { solver: null, clock });
  expect(rounds.ended).toBe("converged");
  const limited = planInstance(crowdedWeek(40, 4), { solver: null, clock, timeLimitMs: 5 * rounds.milliseconds });
  expect(limited.ended).toBe("time");
});

test("the solver is begun with nothing after the time is up, and with small blocks and the guide before", () => {
  for (const limit of [0, 300, 1_000, 2_000]) {
    const { begun } = planned(inBlocks, limit);
    expect(begun.filter((at) => at > SEARCH_SHARE * limit + 1)).toEqual([]);
  }
  expect(planned(inBlocks, 3_000).begun.length).toBeGreaterThan(2);
});

test("the solver is begun with nothing after a cancel, at whichever of its programs that comes", () => {
  const all = watched(() => 0);
  planInstance(inBlocks, { solver: all.solver });
  expect(all.begun.length).toBeGreaterThan(3);
  for (const [most] of all.begun.entries()) {
    const { solver: watchedSolver, begun } = watched(() => 0);
    const plan = planInstance(inBlocks, { solver: watchedSolver, isCancelled: () => begun.length >= most });
    expect(plan.ended).toBe("cancelled");
    expect(begun.length).toBe(most);
  }
});

test("a program that takes more steps than it may proves nothing, and what was found so far counts only where that is enough; so with a cancel", () => {
  const problem = expand(crowdedWeek(60, 6));
  const requests = fillableRequests(problem);
  const greedy = startOf(problem.instance).schedule.snapshot();
  const worth = worthOf(problem);
  const linear = (steps: number) =>
    solveLinear(solver, problem, requests, () => true, worth, { steps, seconds: Number.POSITIVE_INFINITY });
  expect(linear(10)).toBeNull();
  expect(linear(100_000)).not.toBeNull();

  const known = [...greedy].filter((pair) => pair >= 0);
  const effort = { nodes: 100_000, steps: 10, deadline: new Deadline({}) };
  expect(solveBlock(solver, problem, requests, known, effort)).toEqual({
    pairs: known,
    proven: [false, false, false, false],
  });

  let looks = 0;
  const cancelled = new Deadline({ isCancelled: () => looks++ > 0 }); // when it has begun
  const cut = solveBlock(solver, problem, requests, known, { ...effort, steps: 1e9, deadline: cancelled });
  expect(cut.proven).toEqual([false, false, false, false]);

  const nothing = new Int32Array(greedy.length).fill(-1);
  const merged = (more: Partial<Effort>) =>
    mergePlans(solver, problem, [greedy, nothing], linear(100_000), greedy, worth, { ...effort, ...more });
  expect(merged({})).toBeNull();
  expect(merged({ isBestEnough: true })?.pairs.length).toBeGreaterThan(0);
});

test("prices that show nothing to stay unfilled give up for now, and go on later where they stood", () => {
  const { instance: hidden } = generateHidden(LOOSE);
  const { urgency, all, looks } = startOf(hidden);
  expect(urgency.tighten(null, 40)).toBe(false);
  expect(urgency.value).toBe(all);
  expect(urgency.tighten(null)).toBe(true);

  const patient = startOf(hidden);
  expect(patient.urgency.tighten(null)).toBe(true);
  expect(urgency.value).toBe(patient.urgency.value);
  expect(looks() - patient.looks()).toBeLessThan(LAST_LOOKS);
});

test("where something has to stay unfilled, the prices say so before they give up", () => {
  const { urgency, all } = startOf(crowded);
  expect(urgency.tighten(null, 40)).toBe(true);
  expect(urgency.value).toBeLessThan(all);
});

/** The bound of a plan by whoever is free. */
function startOf(asked: Instance) {
  const problem = expand(asked);
  const schedule = new Schedule(problem);
  fillGreedily(schedule, (pair) => schedule.worthOf(pair), fillableRequests(problem));
  let now = 0;
  const urgency = new UrgencyBound(new Possible(problem), schedule, new Deadline({ clock: () => now++ }));
  return { schedule, urgency, all: urgency.value, looks: () => now };
}
