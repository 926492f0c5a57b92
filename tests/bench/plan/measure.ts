/** One instance planned, judged, timed and compared with the general solver. */
import { openSync, readSync } from "node:fs";
import type { Highs } from "highs";
import type { Instance, Levels, Plan } from "#app/dispatch/plan/model/format";
import { expand } from "#app/dispatch/plan/model/problem";
import { type PlanOptions, planInstance } from "#app/dispatch/plan/plan";
import { judge } from "./judge";
import { solveStaged } from "./opponent";

export interface Measured {
  name: string;
  requests: number;
  interpreters: number;
  pairs: number;
  expandMs: number;
  plan: Planned;
  fast: Planned | null;
  opponent: Opponent | null;
  /** What the judge or a comparison of claims finds wrong; nothing may ever be here. */
  faults: string[];
}

export interface Planned {
  objective: Levels<number>;
  gap: Levels<number | null>;
  boundF1: number | null;
  proven: Levels<boolean>;
  ended: Plan["ended"];
  filled: number;
  ms: number;
  /** Milliseconds of expanding, then until the first full plan, and what that fills. */
  first: { expandMs: number; ms: number; F1: number } | null;
  /** Milliseconds spent on the bound alone, as the plan says. */
  certificateMs: number;
}

export interface Opponent {
  objective: Levels<number>;
  bound: Levels<number | null>;
  proven: Levels<boolean>;
  ms: number;
  /** Per level, null where it was not reached. */
  levelMs: Levels<number | null>;
}

export interface MeasureOptions {
  highs: Highs;
  /** For one level of one block of the opponent; null: no opponent. */
  stageLimitMs: number | null;
  timeLimitMs?: number;
  /** Repeated so often; the middle time counts. */
  repeats: number;
  isFastToo: boolean;
}

/** Milliseconds on the wall, or with `--cpu` those in which this thread really ran. */
const clock = process.argv.includes("--cpu") ? threadClock() : () => performance.now();

/**
 * What the clock on the wall would say if nothing else were running: the compiler's and collector's threads do not count.
 * From Linux's /proc/self/schedstat, whose first number is the main thread's time in nanoseconds.
 */
function threadClock(): () => number {
  const file = openSync("/proc/self/schedstat", "r");
  const text = Buffer.alloc(80);
  return () => Number.parseInt(text.toString("latin1", 0, readSync(file, text, 0, text.length, 0)), 10) / 1e6;
}

export function measure(instance: Instance, options: MeasureOptions): Measured {
  const faults: string[] = [];
  const begun = clock();
  const problem = expand(instance);
  const expandMs = clock() - begun;
  const effort = (kind: "fast" | "normal", repeats: number) => planned(instance, options, kind, repeats, faults);
  const plan = effort("normal", options.repeats);
  const fast = options.isFastToo ? effort("fast", options.repeats + 2) : null;
  const opponent =
    options.stageLimitMs === null ? null : opposed(instance, options.highs, options.stageLimitMs, faults);
  if (opponent) faults.push(...contradictions(plan, opponent));
  const { requests, interpreters } = instance;
  const size = { requests: requests.length, interpreters: interpreters.length, pairs: problem.pairs };
  return { name: instance.name, ...size, expandMs, plan, fast, opponent, faults };
}

function planned(
  instance: Instance,
  { highs, timeLimitMs }: MeasureOptions,
  effort: "fast" | "normal",
  repeats: number,
  faults: string[],
): Planned {
  const runs = Array.from({ length: repeats }, () =>
    timed(instance, { solver: highs, effort, timeLimitMs, clock, seed: 1 }),
  );
  const { plan, first } = runs.sort((a, b) => a.ms - b.ms)[Math.floor((repeats - 1) / 2)]!;
  const { ms } = runs[Math.floor((repeats - 1) / 2)]!;
  const verdict = judge(instance, plan);
  for (const { rule, where } of verdict.breaches.slice(0, 3)) faults.push(`${effort}: ${rule} ${where}`);
  if (String(verdict.objective) !== String(plan.objective))
    faults.push(`${effort}: says ${plan.objective}, is ${verdict.objective}`);
  const same = runs.every((run) => JSON.stringify(run.plan.assignments) === JSON.stringify(plan.assignments));
  if (!same && timeLimitMs === undefined) faults.push(`${effort}: the same seed gives different plans`);
  const { gap, proven, ended } = plan;
  return {
    objective: verdict.objective,
    filled: verdict.filled,
    gap,
    boundF1: plan.bound[0],
    proven,
    ended,
    ms,
    first,
    certificateMs: plan.certificateMilliseconds,
  };
}

function timed(instance: Instance, options: PlanOptions) {
  let first: Planned["first"] = null;
  let expanded: number | null = null;
  const begun = clock();
  const plan = planInstance(instance, {
    ...options,
    onProgress: ({ phase, objective }) => {
      const now = clock();
      if (phase !== "reading" && phase !== "expanding") expanded ??= now;
      if (first === null && expanded !== null && objective && objective[0] > 0)
        first = { expandMs: expanded - begun, ms: now - expanded, F1: objective[0] };
    },
  });
  return { plan, ms: clock() - begun, first: first as Planned["first"] };
}

/** Eligibility counts for both: the opponent expands the instance itself. */
function opposed(instance: Instance, highs: Highs, stageLimitMs: number, faults: string[]): Opponent {
  const begun = clock();
  const { assignments, bound, proven, milliseconds } = solveStaged(expand(instance), highs, { stageLimitMs, clock });
  const ms = clock() - begun;
  const verdict = judge(instance, { assignments });
  for (const { rule, where } of verdict.breaches.slice(0, 3)) faults.push(`opponent: ${rule} ${where}`);
  return { objective: verdict.objective, bound, proven, ms, levelMs: milliseconds };
}

/** Claims of the two that cannot both be true. */
function contradictions(plan: Planned, opponent: Opponent): string[] {
  const found: string[] = [];
  for (const level of [0, 1, 2, 3] as const) {
    const better =
      level < 2 ? opponent.objective[level] - plan.objective[level] : plan.objective[level] - opponent.objective[level];
    if (opponent.proven[level] && better < 0) found.push(`F${level + 1} is better than what HiGHS calls the optimum`);
    if (plan.proven[level] && better > 0) found.push(`F${level + 1} is called proven, HiGHS has a better one`);
    if (better !== 0) break;
  }
  if (plan.boundF1 !== null && plan.boundF1 < opponent.objective[0])
    found.push("the bound of F1 is below what can be filled");
  return found;
}
