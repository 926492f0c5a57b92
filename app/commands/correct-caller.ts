import { and, eq, isNull, lt, or } from "drizzle-orm";
import { callerToken, tokenHash } from "#app/auth/link-token.server";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { findRequest } from "#app/steps/live";
import { callers, notifications } from "#db/schema";

export interface ReachedOtherwise {
  requestId: string;
  /** As `app/email` and `app/phone` read them; null for none. */
  email: string | null;
  phone: string | null;
  key?: string;
}

/**
 * The caller of a phone order is reached otherwise than was written down. The link that went to the old address opens nothing
 * any more, what has not arrived there is not sent again, and one new message says how the request stands. Refusals:
 * `not_found`, `time_passed`, `nothing_to_change`, `caller_unreachable` with neither address nor phone.
 */
export function correctCaller(
  ctx: Ctx,
  { key, ...reached }: ReachedOtherwise,
): Result<{ requestId: string }, "not_found" | "time_passed" | "nothing_to_change" | "caller_unreachable"> {
  const { requestId, email, phone } = reached;
  return transact(ctx, onceFor("correct_caller", key, reached), (work) => {
    const request = findRequest(work, requestId);
    const caller = work.db.select().from(callers).where(eq(callers.requestId, requestId)).get();
    if (!request || !caller || !may.dispatch(work.viewer)) return refuse("not_found");
    if (request.endAt <= work.now) return refuse("time_passed");
    if (email === null && phone === null) return refuse("caller_unreachable");
    if (email === caller.email && phone === caller.phone) return refuse("nothing_to_change");

    if (email === caller.email) {
      work.db.update(callers).set({ phone }).where(eq(callers.requestId, requestId)).run();
      if (email !== null) return ok({ requestId });
    } else {
      const linkNumber = caller.linkNumber + 1;
      const linkHash = tokenHash(callerToken({ requestId, linkNumber }));
      work.db.update(callers).set({ email, phone, linkNumber, linkHash }).where(eq(callers.requestId, requestId)).run();
    }
    holdBackUnsent(work, requestId);
    record(work, { kind: "caller_corrected", requestId });
    return ok({ requestId });
  });
}

/** What waits or could not be delivered: the new message says all of it. */
function holdBackUnsent(work: Work, callerId: string): void {
  const isFree = or(isNull(notifications.leaseUntil), lt(notifications.leaseUntil, work.now));
  work.db
    .update(notifications)
    .set({ suppressedAt: work.now, deadAt: null })
    .where(
      and(
        eq(notifications.callerId, callerId),
        isNull(notifications.sentAt),
        isNull(notifications.suppressedAt),
        isFree,
      ),
    )
    .run();
}
