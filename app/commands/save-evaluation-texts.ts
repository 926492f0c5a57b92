import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { EVALUATION_PARTS, type EvaluationPart, LONGEST_PART_OF_EVALUATION } from "#app/heard/evaluation";
import type { Guarded } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import type { Instant } from "#app/time";
import { evaluationTexts, languages, languageVariants } from "#db/schema";

interface Tongue {
  language: string;
  /** '' = the language without a particular variant. */
  variant: string;
}

/**
 * What the evaluation says in a language. Other words than before are nobody's word any more: somebody confirms them anew. Refusals:
 * `not_found`, `texts_missing` with the parts, and the guard's of free text.
 */
export function saveEvaluationTexts(
  ctx: Ctx<UserViewer>,
  { key, ...given }: Tongue & { texts: Record<EvaluationPart, string>; isVouched?: boolean; key?: string },
): Result<null, "not_found" | "texts_missing"> | TextRefusal {
  return transact(ctx, onceFor("save_evaluation_texts", key, given), (work) => {
    const { language, variant, isVouched } = given;
    if (!may.administer(work.viewer) || !isKnown(work, given)) return refuse("not_found");
    const missing = EVALUATION_PARTS.filter((part) => given.texts[part].trim() === "");
    if (missing.length > 0) return refuse("texts_missing", missing);
    const texts: Partial<Record<EvaluationPart, Guarded>> = {};
    for (const part of EVALUATION_PARTS) {
      const passing = { longest: LONGEST_PART_OF_EVALUATION, isVouched };
      const passed = passText(work, { field: part }, given.texts[part], passing);
      if (!passed.ok) return passed;
      texts[part] = passed.value;
    }
    const row = {
      texts: texts as Record<EvaluationPart, Guarded>,
      ...{ savedBy: work.viewer.userId, savedAt: work.now, confirmedBy: null, confirmedAt: null },
    };
    work.db
      .insert(evaluationTexts)
      .values({ language, variant, ...row })
      .onConflictDoUpdate({ target: [evaluationTexts.language, evaluationTexts.variant], set: row })
      .run();
    record(work, { kind: "evaluation_texts_saved", payload: { language, variant } });
    return ok(null);
  });
}

/** Somebody says that they are right, as they stood there when they were saved. Refusals: `not_found`, `saved_meanwhile`. */
export function confirmEvaluationTexts(
  ctx: Ctx<UserViewer>,
  { key, ...given }: Tongue & { savedAt: Instant; key?: string },
): Result<null, "not_found" | "saved_meanwhile"> {
  return transact(ctx, onceFor("confirm_evaluation_texts", key, given), (work) => {
    const { language, variant, savedAt } = given;
    const which = and(eq(evaluationTexts.language, language), eq(evaluationTexts.variant, variant));
    const row = work.db.select().from(evaluationTexts).where(which).get();
    if (!row || !may.administer(work.viewer)) return refuse("not_found");
    if (row.savedAt !== savedAt) return refuse("saved_meanwhile");
    work.db.update(evaluationTexts).set({ confirmedBy: work.viewer.userId, confirmedAt: work.now }).where(which).run();
    record(work, { kind: "evaluation_texts_confirmed", payload: { language, variant } });
    return ok(null);
  });
}

function isKnown({ db }: Work, { language, variant }: Tongue): boolean {
  if (variant === "") return !!db.select().from(languages).where(eq(languages.code, language)).get();
  const which = and(eq(languageVariants.language, language), eq(languageVariants.code, variant));
  return !!db.select().from(languageVariants).where(which).get();
}
