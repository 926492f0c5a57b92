/**
 * The planner beside the general solver HiGHS in the same process, every plan through the judge: `npm run bench:plan`
 * (about two minutes), `npm run bench:plan -- --full` (everything that has a goal), or with instance FILEs.
 * `--only huge|levels|growth|hidden` runs one section; `--cpu` counts this thread's own time, on a Linux that is busy.
 */
import { parseArgs } from "node:util";
import loadHighs, { type Highs } from "highs";
import type { Instance } from "#app/dispatch/plan/model/format";
import { readJson } from "./plan/files";
import { generate, type Recipe } from "./plan/generate";
import {
  exponentOf,
  type Goal,
  goalsOf,
  goalsOfHuge,
  type Kind,
  median,
  percent,
  seconds,
  timeRatio,
} from "./plan/goals";
import { generateHidden, hiddenRecipe } from "./plan/hidden";
import { type Measured, measure } from "./plan/measure";
import { heading, printGoals, printMeasured, say } from "./plan/report";

const { values: options, positionals: files } = parseArgs({
  options: { full: { type: "boolean" }, only: { type: "string" }, cpu: { type: "boolean" } },
  allowPositionals: true,
});
const isFull = options.full === true;

interface Entry {
  kind: Kind;
  recipe: Recipe;
  stageLimitMs: number | null;
  timeLimitMs?: number;
}

const entry = (kind: Kind, recipe: Recipe, rest: Partial<Entry> = {}): Entry => ({
  kind,
  recipe,
  stageLimitMs: 120_000,
  ...rest,
});

const SHORT: Entry[] = [
  ...[1, 2].map((seed) => entry("seed", { scale: "seed", seed })),
  ...[3, 4].map((seed) => entry("seed", { scale: "overbooked", seed })),
  entry("national", { scale: "national", seed: 41 }, { stageLimitMs: 60_000 }),
];

const FULL: Entry[] = [
  ...[1, 2, 3, 4].map((seed) => entry("seed", { scale: "seed", seed })),
  ...[5, 6, 7, 8].map((seed) => entry("seed", { scale: "overbooked", seed })),
  ...[41, 42, 43].map((seed) => entry("national", { scale: "national", seed })),
  ...[44, 45].map((seed) => entry("national", { scale: "national", seed, tightness: 1.3 })),
  ...[46, 47].map((seed) => entry("national", { scale: "national", seed, tightness: 1.5 })),
  entry("crowded", { scale: "national", seed: 48, tightness: 2 }),
  entry("crowded", { scale: "month", seed: 49 }),
  entry("triple", { scale: "national", seed: 50, tightness: 3 }, { stageLimitMs: null, timeLimitMs: 60_000 }),
];

const GROWTH = isFull ? [1000, 2000, 4000, 8000] : [1000, 2000, 4000];
const HIDDEN = isFull ? { sizes: [100, 200, 500, 1000, 2000], each: 24 } : { sizes: [100, 500, 2000], each: 3 };
const ENOUGH_FOR_A_MEDIAN = 6;
const HUGE_MS = isFull ? 60_000 : 20_000;

const highs = await loadHighs();
const goals: Goal[] = [];
if (files.length > 0) measureFiles(highs, files);
else {
  const wanted = (section: string) => options.only === undefined || options.only === section;
  if (wanted("huge")) measureHuge(highs); // first, so that the peak of memory is its own
  if (wanted("levels")) measureEntries(highs, isFull ? FULL : SHORT);
  if (wanted("growth")) measureGrowth(highs);
  if (wanted("hidden")) measureHidden(highs);
}
printGoals(goals);

function measureFiles(solver: Highs, paths: string[]): void {
  heading("Instances from files");
  for (const path of paths) {
    const instance = readJson(path) as Instance;
    const measured = measure(instance, { highs: solver, stageLimitMs: 180_000, repeats: 3, isFastToo: true });
    printMeasured(measured);
    goals.push(...goalsOf(measured, instance.requests.length > 300 ? "national" : "seed"));
  }
}

function measureEntries(solver: Highs, entries: Entry[]): void {
  heading("Levels, times and certificates");
  const national: Measured[] = [];
  for (const { kind, recipe, ...limits } of entries) {
    const instance = generate(recipe);
    const repeats = limits.timeLimitMs === undefined ? 3 : 1;
    const measured = measure(instance, { highs: solver, ...limits, repeats, isFastToo: kind !== "triple" });
    printMeasured(measured);
    goals.push(...goalsOf(measured, kind));
    if (kind === "national" || kind === "crowded") national.push(measured);
  }
  if (national.length < ENOUGH_FOR_A_MEDIAN) return;
  const middle = median(national.map(({ plan, opponent }) => timeRatio(plan, opponent!)));
  goals.push({
    what: `national: time at most 1/40 of HiGHS in the median of ${national.length} (1/${middle.toFixed(0)})`,
    isMet: middle >= 40,
  });
}

function measureHuge(solver: Highs): void {
  heading("Huge: 30,000 requests for 5,000 interpreters");
  const instance = generate({ scale: "huge", seed: 51 });
  const measured = measure(instance, {
    highs: solver,
    stageLimitMs: null,
    timeLimitMs: HUGE_MS,
    repeats: 1,
    isFastToo: false,
  });
  printMeasured(measured);
  goals.push(...goalsOf(measured, "huge"), ...goalsOfHuge(measured, process.resourceUsage().maxRSS * 1024));
}

function measureGrowth(solver: Highs): void {
  heading("Growth: interpreters are a quarter of the requests");
  const points = GROWTH.map((requests) => {
    const instance = generate({ scale: "growth", seed: 52, requests });
    const measured = measure(instance, { highs: solver, stageLimitMs: null, repeats: 1, isFastToo: true });
    printMeasured(measured);
    return { requests, ms: measured.plan.ms, fastMs: measured.fast!.ms };
  });
  const exponent = exponentOf(points);
  const fast = exponentOf(points.map(({ requests, fastMs }) => ({ requests, ms: fastMs })));
  goals.push({
    what: `growth: exponent at most 2.2 from 1,000 to ${GROWTH.at(-1)} requests (${exponent.toFixed(2)}; fast ${fast.toFixed(2)})`,
    isMet: exponent <= 2.2,
  });
}

/** Goals are for fixed times alone, as asked; weekly caps of exactly the hidden minutes are harder than that, and reported. */
function measureHidden(solver: Highs): void {
  heading("Hidden full solutions: every request can be filled at once");
  const filled = { loose: 0, tight: 0 };
  const total = { loose: 0, tight: 0 };
  for (const jobs of HIDDEN.sizes) {
    const limit = jobs <= 500 ? 1000 : 5000;
    const missed: string[] = [];
    const times: number[] = [];
    for (let number = 1; number <= HIDDEN.each; number++) {
      const recipe = hiddenRecipe(number, jobs);
      const { instance } = generateHidden(recipe);
      const { plan, faults } = measure(instance, {
        highs: solver,
        stageLimitMs: null,
        timeLimitMs: limit,
        repeats: 1,
        isFastToo: false,
      });
      goals.push(...faults.map((fault) => ({ what: `${instance.name}: ${fault}`, isMet: false })));
      times.push(plan.ms);
      total[recipe.caps]++;
      if (plan.filled === jobs && plan.ms <= limit * 1.1) filled[recipe.caps]++;
      else missed.push(`#${number}: ${plan.filled} in ${seconds(plan.ms)}, ${JSON.stringify(recipe)}`);
    }
    say(
      `${jobs} jobs: ${HIDDEN.each - missed.length} of ${HIDDEN.each} filled whole, ${seconds(median(times))} in the median`,
    );
    for (const miss of missed) say(`  missed ${miss}`);
  }
  const shown = (caps: "loose" | "tight") =>
    `${filled[caps]} of ${total[caps]}, ${percent(filled[caps] / total[caps])}`;
  say(`harder than asked, with weekly caps of exactly the hidden minutes: ${shown("tight")}`);
  goals.push({
    what: `hidden: at least 95 % filled whole within 1 s (to 500 jobs) or 5 s (${shown("loose")})`,
    isMet: filled.loose / total.loose >= 0.95,
  });
}
