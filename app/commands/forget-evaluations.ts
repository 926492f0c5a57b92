import { lt, lte } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { dateOf } from "#app/time";
import { evaluationCounts, evaluationLinks } from "#db/schema";

/** So many years beside the present one can be looked back at. */
const YEARS = 3;

/** Links that open nothing any more, and figures of long ago. */
export function forgetEvaluations(ctx: Ctx): void {
  const over = lte(evaluationLinks.closesAt, ctx.now);
  const old = lt(evaluationCounts.year, Number(dateOf(ctx.now).slice(0, 4)) - YEARS);
  const hasLinks = ctx.db.select({ id: evaluationLinks.requestId }).from(evaluationLinks).where(over).limit(1).get();
  const hasCounts = ctx.db.select({ year: evaluationCounts.year }).from(evaluationCounts).where(old).limit(1).get();
  if (!hasLinks && !hasCounts) return;
  transact(ctx, (work) => {
    work.db.delete(evaluationLinks).where(over).run();
    work.db.delete(evaluationCounts).where(old).run();
    return ok(null);
  });
}
