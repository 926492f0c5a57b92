import { isDeepStrictEqual } from "node:util";
import loadHighs from "highs";
import { expect, test } from "vitest";
import { Deadline } from "#app/dispatch/plan/model/deadline";
import type { Plan } from "#app/dispatch/plan/model/format";
import { readInstance } from "#app/dispatch/plan/model/instance";
import { expand } from "#app/dispatch/plan/model/problem";
import { type PlanOptions, planInstance } from "#app/dispatch/plan/plan";
import { solveBlock } from "#app/dispatch/plan/proof/exact";
import { bestOf, compare, everyPlan, judged, type Tiny, type Tuple, tinyInstance, whyNot } from "./brute-force";

const INSTANCES = 5000;
const PARTS = 5;
const solver = await loadHighs();

/** What a plan claims wrongly, as words; none when it is a plan, counted right, with bounds and proofs that hold. */
function lies(tiny: Tiny, every: Tuple[], plan: Plan): string[] {
  const found: string[] = [];
  const levels = judged(tiny.instance, plan.assignments, tiny.pins);
  if (typeof levels === "string") return [levels];
  if (levels.join() !== plan.objective.join()) found.push(`says ${plan.objective}, is ${levels}`);
  const best = every.reduce((a, b) => (compare(b, a) > 0 ? b : a));
  for (const k of [0, 1, 2, 3] as const) {
    const bound = plan.bound[k];
    const truth = bestOf(every, k, levels);
    const isTooTight = bound !== null && (k < 2 ? bound < truth : bound > truth);
    if (isTooTight) found.push(`bound ${k + 1} says ${bound}, but ${truth} is possible`);
    const isOptimal = levels.slice(0, k + 1).join() === best.slice(0, k + 1).join();
    if (plan.proven[k] && !isOptimal) found.push(`level ${k + 1} is not proven: ${best} is possible`);
    if (plan.proven[k] && plan.gap[k] !== 0) found.push(`level ${k + 1} is proven with a gap of ${plan.gap[k]}`);
  }
  return [...found, ...wrongReasons(tiny, plan)];
}

/** Every request that is not in the plan is explained, by the same reasons that the rules give. */
function wrongReasons({ instance }: Tiny, { assignments, unfilled }: Plan): string[] {
  const open = instance.requests.filter((r) => !assignments.some((a) => a.request === r.id));
  const truth = open.map((r) => whyNot(instance, assignments, r));
  const told = unfilled.map((u) => ({
    ...u,
    engaged: u.engaged.map((e) => ({ ...e, by: e.by.toSorted() })),
    competing: u.competing.toSorted(),
  }));
  return isDeepStrictEqual(told, truth) ? [] : [`reasons ${JSON.stringify(told)}, not ${JSON.stringify(truth)}`];
}

/** Runs all tiny instances of a part; the first few wrong ones with their seed. */
function wrongOnes(part: number, check: (tiny: Tiny, every: Tuple[], seed: number) => string[]): string[] {
  const wrong: string[] = [];
  for (let seed = part; seed < INSTANCES && wrong.length < 5; seed += PARTS) {
    const tiny = tinyInstance(seed);
    const every = everyPlan(tiny.instance, tiny.pins);
    wrong.push(...check(tiny, every, seed).map((words) => `seed ${seed}: ${words}`));
  }
  return wrong;
}

const planned = ({ instance, pins }: Tiny, options: Partial<PlanOptions> = {}) =>
  planInstance(instance, { solver, pins, ...options });

/** A clock of its own: every look at it costs a millisecond. */
function countingClock() {
  let now = 0;
  return () => now++;
}

test.for([0, 1, 2, 3, 4])("the plan is the optimum at all four levels, and proven (part %i of 5)", (part) => {
  const wrong = wrongOnes(part, (tiny, every) => {
    if (!readInstance(tiny.instance, { unspokenLanguages: "allow" }).ok) return ["is no instance"];
    const plan = planned(tiny);
    const best = every.reduce((a, b) => (compare(b, a) > 0 ? b : a));
    const isOptimal = plan.objective.join() === best.join();
    return [
      ...lies(tiny, every, plan),
      ...(isOptimal ? [] : [`${plan.objective}, but ${best} is possible`]),
      ...(plan.ended === "proven" && plan.proven.every(Boolean) ? [] : ["is not proven"]),
    ];
  });
  expect(wrong).toEqual([]);
});

test("small blocks are proven from an empty plan, too: no search has found the optimum before", () => {
  const wrong = wrongOnes(1, ({ instance, pins }, every) => {
    const problem = expand(instance, pins);
    const { pairs, proven } = solveBlock(solver, problem, Array.from(instance.requests.keys()), [], {
      nodes: 5000,
      steps: 100_000,
      deadline: new Deadline({}),
    });
    const chosen = instance.requests.flatMap(({ id }, r) => {
      const own = pairs.filter((pair) => problem.pairRequest[pair] === r);
      const interpreters = own.map((pair) => instance.interpreters[problem.pairInterpreter[pair]!]!.id);
      return own.length ? [{ request: id, interpreters }] : [];
    });
    const levels = judged(instance, [...pins, ...chosen], pins);
    const best = every.reduce((a, b) => (compare(b, a) > 0 ? b : a));
    return `${levels}` === `${best}` && proven.every(Boolean) ? [] : [`${levels} ${proven}, but ${best} is possible`];
  });
  expect(wrong).toEqual([]);
});

test("in a hurry, without a solver or cut off anywhere, what is claimed still holds", () => {
  const ways: Partial<PlanOptions>[] = [{ effort: "fast" }, { solver: null }, { effort: "fast", solver: null }];
  const wrong = wrongOnes(0, (tiny, every, seed) => {
    let looks = seed % 37;
    const cut: Partial<PlanOptions>[] = [
      { isCancelled: () => --looks < 0 },
      { clock: countingClock(), timeLimitMs: seed % 41 },
      { clock: countingClock(), timeLimitMs: seed % 29, solver: null },
    ];
    return [...ways, ...cut].flatMap((options) => lies(tiny, every, planned(tiny, options)));
  });
  expect(wrong).toEqual([]);
});
