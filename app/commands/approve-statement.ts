import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { statementsOf } from "#app/facts/pay/statements";
import { statementStateOf, totalsOf } from "#app/pay/statement";
import type { MonthText } from "#app/pay/vocabulary";
import { ok, type Result, refuse } from "#app/result";
import { statementRows, statements } from "#db/schema";

/**
 * A coordinator approves a month: its rows stand from now on, and what comes later is a row of the next. `cents`: the sum that was
 * looked at. Refusals: `not_found`, `not_handed_in`, `already_approved`, `changed_meanwhile`, `rate_missing`.
 */
export function approveStatement(
  ctx: Ctx,
  { key, ...given }: { interpreterId: string; month: MonthText; cents: number; key?: string | undefined },
): Result<
  { month: MonthText; cents: number },
  "not_found" | "not_handed_in" | "already_approved" | "changed_meanwhile" | "rate_missing"
> {
  return transact(ctx, onceFor("approve_statement", key, given), (work) => {
    const { interpreterId, month } = given;
    if (!may.approveStatements(work.viewer)) return refuse("not_found");
    const [statement] = statementsOf(work, [interpreterId], month);
    const state = statementStateOf(statement?.facts ?? null);
    if (!statement || state === "draft" || state === "returned") return refuse("not_handed_in");
    if (state !== "submitted") return refuse("already_approved");
    if (statement.unrated.length > 0) return refuse("rate_missing");
    const { cents } = totalsOf(statement.rows);
    if (cents !== given.cents) return refuse("changed_meanwhile");
    for (const row of statement.rows)
      work.db
        .insert(statementRows)
        .values({ ...row, interpreterId, month })
        .run();
    work.db
      .update(statements)
      .set({ approvedAt: work.now, approvedBy: actorOf(work.viewer), approvedCents: cents })
      .where(and(eq(statements.interpreterId, interpreterId), eq(statements.month, month)))
      .run();
    record(work, { kind: "statement_approved", interpreterId, payload: { month, cents } });
    return ok({ month, cents });
  });
}
