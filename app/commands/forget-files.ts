import { and, eq, inArray, isNotNull, lt, lte, or, sql } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { MONTHS_BACK } from "#app/facts/pay/statements";
import { rulesAt } from "#app/facts/rules";
import { firstOf, monthOf, monthsAfter } from "#app/pay/statement";
import { ok } from "#app/result";
import { DAY, dateOf, instantFrom } from "#app/time";
import type { FileStore } from "#db/files/store.server";
import { credentials, expenses, files, statementRows, statements } from "#db/schema";

/** As the index of those says it. */
const isGone = sql`is_gone = 1`;
/** So many in one round. */
const AT_ONCE = 50;

/**
 * What nothing names any more leaves the disk, and then its row; a scan goes when its paper has ended for as long as the rule says,
 * a receipt when its month was approved that long ago.
 */
export function forgetFiles(ctx: Ctx, store: FileStore): void {
  endScans(ctx);
  endReceipts(ctx);
  const gone = ctx.db.select({ id: files.id }).from(files).where(isGone).limit(AT_ONCE).all();
  if (gone.length === 0) return;
  const ids = gone.map(({ id }) => id);
  for (const id of ids) store.drop(id);
  transact(ctx, (work) => {
    work.db
      .delete(files)
      .where(and(inArray(files.id, ids), isGone))
      .run();
    return ok(null);
  });
}

function endScans(ctx: Ctx): void {
  const over = instantFrom(ctx.now - rulesAt(ctx, ctx.now)["papers.scanDays"] * DAY);
  const isOver = and(isNotNull(credentials.scanId), lte(credentials.validUntil, over));
  const ended = ctx.db
    .select({ id: credentials.id, interpreterId: credentials.interpreterId })
    .from(credentials)
    .where(isOver)
    .limit(AT_ONCE)
    .all();
  if (ended.length === 0) return;
  transact(ctx, (work) => {
    for (const { id, interpreterId } of ended) {
      work.db.update(credentials).set({ scanId: null }).where(eq(credentials.id, id)).run();
      record(work, { kind: "interpreter_saved", interpreterId, payload: { added: false, changed: ["scan"] } });
    }
    return ok(null);
  });
}

/** Of what was never approved the receipt goes once nobody can hand it in any more. */
function endReceipts(ctx: Ctx): void {
  const over = instantFrom(ctx.now - rulesAt(ctx, ctx.now)["expenses.receiptDays"] * DAY);
  const lost = firstOf(monthsAfter(monthOf(dateOf(over)), -MONTHS_BACK));
  const isApproved = sql`exists (select 1 from ${statementRows}
    join ${statements} on ${statements.interpreterId} = ${statementRows.interpreterId} and ${statements.month} = ${statementRows.month}
    where ${statementRows.expenseId} = ${expenses.id} and ${statements.approvedAt} <= ${over})`;
  const ended = ctx.db
    .select({ id: expenses.id })
    .from(expenses)
    .where(
      and(isNotNull(expenses.receiptId), lte(expenses.date, dateOf(over)), or(isApproved, lt(expenses.date, lost))),
    )
    .limit(AT_ONCE)
    .all();
  if (ended.length === 0) return;
  transact(ctx, (work) => {
    for (const { id } of ended) work.db.update(expenses).set({ receiptId: null }).where(eq(expenses.id, id)).run();
    return ok(null);
  });
}

/** What lies on the disk without a row, since a transaction failed after its file was laid: looked for once, at a start. */
export function sweepFiles(ctx: Ctx, store: FileStore): void {
  store.clear();
  for (const id of store.ids())
    if (!ctx.db.select({ id: files.id }).from(files).where(eq(files.id, id)).get()) store.drop(id);
}
