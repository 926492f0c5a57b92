/** The relaxed program as a guide to rounding, and the exact recombination of plans found on different ways. */
import type { Highs } from "highs";
import type { Problem } from "#app/dispatch/plan/model/problem";
import { clash, matrixOf, type Program, programOf, push } from "#app/dispatch/plan/model/program";
import type { Worth } from "#app/dispatch/plan/model/scalar";
import { type Effort, solveProgram } from "#app/dispatch/plan/model/solve";

/** Objective coefficients are divided by this, to the size that the solver's tolerances are made for. */
const SCALE = 1000;
/** Less of a pair than this is none: the solver rounds. */
const SOME = 0.01;

/** All numbers are of one size, and hardly a row can be left out: to simplify and scale first costs more than it saves. */
const DIRECT = { presolve: "off", simplex_scale_strategy: 0 } as const;

/**
 * How much of each pair the best fractional plan of the allowed pairs uses, 0..1; null where the solver does not finish
 * within so many steps of the simplex method, or seconds.
 */
export function solveLinear(
  highs: Highs,
  problem: Problem,
  requests: number[],
  isAllowed: (pair: number) => boolean,
  worth: Worth,
  { steps, seconds }: { steps: number; seconds: number },
): Float64Array | null {
  const program = programOf(problem, requests, isAllowed, false);
  const { pairs, rows } = program;
  const costs = costsOf(program, worth);
  const columns = costs.length;
  const native = highs.createModel({
    numCols: columns,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: costs,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: matrixOf(rows, columns),
  });
  try {
    native.options.set({ output_flag: false, ...DIRECT });
    if (steps < Number.POSITIVE_INFINITY) native.options.set({ simplex_iteration_limit: steps });
    if (seconds < Number.POSITIVE_INFINITY) native.options.set({ time_limit: seconds });
    native.run();
    if (native.getModelStatus() !== highs.constants.modelStatus.optimal) return null;
    const { colValue } = native.getSolution();
    const use = new Float64Array(problem.pairs);
    pairs.forEach((p, k) => {
      use[p] = colValue[k]!;
    });
    return use;
  } finally {
    native.dispose();
  }
}

function costsOf({ pairs, requests }: Program, { reward, value }: Worth): Float64Array {
  const costs = new Float64Array(pairs.length + requests.length);
  pairs.forEach((p, k) => {
    costs[k] = (value?.[p] ?? 0) / SCALE;
  });
  requests.forEach((r, k) => {
    costs[pairs.length + k] = reward[r]! / SCALE;
  });
  return costs;
}

export interface Merged {
  /** The pairs of `best` that the merged ones replace. */
  known: number[];
  pairs: number[];
}

/**
 * The plan worth most that takes each request's people from one of these plans (as `Schedule.snapshot` gives them), or from
 * what the fractional plan uses. Requests on which all agree stay as they are. Null where there is nothing to choose.
 */
export function mergePlans(
  highs: Highs,
  problem: Problem,
  plans: Int32Array[],
  use: Float64Array | null,
  best: Int32Array,
  worth: Worth,
  effort: Effort,
): Merged | null {
  const { requests, requestFrom, pairRequest, pairInterpreter, week, weeks, start, end } = problem;
  const isUsed = (p: number) => use !== null && use[p]! > SOME;
  const isTorn = (r: number) => {
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) if (isUsed(p) && use![p]! < 1 - SOME) return true;
    return false;
  };
  const isAllowed = new Uint8Array(problem.pairs);
  const differing: number[] = [];
  const agreed = new Float64Array(problem.worked.length);
  const staying = new Map<number, number[]>(); // pairs of requests that stay as they are, by interpreter
  for (let r = 0; r < requests; r++) {
    const own = pairsOf(best, r);
    if (plans.every((plan) => isSame(pairsOf(plan, r), own)) && !isTorn(r)) {
      for (const p of own) {
        agreed[pairInterpreter[p]! * weeks + week[r]!]! += end[r]! - start[r]!;
        push(staying, pairInterpreter[p]!, p);
      }
    } else {
      differing.push(r);
      for (const plan of plans) for (const p of pairsOf(plan, r)) isAllowed[p] = 1;
    }
  }
  const isInTheWay = (p: number) => staying.get(pairInterpreter[p]!)?.some((q) => clash(problem, q, p)) === true;
  for (const r of differing)
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) if (isUsed(p) && !isInTheWay(p)) isAllowed[p] = 1;
  if (!differing.length) return null;
  const view: Problem = {
    ...problem,
    capacity: problem.capacity.map((minutes, k) => minutes - agreed[k]!),
  };
  const isDiffering = new Set(differing);
  const known = [...best].filter((p) => p >= 0 && isDiffering.has(pairRequest[p]!));
  const program = programOf(view, differing, (p) => isAllowed[p] === 1, false);
  const aim = { costs: costsOf(program, worth), sense: 1, gap: 0.5 / SCALE };
  const pairs = solveProgram(highs, program, [], aim, known, effort);
  return pairs && { known, pairs };
}

function pairsOf(plan: Int32Array, r: number): number[] {
  const a = plan[2 * r]!;
  const b = plan[2 * r + 1]!;
  return [Math.min(a, b), Math.max(a, b)].filter((p) => p >= 0);
}

function isSame(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((p, k) => p === b[k]);
}
