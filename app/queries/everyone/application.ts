/** An application as its applicant sees it by their link, and the coordinator who decides. */
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Application } from "#app/facts/institutions/applications";
import { addMinutes } from "#app/time";
import { languages, places } from "#db/schema";

export type ApplicationShown = ReturnType<typeof shownApplication>;

export function shownApplication(ctx: Pick<Ctx, "db">, application: Application) {
  const { organisationName, name, email, phone } = application;
  return { organisationName, name, email, phone, asked: askedIn(ctx, application) };
}

function askedIn({ db }: Pick<Ctx, "db">, { asked }: Application) {
  if (!asked) return null;
  const { mode, topic, languageText, placeText, address, videoLink, startAt, minutes } = asked;
  const language = db
    .select({ name: languages.name })
    .from(languages)
    .where(eq(languages.code, asked.language ?? ""))
    .get();
  const place = db
    .select({ name: places.name })
    .from(places)
    .where(eq(places.id, asked.placeId ?? ""))
    .get();
  return {
    ...{ mode, topic, languageText, placeText, address, videoLink },
    language: language?.name ?? null,
    place: place?.name ?? null,
    interval: { start: startAt, end: addMinutes(startAt, minutes) },
  };
}
