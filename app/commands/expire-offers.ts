import { and, eq, inArray, lte } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import { record } from "#app/events/record";
import { ok } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { type OfferRow, waitingOffers } from "#app/steps/live";
import type { Tx } from "#db/client.server";
import { offers } from "#db/schema";

/** How many offers one tick closes; the rest waits for the next. */
const BATCH = 200;

/** Writes down that unanswered offers have lapsed and asks the next person. Returns how many. Each in its own transaction. */
export function expireOffers(ctx: Ctx): number {
  const lapsed = ctx.db
    .select({ id: offers.id, requestId: offers.requestId })
    .from(offers)
    .where(and(inArray(offers.status, ["pending", "countered"]), lte(offers.deadlineAt, ctx.now)))
    .limit(BATCH)
    .all();
  for (const { requestId } of lapsed) {
    transact(ctx, (tx) => {
      expireLapsed(tx, ctx, requestId);
      dispatchRequest(tx, ctx, requestId);
      return ok(null);
    });
  }
  return lapsed.length;
}

/** Re-reads inside the transaction: an answer that came in the meantime stands. */
export function expireLapsed(tx: Tx, ctx: Ctx, requestId: string): void {
  for (const offer of waitingOffers(tx, requestId)) if (statusAt(offer, ctx.now) === "expired") expire(tx, ctx, offer);
}

function expire(tx: Tx, ctx: Ctx, offer: OfferRow): void {
  tx.update(offers).set({ status: "expired" }).where(eq(offers.id, offer.id)).run();
  record(
    tx,
    { ...ctx, viewer: { kind: "system" } },
    {
      kind: "offer_expired",
      requestId: offer.requestId,
      interpreterId: offer.interpreterId,
      payload: { offerId: offer.id },
    },
  );
}
