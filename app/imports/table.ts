/** A table taken row by row: each is imported, unchanged, or reported. Not a command itself. */
import { may } from "#app/auth/policy";
import { type Ctx, transact, type Work } from "#app/context.server";
import { invariant, type Ok, ok, refuse } from "#app/result";
import { recordVouched } from "#app/steps/free-text";
import { type Columns, type FileRefusal, type Problem, type ReadTable, readTable, type TableRow } from "./rows";

/** What one import did, or would have done. A row with a problem is none of the three. */
export interface ImportReport {
  added: number;
  changed: number;
  unchanged: number;
  problems: Problem[];
  applied: boolean;
  guessed: ReadTable<string>["guessed"];
}

/** What is said of the rows before they are taken. */
export interface TakeOrder {
  /** Codes and names of units that are new, although they are near known ones. */
  asNew?: readonly string[];
  /** Whoever imports says that the numbers in its texts are no person's. */
  isVouched?: boolean | undefined;
  /** Called before one that is known is changed. */
  watch?: (work: Work, id: string) => void;
}

export interface ImportOrder extends TakeOrder {
  table: Uint8Array;
  apply: boolean;
  /** Which sheet of a workbook, when several hold something. */
  sheet?: string | undefined;
  /** Called between two transactions, so that whoever waits to write can. */
  pause?: () => void;
}

/** What became of a row, and who or what it is. */
export interface Taken {
  became: "added" | "changed" | "unchanged";
  id: string;
  code: string;
  name: string;
  email: string | null;
  phone: string | null;
  /** Names of columns that are other than before. */
  changed: readonly string[];
}

/** Takes one row; null when something is wrong with it, which then stands in `row.problems`. */
export type TakeRow<C extends string> = (row: TableRow<C>) => Taken | null;

/** A kind of table: its columns, and how its rows are taken. `begin` is called once; what it answers, in each transaction. */
export interface TableKind<C extends string> {
  columns: Columns<C>;
  begin(order: TakeOrder): (work: Work) => TakeRow<C>;
}

/** So many rows are one transaction: a moment, in which nobody else can write. */
export const ROWS_AT_ONCE = 10;

/**
 * One import by the system or an admin, in short transactions, so that a running server is not kept waiting. An import
 * that breaks off leaves whole rows; the same table again takes the others and ends the same. Without `apply` every row is
 * taken all the same, so that the report is true, and nothing of it stays. Refuses `not_found` and what makes the file unreadable.
 */
export function importRows<C extends string>(
  ctx: Ctx,
  order: ImportOrder,
  { columns, begin }: TableKind<C>,
): Ok<ImportReport> | FileRefusal {
  const { table, apply, sheet, isVouched = false, pause } = order;
  if (ctx.viewer.kind !== "system" && !may.administer(ctx.viewer)) return refuse("not_found");
  const read = readTable(table, columns, sheet);
  if (!read.ok) return read;
  const { rows, guessed } = read.value;
  const report: ImportReport = { added: 0, changed: 0, unchanged: 0, problems: [], applied: apply, guessed };
  const takeIn = begin(order);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    if (from > 0) pause?.();
    const done = transact(ctx, (work) => {
      const take = takeIn(work);
      for (const row of rows.slice(from, from + ROWS_AT_ONCE)) {
        const taken = take(row);
        if (taken) report[taken.became]++;
        if (taken) noteVouched(work, row, isVouched);
        report.problems.push(...row.problems);
      }
      return apply ? ok(null) : refuse("dry_run");
    });
    invariant(done.ok || done.reason === "dry_run", "no guard speaks of what is imported");
  }
  return ok(report);
}

/** Writes down what somebody's word let pass. */
export function noteVouched(work: Work, row: TableRow<string>, isVouched: boolean): void {
  if (isVouched) for (const { column, kinds } of row.vouched) recordVouched(work, { field: column }, kinds);
}
