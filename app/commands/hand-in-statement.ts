import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { statementFacts, statementsOf } from "#app/facts/pay/statements";
import { isMonth, monthInterval, statementStateOf, totalsOf } from "#app/pay/statement";
import type { MonthText } from "#app/pay/vocabulary";
import { ok, type Result, refuse } from "#app/result";
import { isPerson } from "#app/steps/pay/person";
import { statements } from "#db/schema";

/**
 * An interpreter hands in a month that is over, or a coordinator does for them. `cents`: the sum they saw. Refusals: `not_found`,
 * `month_not_over`, `already_handed_in`, `already_approved`, `changed_meanwhile`.
 */
export function handInStatement(
  ctx: Ctx,
  { key, ...given }: { interpreterId: string; month: MonthText; cents: number; key?: string | undefined },
): Result<
  { month: MonthText },
  "not_found" | "month_not_over" | "already_handed_in" | "already_approved" | "changed_meanwhile"
> {
  return transact(ctx, onceFor("hand_in_statement", key, given), (work) => {
    const { interpreterId, month } = given;
    if (!may.handInStatement(work.viewer, given) || !isMonth(month) || !isPerson(work, interpreterId))
      return refuse("not_found");
    if (monthInterval(month).end > work.now) return refuse("month_not_over");
    const state = statementStateOf(statementFacts(work, interpreterId, month));
    if (state === "approved" || state === "paid") return refuse("already_approved");
    if (state === "submitted") return refuse("already_handed_in");
    const [now] = statementsOf(work, [interpreterId], month);
    const { cents } = totalsOf(now?.rows ?? []);
    if (cents !== given.cents) return refuse("changed_meanwhile");
    const handedIn = {
      ...{ handedInAt: work.now, handedInBy: actorOf(work.viewer), handedInCents: cents },
      ...{ returnedAt: null, returnedBy: null, returnReason: null },
    };
    work.db
      .insert(statements)
      .values({ interpreterId, month, ...handedIn })
      .onConflictDoUpdate({ target: [statements.interpreterId, statements.month], set: handedIn })
      .run();
    record(work, { kind: "statement_handed_in", interpreterId, payload: { month, cents } });
    return ok({ month });
  });
}
