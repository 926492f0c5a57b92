/**
 * A table as a spreadsheet saves it (CSV, UTF-8 with or without BOM, `;` or `,`), read into rows of named cells, with every
 * mistake kept beside the line and column it stands in, and taken row by row. Lines that begin with # are comments.
 * Not a command itself.
 */
import { CsvError, parse } from "csv-parse/sync";
import { may } from "#app/auth/policy";
import { type Ctx, transact, type Work } from "#app/context.server";
import { privateTextIn } from "#app/privacy";
import { invariant, type Ok, ok, type Refusal, refuse } from "#app/result";
import { fold } from "#app/text";
import { pointedOut, readText, seenOf } from "#app/text/characters";

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
}

export type ProblemCode =
  | "missing"
  | "personal_code"
  | "unseen"
  | "too_many_cells"
  | "too_long"
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
}

/** What one import did, or would have done. A row with a problem is none of the three. */
export interface ImportReport {
  added: number;
  changed: number;
  unchanged: number;
  problems: Problem[];
  applied: boolean;
}

/** Why nothing of a file is taken, and which line or columns are to blame. */
export type FileRefusal = Refusal<
  "not_found" | "not_utf8" | "empty" | "not_csv" | "unknown_column" | "missing_column" | "doubled_column"
> & { detail?: FileDetail };
interface FileDetail {
  line?: number;
  columns?: readonly string[];
}

export interface ImportOrder {
  table: Uint8Array;
  apply: boolean;
  /** Codes and names of units that are new, although they are near known ones. */
  asNew?: readonly string[];
}

/** Takes one row: what became of it, or null when something is wrong with it, which then stands in `row.problems`. */
export type TakeRow<C extends string> = (row: TableRow<C>) => "added" | "changed" | "unchanged" | null;

/**
 * One import in one transaction, by the system or an admin. Without `apply` every row is taken all the same, so that the
 * report is true, and nothing of it stays. Refuses `not_found` and what makes the file unreadable.
 */
export function importRows<C extends string>(
  ctx: Ctx,
  { table, apply }: ImportOrder,
  columns: Columns<C>,
  begin: (work: Work) => TakeRow<C>,
): Ok<ImportReport> | FileRefusal {
  if (ctx.viewer.kind !== "system" && !may.administer(ctx.viewer)) return refuseFile("not_found");
  const read = readTable(table, columns);
  if (!read.ok) return read;
  const report: ImportReport = { added: 0, changed: 0, unchanged: 0, problems: [], applied: apply };
  const done = transact(ctx, (work) => {
    const take = begin(work);
    for (const row of read.value) {
      const became = take(row);
      if (became) report[became]++;
      report.problems.push(...row.problems);
    }
    return apply ? ok(report) : refuse("dry_run");
  });
  invariant(done.ok || done.reason === "dry_run", "no guard speaks of what is imported");
  return ok(report);
}

/** The column's name as the template writes it. */
export function nameOf<C extends string>(columns: Columns<C>, key: C): string {
  return columns.find((column) => column.key === key)?.names[0] ?? key;
}

function refuseFile(reason: FileRefusal["reason"], detail: FileDetail = {}): FileRefusal {
  return { ok: false, reason, detail };
}

const LONGEST_CELL = 300;

interface ParsedLine {
  record: readonly string[];
  /** The last line of the file that belongs to it. */
  lastLine: number;
}

/** Rows in the file's order. Personal codes and overlong text are problems of their row, whatever the column. */
function readTable<C extends string>(bytes: Uint8Array, columns: Columns<C>): Ok<TableRow<C>[]> | FileRefusal {
  const text = textOf(bytes);
  if (text === null) return refuseFile("not_utf8");
  const parsed = parseLines(text);
  if (!parsed.ok) return parsed;
  const [head, ...lines] = parsed.value.filter(({ record }) => record.some((cell) => seenOf(cell) !== ""));
  if (!head) return refuseFile("empty");
  const inOrder = columnsOf(head.record.map(seenOf), columns);
  return inOrder.ok ? ok(lines.map((line) => rowOf(line, inOrder.value, columns))) : inOrder;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null; // the decoder's only way to say that it is not UTF-8
  }
}

function parseLines(text: string): Ok<ParsedLine[]> | FileRefusal {
  const lines: ParsedLine[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      comment: "#",
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record, { lines: lastLine }) => {
        lines.push({ record, lastLine });
        return null;
      },
    });
    return ok(lines);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuseFile("not_csv", { line: Number(error.lines ?? 1) });
  }
}

/** Whichever the heading has more of. */
function delimiterOf(text: string): ";" | "," {
  const heading = text.split(/\r?\n/).find((line) => line.trim() !== "" && !/^["\uFEFF]*#/.test(line)) ?? "";
  return heading.split(";").length >= heading.split(",").length ? ";" : ",";
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
  if (unknown.length) return refuseFile("unknown_column", { columns: unknown });
  const doubled = head.filter((_, i) => found[i] && found.indexOf(found[i]) !== i);
  if (doubled.length) return refuseFile("doubled_column", { columns: doubled });
  const missing = columns.filter((column) => column.required && !found.includes(column));
  if (missing.length) return refuseFile("missing_column", { columns: missing.map(({ names }) => names[0]) });
  return ok(found);
}

/** "Stundas nedēļā" and "stundas_nedela" are one. */
function simplified(name: string): string {
  return fold(name).replace(/[\s_-]+/g, "_");
}

function rowOf<C extends string>(
  { record, lastLine }: ParsedLine,
  inOrder: readonly (Column<C> | null)[],
  columns: Columns<C>,
): TableRow<C> {
  const line = lastLine - record.join("").split("\n").length + 1;
  const row: TableRow<C> = { line, cells: {}, problems: [] };
  record.forEach((typed, i) => {
    const { key, names: [column] = [null] } = inOrder[i] ?? {};
    const { text: cell, unseen } = readText(typed);
    if (hasPersonalCode(cell, key)) row.problems.push({ line, column, code: "personal_code" });
    else if (unseen) row.problems.push({ line, column, code: "unseen", text: pointedOut(typed) });
    else if (cell.length > LONGEST_CELL) row.problems.push({ line, column, code: "too_long" });
    else if (key && cell !== "") row.cells[key] = cell;
    else if (!key && cell !== "") row.problems.push({ line, column, code: "too_many_cells", text: cell });
  });
  const refused = new Set(row.problems.map((problem) => problem.column));
  for (const { key, names, required } of columns)
    if (required && row.cells[key] === undefined && !refused.has(names[0]))
      row.problems.push({ line, column: names[0], code: "missing" });
  return row;
}

/** A telephone may be eleven digits in a row; with the hyphen it is a personal code there too. */
function hasPersonalCode(cell: string, key: string | undefined): boolean {
  if (key === "phone") return /(?<!\d)\d{6}\s?[-–]\s?\d{5}(?!\d)/.test(cell);
  return privateTextIn(cell).some(({ kind }) => kind === "personal_code");
}
