/** What the form of a person shows. */
import type { useLoaderData } from "@remix-run/react";
import { type Ctx, newId, notFound } from "#app/context.server";
import { nextCode } from "#app/facts/keys/next-code";
import { translator } from "#app/i18n";
import { deskChoices, type PersonToEdit, personToEdit } from "#app/queries/coordinator/person-to-edit";
import { languageChoices } from "#app/queries/coordinator/request";
import { likelyPlaces, placesNamed } from "#app/queries/everyone/places";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

export const NEW = "new";

/** Minutes a week of somebody of whom nothing else is said. */
const USUAL_WEEK = 2400;

export function readPage(ctx: Ctx, id: string) {
  const found = id === NEW ? null : personToEdit(ctx, id);
  if (!found && id !== NEW) throw notFound();
  const t = translator(ctx.locale);
  const home = found?.homePlaceId ?? null;
  return {
    title: found ? t("coordinator:person.edit", { name: found.name }) : t("coordinator:person.add"),
    now: ctx.now,
    key: newId(),
    person: found && shown(found),
    hours: hoursText(found?.minutesPerWeek ?? USUAL_WEEK),
    proposedCode: found ? null : nextCode(ctx),
    place: placesNamed(ctx, [home])[0]?.label ?? "",
    likely: likelyPlaces(ctx, "", [home]),
    desks: deskChoices(ctx),
    languages: languageChoices(ctx),
  };
}

/** Their home by its name and their hours as they are typed stand beside. */
function shown({ homePlaceId: _home, minutesPerWeek: _minutes, ...person }: PersonToEdit) {
  return person;
}

/** "12,5" of 750 minutes. */
function hoursText(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100).replace(".", ",");
}
