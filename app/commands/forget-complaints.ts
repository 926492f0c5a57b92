import { and, isNotNull, lte } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { complaints } from "#db/schema";

/** What was said in a complaint or praise that is long dealt with, and what was answered; that there was one stays. */
export function forgetComplaints(ctx: Ctx): void {
  const over = and(isNotNull(complaints.words), isNotNull(complaints.forgetAt), lte(complaints.forgetAt, ctx.now));
  if (!ctx.db.select({ id: complaints.id }).from(complaints).where(over).limit(1).get()) return;
  transact(ctx, (work) => {
    work.db.update(complaints).set({ words: null, answer: null }).where(over).run();
    return ok(null);
  });
}
