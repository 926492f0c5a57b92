import { and, asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isNotOver, isStanding } from "#app/facts/live";
import { foundIn } from "#app/text";
import { ISO_LANGUAGES, isoLanguage } from "#db/reference/iso-languages";
import { languageSubstitutions, languages, languageVariants, requests } from "#db/schema";

const MOST_FOUND = 20;

/** All languages that the service knows, in Latvian order, with how many variants each has. */
export function languageList({ db, locale }: Pick<Ctx, "db" | "locale">) {
  const variants = db.select().from(languageVariants).all();
  return db
    .select()
    .from(languages)
    .orderBy(asc(languages.sortKey))
    .all()
    .map(({ code, name, served }) => ({
      code,
      name: name[locale],
      served,
      variants: variants.filter(({ language }) => language === code).map((one) => one.name[locale]),
    }));
}

/** Languages of ISO 639 that the words name and that the service does not have yet. */
export function languagesToAdd({ db }: Pick<Ctx, "db">, words: string) {
  const known = new Set(
    db
      .select({ code: languages.code })
      .from(languages)
      .all()
      .map(({ code }) => code),
  );
  return ISO_LANGUAGES.filter(
    ({ code, name }) => !known.has(code) && foundIn([code, ...Object.values(name)].join(" "), words),
  ).slice(0, MOST_FOUND);
}

/** One language for its page: of the service, or of ISO 639 and still to be added. null: neither. */
export function languageOf(ctx: Pick<Ctx, "db" | "now" | "locale">, code: string) {
  const row = ctx.db.select().from(languages).where(eq(languages.code, code)).get();
  const iso = isoLanguage(code);
  if (!row && !iso) return null;
  const names = new Map(languageList(ctx).map((one) => [one.code, one.name]));
  return {
    code,
    name: row?.name ?? iso?.name ?? null,
    isKnown: row !== undefined,
    served: row?.served ?? true,
    variants: ctx.db
      .select({ code: languageVariants.code, name: languageVariants.name })
      .from(languageVariants)
      .where(eq(languageVariants.language, code))
      .orderBy(asc(languageVariants.code))
      .all(),
    substitutes: ctx.db
      .select()
      .from(languageSubstitutions)
      .where(eq(languageSubstitutions.requested, code))
      .orderBy(asc(languageSubstitutions.spoken))
      .all()
      .map(({ spoken, note, modes }) => ({ spoken, name: names.get(spoken) ?? spoken, note, modes })),
    others: [...names].filter(([other]) => other !== code).map(([value, label]) => ({ value, label })),
    ahead: row ? aheadIn(ctx, code) : 0,
  };
}

/** How many requests in it are still to come. */
function aheadIn(ctx: Pick<Ctx, "db" | "now">, code: string): number {
  return ctx.db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.language, code), isStanding(), isNotOver(ctx.now, "requests")))
    .limit(1000)
    .all().length;
}
