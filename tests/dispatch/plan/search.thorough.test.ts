/** The search itself, on a week that is too full for its people. */
import loadHighs from "highs";
import { expect, test } from "vitest";
import { planInstance } from "#app/dispatch/plan/plan";
import { judged } from "./brute-force";
import { crowdedWeek } from "./small";

const solver = await loadHighs();
const crowded = crowdedWeek(120, 12);

test("the same seed is the same plan, step by step of progress", () => {
  const run = () => {
    const told: unknown[] = [];
    const plan = planInstance(crowded, { solver, seed: 5, onProgress: (progress) => told.push({ ...progress }) });
    return { plan, told };
  };
  expect(run()).toEqual(run());
});

test("without a clock no time passes", () => {
  expect(planInstance(crowded, { solver: null, effort: "fast" }).milliseconds).toBe(0);
});

test("a full plan is there early, and what comes later is never worse", () => {
  const told: number[][] = [];
  const plan = planInstance(crowded, {
    solver: null,
    onProgress: ({ objective }) => objective && told.push([...objective]),
  });
  const [first] = told.filter(([filled]) => filled! > 0);
  expect(first![0]).toBeGreaterThan(0.9 * plan.objective[0]);
  const fills = told.map(([filled]) => filled!);
  expect(fills).toEqual(fills.toSorted((a, b) => a - b));
});

test("a time limit without a clock is none: the search ends by its rounds", () => {
  let asked = 0;
  const limited = planInstance(crowded, { solver: null, timeLimitMs: 1, isCancelled: () => ++asked > 20_000 });
  expect(limited.ended).toBe("converged");
  expect(limited.assignments).toEqual(planInstance(crowded, { solver: null }).assignments);
});

test("cancelled at once, it is still a full plan with bounds that hold", () => {
  const plan = planInstance(crowded, { solver, isCancelled: () => true });
  const best = planInstance(crowded, { solver });
  expect(judged(crowded, plan.assignments)).toEqual(plan.objective);
  expect(plan.ended).toBe("cancelled");
  expect(plan.objective[0]).toBeGreaterThan(0.9 * best.objective[0]);
  expect(plan.bound[0]).toBeGreaterThanOrEqual(best.objective[0]);
});

test("a time limit of nothing is a plan, too", () => {
  let now = 0;
  const plan = planInstance(crowded, { solver, clock: () => now++, timeLimitMs: 0 });
  expect(judged(crowded, plan.assignments)).toEqual(plan.objective);
  expect(plan.ended).toBe("time");
});
