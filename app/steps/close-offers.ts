/** Taking questions back because something else was decided. Not a command itself. */
import { and, eq, ne } from "drizzle-orm";
import { SYSTEM } from "#app/auth/viewer";
import type { Work } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { Changes, Event, WithdrawnBecause } from "#app/events/kinds";
import { record } from "#app/events/record";
import { isWaitingOffer } from "#app/facts/live";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import type { Instant } from "#app/time";
import { offers } from "#db/schema";
import { changeOffer, type OfferRow, waitingOffers } from "./live";

export interface Closing {
  /** Nobody is told before this. */
  tellFrom?: Instant;
  /** Where a board action notes what it changed, for its undo. */
  changes?: Changes;
  /** Closing the offer is the action. */
  isAction?: boolean;
}

/** Another person got the slot: whoever was still asked is told that it is taken. */
export function supersede(work: Work, offer: OfferRow, closing: Closing = {}): void {
  close(work, offer, "superseded", undefined, closing);
}

/** Returns the id of its event. */
export function withdraw(work: Work, offer: OfferRow, why: WithdrawnBecause, closing: Closing = {}): number {
  return close(work, offer, "withdrawn", why, closing);
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
    .where(and(eq(offers.interpreterId, interpreterId), isWaitingOffer(), ne(offers.requestId, requestId)))
    .all();
  const clashing = elsewhere.filter((offer) => clashes(work, offer));
  for (const offer of clashing) withdraw(work, offer, "person_took_other", closing);
  return clashing.map((offer) => offer.requestId);
}

/** Writes down which offers of a request have lapsed. An answer that came before stands. */
export function expireLapsed(work: Work, requestId: string): void {
  const system: Work = { ...work, viewer: SYSTEM };
  for (const offer of waitingOffers(work, requestId)) if (hasLapsed(work, offer)) close(system, offer, "expired");
}

function clashes(work: Work, offer: OfferRow): boolean {
  const need = needOf(work, offer.requestId, undefined, offer.slot);
  if (!need) return false;
  const overruled = new Set(offer.overruled?.obstacles.map((obstacle) => obstacle.code));
  return obstaclesFor(work, need, offer.interpreterId).some(
    ({ code }) => (code === "overlap" || code === "travel_too_short") && !overruled.has(code),
  );
}

/** Whatever was to become of an offer, one that has lapsed has expired. */
function close(
  work: Work,
  offer: OfferRow,
  wanted: "superseded" | "withdrawn" | "expired",
  why?: WithdrawnBecause,
  { tellFrom, changes, isAction = false }: Closing = {},
): number {
  const status = hasLapsed(work, offer) ? "expired" : wanted;
  changes?.offers.push({ id: offer.id, status: offer.status });
  changeOffer(work, offer.id, { status });
  const { id: offerId, requestId, interpreterId } = offer;
  const about = { requestId, interpreterId, tellFrom };
  if (status === "withdrawn" && why && isAction)
    return record(work, { kind: "offer_withdrawn", payload: { offerId, why }, ...about, undo: changes });
  const end: Event<"offer_expired" | "offer_withdrawn" | "offer_superseded"> =
    status === "withdrawn" && why
      ? { kind: "offer_withdrawn", payload: { offerId, why } }
      : { kind: status === "expired" ? "offer_expired" : "offer_superseded", payload: { offerId } };
  const eventId = record(work, { ...end, ...about });
  changes?.eventIds.push(eventId);
  return eventId;
}

function hasLapsed(work: Work, offer: OfferRow): boolean {
  return statusAt(offer, work.now) === "expired";
}
