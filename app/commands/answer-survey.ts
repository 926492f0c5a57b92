import { eq } from "drizzle-orm";
import { tokenHash } from "#app/auth/link-token.server";
import { type Ctx, newId, transact } from "#app/context.server";
import { LONGEST_SURVEY_WORDS, SURVEY_QUESTIONS, type SurveyQuestion } from "#app/heard/survey";
import type { Guarded } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { surveyAnswers, surveyLinks } from "#db/schema";

/**
 * A requester has said how it was: the link is used up, and the answers stand there of nobody. No event tells of it, because its time
 * would say whose they are. Refusals: `link_over`, and the guard's of free text.
 */
export function answerSurvey(
  ctx: Ctx,
  given: { token: string; scores: Record<SurveyQuestion, number | null>; words?: string; isVouched?: boolean },
): Result<null, "link_over"> | TextRefusal {
  return transact(ctx, (work) => {
    const which = eq(surveyLinks.linkHash, tokenHash(given.token));
    const link = work.db.select().from(surveyLinks).where(which).get();
    if (!link || link.isUsed || work.now >= link.closesAt) return refuse("link_over");
    let words: Guarded | null = null;
    if (given.words?.trim()) {
      const passing = { longest: LONGEST_SURVEY_WORDS, isVouched: given.isVouched };
      const passed = passText(work, { field: "words" }, given.words, passing);
      if (!passed.ok) return passed;
      words = passed.value;
    }
    work.db.update(surveyLinks).set({ isUsed: true }).where(which).run();
    const isEmpty = words === null && SURVEY_QUESTIONS.every((question) => given.scores[question] === null);
    if (!isEmpty)
      work.db
        .insert(surveyAnswers)
        .values({ id: newId(), period: link.period, ...given.scores, words })
        .run();
    return ok(null);
  });
}
