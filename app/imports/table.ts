/**
 * A table as a spreadsheet saves it (CSV, UTF-8 with or without BOM, `;` or `,`), read into rows of named cells, with every
 * mistake kept beside the line and column it stands in, and taken row by row. Lines that begin with # are comments.
 * Not a command itself.
 */
import { type CsvError, parse } from "csv-parse/sync";
import { may } from "#app/auth/policy";
import { type Ctx, transact, type Work } from "#app/context.server";
import { privateTextIn } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { fold } from "#app/text";

/** Each column's names, the first of them as the template writes it. */
export type Columns<C extends string> = Record<C, { names: readonly string[]; required?: true }>;

export interface TableRow<C extends string> {
  /** Of the file, the first is 1. */
  line: number;
  /** Trimmed; a column that is absent, or an empty cell, has no entry. */
  cells: Partial<Record<C, string>>;
  problems: Problem[];
}

const PROBLEM_CODES = [
  "missing",
  "personal_code",
  "too_many_cells",
  "too_long",
  "code_twice",
  "email",
  "email_taken",
  "phone",
  "gender",
  "place",
  "desk",
  "sector",
  "language_unknown",
  "language_ambiguous",
  "language_not_served",
  "language_twice",
  "variant_unknown",
  "level",
  "mode",
  "number",
  "date",
  "dates_reversed",
  "date_alone",
  "availability",
  "availability_twice",
  "status",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

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

/** Why nothing of a file can be read. `detail` holds `{ line }` or `{ columns }`. */
export type FileRefusal = "not_utf8" | "empty" | "not_csv" | "unknown_column" | "missing_column" | "doubled_column";

/** Takes one row: what became of it, or null when something is wrong with it, which then stands in `row.problems`. */
export type TakeRow<C extends string> = (row: TableRow<C>) => "added" | "changed" | "unchanged" | null;

/**
 * One import in one transaction, by the system or an admin. Without `apply` every row is taken all the same, so that the
 * report is true, and nothing of it stays. Refuses `not_found` and what makes the file unreadable.
 */
export function importRows<C extends string>(
  ctx: Ctx,
  { table, apply }: { table: Uint8Array; apply: boolean },
  columns: Columns<C>,
  begin: (work: Work) => TakeRow<C>,
): Result<ImportReport, FileRefusal | "not_found"> {
  const report: ImportReport = { added: 0, changed: 0, unchanged: 0, problems: [], applied: apply };
  const done = transact(ctx, (work): Result<ImportReport, FileRefusal | "not_found" | "dry_run"> => {
    if (work.viewer.kind !== "system" && !may.administer(work.viewer)) return refuse("not_found");
    const read = readTable(table, columns);
    if (!read.ok) return read;
    const take = begin(work);
    for (const row of read.value) {
      const became = take(row);
      if (became) report[became]++;
      report.problems.push(...row.problems);
    }
    return apply ? ok(report) : refuse("dry_run");
  });
  return !done.ok && done.reason === "dry_run" ? ok(report) : (done as Result<ImportReport, FileRefusal | "not_found">);
}

const LONGEST_CELL = 300;

interface ParsedLine {
  record: string[];
  info: { lines: number };
}

/** Rows in the file's order. Personal codes and overlong text are problems of their row, whatever the column. */
function readTable<C extends string>(bytes: Uint8Array, columns: Columns<C>): Result<TableRow<C>[], FileRefusal> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("not_utf8");
  }
  if (text.includes("\0")) return refuse("not_utf8");
  const parsed = parseLines(text);
  if (!parsed.ok) return parsed;
  const [head, ...lines] = parsed.value.filter(({ record }) => record.some((cell) => cell !== ""));
  if (!head) return refuse("empty");
  const named = columnsOf(head.record, columns);
  if (!named.ok) return named;
  return ok(lines.map((line) => rowOf(line, named.value, columns)));
}

function parseLines(text: string): Result<ParsedLine[], "not_csv"> {
  try {
    const lines = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      comment: "#",
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as ParsedLine[];
    return ok(lines);
  } catch (error) {
    return refuse("not_csv", { line: Number((error as CsvError).lines ?? 1) });
  }
}

/** Whichever the heading has more of. */
function delimiterOf(text: string): ";" | "," {
  const heading = text.split(/\r?\n/).find((line) => line.trim() !== "" && !/^["\uFEFF]*#/.test(line)) ?? "";
  return heading.split(";").length >= heading.split(",").length ? ";" : ",";
}

function columnsOf<C extends string>(
  head: readonly string[],
  columns: Columns<C>,
): Result<(C | null)[], "unknown_column" | "missing_column" | "doubled_column"> {
  const keys = Object.keys(columns) as C[];
  const keyOf = new Map(keys.flatMap((key) => [key, ...columns[key].names].map((name) => [simplified(name), key])));
  const found = head.map((name) => (name === "" ? null : (keyOf.get(simplified(name)) ?? name)));
  const unknown = head.filter((name) => name !== "" && !keyOf.has(simplified(name)));
  if (unknown.length) return refuse("unknown_column", { columns: unknown });
  const doubled = found.filter((key, i) => key !== null && found.indexOf(key) !== i);
  if (doubled.length) return refuse("doubled_column", { columns: doubled });
  const missing = keys.filter((key) => columns[key].required && !found.includes(key));
  if (missing.length) return refuse("missing_column", { columns: missing.map((key) => columns[key].names[0]) });
  return ok(found as (C | null)[]);
}

/** "Stundas nedēļā" and "stundas_nedela" are one. */
function simplified(name: string): string {
  return fold(name).replace(/[\s_-]+/g, "_");
}

function rowOf<C extends string>(
  { record, info }: ParsedLine,
  keys: readonly (C | null)[],
  columns: Columns<C>,
): TableRow<C> {
  const line = info.lines - record.join("").split("\n").length + 1;
  const row: TableRow<C> = { line, cells: {}, problems: [] };
  record.forEach((cell, i) => {
    const key = keys[i] ?? null;
    const column = key ? columns[key].names[0]! : null;
    if (hasPersonalCode(cell, key)) row.problems.push({ line, column, code: "personal_code" });
    else if (cell.length > LONGEST_CELL) row.problems.push({ line, column, code: "too_long" });
    else if (key && cell !== "") row.cells[key] = cell;
    else if (!key && cell !== "") row.problems.push({ line, column, code: "too_many_cells", text: cell });
  });
  const refused = new Set(row.problems.map((problem) => problem.column));
  for (const key of Object.keys(columns) as C[]) {
    const column = columns[key].names[0]!;
    if (columns[key].required && row.cells[key] === undefined && !refused.has(column))
      row.problems.push({ line, column, code: "missing" });
  }
  return row;
}

/** A telephone may be eleven digits in a row; with the hyphen it is a personal code there too. */
function hasPersonalCode(cell: string, key: string | null): boolean {
  if (key === "phone") return /(?<!\d)\d{6}\s?[-–]\s?\d{5}(?!\d)/.test(cell);
  return privateTextIn(cell).some(({ kind }) => kind === "personal_code");
}
