/** The requesters' survey: the page that a link opens, and what came of those that are closed. */
import { desc, eq } from "drizzle-orm";
import { tokenHash } from "#app/auth/link-token.server";
import type { Ctx } from "#app/context.server";
import { averageScore, FEWEST, SURVEY_QUESTIONS } from "#app/heard/survey";
import { surveyAnswers, surveyLinks, surveys, users } from "#db/schema";

/** null: a link that opens nothing, or nothing any more. */
export function surveyByLink(ctx: Pick<Ctx, "db" | "now">, token: string) {
  const found = ctx.db
    .select({ link: surveyLinks, until: surveys.until, locale: users.locale })
    .from(surveyLinks)
    .innerJoin(users, eq(users.id, surveyLinks.userId))
    .leftJoin(surveys, eq(surveys.period, surveyLinks.period))
    .where(eq(surveyLinks.linkHash, tokenHash(token)))
    .get();
  if (!found) return null;
  const { link, until, locale } = found;
  return { isOpen: !link.isUsed && ctx.now < link.closesAt, from: link.period, until, locale };
}

const SHOWN = 12;

/** The newest first. Nothing is shown of one that is open, so that no two looks at it differ by one person. */
export function surveyResults(ctx: Pick<Ctx, "db" | "now">) {
  const rows = ctx.db.select().from(surveys).orderBy(desc(surveys.period)).limit(SHOWN).all();
  return rows.map(({ period, until, closesAt }) => {
    if (ctx.now < closesAt) return { period, until, closesAt, answers: null, questions: [], words: [] };
    const answers = ctx.db.select().from(surveyAnswers).where(eq(surveyAnswers.period, period)).all();
    const said = answers.flatMap(({ words }) => words ?? []);
    return {
      ...{ period, until, closesAt: null },
      /** null: too few. */
      answers: answers.length >= FEWEST ? answers.length : null,
      questions: SURVEY_QUESTIONS.map((question) => ({
        question,
        average: averageScore(answers.flatMap((answer) => answer[question] ?? [])),
      })),
      /** In the order of the alphabet, so that it tells nothing of who came first. */
      words: said.length >= FEWEST ? said.sort((one, other) => one.localeCompare(other, "lv")) : [],
    };
  });
}

export type SurveyResult = ReturnType<typeof surveyResults>[number];
