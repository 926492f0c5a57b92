import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, transact } from "#app/context.server";
import { isLateCancellation } from "#app/dispatch/deadlines";
import { record } from "#app/events/record";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { ok, type Result, refuse } from "#app/result";
import { withdraw } from "#app/steps/close-offers";
import { findRequest, isStanding, liveAssignments, waitingOffers } from "#app/steps/live";
import { assignments, offers, requests } from "#db/schema";

export type CancelRefusal = "not_found" | "already_cancelled" | "already_begun";

/** The requesting side, or a coordinator, calls the request off. Everyone on it or asked for it is told. */
export function cancelRequest(
  ctx: Ctx,
  { requestId, key }: { requestId: string; key?: string },
): Result<{ requestId: string; late: boolean }, CancelRefusal> {
  return transact(
    ctx,
    (tx): Result<{ requestId: string; late: boolean }, CancelRefusal> => {
      const request = findRequest(tx, requestId);
      if (!request || !may.cancelRequest(ctx.viewer, request)) return refuse("not_found");
      if (!isStanding(request)) return refuse("already_cancelled");
      if (request.startAt <= ctx.now) return refuse("already_begun");

      const onIt = liveAssignments(tx, requestId);
      const late =
        onIt.length > 0 &&
        isLateCancellation(rulesAt(tx, ctx.now), workCalendarAt(tx, ctx.now), ctx.now, request.startAt);
      for (const offer of waitingOffers(tx, requestId)) withdraw(tx, ctx, offer, "cancelled");
      for (const { id, offerId } of onIt) {
        tx.update(assignments)
          .set({ releasedAt: ctx.now, releasedBy: actorOf(ctx.viewer), releaseReason: "cancelled" })
          .where(eq(assignments.id, id))
          .run();
        if (offerId) tx.update(offers).set({ status: "withdrawn" }).where(eq(offers.id, offerId)).run();
      }
      tx.update(requests)
        .set({ cancelledAt: ctx.now, cancelledBy: actorOf(ctx.viewer), cancelledLate: late, queuedAt: null })
        .where(eq(requests.id, requestId))
        .run();
      record(tx, ctx, {
        kind: "request_cancelled",
        requestId,
        payload: { late, wasSecured: onIt.length > 0, releasedInterpreterIds: onIt.map((a) => a.interpreterId) },
      });
      return ok({ requestId, late });
    },
    key,
  );
}
