/** What an administrator says about a file that was looked at. */
import { z } from "zod";
import { type FormRead, formKey, readForm } from "#app/form";
import type { ImportChoices } from "#db/schema";

const MOST = 500;

const Said = z
  .object({
    intent: z.enum(["look", "apply", "give_up", "take_back"]),
    key: formKey,
    sheet: z.string().max(200).optional(),
    asNew: z.array(z.string().max(300)).max(MOST).default([]),
    leftOut: z.array(z.coerce.number().int().min(1).max(10_000_000)).max(MOST).default([]),
    vouched: z.literal("on").optional(),
  })
  .transform(({ intent, key, sheet = null, asNew, leftOut, vouched }) => ({
    intent,
    key,
    choices: { sheet, asNew, leftOut, isVouched: vouched === "on" } satisfies ImportChoices,
  }));

export function readImportForm(form: FormData): FormRead<z.output<typeof Said>> {
  return readForm(Said, form);
}

/** What is said is what was said before it was looked at. */
export function isAsLooked(before: ImportChoices, now: ImportChoices): boolean {
  const key = ({ sheet, asNew, leftOut, isVouched }: ImportChoices) =>
    JSON.stringify([sheet, [...asNew].sort(), [...leftOut].sort((a, b) => a - b), isVouched]);
  return key(before) === key(now);
}
