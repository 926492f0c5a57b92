/** What the form of a person shows. */
import { redirect } from "@remix-run/node";
import type { useLoaderData } from "@remix-run/react";
import { type Ctx, newId, notFound } from "#app/context.server";
import { applicationById, isOpenCandidate } from "#app/facts/institutions/applications";
import { nextCode } from "#app/facts/keys/next-code";
import { translator } from "#app/i18n";
import { deskChoices, deskNear, type PersonToEdit, personToEdit } from "#app/queries/coordinator/person-to-edit";
import { languageChoices } from "#app/queries/coordinator/request";
import { shownApplication } from "#app/queries/everyone/application";
import { likelyPlaces, placesNamed } from "#app/queries/everyone/places";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

export const NEW = "new";

/** Minutes a week of somebody of whom nothing else is said. */
const USUAL_WEEK = 2400;

/** `applicationId`: of whoever is added, where they have said at the door what fills the form in. */
export function readPage(ctx: Ctx, id: string, applicationId: string | null = null) {
  const found = id === NEW ? null : personToEdit(ctx, id);
  if (!found && id !== NEW) throw notFound();
  const candidate = id === NEW && applicationId !== null ? candidateIn(ctx, applicationId) : null;
  const t = translator(ctx.locale);
  const home = found?.homePlaceId ?? candidate?.homePlaceId ?? null;
  return {
    title: found ? t("coordinator:person.edit", { name: found.name }) : t("coordinator:person.add"),
    now: ctx.now,
    key: newId(),
    person: found && shown(found),
    candidate,
    hours: hoursText(found?.minutesPerWeek ?? USUAL_WEEK),
    proposedCode: found ? null : nextCode(ctx),
    place: placesNamed(ctx, [home])[0]?.label ?? "",
    likely: likelyPlaces(ctx, "", [home]),
    desks: deskChoices(ctx),
    languages: languageChoices(ctx),
  };
}

/** What a candidate at the door has said, as the form is filled in with it. */
function candidateIn(ctx: Ctx, applicationId: string) {
  const application = applicationById(ctx, applicationId);
  if (application?.kind !== "candidate" || application.confirmedAt === null) throw notFound();
  if (!isOpenCandidate(application)) throw redirect(`/coordinator/applications/${applicationId}`);
  const { name, email, phone, skills, words } = shownApplication(ctx, application);
  return {
    ...{ applicationId, name, email, phone, note: words },
    locale: application.locale,
    homePlaceId: skills?.placeId ?? null,
    deskId: deskNear(ctx, skills?.placeId ?? ""),
    modes: skills?.modes ?? [],
    languages: skills?.languages ?? [],
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
