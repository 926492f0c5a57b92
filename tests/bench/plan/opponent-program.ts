/**
 * One block as an integer program: a column per pair and per request, a row per request, per clique of jobs that one
 * person cannot do together, and per weekly cap that could bind.
 */
import type { Problem } from "#app/dispatch/plan/model/problem";
import { type Block, contradict, weekOf } from "./opponent-blocks";

export interface Program {
  columns: number;
  upper: Float64Array;
  /** 1 = whole. */
  integrality: Int32Array;
  rowLower: number[];
  rowUpper: number[];
  /** Compressed rows. */
  rowStart: number[];
  rowColumn: number[];
  rowValue: number[];
  /** To be minimised, level by level. */
  costs: [Float64Array, Float64Array, Float64Array, Float64Array];
  /** A solution of the program before it as one of this. */
  startFrom(values: Float64Array): Float64Array;
}

export function programOf(problem: Problem, block: Block): Program {
  const { pairRequest, pairPoints, pairCents, urgency, count } = problem;
  const byRequest = columnsBy(block.pairs, (pair) => pairRequest[pair]!);
  const columns = block.pairs.length + byRequest.size;
  const costs: Program["costs"] = [0, 1, 2, 3].map(() => new Float64Array(columns)) as Program["costs"];
  for (const [column, pair] of block.pairs.entries()) {
    costs[1][column] = -pairPoints[pair]!;
    costs[2][column] = pairCents[pair]!;
  }
  const program: Program = {
    columns,
    upper: new Float64Array(columns).fill(1),
    integrality: new Int32Array(columns).fill(1),
    rowLower: [],
    rowUpper: [],
    rowStart: [0],
    rowColumn: [],
    rowValue: [],
    costs,
    startFrom: (values) => values,
  };
  let filled = block.pairs.length;
  for (const [request, pairs] of byRequest) {
    costs[0][filled] = -urgency[request]!;
    allOrNone(program, pairs, filled++, count[request]!);
  }
  addPeople(program, problem, block);
  return program;
}

function columnsBy(pairs: number[], keyOf: (pair: number) => number): Map<number, number[]> {
  const columns = new Map<number, number[]>();
  for (const [column, pair] of pairs.entries()) {
    const key = keyOf(pair);
    if (!columns.has(key)) columns.set(key, []);
    columns.get(key)!.push(column);
  }
  return columns;
}

function addRow(program: Program, lower: number, upper: number, columns: number[], values?: number[]): void {
  program.rowLower.push(lower);
  program.rowUpper.push(upper);
  for (const [at, column] of columns.entries()) {
    program.rowColumn.push(column);
    program.rowValue.push(values ? values[at]! : 1);
  }
  program.rowStart.push(program.rowColumn.length);
}

const atMostOne = (program: Program, columns: number[]) => addRow(program, -Infinity, 1, columns);

function allOrNone(program: Program, pairs: number[], filled: number, count: number): void {
  addRow(program, 0, 0, [...pairs, filled], [...pairs.map(() => 1), -count]);
  if (count > 1) for (const pair of pairs) addRow(program, -Infinity, 0, [pair, filled], [1, -1]);
}

// ---------------------------------------------------------------------------------------------
// People

function addPeople(program: Program, problem: Problem, block: Block): void {
  const { start, end, pairRequest, pairInterpreter, capacity } = problem;
  for (const columns of columnsBy(block.pairs, (pair) => pairInterpreter[pair]!).values()) {
    columns.sort((a, b) => start[pairRequest[block.pairs[a]!]!]! - start[pairRequest[block.pairs[b]!]!]!);
    for (const clique of cliquesOf(problem, block.pairs, columns)) atMostOne(program, clique);
  }
  for (const [week, columns] of columnsBy(block.pairs, (pair) => weekOf(problem, pair))) {
    const minutes = columns.map((column) => minutesOf(start, end, pairRequest[block.pairs[column]!]!));
    const all = minutes.reduce((sum, one) => sum + one, 0);
    if (all > capacity[week]!) addRow(program, -Infinity, capacity[week]!, columns, minutes);
  }
}

const minutesOf = (start: Int32Array, end: Int32Array, request: number) => end[request]! - start[request]!;

/** Greedy cover of all contradictions between jobs in order of start: each clique takes whatever contradicts all in it. */
function cliquesOf(problem: Problem, pairs: number[], columns: number[]): number[][] {
  const size = columns.length;
  const open = new Uint8Array(size * size); // 1 = contradiction still to be covered, 2 = covered
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++)
      if (contradict(problem, pairs[columns[a]!]!, pairs[columns[b]!]!)) open[a * size + b] = open[b * size + a] = 1;
  const cliques: number[][] = [];
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++) {
      if (open[a * size + b] !== 1) continue;
      const clique = [a, b];
      for (let c = 0; c < size; c++)
        if (c !== a && c !== b && clique.every((one) => open[one * size + c] !== 0)) clique.push(c);
      for (const one of clique) for (const other of clique) if (one !== other) open[one * size + other] = 2;
      cliques.push(clique.map((one) => columns[one]!));
    }
  return cliques;
}

// ---------------------------------------------------------------------------------------------
// Level by level

/** The same program, in which a level stays at `value`. */
export function withLevelHeld(program: Program, costs: Float64Array, value: number): Program {
  const columns = [...costs.keys()].filter((column) => costs[column] !== 0);
  if (columns.length > 0)
    addRow(
      program,
      value,
      value,
      columns,
      columns.map((column) => costs[column]!),
    );
  return program;
}

/** Blocks of minutes per person and week, each dearer than the one before, that add up to the minutes worked. */
export function withUnfairness(program: Program, problem: Problem, block: Block): Program {
  const { start, end, pairRequest, worked, capacity, fairBlock } = problem;
  const steps: { week: number; minutes: number[]; pairs: number[]; first: number; count: number }[] = [];
  let columns = program.columns;
  for (const [week, pairs] of columnsBy(block.pairs, (pair) => weekOf(problem, pair))) {
    const minutes = pairs.map((column) => minutesOf(start, end, pairRequest[block.pairs[column]!]!));
    const most =
      worked[week]! +
      Math.min(
        capacity[week]!,
        minutes.reduce((sum, one) => sum + one, 0),
      );
    const count = Math.max(1, Math.ceil(most / fairBlock));
    steps.push({ week, minutes, pairs, first: columns, count });
    columns += count;
  }
  for (const { week, minutes, pairs, first, count } of steps) {
    const blocks = Array.from({ length: count }, (_, at) => first + at);
    addRow(program, -worked[week]!, -worked[week]!, [...pairs, ...blocks], [...minutes, ...blocks.map(() => -1)]);
  }
  const wider = (values: Float64Array, rest: (step: number) => number) =>
    Float64Array.from({ length: columns }, (_, at) => (at < program.columns ? values[at]! : rest(at)));
  const dear = new Map(steps.flatMap(({ first, count }) => Array.from({ length: count }, (_, at) => [first + at, at])));
  return {
    ...program,
    columns,
    upper: wider(program.upper, () => fairBlock),
    integrality: Int32Array.from({ length: columns }, (_, at) => (at < program.columns ? 1 : 0)),
    costs: [
      wider(program.costs[0], () => 0),
      wider(program.costs[1], () => 0),
      wider(program.costs[2], () => 0),
      wider(program.costs[3], (column) => dear.get(column)!),
    ],
    startFrom: (values) => {
      const started = wider(values, () => 0);
      for (const { week, minutes, pairs, first, count } of steps) {
        let left =
          worked[week]! + pairs.reduce((sum, column, at) => sum + minutes[at]! * Math.round(values[column]!), 0);
        for (let at = 0; at < count; at++) left -= started[first + at] = Math.min(fairBlock, left);
      }
      return started;
    },
  };
}
