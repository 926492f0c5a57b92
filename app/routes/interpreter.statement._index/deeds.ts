/** What an interpreter does about their own month. */
import { redirect } from "@remix-run/node";
import type { UserViewer } from "#app/auth/viewer";
import { addExpense, withdrawExpense } from "#app/commands/add-expense";
import { handInStatement } from "#app/commands/hand-in-statement";
import { saveBankAccount } from "#app/commands/save-bank-account";
import { type Ctx, notFound } from "#app/context.server";
import { readDates } from "#app/dates";
import { filesHere } from "#app/files/read.server";
import { invalid, readForm, typedValues } from "#app/form";
import { Bank, HandIn, Remove, Spent } from "#app/forms/statement";
import { refused, textErrors } from "#app/respond";
import type { Refusal, Result } from "#app/result";

const FIELD_OF: Record<string, string> = {
  date_invalid: "date",
  date_past: "date",
  date_future: "date",
  value_invalid: "amount",
  iban_invalid: "iban",
  file_type: "receipt",
  file_too_large: "receipt",
};

/** The page again with what is wrong, or on to what was done. */
export function answered(done: Result<unknown>, sent: FormData, to: string) {
  if (done.ok) return redirect(to);
  if (done.reason === "not_found") throw notFound();
  const errors = textErrors(done) ?? errorsOf(done);
  const { iban: _, ...values } = typedValues(sent);
  return refused(done.reason, { errors, values });
}

const errorsOf = ({ reason }: Refusal) => ({ [FIELD_OF[reason] ?? ""]: [`pay:refusal.${reason}`] });

/** `back`: the page's own address up to what is done there. */
export function doDeed(
  ctx: Ctx<UserViewer>,
  interpreterId: string,
  { form: sent, file }: { form: FormData; file: Uint8Array | null },
  back: string,
) {
  const to = (done: string) => `${back}&done=${done}`;
  switch (sent.get("intent")) {
    case "expense": {
      const form = readForm(Spent, readDates(sent, ctx.now, "date"));
      if (!form.ok) return invalid(form);
      const { key, date, kind, amount, words, vouched } = form.value;
      const spent = { interpreterId, date, kind, cents: amount, words, isVouched: vouched === "on", key };
      return answered(addExpense(ctx, spent, { store: filesHere(), bytes: file }), sent, to("expense"));
    }
    case "remove": {
      const form = readForm(Remove, sent);
      if (!form.ok) return invalid(form);
      return answered(withdrawExpense(ctx, form.value), sent, to("removed"));
    }
    case "bank": {
      const form = readForm(Bank, sent);
      if (!form.ok) return invalid(form);
      return answered(saveBankAccount(ctx, { interpreterId, iban: form.value.iban }), sent, to("bank"));
    }
    default: {
      const form = readForm(HandIn, sent);
      if (!form.ok) return invalid(form);
      return answered(handInStatement(ctx, { interpreterId, ...form.value }), sent, to("handed"));
    }
  }
}
