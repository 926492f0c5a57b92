import { and, asc, eq } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { messageFacts } from "#app/events/message-facts";
import { isOpenCall } from "#app/facts/live";
import { ok } from "#app/result";
import { notifications } from "#db/schema";

/** How many calls one tick looks at, the oldest first. */
const BATCH = 200;

/** Calls that nobody need make any more, because what they were to say has passed. Returns how many. */
export function endCalls(ctx: Ctx): number {
  const waiting = isOpenCall();
  const calls = ctx.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(waiting)
    .orderBy(asc(notifications.nextAt))
    .limit(BATCH)
    .all();
  const over = calls.flatMap(({ id }) => {
    const facts = messageFacts(ctx, id);
    return facts.ok ? [] : [{ id, reason: facts.reason }];
  });
  if (over.length === 0) return 0;
  transact(ctx, (work) => {
    for (const { id, reason } of over)
      work.db
        .update(notifications)
        .set({ suppressedAt: work.now, lastError: reason })
        .where(and(eq(notifications.id, id), waiting))
        .run();
    return ok(null);
  });
  return over.length;
}
