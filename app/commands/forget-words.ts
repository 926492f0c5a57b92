import { lte } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { requestsBefore } from "#db/schema";

/** What a request said before an action that can no longer be undone is kept nowhere. */
export function forgetWords(ctx: Ctx): void {
  const over = lte(requestsBefore.until, ctx.now);
  if (!ctx.db.select({ id: requestsBefore.eventId }).from(requestsBefore).where(over).limit(1).get()) return;
  transact(ctx, (work) => {
    work.db.delete(requestsBefore).where(over).run();
    return ok(null);
  });
}
