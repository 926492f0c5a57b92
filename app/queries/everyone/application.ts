/** An application as its applicant sees it by their link, and the coordinator who decides. */
import { eq, inArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Application } from "#app/facts/institutions/applications";
import { addMinutes } from "#app/time";
import { languages, languageVariants, places } from "#db/schema";

export type ApplicationShown = ReturnType<typeof shownApplication>;

export function shownApplication(ctx: Pick<Ctx, "db">, application: Application) {
  const { kind, organisationName, name, email, phone, words } = application;
  return {
    ...{ kind, organisationName, name, email, phone, words },
    asked: askedIn(ctx, application),
    skills: skillsIn(ctx, application),
  };
}

/** What a candidate can do, by the names of the languages and of the place. */
function skillsIn({ db }: Pick<Ctx, "db">, { skills }: Application) {
  if (!skills) return null;
  const codes = skills.languages.map(({ language }) => language);
  const names = db.select().from(languages).where(inArray(languages.code, codes)).all();
  const variants = db.select().from(languageVariants).where(inArray(languageVariants.language, codes)).all();
  const place = db.select({ name: places.name }).from(places).where(eq(places.id, skills.placeId)).get();
  return {
    modes: skills.modes,
    placeId: skills.placeId,
    place: place?.name ?? null,
    languages: skills.languages.flatMap(({ language, variant, level }) => {
      const name = names.find(({ code }) => code === language)?.name;
      const named = variants.find((one) => one.language === language && one.code === variant)?.name ?? null;
      const code = variant === "" ? language : `${language}/${variant}`;
      return name ? [{ code, name, variant: named, level }] : [];
    }),
  };
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
