/** Pictures of receipts: whose one is, and where it lies. */
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { expenses, files } from "#db/schema";

/** Of an expense, called after its day; null: there is none. */
export function receiptOf({ db }: Pick<Ctx, "db">, expenseId: string) {
  const row = db
    .select({ interpreterId: expenses.interpreterId, fileId: files.id, type: files.type, date: expenses.date })
    .from(expenses)
    .innerJoin(files, eq(files.id, expenses.receiptId))
    .where(eq(expenses.id, expenseId))
    .get();
  return row ? { ...row, name: `receipt-${row.date}` } : null;
}
