/**
 * Small blocks, solved to proof: one mixed-integer program per level, each with the levels before it held (HiGHS).
 * A block is a set of requests that shares no interpreter's week, and no clash in time, with any other request.
 */
import type { Highs } from "highs";
import type { Deadline } from "#app/dispatch/plan/model/deadline";
import type { Levels } from "#app/dispatch/plan/model/format";
import { type Problem, unfairness } from "#app/dispatch/plan/model/problem";
import { matrixOf, type Program, programOf, type Row } from "./program";

export interface Exact {
  /** Chosen pairs of the block. */
  pairs: number[];
  proven: Levels<boolean>;
}

/** How long one program may take: nodes and steps are the same on every machine, the deadline's seconds are not. */
export interface Effort {
  /** Of branch and bound. */
  nodes: number;
  /** Of the simplex method, in all nodes together. */
  steps: number;
  deadline: Deadline;
  /** Of the seconds that are left when it begins; 1 where it is not said. */
  share?: number;
  /** What was found within the effort counts, proven or not. */
  isBestEnough?: boolean;
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

/** What a program is solved for: `sense` 1 = most, -1 = least, of the columns' costs, to within `gap`. */
export interface Aim {
  costs: Float64Array;
  sense: number;
  gap: number;
}

/** The best pairs by the aim, from those known; null where that is not proven within the effort. */
export function solveProgram(
  highs: Highs,
  program: Program,
  more: Row[],
  { costs, sense, gap }: Aim,
  known: number[],
  { nodes, steps, deadline, share = 1, isBestEnough = false }: Effort,
): number[] | null {
  const seconds = share * deadline.secondsLeft();
  if (seconds <= 0) return null;
  const { pairs, requests } = program;
  const columns = costs.length;
  const rows = [...program.rows, ...more];
  const integers = pairs.length + requests.length;
  const { maximize, minimize } = highs.constants.objectiveSense;
  const native = highs.createModel({
    numCols: columns,
    numRows: rows.length,
    sense: sense === 1 ? maximize : minimize,
    colCost: costs,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1).fill(program.problem.fairBlock, integers),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: matrixOf(rows, columns),
    integrality: new Int32Array(columns).fill(1, 0, integers),
  });
  try {
    native.options.set({ output_flag: false, mip_max_nodes: nodes, mip_rel_gap: 0, mip_abs_gap: gap });
    if (seconds < Number.POSITIVE_INFINITY) native.options.set({ time_limit: seconds });
    native.setSolution({ colValue: startFrom(program, known, columns) });
    native.run({
      [highs.constants.callbackType.mipInterrupt]: (event) => {
        if (deadline.isCancelled() || Number(event.data.mip_total_lp_iterations ?? 0) > steps) event.interrupt();
      },
    });
    const { optimal, solutionLimit, timeLimit, interrupted } = highs.constants.modelStatus;
    const enough = isBestEnough ? [optimal, solutionLimit, timeLimit, interrupted] : [optimal];
    if (!enough.some((status) => status === native.getModelStatus())) return null;
    const values = native.getSolution().colValue;
    return pairs.filter((_, k) => values[k]! > 0.5);
  } finally {
    native.dispose();
  }
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

function startFrom(
  { problem, pairs, columnOf, filledOf, fair }: Program,
  known: number[],
  columns: number,
): Float64Array {
  const { pairRequest, pairInterpreter, worked, start, end, week, weeks, fairBlock } = problem;
  const values = new Float64Array(columns);
  const minutes = new Map<number, number>();
  for (const p of known) {
    const r = pairRequest[p]!;
    values[columnOf.get(p)!] = 1;
    values[filledOf.get(r)!] = 1;
    const slot = pairInterpreter[p]! * weeks + week[r]!;
    minutes.set(slot, (minutes.get(slot) ?? 0) + end[r]! - start[r]!);
  }
  const first = pairs.length + filledOf.size;
  fair.forEach(({ slot, k }, at) => {
    const all = worked[slot]! + (minutes.get(slot) ?? 0);
    values[first + at] = Math.min(fairBlock, Math.max(0, all - k * fairBlock));
  });
  return values;
}
