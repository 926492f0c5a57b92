import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { statementFacts } from "#app/facts/pay/statements";
import { statementStateOf } from "#app/pay/statement";
import type { MonthText } from "#app/pay/vocabulary";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { statements } from "#db/schema";

/**
 * A coordinator sends a statement back with a reason. Refusals: `not_found`, `reason_missing`, `not_handed_in`, `already_approved`,
 * and what the guard of free text refuses.
 */
export function returnStatement(
  ctx: Ctx,
  {
    key,
    ...given
  }: {
    interpreterId: string;
    month: MonthText;
    reason: string;
    isVouched?: boolean | undefined;
    key?: string | undefined;
  },
) {
  return transact(ctx, onceFor("return_statement", key, given), (work) => {
    const { interpreterId, month } = given;
    if (!may.approveStatements(work.viewer)) return refuse("not_found");
    const state = statementStateOf(statementFacts(work, interpreterId, month));
    if (state === "approved" || state === "paid") return refuse("already_approved");
    if (state !== "submitted") return refuse("not_handed_in");
    if (given.reason.trim() === "") return refuse("reason_missing");
    const reason = passText(work, { field: "reason" }, given.reason, { longest: 500, isVouched: given.isVouched });
    if (!reason.ok) return reason;
    work.db
      .update(statements)
      .set({ returnedAt: work.now, returnedBy: actorOf(work.viewer), returnReason: reason.value })
      .where(and(eq(statements.interpreterId, interpreterId), eq(statements.month, month)))
      .run();
    record(work, { kind: "statement_returned", interpreterId, payload: { month } });
    return ok({ month });
  });
}
