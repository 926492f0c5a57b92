/** What the evaluation says in each language, for whoever writes and confirms it. */
import { and, asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { EVALUATION_DRAFTS } from "#db/reference/evaluation-drafts";
import { evaluationTexts, languages, languageVariants, users } from "#db/schema";

/** Confirmed · saved, to be confirmed · a draft that nobody has looked at · nothing yet. */
export type TextsState = "confirmed" | "saved" | "draft" | "none";

/** Languages that are served, each with its variants that have words of their own. */
export function evaluationTongues({ db, locale }: Pick<Ctx, "db" | "locale">) {
  const rows = db.select().from(evaluationTexts).all();
  const tongues = db.select().from(languages).where(eq(languages.served, true)).orderBy(asc(languages.sortKey)).all();
  return tongues.map(({ code, name }) => {
    const own = rows.filter(({ language }) => language === code);
    return {
      code,
      name: name[locale],
      state: stateOf(
        own.find(({ variant }) => variant === ""),
        code,
      ),
      variants: own.filter(({ variant, confirmedAt }) => variant !== "" && confirmedAt !== null).length,
    };
  });
}

/** null: no such language, or variant of it. */
export function evaluationTextsOf({ db, locale }: Pick<Ctx, "db" | "locale">, language: string, variant: string) {
  const tongue = db.select().from(languages).where(eq(languages.code, language)).get();
  const variants = db.select().from(languageVariants).where(eq(languageVariants.language, language)).all();
  const chosen = variants.find(({ code }) => code === variant);
  if (!tongue || (variant !== "" && !chosen)) return null;
  const row = db
    .select({ texts: evaluationTexts, confirmedBy: users.name })
    .from(evaluationTexts)
    .leftJoin(users, eq(users.id, evaluationTexts.confirmedBy))
    .where(and(eq(evaluationTexts.language, language), eq(evaluationTexts.variant, variant)))
    .get();
  const draft = variant === "" ? EVALUATION_DRAFTS[language] : undefined;
  return {
    language,
    variant,
    name: chosen ? `${tongue.name[locale]}: ${chosen.name[locale]}` : tongue.name[locale],
    variants: variants.map(({ code, name }) => ({ code, name: name[locale] })),
    state: stateOf(row?.texts, variant === "" ? language : ""),
    texts: row?.texts.texts ?? draft ?? null,
    savedAt: row?.texts.savedAt ?? null,
    confirmedAt: row?.texts.confirmedAt ?? null,
    confirmedBy: row?.confirmedBy ?? null,
  };
}

function stateOf(row: typeof evaluationTexts.$inferSelect | undefined, code: string): TextsState {
  if (row) return row.confirmedAt === null ? "saved" : "confirmed";
  return EVALUATION_DRAFTS[code] ? "draft" : "none";
}
