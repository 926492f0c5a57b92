import { and, eq, isNotNull, lte } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { surveyAnswers, surveyLinks, surveys } from "#db/schema";

/** Links that open nothing any more, and the words of surveys of long ago; the figures stay. */
export function forgetSurveys(ctx: Ctx): void {
  const over = lte(surveyLinks.closesAt, ctx.now);
  const old = and(isNotNull(surveys.forgetAt), lte(surveys.forgetAt, ctx.now));
  const hasLinks = ctx.db.select({ period: surveyLinks.period }).from(surveyLinks).where(over).limit(1).get();
  const forgotten = ctx.db.select({ period: surveys.period }).from(surveys).where(old).all();
  if (!hasLinks && forgotten.length === 0) return;
  transact(ctx, (work) => {
    work.db.delete(surveyLinks).where(over).run();
    for (const { period } of forgotten) {
      work.db.update(surveyAnswers).set({ words: null }).where(eq(surveyAnswers.period, period)).run();
      work.db.update(surveys).set({ forgetAt: null }).where(eq(surveys.period, period)).run();
    }
    return ok(null);
  });
}
