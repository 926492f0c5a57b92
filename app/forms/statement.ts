/** What is typed on the pages of a statement. */
import { z } from "zod";
import { formKey } from "#app/form";
import { readEuros } from "#app/pay/money";
import { isMonth } from "#app/pay/statement";
import { EXPENSE_KINDS, FUNDINGS, TERMS } from "#app/pay/vocabulary";

/** The month that an address names, else the month in which `today` lies. */
export function monthIn(search: URLSearchParams, today: string): string {
  const asked = search.get("month") ?? "";
  return isMonth(asked) ? asked : today.slice(0, 7);
}

const month = z.string().refine(isMonth, "common:error.invalid");
const cents = z.coerce.number().int().min(-1_000_000_000).max(1_000_000_000);
const vouched = z.literal("on").optional();
/** Euros as they are typed, in cents. */
export const euros = z
  .string()
  .max(40, "pay:refusal.value_invalid")
  .transform((typed) => readEuros(typed) ?? Number.NaN)
  .refine(Number.isSafeInteger, "pay:refusal.value_invalid");

export const HandIn = z.object({ key: formKey, month, cents });
export const Approve = HandIn;
export const Return = z.object({ key: formKey, month, reason: z.string().max(2000).default(""), vouched });
export const Spent = z.object({
  key: formKey,
  date: z.string().max(10),
  kind: z.enum(EXPENSE_KINDS),
  amount: euros,
  words: z.string().max(2000).optional(),
  vouched,
});
export const Remove = z.object({ key: formKey, expenseId: z.string().max(64) });
export const Bank = z.object({ iban: z.string().max(64).default("") });
export const Fund = z.object({ key: formKey, reference: z.string().max(20), funding: z.enum(FUNDINGS) });
export const Waive = z.object({
  key: formKey,
  assignmentId: z.string().max(64),
  reason: z.string().max(2000).default(""),
  vouched,
});
export const SetTerms = z.object({ key: formKey, terms: z.enum(TERMS), holdsFrom: z.string().max(10) });
