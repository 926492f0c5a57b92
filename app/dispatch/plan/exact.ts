/**
 * Small blocks, solved to proof: one mixed-integer program per level, each with the levels before it held (HiGHS).
 * A block is a set of requests that shares no interpreter's week, and no clash in time, with any other request.
 */
import type { Highs } from "highs";
import type { Levels } from "./format";
import { type Problem, unfairness } from "./problem";

export interface Exact {
  /** Chosen pairs of the block. */
  pairs: number[];
  proven: Levels<boolean>;
}

/**
 * Lexicographic optimum of the block, from the pairs known so far. Stops at the first level that is not proven within `seconds` per level, or where
 * the solver fails; what was proven before stands. The caller checks the pairs and counts the levels by itself.
 */
export function solveBlock(
  highs: Highs,
  problem: Problem,
  requests: number[],
  known: number[],
  seconds: number,
): Exact {
  const model = modelOf(problem, requests);
  const proven: Levels<boolean> = [false, false, false, false];
  let pairs = known;
  let levels = levelsOf(problem, model, pairs);
  const easy = easyBounds(problem, requests, model);
  for (let level = 0; level < 4; level++) {
    const isFree = level !== 2 || levels[0] === easy[0]; // the cheapest bound counts every request as filled
    if (isFree && levels[level] === easy[level]) {
      proven[level] = true;
      continue;
    }
    const answer = solveLevel(highs, model, level, levels, pairs, seconds);
    if (!answer) break;
    pairs = answer;
    levels = levelsOf(problem, model, pairs);
    proven[level] = true;
  }
  return { pairs, proven };
}

interface Row {
  lower: number;
  upper: number;
  columns: number[];
  values: number[];
}

interface Model {
  problem: Problem;
  /** Columns: the pairs, then one per request "is filled", then blocks of fair hours per person and week. */
  pairs: number[];
  columnOf: Map<number, number>;
  requests: number[];
  filledOf: Map<number, number>;
  fair: { slot: number; k: number }[];
  rows: Row[];
}

function modelOf(problem: Problem, requests: number[]): Model {
  const { requestFrom, pairInterpreter, count, week, weeks } = problem;
  const able = requests.filter((r) => requestFrom[r + 1]! - requestFrom[r]! >= count[r]!);
  const pairs = able.flatMap((r) =>
    Array.from({ length: requestFrom[r + 1]! - requestFrom[r]! }, (_, k) => requestFrom[r]! + k),
  );
  const columnOf = new Map(pairs.map((p, k) => [p, k]));
  const filledOf = new Map(able.map((r, k) => [r, pairs.length + k]));
  const model: Model = { problem, pairs, columnOf, requests: able, filledOf, fair: [], rows: [] };
  for (const r of able) peopleRows(model, r);
  const bySlot = new Map<number, number[]>();
  const byPerson = new Map<number, number[]>();
  for (const p of pairs) {
    const i = pairInterpreter[p]!;
    push(byPerson, i, p);
    push(bySlot, i * weeks + week[problem.pairRequest[p]!]!, p);
  }
  for (const own of byPerson.values())
    for (const clique of cliquesOf(problem, own)) model.rows.push(oneOf(model, clique));
  for (const [slot, own] of bySlot) hoursRows(model, slot, own);
  return model;
}

function push(lists: Map<number, number[]>, key: number, value: number) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** As many people as asked, or none; of two, never one twice. */
function peopleRows(model: Model, r: number) {
  const { requestFrom, count } = model.problem;
  const filled = model.filledOf.get(r)!;
  const columns: number[] = [];
  for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) columns.push(model.columnOf.get(p)!);
  model.rows.push({ lower: 0, upper: 0, columns: [...columns, filled], values: [...columns.map(() => 1), -count[r]!] });
  if (count[r] === 2)
    for (const column of columns)
      model.rows.push({ lower: Number.NEGATIVE_INFINITY, upper: 0, columns: [column, filled], values: [1, -1] });
}

function oneOf(model: Model, clique: number[]): Row {
  return {
    lower: Number.NEGATIVE_INFINITY,
    upper: 1,
    columns: clique.map((p) => model.columnOf.get(p)!),
    values: clique.map(() => 1),
  };
}

/** The week's limit, and its minutes cut into blocks that cost more and more. */
function hoursRows(model: Model, slot: number, own: number[]) {
  const { problem } = model;
  const { pairRequest, start, end, capacity, worked, fairBlock } = problem;
  const columns = own.map((p) => model.columnOf.get(p)!);
  const values = own.map((p) => end[pairRequest[p]!]! - start[pairRequest[p]!]!);
  const sum = values.reduce((a, b) => a + b, 0);
  const limit = capacity[slot]!;
  if (sum > limit) model.rows.push({ lower: Number.NEGATIVE_INFINITY, upper: limit, columns, values });
  const most = worked[slot]! + Math.min(sum, limit);
  const first = model.pairs.length + model.requests.length + model.fair.length;
  const blocks = Math.ceil(most / fairBlock);
  for (let k = 0; k < blocks; k++) model.fair.push({ slot, k });
  const fair = Array.from({ length: blocks }, (_, k) => first + k);
  model.rows.push({
    lower: worked[slot]!,
    upper: worked[slot]!,
    columns: [...fair, ...columns],
    values: [...fair.map(() => 1), ...values.map((v) => -v)],
  });
}

/** Sets of pairs of one person of which only one can be, that together cover every clash. */
function cliquesOf(problem: Problem, own: number[]): number[][] {
  const { pairRequest, start } = problem;
  const jobs = own.slice().sort((a, b) => start[pairRequest[a]!]! - start[pairRequest[b]!]!);
  const cliques: number[][] = [];
  for (let k = 0; k < jobs.length; k++) {
    const before: number[] = [];
    for (let x = k - 1; x >= 0; x--) if (clash(problem, jobs[x]!, jobs[k]!)) before.push(jobs[x]!);
    while (before.length) {
      const clique = [before.shift()!];
      for (let x = 0; x < before.length; ) {
        if (clique.every((p) => clash(problem, before[x]!, p))) clique.push(...before.splice(x, 1));
        else x++;
      }
      cliques.push([...clique, jobs[k]!]);
    }
  }
  return largest(cliques);
}

/** Without those that lie inside another one. */
function largest(cliques: number[][]): number[][] {
  const sets = cliques.map((c) => new Set(c));
  const kept = cliques.map(() => true);
  for (let a = 0; a < cliques.length; a++)
    for (let b = Math.max(0, a - 8); b < Math.min(cliques.length, a + 9); b++) {
      if (a === b || !kept[a] || !kept[b] || cliques[a]!.length > cliques[b]!.length) continue;
      if (cliques[a]!.every((p) => sets[b]!.has(p))) kept[a] = false;
    }
  return cliques.filter((_, k) => kept[k]);
}

/** One person cannot do both: the later start minus the earlier end is less than the travel. */
export function clash(problem: Problem, a: number, b: number): boolean {
  const { pairRequest, pairSpot, start, end, travel, spots } = problem;
  const q = pairRequest[a]!;
  const r = pairRequest[b]!;
  const need = travel[pairSpot[a]! * spots + pairSpot[b]!]!;
  const back = travel[pairSpot[b]! * spots + pairSpot[a]!]!;
  return start[q]! < start[r]! ? start[r]! - end[q]! < need : start[q]! - end[r]! < back;
}

const SENSE = [1, 1, -1, -1] as const;

/** Columns' weight in a level. */
function costsOf(model: Model, level: number): Float64Array {
  const { problem, pairs, requests, fair } = model;
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
function levelsOf(problem: Problem, model: Model, pairs: number[]): Levels<number> {
  const { pairRequest, pairInterpreter, pairPoints, pairCents, urgency, worked, start, end, week, weeks, fairBlock } =
    problem;
  const filled = new Set(pairs.map((p) => pairRequest[p]!));
  const minutes = new Map(model.fair.map(({ slot }) => [slot, worked[slot]!]));
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
function easyBounds(problem: Problem, requests: number[], model: Model): Levels<number> {
  const { requestFrom, pairPoints, pairCents, urgency, count, worked, fairBlock } = problem;
  const bounds: Levels<number> = [0, 0, 0, 0];
  for (const r of model.requests) {
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
  for (const slot of new Set(model.fair.map((f) => f.slot))) bounds[3] += unfairness(worked[slot]!, fairBlock);
  return requests.length ? bounds : [0, 0, 0, 0];
}

/** The best pairs by one level with those before it held; null where that is not proven. */
function solveLevel(
  highs: Highs,
  model: Model,
  level: number,
  levels: Levels<number>,
  known: number[],
  seconds: number,
): number[] | null {
  const { pairs, requests, fair } = model;
  const columns = pairs.length + requests.length + fair.length;
  const rows = model.rows.slice();
  for (let k = 0; k < level; k++) rows.push(heldLevel(costsOf(model, k), SENSE[k]!, levels[k]!));
  const integrality = new Int32Array(columns).fill(1, 0, pairs.length + requests.length);
  const upper = new Float64Array(columns).fill(1);
  upper.fill(model.problem.fairBlock, pairs.length + requests.length);
  const { maximize, minimize } = highs.constants.objectiveSense;
  const native = highs.createModel({
    numCols: columns,
    numRows: rows.length,
    sense: SENSE[level] === 1 ? maximize : minimize,
    colCost: costsOf(model, level),
    colLower: new Float64Array(columns),
    colUpper: upper,
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: matrixOf(rows, columns),
    integrality,
  });
  try {
    native.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.99 });
    native.setSolution({ colValue: startFrom(model, known, columns) });
    native.run();
    if (native.getModelStatus() !== highs.constants.modelStatus.optimal) return null;
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

function matrixOf(rows: Row[], columns: number) {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, k) => {
    starts[k + 1] = starts[k]! + row.columns.length;
  });
  const indices = new Int32Array(starts[rows.length]!);
  const values = new Float64Array(starts[rows.length]!);
  rows.forEach((row, k) => {
    indices.set(row.columns, starts[k]!);
    values.set(row.values, starts[k]!);
  });
  return { format: "csr" as const, numRows: rows.length, numCols: columns, starts, indices, values };
}

function startFrom(
  { problem, pairs, columnOf, filledOf, fair }: Model,
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
