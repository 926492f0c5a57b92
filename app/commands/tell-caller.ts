import { and, eq, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { NOTIFICATION_KINDS } from "#app/events/kinds";
import { record } from "#app/events/record";
import { invariant, ok, type Result, refuse } from "#app/result";
import { events, notifications } from "#db/schema";

/** A coordinator has called and said it: the call is ticked off. Refuses `not_found`, and `already_told`. */
export function tellCaller(
  ctx: Ctx,
  { notificationId, key }: { notificationId: string; key?: string },
): Result<{ requestId: string }, "not_found" | "already_told"> {
  return transact(ctx, onceFor("tell_caller", key, { notificationId }), (work) => {
    const call = work.db
      .select({ kind: notifications.kind, sentAt: notifications.sentAt, requestId: events.requestId })
      .from(notifications)
      .innerJoin(events, eq(events.id, notifications.eventId))
      .where(and(eq(notifications.id, notificationId), eq(notifications.channel, "call")))
      .get();
    if (!call?.requestId || !may.dispatch(work.viewer)) return refuse("not_found");
    if (call.sentAt !== null) return refuse("already_told");
    const told = NOTIFICATION_KINDS.find((kind) => kind === call.kind);
    invariant(told, `a call of a kind that nothing writes: ${call.kind}`);
    work.db
      .update(notifications)
      .set({ sentAt: work.now, suppressedAt: null, lastError: null })
      .where(and(eq(notifications.id, notificationId), isNull(notifications.sentAt)))
      .run();
    record(work, { kind: "caller_told", requestId: call.requestId, payload: { notificationId, told } });
    return ok({ requestId: call.requestId });
  });
}
