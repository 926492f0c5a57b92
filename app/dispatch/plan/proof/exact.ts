/**
 * Small blocks, solved to proof: one mixed-integer program per level, each with the levels before it held (HiGHS).
 * A block is a set of requests that shares no interpreter's week, and no clash in time, with any other request.
 */
import type { Highs } from "highs";
import type { Levels } from "#app/dispatch/plan/model/format";
import { unfairness } from "#app/dispatch/plan/model/people";
import type { Problem } from "#app/dispatch/plan/model/problem";
import { type Program, programOf, type Row } from "#app/dispatch/plan/model/program";
import { type Effort, solveProgram } from "#app/dispatch/plan/model/solve";

export interface Exact {
  /** Chosen pairs of the block. */
  pairs: number[];
  proven: Levels<boolean>;
}

/**
 * Lexicographic optimum of the block among plans of allowed pairs, from the pairs known so far. Stops at the first level
 * that is not proven within the effort, or where the solver fails; what was proven before stands. The caller checks the
 * pairs and counts the levels by itself.
 */
export function solveBlock(
  highs: Highs,
  problem: Problem,
  requests: number[],
  known: number[],
  effort: Effort,
  isAllowed: (pair: number) => boolean = () => true,
): Exact {
  const program = programOf(problem, requests, isAllowed, true);
  const proven: Levels<boolean> = [false, false, false, false];
  let pairs = known;
  let levels = levelsOf(problem, program, pairs);
  const easy = easyBounds(problem, requests, program);
  for (let level = 0; level < 4; level++) {
    const isFree = level !== 2 || levels[0] === easy[0]; // the cheapest bound counts every request as filled
    if (isFree && levels[level] === easy[level]) {
      proven[level] = true;
      continue;
    }
    const answer = solveLevel(highs, program, level, levels, pairs, effort);
    if (!answer) break;
    pairs = answer;
    levels = levelsOf(problem, program, pairs);
    proven[level] = true;
  }
  return { pairs, proven };
}

const SENSE = [1, 1, -1, -1] as const;

/** Columns' weight in a level. */
function costsOf(program: Program, level: number): Float64Array {
  const { problem, pairs, requests, fair } = program;
  const costs = new Float64Array(pairs.length + requests.length + fair.length);
  if (level === 0)
    requests.forEach((r, k) => {
      costs[pairs.length + k] = problem.urgency[r]!;
    });
  if (level === 1)
    pairs.forEach((p, k) => {
      costs[k] = problem.pairPoints[p]!;
    });
  if (level === 2)
    pairs.forEach((p, k) => {
      costs[k] = problem.pairCents[p]!;
    });
  if (level === 3)
    fair.forEach(({ k: block }, k) => {
      costs[pairs.length + requests.length + k] = block;
    });
  return costs;
}

/** The block's own levels, counted from its pairs. */
function levelsOf(problem: Problem, program: Program, pairs: number[]): Levels<number> {
  const { pairRequest, pairInterpreter, pairPoints, pairCents, urgency, worked, start, end, week, weeks, fairBlock } =
    problem;
  const filled = new Set(pairs.map((p) => pairRequest[p]!));
  const minutes = new Map(program.fair.map(({ slot }) => [slot, worked[slot]!]));
  const sum = (of: (p: number) => number) => pairs.reduce((total, p) => total + of(p), 0);
  for (const p of pairs) {
    const r = pairRequest[p]!;
    const slot = pairInterpreter[p]! * weeks + week[r]!;
    minutes.set(slot, (minutes.get(slot) ?? 0) + end[r]! - start[r]!);
  }
  const unfair = [...minutes.values()].reduce((total, m) => total + unfairness(m, fairBlock), 0);
  return [
    [...filled].reduce((total, r) => total + urgency[r]!, 0),
    sum((p) => pairPoints[p]!),
    sum((p) => pairCents[p]!),
    unfair,
  ];
}

/** What no plan of the block can pass, seen without solving anything. The third holds when every request is filled. */
function easyBounds(problem: Problem, requests: number[], program: Program): Levels<number> {
  const { requestFrom, pairPoints, pairCents, urgency, count, worked, fairBlock } = problem;
  const bounds: Levels<number> = [0, 0, 0, 0];
  for (const r of program.requests) {
    const own = Array.from({ length: requestFrom[r + 1]! - requestFrom[r]! }, (_, k) => requestFrom[r]! + k);
    bounds[0] += urgency[r]!;
    bounds[1] += own
      .map((p) => pairPoints[p]!)
      .sort((a, b) => b - a)
      .slice(0, count[r]!)
      .reduce((a, b) => a + b, 0);
    bounds[2] += own
      .map((p) => pairCents[p]!)
      .sort((a, b) => a - b)
      .slice(0, count[r]!)
      .reduce((a, b) => a + b, 0);
  }
  for (const slot of new Set(program.fair.map((f) => f.slot))) bounds[3] += unfairness(worked[slot]!, fairBlock);
  return requests.length ? bounds : [0, 0, 0, 0];
}

/** The best pairs by one level with those before it held; null where that is not proven. */
function solveLevel(
  highs: Highs,
  program: Program,
  level: number,
  levels: Levels<number>,
  known: number[],
  effort: Effort,
): number[] | null {
  const held = levels.slice(0, level).map((value, k) => heldLevel(costsOf(program, k), SENSE[k]!, value));
  return solveProgram(
    highs,
    program,
    held,
    { costs: costsOf(program, level), sense: SENSE[level]!, gap: program.problem.isWhole ? 0.99 : 1e-6 },
    known,
    effort,
  );
}

function heldLevel(costs: Float64Array, sense: number, value: number): Row {
  const columns = Array.from(costs.keys()).filter((k) => costs[k] !== 0);
  return {
    lower: sense === 1 ? value - 1e-6 : Number.NEGATIVE_INFINITY,
    upper: sense === 1 ? Number.POSITIVE_INFINITY : value + 1e-6,
    columns,
    values: columns.map((k) => costs[k]!),
  };
}
