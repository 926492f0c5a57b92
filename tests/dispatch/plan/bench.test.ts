import loadHighs from "highs";
import { expect, test } from "vitest";
import { expand } from "#app/dispatch/plan/model/problem";
import { planInstance } from "#app/dispatch/plan/plan";
import { countryOf } from "#tests/bench/plan/country";
import { generate } from "#tests/bench/plan/generate";
import { generateHidden, hiddenRecipe } from "#tests/bench/plan/hidden";
import { judge } from "#tests/bench/plan/judge";
import { solveStaged } from "#tests/bench/plan/opponent";

test("a recipe gives the same instance each time, another seed another one", () => {
  const week = (seed: number) => JSON.stringify(generate({ scale: "overbooked", seed }));
  expect(week(7)).toBe(week(7));
  expect(week(7)).not.toBe(week(8));
});

test("no detour in the country is shorter than the road", () => {
  const { travelKm, travelMin } = countryOf(47);
  const shortcuts = [travelKm, travelMin].flatMap((table) =>
    table.flatMap((from, a) =>
      from.flatMap((there, over) =>
        table[over]!.filter((onward, to) => from[to]! > there + onward).map(() => [a, over]),
      ),
    ),
  );
  expect(shortcuts).toEqual([]);
});

test("hidden solutions fill every request within all rules", () => {
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { instance, solution } = generateHidden(hiddenRecipe(number, 120));
    const { breaches, filled } = judge(instance, { assignments: solution });
    expect({ breaches, filled }).toEqual({ breaches: [], filled: 120 });
  }
});

test("the general solver's staged optimum is feasible, and the planner's is the same at the seed's scale", async () => {
  const highs = await loadHighs();
  for (const seed of [11, 12]) {
    const instance = generate({ scale: "seed", seed });
    const staged = solveStaged(expand(instance), highs, { stageLimitMs: 60_000, clock: () => 0 });
    const { feasible, objective } = judge(instance, staged);
    expect({ feasible, proven: staged.proven }).toEqual({ feasible: true, proven: [true, true, true, true] });
    expect(staged.bound).toEqual(objective);
    expect(judge(instance, planInstance(instance, { solver: highs })).objective).toEqual(objective);
  }
});
