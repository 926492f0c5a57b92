/** Saves a person, or answers what must be decided first. */
import { redirect } from "@remix-run/node";
import type { useActionData } from "@remix-run/react";
import { saveInterpreter } from "#app/commands/save-interpreter";
import { type Ctx, notFound } from "#app/context.server";
import { type FieldErrors, typedValues } from "#app/form";
import { MOST_ROWS, readInterpreter, rowsSent, SPARE_ROWS } from "#app/forms/interpreter";
import { withPlace } from "#app/forms/place";
import { metInWords } from "#app/queries/coordinator/work-met";
import { allPlaces } from "#app/queries/everyone/places";
import { refused, textErrors, unreadable } from "#app/respond";
import { NEW } from "./page";

export type Answer = ReturnType<typeof useActionData<typeof savePerson>>;

/** Which field a refusal is about. */
const FIELD_OF: Record<string, string> = {
  code_taken: "code",
  code_invalid: "code",
  known_already: "notThese",
  email_taken: "email",
  place_missing: "place",
  desk_missing: "desk",
  mode_missing: "modes",
  language_missing: "language-0",
  language_unknown: "language-0",
  language_twice: "language-0",
};

const NOTHING = { errors: {} as FieldErrors, alike: [], met: [], isOnlyMore: false };

export function savePerson(ctx: Ctx, id: string, sent: FormData) {
  const rows = rowsAfter(sent);
  if (sent.get("intent") === "more") return { ...NOTHING, values: typedValues(sent), rows, isOnlyMore: true };
  const read = withPlace(readInterpreter(sent), sent, "place", allPlaces(ctx));
  if (!read.ok) return unreadable({ ...NOTHING, ...read, rows });
  const { desk, radius, hours, vouched, notThese, placeId, application, ...given } = read.value;
  const saved = saveInterpreter(ctx, {
    ...given,
    id: id === NEW ? null : id,
    homePlaceId: placeId,
    deskId: desk,
    radiusKm: radius,
    hoursPerWeek: hours,
    notThese: notThese?.split(",") ?? [],
    isVouched: vouched === "on",
    ...(application && { applicationId: application }),
  });
  if (saved.ok) return redirect(`/coordinator/interpreters/${saved.value.interpreterId}?done=saved`);
  if (saved.reason === "not_found") throw notFound();
  const errors = textErrors(saved) ?? {
    [FIELD_OF[saved.reason] ?? ""]: [`coordinator:person.refusal.${saved.reason}`],
  };
  return refused(saved.reason, {
    ...NOTHING,
    values: typedValues(sent),
    rows,
    errors: saved.reason === "work_met" ? {} : errors,
    alike: saved.reason === "known_already" ? saved.detail : [],
    met: saved.reason === "work_met" ? metInWords(ctx, saved.detail) : [],
  });
}

/** As many rows as were sent, and some more where they were asked for. */
function rowsAfter(sent: FormData) {
  const values = typedValues(sent);
  const more = sent.get("intent") === "more" ? SPARE_ROWS : 0;
  const count = (name: "language" | "held") => Math.min(MOST_ROWS, rowsSent(values, name) + more);
  return { languages: count("language"), held: count("held") };
}
