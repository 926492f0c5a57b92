/** Taking questions back because something else was decided. Not a command itself. */
import { and, eq, inArray, ne } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { WithdrawnBecause } from "#app/events/kinds";
import { record } from "#app/events/record";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import type { Instant } from "#app/time";
import { offers } from "#db/schema";
import type { Changes } from "./changes";
import type { OfferRow } from "./live";

export interface Closing {
  /** Nobody is told before this. */
  tellFrom?: Instant;
  /** Where a board action notes what it changed, for its undo. */
  changes?: Changes;
}

/** Another person got the slot: whoever was still asked is told that it is taken. */
export function supersede(work: Work, offer: OfferRow, closing: Closing = {}): void {
  close(work, offer, "superseded", undefined, closing);
}

export function withdraw(work: Work, offer: OfferRow, why: WithdrawnBecause, closing: Closing = {}): void {
  close(work, offer, "withdrawn", why, closing);
}

/**
 * One person's live offers elsewhere that the job they now have makes impossible (overlap, too little travel time)
 * are withdrawn. Returns the requests that must be dispatched again.
 */
export function withdrawClashing(
  work: Work,
  interpreterId: string,
  requestId: string,
  closing: Closing = {},
): string[] {
  const elsewhere = work.db
    .select()
    .from(offers)
    .where(
      and(
        eq(offers.interpreterId, interpreterId),
        inArray(offers.status, ["pending", "countered"]),
        ne(offers.requestId, requestId),
      ),
    )
    .all();
  const clashing = elsewhere.filter((offer) => clashes(work, offer));
  for (const offer of clashing) withdraw(work, offer, "person_took_other", closing);
  return clashing.map((offer) => offer.requestId);
}

function clashes(work: Work, offer: OfferRow): boolean {
  const need = needOf(work, offer.requestId, undefined, offer.slot);
  if (!need) return false;
  const overruled = new Set(offer.overruled?.obstacles.map((obstacle) => obstacle.code));
  return obstaclesFor(work, need, offer.interpreterId).some(
    ({ code }) => (code === "overlap" || code === "travel_too_short") && !overruled.has(code),
  );
}

function close(
  work: Work,
  offer: OfferRow,
  status: "superseded" | "withdrawn",
  why: WithdrawnBecause | undefined,
  { tellFrom, changes }: Closing,
): void {
  const hasLapsed = offer.status !== "accepted" && statusAt(offer, work.now) === "expired";
  changes?.offers.push({ id: offer.id, status: offer.status });
  work.db
    .update(offers)
    .set({ status: hasLapsed ? "expired" : status })
    .where(eq(offers.id, offer.id))
    .run();
  const eventId = record(work, {
    kind: hasLapsed ? "offer_expired" : status === "withdrawn" ? "offer_withdrawn" : "offer_superseded",
    requestId: offer.requestId,
    interpreterId: offer.interpreterId,
    payload: hasLapsed || !why ? { offerId: offer.id } : { offerId: offer.id, why },
    tellFrom,
  });
  changes?.eventIds.push(eventId);
}
