/**
 * What the planner is compared with: the general solver HiGHS, one integer program per level with the levels before it
 * held, on the same expanded pairs, block by block (week and connected component).
 */
import type { Highs } from "highs";
import type { Levels, PlannedAssignment } from "#app/dispatch/plan/model/format";
import type { Problem } from "#app/dispatch/plan/model/problem";
import { type Block, blocksOf, joinWhereTheyMeet } from "./opponent-blocks";
import { type Program, programOf, withLevelHeld, withUnfairness } from "./opponent-program";

export interface Staged {
  assignments: PlannedAssignment[];
  /** What HiGHS bounds each level by, with the levels before it at their best; null where it was not reached. */
  bound: Levels<number | null>;
  proven: Levels<boolean>;
  /** Milliseconds in each level, reading blocks counted to the first; null where it was not reached. */
  milliseconds: Levels<number | null>;
}

export interface StagedOptions {
  /** For one level of one block. */
  stageLimitMs: number;
  clock: () => number;
}

/**
 * Level by level; once one cannot be proven in time, the next ones of that block are not tried. Weeks are solved apart
 * and only joined where the two sides of somebody's Sunday night turn out to contradict each other.
 */
export function solveStaged(problem: Problem, highs: Highs, options: StagedOptions): Staged {
  const begun = options.clock();
  const joined: Set<number> = new Set();
  for (;;) {
    const blocks = blocksOf(problem, joined);
    const solved = blocks.map((block) => solveBlock(problem, highs, block, options));
    const chosen = solved.flatMap((block) => block.chosen);
    if (joinWhereTheyMeet(problem, chosen, joined)) continue;
    const staged = together(problem, solved, chosen, unfairnessOutside(problem, blocks));
    const counted = staged.milliseconds.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    staged.milliseconds[0] = (staged.milliseconds[0] ?? 0) + options.clock() - begun - counted;
    return staged;
  }
}

const LEVELS = [0, 1, 2, 3] as const;
const eachLevel = <T>(of: (level: (typeof LEVELS)[number]) => T): Levels<T> => [of(0), of(1), of(2), of(3)];

type Solved = Omit<Staged, "assignments"> & { chosen: number[] };

function together(problem: Problem, blocks: Solved[], chosen: number[], unfairnessElsewhere: number): Staged {
  const all = (values: (number | null)[]) =>
    values.includes(null) ? null : values.reduce<number>((sum, value) => sum + value!, 0);
  return {
    assignments: assignmentsOf(problem, chosen),
    bound: eachLevel((level) => {
      const found = all(blocks.map(({ bound }) => bound[level]));
      return found === null ? null : found + problem.base[level] + (level === 3 ? unfairnessElsewhere : 0);
    }),
    proven: eachLevel((level) => blocks.every(({ proven }) => proven[level])),
    milliseconds: eachLevel((level) => {
      const reached = blocks.flatMap(({ milliseconds }) => milliseconds[level] ?? []);
      return reached.length > 0 ? reached.reduce((sum, one) => sum + one, 0) : null;
    }),
  };
}

function assignmentsOf(
  { instance, pins, pairRequest, pairInterpreter }: Problem,
  chosen: number[],
): PlannedAssignment[] {
  const people = new Map<number, string[]>();
  for (const pair of chosen) {
    const request = pairRequest[pair]!;
    if (!people.has(request)) people.set(request, []);
    people.get(request)!.push(instance.interpreters[pairInterpreter[pair]!]!.id);
  }
  const planned = [...people].map(([at, interpreters]) => ({ request: instance.requests[at]!.id, interpreters }));
  return [...pins, ...planned];
}

/** Busy minutes of people and weeks for which there is nothing to decide. */
function unfairnessOutside({ worked, fairBlock }: Problem, blocks: Block[]): number {
  const inside = new Set(blocks.flatMap(({ weeks }) => weeks));
  let total = 0;
  for (const [week, minutes] of worked.entries()) if (!inside.has(week)) total += unfair(minutes, fairBlock);
  return total;
}

function unfair(minutes: number, block: number): number {
  let total = 0;
  for (let left = minutes, cost = 0; left > 0; left -= block, cost++) total += cost * Math.min(block, left);
  return total;
}

// ---------------------------------------------------------------------------------------------
// One block

function solveBlock(problem: Problem, highs: Highs, block: Block, { clock, stageLimitMs }: StagedOptions): Solved {
  const solved: Solved = {
    chosen: [],
    bound: [null, null, null, null],
    proven: [false, false, false, false],
    milliseconds: [null, null, null, null],
  };
  let program = programOf(problem, block);
  let values: Float64Array = new Float64Array(program.columns);
  for (const level of LEVELS) {
    const begun = clock();
    if (level === 3) {
      program = withUnfairness(program, problem, block);
      values = program.startFrom(values);
    }
    const found = minimise(highs, program, program.costs[level], values, stageLimitMs);
    values = found.values;
    solved.bound[level] = level < 2 ? -found.bound : found.bound;
    solved.proven[level] = found.proven;
    program = withLevelHeld(program, program.costs[level], found.value);
    solved.milliseconds[level] = clock() - begun;
    if (!found.proven) break;
  }
  solved.chosen = block.pairs.filter((_, column) => values[column]! > 0.5);
  return solved;
}

interface Found {
  values: Float64Array;
  value: number;
  bound: number;
  proven: boolean;
}

function minimise(highs: Highs, program: Program, costs: Float64Array, start: Float64Array, limitMs: number): Found {
  const worth = (values: Float64Array) => Math.round(costs.reduce((sum, cost, at) => sum + cost * values[at]!, 0));
  if (costs.every((cost) => cost === 0)) return { values: start, value: 0, bound: 0, proven: true };
  const { rowLower, rowUpper, rowStart, rowColumn, rowValue } = program;
  const rows = rowLower.length;
  return highs.withModel(
    {
      numCols: program.columns,
      numRows: rows,
      colCost: costs,
      colLower: new Float64Array(program.columns),
      colUpper: program.upper,
      integrality: program.integrality,
      rowLower,
      rowUpper,
      matrix: {
        format: "csr",
        numRows: rows,
        numCols: program.columns,
        starts: rowStart,
        indices: rowColumn,
        values: rowValue,
      },
    },
    (model): Found => {
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99, time_limit: limitMs / 1000 });
      model.setSolution({ colValue: start });
      model.run();
      const proven = model.getModelStatus() === highs.constants.modelStatus.optimal;
      const values = model.getSolution().colValue.slice();
      for (let at = 0; at < program.columns; at++) if (program.integrality[at]) values[at] = Math.round(values[at]!);
      const value = worth(values);
      // Every level is a whole number, so that a bound less than 1 away proves it.
      const bound = proven ? value : Math.ceil(Number(model.info.get("mip_dual_bound")) - 1e-6);
      return { values, value, bound, proven };
    },
  );
}
