/** Saves the week or an absence of somebody, or calls an absence off. */
import type { useActionData } from "@remix-run/react";
import { z } from "zod";
import { addAbsence } from "#app/commands/add-absence";
import { cancelAbsence } from "#app/commands/cancel-absence";
import { saveAvailability } from "#app/commands/save-availability";
import { type Ctx, notFound } from "#app/context.server";
import { ABSENCE_KINDS } from "#app/dispatch/vocabulary";
import { type FieldErrors, formKey, readForm, typedValues } from "#app/form";
import { awayFields, readAway } from "#app/forms/away";
import { fieldName, readWeek, typedWeek } from "#app/forms/week";
import { respond, unreadable } from "#app/respond";
import type { Refusal } from "#app/result";

export type Answer = ReturnType<typeof useActionData<typeof doDeed>>;

const Deed = z.object({
  intent: z.enum(["week", "absence", "cancel"]),
  key: formKey,
  kind: z.enum(ABSENCE_KINDS).default("other"),
  absenceId: z.string().max(64).default(""),
});

export function doDeed(ctx: Ctx, interpreterId: string, sent: FormData) {
  const form = readForm(Deed, sent);
  if (!form.ok) return unreadable(answer(sent, null, form.errors));
  const { intent, key, kind, absenceId } = form.value;
  const page = `/coordinator/interpreters/${interpreterId}/days`;
  const otherwise = (refusal: Refusal) => told(sent, refusal);
  if (intent === "cancel")
    return respond(cancelAbsence(ctx, { absenceId, of: interpreterId, key }), {
      to: `${page}?done=cancelled`,
      otherwise,
    });
  if (intent === "week") {
    const read = readWeek(typedWeek(sent));
    if (!read.ok) return unreadable(answer(sent, "week", ofDays(read.errors)));
    const saved = saveAvailability(ctx, { interpreterId, windows: read.windows, key });
    return respond(saved, { to: `${page}?done=week`, otherwise });
  }
  const read = readAway(awayFields((name) => String(sent.get(name) ?? ""), ctx.now));
  if ("errors" in read) return unreadable(answer(sent, "absence", inLists(read.errors)));
  const { start, end } = read.interval;
  const added = addAbsence(ctx, { interpreterId, startAt: start, endAt: end, kind, key });
  return respond(added, { to: ({ affects }) => `${page}?done=absence&touched=${affects.length}`, otherwise });
}

/** Which of the two forms was sent, with what was typed and what is wrong with it. */
function answer(sent: FormData, form: "week" | "absence" | null, errors: FieldErrors) {
  return { form, errors, values: typedValues(sent), refusal: null as string | null };
}

function told(sent: FormData, { reason }: Refusal) {
  if (reason === "not_found") throw notFound();
  const isOfWeek = sent.get("intent") === "week";
  return { ...answer(sent, isOfWeek ? "week" : "absence", {}), refusal: reason };
}

/** Of a day what is wrong stands at its first hour. */
function ofDays(errors: Record<number, string>): FieldErrors {
  return Object.fromEntries(Object.entries(errors).map(([day, key]) => [fieldName(Number(day), 1, "from"), [key]]));
}

function inLists(errors: Partial<Record<string, string>>): FieldErrors {
  return Object.fromEntries(Object.entries(errors).map(([name, key]) => [name, [key ?? ""]]));
}
