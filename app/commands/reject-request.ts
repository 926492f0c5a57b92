import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { withdraw } from "#app/steps/close-offers";
import { findRequest, isStanding, liveAssignments, waitingOffers } from "#app/steps/live";
import { requests } from "#db/schema";

export type RejectRefusal = "not_found" | "reason_missing" | "already_secured";

/** A coordinator refuses a request by rule; the reason is shown to the requester. Not while somebody is on it: release them first. */
export function rejectRequest(
  ctx: Ctx,
  { requestId, reason, key }: { requestId: string; reason: string; key?: string },
): Result<{ requestId: string }, RejectRefusal> {
  return transact(
    ctx,
    (work): Result<{ requestId: string }, RejectRefusal> => {
      const request = findRequest(work, requestId);
      if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
      if (!reason.trim()) return refuse("reason_missing");
      if (liveAssignments(work, requestId).length > 0) return refuse("already_secured");

      for (const offer of waitingOffers(work, requestId)) withdraw(work, offer, "rejected");
      const rejectionReason = reason.trim().slice(0, 500);
      work.db
        .update(requests)
        .set({ rejectedAt: work.now, rejectionReason, queuedAt: null })
        .where(eq(requests.id, requestId))
        .run();
      record(work, { kind: "request_rejected", requestId });
      return ok({ requestId });
    },
    key,
  );
}
