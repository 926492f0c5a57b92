/**
 * The lines of a table read into rows of named cells, with every mistake kept beside the line and column it stands in. Pure: it may
 * run in a thread of its own. Not a command itself.
 */
import type { PrivateKind } from "#app/dispatch/request-questions";
import { type GuardRefusal, privateKindsIn } from "#app/privacy";
import { type Ok, ok, type Refusal, refuse } from "#app/result";
import { fold } from "#app/text";
import { pointedOut, readText, seenOf } from "#app/text/characters";
import { type Line, type LinesRefusal, linesOf, type ReadLines } from "./lines";
import { nearest } from "./nearest";

/** What a column is called, first as the template writes it; its key is a name too. */
interface Column<C extends string> {
  key: C;
  names: readonly [string, ...string[]];
  required?: true;
}
export type Columns<C extends string> = readonly Column<C>[];

export interface TableRow<C extends string> {
  /** Of the file, the first is 1. */
  line: number;
  /** Trimmed; a column that is absent, or an empty cell, has no entry. */
  cells: Partial<Record<C, string>>;
  problems: Problem[];
  /** What somebody's word let pass, by column. */
  vouched: { column: string; kinds: readonly PrivateKind[] }[];
}

export type ProblemCode =
  | GuardRefusal
  | "missing"
  | "personal_code"
  | "unseen"
  | "excel_error"
  | "too_many_cells"
  | "code_invalid"
  | "code_twice"
  | "code_near"
  | "unit_near"
  | "email"
  | "email_taken"
  | "phone"
  | "gender"
  | "place"
  | "desk"
  | "sector"
  | "language_unknown"
  | "language_ambiguous"
  | "language_not_served"
  | "language_twice"
  | "variant_unknown"
  | "level"
  | "mode"
  | "number"
  | "date"
  | "dates_reversed"
  | "date_alone"
  | "availability"
  | "availability_twice"
  | "status";

/** `text` is what was typed, and absent where it must not be repeated. */
export interface Problem {
  line: number;
  column: string | null;
  code: ProblemCode;
  text?: string;
  /** What may stand there instead: all of it, or what is most like it. */
  allowed?: readonly string[];
}

/** Why nothing of a file is taken, and which line or columns are to blame. */
export type FileRefusal =
  | (Refusal<"not_found" | "empty" | "unknown_column" | "missing_column" | "doubled_column"> & { detail?: FileDetail })
  | (LinesRefusal & { detail?: FileDetail });
export interface FileDetail {
  line?: number;
  columns?: readonly string[];
  /** For each unknown column what it may have been meant to be, or null. */
  nearest?: readonly (string | null)[];
  /** The columns that are known. */
  known?: readonly string[];
}

/** What a file holds, row by row. */
export interface ReadTable<C extends string> {
  rows: TableRow<C>[];
  /** The encoding that the text was taken for, when nothing in the file says it. */
  guessed: ReadLines["guessed"];
}

/** The rows of a file; refuses what makes it unreadable. */
export function readTable<C extends string>(
  table: Uint8Array,
  columns: Columns<C>,
  sheet?: string,
): Ok<ReadTable<C>> | FileRefusal {
  const read = linesOf(table, sheet);
  if (!read.ok) return read;
  const rows = rowsOf(read.value.lines, columns);
  return rows.ok ? ok({ rows: rows.value, guessed: read.value.guessed }) : rows;
}

/** The column's name as the template writes it. */
export function nameOf<C extends string>(columns: Columns<C>, key: C): string {
  return columns.find((column) => column.key === key)?.names[0] ?? key;
}

export const LONGEST_CELL = 300;

/** Rows in the file's order. Personal codes and overlong text are problems of their row, whatever the column. */
function rowsOf<C extends string>(lines: readonly Line[], columns: Columns<C>): Ok<TableRow<C>[]> | FileRefusal {
  const [head, ...rest] = lines.filter(({ cells }) => cells.some((cell) => seenOf(cell) !== ""));
  if (!head) return refuse("empty");
  const inOrder = columnsOf(head.cells.map(seenOf), columns);
  return inOrder.ok ? ok(rest.map((line) => rowOf(line, inOrder.value, columns))) : inOrder;
}

/** The heading's columns in the file's order; null under an empty name. */
function columnsOf<C extends string>(
  head: readonly string[],
  columns: Columns<C>,
): Ok<(Column<C> | null)[]> | FileRefusal {
  const called = new Map(
    columns.flatMap((column) => [column.key, ...column.names].map((name) => [simplified(name), column] as const)),
  );
  const found = head.map((name) => called.get(simplified(name)) ?? null);
  const unknown = head.filter((name, i) => name !== "" && !found[i]);
  if (unknown.length) return refuse("unknown_column", unknownColumns(unknown, columns));
  const doubled = head.filter((_, i) => found[i] && found.indexOf(found[i]) !== i);
  if (doubled.length) return refuse("doubled_column", { columns: doubled });
  const missing = columns.filter((column) => column.required && !found.includes(column));
  if (missing.length) return refuse("missing_column", { columns: missing.map(({ names }) => names[0]) });
  return ok(found);
}

function unknownColumns<C extends string>(unknown: readonly string[], columns: Columns<C>): FileDetail {
  const names = new Map(
    columns.flatMap(({ key, names: [first, ...others] }) => [first, key, ...others].map((name) => [name, first])),
  );
  const likeliest = unknown.map((name) => names.get(nearest(name, [...names.keys()], 1)[0] ?? "") ?? null);
  return { columns: unknown, nearest: likeliest, known: columns.map(({ names: [first] }) => first) };
}

/** "Stundas nedēļā" and "stundas_nedela" are one. */
function simplified(name: string): string {
  return fold(name).replace(/[\s_-]+/g, "_");
}

function rowOf<C extends string>(
  { cells, line }: Line,
  inOrder: readonly (Column<C> | null)[],
  columns: Columns<C>,
): TableRow<C> {
  const row: TableRow<C> = { line, cells: {}, problems: [], vouched: [] };
  cells.forEach((typed, i) => {
    const { key, names: [column] = [null] } = inOrder[i] ?? {};
    const { text: cell, unseen } = readText(typed);
    if (cell.length > LONGEST_CELL) row.problems.push({ line, column, code: "too_long" });
    else if (privateKindsIn(cell).includes("personal_code")) row.problems.push({ line, column, code: "personal_code" });
    else if (unseen) row.problems.push({ line, column, code: "unseen", text: pointedOut(typed) });
    else if (isExcelError(cell)) row.problems.push({ line, column, code: "excel_error", text: cell });
    else if (key && cell !== "") row.cells[key] = cell;
    else if (!key && cell !== "") row.problems.push({ line, column, code: "too_many_cells", text: cell });
  });
  const refused = new Set(row.problems.map((problem) => problem.column));
  for (const { key, names, required } of columns)
    if (required && row.cells[key] === undefined && !refused.has(names[0]))
      row.problems.push({ line, column: names[0], code: "missing" });
  return row;
}

/** "#REF!", "#N/A", "#NAME?", Calc's "Err:502", and a formula that nobody has computed. */
function isExcelError(cell: string): boolean {
  return /^(?:#[\p{Lu}\d/_]+[!?]?|Err:\d{3}|=.+)$/u.test(cell) && !/^#\d+$/.test(cell);
}
