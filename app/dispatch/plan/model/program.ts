/** The planning problem as a program for HiGHS: columns, rows and the matrix, for a choice of requests and pairs. */
import type { Problem } from "./problem";

export interface Row {
  lower: number;
  upper: number;
  columns: number[];
  values: number[];
}

export interface Program {
  problem: Problem;
  /** Columns: the pairs, then one per request "is filled", then blocks of fair hours per person and week. */
  pairs: number[];
  columnOf: Map<number, number>;
  requests: number[];
  filledOf: Map<number, number>;
  fair: { slot: number; k: number }[];
  rows: Row[];
}

/** The pairs of the requests that `isAllowed`; requests that these cannot fill are left out. `isFair`: with the minutes' blocks of F4. */
export function programOf(
  problem: Problem,
  requests: number[],
  isAllowed: (pair: number) => boolean,
  isFair: boolean,
): Program {
  const { requestFrom, pairInterpreter, count, week, weeks } = problem;
  const able: number[] = [];
  const pairs: number[] = [];
  for (const r of requests) {
    const own: number[] = [];
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) if (isAllowed(p)) own.push(p);
    if (own.length < count[r]!) continue;
    able.push(r);
    pairs.push(...own);
  }
  const columnOf = new Map(pairs.map((p, k) => [p, k]));
  const filledOf = new Map(able.map((r, k) => [r, pairs.length + k]));
  const program: Program = {
    problem,
    pairs,
    columnOf,
    requests: able,
    filledOf,
    fair: [],
    rows: [],
  };
  const bySlot = new Map<number, number[]>();
  const byPerson = new Map<number, number[]>();
  const byRequest = new Map<number, number[]>();
  for (const p of pairs) {
    const i = pairInterpreter[p]!;
    push(byPerson, i, p);
    push(byRequest, problem.pairRequest[p]!, p);
    push(bySlot, i * weeks + week[problem.pairRequest[p]!]!, p);
  }
  for (const [r, own] of byRequest) peopleRows(program, r, own);
  for (const own of byPerson.values())
    for (const clique of cliquesOf(problem, own)) program.rows.push(oneOf(program, clique));
  for (const [slot, own] of bySlot) hoursRows(program, slot, own, isFair);
  return program;
}

export function push(lists: Map<number, number[]>, key: number, value: number) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** As many people as asked, or none; of two, never one twice. */
function peopleRows(program: Program, r: number, own: number[]) {
  const { count } = program.problem;
  const filled = program.filledOf.get(r)!;
  const columns = own.map((p) => program.columnOf.get(p)!);
  program.rows.push({
    lower: 0,
    upper: 0,
    columns: [...columns, filled],
    values: [...columns.map(() => 1), -count[r]!],
  });
  if (count[r] === 2)
    for (const column of columns)
      program.rows.push({ lower: Number.NEGATIVE_INFINITY, upper: 0, columns: [column, filled], values: [1, -1] });
}

function oneOf(program: Program, clique: number[]): Row {
  return {
    lower: Number.NEGATIVE_INFINITY,
    upper: 1,
    columns: clique.map((p) => program.columnOf.get(p)!),
    values: clique.map(() => 1),
  };
}

/** The week's limit, and its minutes cut into blocks that cost more and more. */
function hoursRows(program: Program, slot: number, own: number[], isFair: boolean) {
  const { problem } = program;
  const { pairRequest, start, end, capacity, worked, fairBlock } = problem;
  const columns = own.map((p) => program.columnOf.get(p)!);
  const values = own.map((p) => end[pairRequest[p]!]! - start[pairRequest[p]!]!);
  const sum = values.reduce((a, b) => a + b, 0);
  const limit = capacity[slot]!;
  if (sum > limit) program.rows.push({ lower: Number.NEGATIVE_INFINITY, upper: limit, columns, values });
  if (!isFair) return;
  const most = worked[slot]! + Math.min(sum, limit);
  const first = program.pairs.length + program.requests.length + program.fair.length;
  const blocks = Math.ceil(most / fairBlock);
  for (let k = 0; k < blocks; k++) program.fair.push({ slot, k });
  const fair = Array.from({ length: blocks }, (_, k) => first + k);
  program.rows.push({
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

/** All rows in one sparse matrix. */
export function matrixOf(rows: Row[], columns: number) {
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
