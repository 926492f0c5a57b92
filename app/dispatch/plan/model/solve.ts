/** A program, asked of HiGHS. Whoever calls brings the solver: here only its types are named. */
import type { Highs } from "highs";
import type { Deadline } from "./deadline";
import { matrixOf, type Program, type Row } from "./program";

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
