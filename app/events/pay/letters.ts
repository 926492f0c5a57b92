/** What an interpreter is told of their month of pay. */
import { statementFacts } from "#app/facts/pay/statements";
import { statementStateOf } from "#app/pay/statement";
import { ok, refuse } from "#app/result";
import { deskPhoneOf, type Notice, type Reading, type Told } from "../message";
import type { PAY_LETTERS } from "./kinds";

/** Why it came back stands on its page, in no letter. Nothing once the month stands elsewhere: what came back and is handed in again, what is approved and paid already. */
export function monthOfPay(ctx: Reading, notice: Notice): Told {
  const { event, interpreterId } = notice;
  const state = STATES[event.kind as (typeof PAY_LETTERS)[number]];
  if (!("month" in event.payload) || !interpreterId || !state) return refuse("decided");
  const { month } = event.payload;
  const facts = statementFacts(ctx, interpreterId, month);
  if (statementStateOf(facts) !== state) return refuse("decided");
  const statement = { month, cents: facts?.approvedCents ?? facts?.handedInCents ?? 0 };
  return ok({ statement, opens: { page: "statement", month }, phone: deskPhoneOf(ctx, notice) });
}

const STATES = {
  statement_returned: "returned",
  statement_approved: "approved",
  statement_paid: "paid",
} as const satisfies Record<(typeof PAY_LETTERS)[number], string>;
