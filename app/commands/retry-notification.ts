import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { notifications } from "#db/schema";

/** A message that could not be delivered is tried anew, for instance after its address was corrected. */
export function retryNotification(
  ctx: Ctx,
  { notificationId, key }: { notificationId: string; key?: string },
): Result<{ notificationId: string }, "not_found" | "not_dead"> {
  return transact(ctx, onceFor("retry_notification", key, { notificationId }), (work) => {
    const row = work.db
      .select({ deadAt: notifications.deadAt })
      .from(notifications)
      .where(eq(notifications.id, notificationId))
      .get();
    if (!row || !may.dispatch(work.viewer)) return refuse("not_found");
    if (row.deadAt === null) return refuse("not_dead");
    work.db
      .update(notifications)
      .set({ deadAt: null, tries: 0, nextAt: work.now, leaseUntil: null, lastError: null })
      .where(eq(notifications.id, notificationId))
      .run();
    record(work, { kind: "notification_retried", payload: { notificationId } });
    return ok({ notificationId });
  });
}
