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
    (tx): Result<{ requestId: string }, RejectRefusal> => {
      const request = findRequest(tx, requestId);
      if (!request || !may.dispatch(ctx.viewer) || !isStanding(request)) return refuse("not_found");
      if (!reason.trim()) return refuse("reason_missing");
      if (liveAssignments(tx, requestId).length > 0) return refuse("already_secured");

      for (const offer of waitingOffers(tx, requestId)) withdraw(tx, ctx, offer, "rejected");
      const rejectionReason = reason.trim().slice(0, 500);
      tx.update(requests)
        .set({ rejectedAt: ctx.now, rejectionReason, queuedAt: null })
        .where(eq(requests.id, requestId))
        .run();
      record(tx, ctx, { kind: "request_rejected", requestId });
      return ok({ requestId });
    },
    key,
  );
}
