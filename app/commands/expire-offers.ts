import { and, eq, lte } from "drizzle-orm";
import { type Ctx, transact, type Work } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import { record } from "#app/events/record";
import { isWaitingOffer } from "#app/facts/live";
import { ok } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { type OfferRow, waitingOffers } from "#app/steps/live";
import { offers } from "#db/schema";

/** How many offers one tick closes; the rest waits for the next. */
const BATCH = 200;

/** Writes down that unanswered offers have lapsed and asks the next person. Returns how many. Each in its own transaction. */
export function expireOffers(ctx: Ctx): number {
  const lapsed = ctx.db
    .select({ id: offers.id, requestId: offers.requestId })
    .from(offers)
    .where(and(isWaitingOffer(), lte(offers.deadlineAt, ctx.now)))
    .limit(BATCH)
    .all();
  for (const { requestId } of lapsed) {
    transact(ctx, (work) => {
      expireLapsed(work, requestId);
      dispatchRequest(work, requestId);
      return ok(null);
    });
  }
  return lapsed.length;
}

/** Re-reads inside the transaction: an answer that came in the meantime stands. */
export function expireLapsed(work: Work, requestId: string): void {
  for (const offer of waitingOffers(work, requestId)) if (statusAt(offer, work.now) === "expired") expire(work, offer);
}

function expire(work: Work, offer: OfferRow): void {
  work.db.update(offers).set({ status: "expired" }).where(eq(offers.id, offer.id)).run();
  record(
    { ...work, viewer: { kind: "system" } },
    {
      kind: "offer_expired",
      requestId: offer.requestId,
      interpreterId: offer.interpreterId,
      payload: { offerId: offer.id },
    },
  );
}
