/** What whoever sees to pay does about somebody's month. */
import { redirect } from "@remix-run/node";
import { z } from "zod";
import type { UserViewer } from "#app/auth/viewer";
import { addExpense, withdrawExpense } from "#app/commands/add-expense";
import { approveStatement } from "#app/commands/approve-statement";
import { handInStatement } from "#app/commands/hand-in-statement";
import { returnStatement } from "#app/commands/return-statement";
import { saveBankAccount } from "#app/commands/save-bank-account";
import { fundRequest } from "#app/commands/set-funding";
import { setTerms } from "#app/commands/set-terms";
import { waiveLate } from "#app/commands/waive-late";
import { type Ctx, notFound } from "#app/context.server";
import { readDates } from "#app/dates";
import { filesHere } from "#app/files/read.server";
import { type FormRead, invalid, readForm, typedValues } from "#app/form";
import { Approve, Bank, Fund, HandIn, Remove, Return, SetTerms, Spent, Waive } from "#app/forms/statement";
import { refused, textErrors } from "#app/respond";
import type { Result } from "#app/result";

const FIELD_OF: Record<string, string> = {
  value_invalid: "amount",
  iban_invalid: "iban",
  reason_missing: "reason",
  file_type: "receipt",
  file_too_large: "receipt",
};

const Asked = z.object({
  intent: z.enum(["approve", "return", "handIn", "expense", "remove", "bank", "fund", "waive", "terms"]),
});

/** Each intent: what was typed, and what is done with it. `date`: the field of a day. */
export function doDeed(
  ctx: Ctx<UserViewer>,
  interpreterId: string,
  { form: sent, file }: { form: FormData; file: Uint8Array | null },
  back: string,
) {
  const to = (done: string) => `${back}&done=${done}`;
  const act = <T>(form: FormRead<T>, done: string, deed: (typed: T) => Result<unknown>, date = "") => {
    if (!form.ok) return invalid(form);
    const result = deed(form.value);
    if (result.ok) return redirect(to(done));
    if (result.reason === "not_found") throw notFound();
    const field = result.reason.startsWith("date_") ? date : (FIELD_OF[result.reason] ?? "");
    const errors = textErrors(result) ?? { [field]: [`pay:refusal.${result.reason}`] };
    const { iban: _, ...values } = typedValues(sent);
    return refused(result.reason, { errors, values });
  };
  const isVouched = sent.get("vouched") === "on";
  const asked = readForm(Asked, sent);
  if (!asked.ok) return invalid(asked);
  switch (asked.value.intent) {
    case "approve":
      return act(readForm(Approve, sent), "approved", (typed) => approveStatement(ctx, { interpreterId, ...typed }));
    case "return":
      return act(readForm(Return, sent), "returned", ({ vouched: _, ...typed }) =>
        returnStatement(ctx, { interpreterId, ...typed, isVouched }),
      );
    case "expense":
      return act(
        readForm(Spent, readDates(sent, ctx.now, "date")),
        "expense",
        ({ amount, vouched: _, ...typed }) =>
          addExpense(ctx, { interpreterId, cents: amount, ...typed, isVouched }, { store: filesHere(), bytes: file }),
        "date",
      );
    case "remove":
      return act(readForm(Remove, sent), "removed", (typed) => withdrawExpense(ctx, typed));
    case "bank":
      return act(readForm(Bank, sent), "bank", ({ iban }) => saveBankAccount(ctx, { interpreterId, iban }));
    case "fund":
      return act(readForm(Fund, sent), "funded", (typed) => fundRequest(ctx, typed));
    case "waive":
      return act(readForm(Waive, sent), "waived", ({ vouched: _, ...typed }) =>
        waiveLate(ctx, { ...typed, isVouched }),
      );
    case "terms":
      return act(
        readForm(SetTerms, readDates(sent, ctx.now, "holdsFrom")),
        "terms",
        (typed) => setTerms(ctx, { interpreterId, ...typed }),
        "holdsFrom",
      );
    case "handIn":
      return act(readForm(HandIn, sent), "handed", (typed) => handInStatement(ctx, { interpreterId, ...typed }));
  }
}
