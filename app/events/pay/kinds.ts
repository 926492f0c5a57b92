/** What can happen to what is owed, and what its event keeps. */
import type { Funding, MonthText, Terms } from "#app/pay/vocabulary";
import type { DateText } from "#app/time";

export interface PayPayloads {
  /** What an hour, a kilometre or a rule of pay is worth from a date on. */
  rates_saved: { keys: string[]; holdsFrom: DateText };
  /** Whether somebody is paid or a volunteer from a date on. */
  terms_saved: { terms: Terms; holdsFrom: DateText };
  /** Who pays for an organisation's services from a date on. */
  organisation_funded: { organisationId: string; funding: Funding; holdsFrom: DateText };
  /** Who pays for one service. */
  request_funded: { funding: Funding };
  /** Nothing is owed for a late cancellation; the reason stands in the waiver. */
  late_waived: { assignmentId: string };
  expense_added: { expenseId: string; cents: number };
  expense_withdrawn: { expenseId: string };
  statement_handed_in: { month: MonthText; cents: number };
  /** The reason stands in the statement. */
  statement_returned: { month: MonthText };
  statement_approved: { month: MonthText; cents: number };
  statement_paid: { month: MonthText };
  /** Where they are paid; no number stands in any event. */
  bank_account_saved: { removed: boolean };
  payer_saved: Record<string, never>;
  /** The bank's payment file of a month. */
  payments_exported: { month: MonthText; count: number };
}

export const PAY_KINDS = [
  "rates_saved",
  "terms_saved",
  "organisation_funded",
  "request_funded",
  "late_waived",
  "expense_added",
  "expense_withdrawn",
  "statement_handed_in",
  "statement_returned",
  "statement_approved",
  "statement_paid",
  "bank_account_saved",
  "payer_saved",
  "payments_exported",
] as const satisfies readonly (keyof PayPayloads)[];

/** One answer for each of these kinds. */
export function sameOf<K extends string, V>(kinds: readonly K[], value: V): Record<K, V> {
  return Object.fromEntries(kinds.map((kind) => [kind, value])) as Record<K, V>;
}

/** What its interpreter is told, by the name of what happened. */
export const PAY_LETTERS = [
  "statement_returned",
  "statement_approved",
  "statement_paid",
] as const satisfies readonly (keyof PayPayloads)[];
