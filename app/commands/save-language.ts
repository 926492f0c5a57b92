import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import type { Names } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { isoLanguage } from "#db/reference/iso-languages";
import { languageRow } from "#db/reference/lay";
import { languages, languageVariants } from "#db/schema";

export interface LanguageInput {
  /** As ISO 639 has it, the shortest there is. */
  code: string;
  name: Names;
  /** Further words that people look for it by. */
  words: string;
  /** It can be requested; what was requested before stays as it is. */
  served: boolean;
  key?: string | undefined;
}

/**
 * A language of the service is added, called otherwise, or can be requested no more. Refusals: `not_found`, `language_unknown` for
 * a code that neither the service nor ISO 639 knows.
 */
export function saveLanguage(
  ctx: Ctx,
  { key, ...given }: LanguageInput,
): Result<{ code: string }, "not_found" | "language_unknown"> {
  const { code, name, words, served } = given;
  return transact(ctx, onceFor("save_language", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const before = work.db.select().from(languages).where(eq(languages.code, code)).get();
    if (!before && !isoLanguage(code)) return refuse("language_unknown");
    const variants = variantsOf(work, code);
    // It is still found by whatever it was found by before.
    const row = languageRow({ code, name, words: `${words} ${before?.searchWords ?? ""}`, served, variants });
    // Without its code: SQLite would look through every table that refers to languages.
    const { code: _, ...changed } = row;
    if (before) work.db.update(languages).set(changed).where(eq(languages.code, code)).run();
    else work.db.insert(languages).values(row).run();
    record(work, { kind: "language_saved", payload: { language: code } });
    return ok({ code });
  });
}

export interface VariantInput {
  language: string;
  /** Letters, digits and hyphens: kmr, es-419. */
  code: string;
  name: Names;
  key?: string | undefined;
}

/** A variant of a language is added or called otherwise. Refusals: `not_found`, `value_invalid` for what is no code. */
export function saveVariant(
  ctx: Ctx,
  { key, ...given }: VariantInput,
): Result<{ code: string }, "not_found" | "value_invalid"> {
  const { language, code, name } = given;
  return transact(ctx, onceFor("save_variant", key, given), (work) => {
    const row = work.db.select().from(languages).where(eq(languages.code, language)).get();
    if (!row || !may.administer(work.viewer)) return refuse("not_found");
    if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/.test(code)) return refuse("value_invalid");
    work.db
      .insert(languageVariants)
      .values({ language, code, name })
      .onConflictDoUpdate({ target: [languageVariants.language, languageVariants.code], set: { name } })
      .run();
    const { searchWords } = languageRow({ ...row, words: row.searchWords, variants: variantsOf(work, language) });
    work.db.update(languages).set({ searchWords }).where(eq(languages.code, language)).run();
    record(work, { kind: "language_saved", payload: { language } });
    return ok({ code });
  });
}

function variantsOf(work: Work, language: string) {
  return work.db
    .select({ code: languageVariants.code, name: languageVariants.name })
    .from(languageVariants)
    .where(and(eq(languageVariants.language, language)))
    .all();
}
