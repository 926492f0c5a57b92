import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import type { MonthText } from "#app/pay/vocabulary";
import { ok, refuse } from "#app/result";
import { statements } from "#db/schema";

/**
 * A coordinator writes down that what was approved of a month until `seenAt` has been paid. Refusals: `not_found`, `nothing_to_pay`.
 */
export function payStatements(
  ctx: Ctx,
  { key, ...given }: { month: MonthText; seen: number; key?: string | undefined },
) {
  return transact(ctx, onceFor("pay_statements", key, given), (work) => {
    if (!may.approveStatements(work.viewer)) return refuse("not_found");
    const unpaid = and(eq(statements.month, given.month), isNotNull(statements.approvedAt), isNull(statements.paidAt));
    const rows = work.db.select({ interpreterId: statements.interpreterId }).from(statements).where(unpaid).all();
    if (rows.length === 0) return refuse("nothing_to_pay");
    if (rows.length !== given.seen) return refuse("changed_meanwhile");
    work.db
      .update(statements)
      .set({ paidAt: work.now, paidBy: actorOf(work.viewer) })
      .where(unpaid)
      .run();
    for (const { interpreterId } of rows)
      record(work, { kind: "statement_paid", interpreterId, payload: { month: given.month } });
    return ok({ count: rows.length });
  });
}
