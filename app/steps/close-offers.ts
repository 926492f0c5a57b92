/** Taking questions back because something else was decided. Not a command itself. */
import { SYSTEM } from "#app/auth/viewer";
import type { Work } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { Changes, Event, Payloads, WithdrawnBecause } from "#app/events/kinds";
import { record } from "#app/events/record";
import { type Rival, rivalryOf } from "#app/facts/asked/rivals";
import type { Instant } from "#app/time";
import { type AssignmentRow, changeOffer, findOffer, type OfferRow, waitingOffers } from "./live";

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
  return close(work, offer, "withdrawn", { why }, closing);
}

/**
 * One person's live offers elsewhere that the job they now have makes impossible (overlap, too little time for a way that
 * cannot wait) are withdrawn: exactly those that `rivalryOf` says end. Their requests must be dispatched again.
 */
export function withdrawClashing(work: Work, job: AssignmentRow, closing: Closing = {}): Rival[] {
  const { interpreterId, requestId, startAt, endAt, placeId, remote } = job;
  const interval = { start: startAt, end: endAt };
  const ending = rivalryOf(work, interpreterId)
    .against({ requestId, interval, placeId, remote })
    .filter(({ ends }) => ends);
  for (const { offerId, clash } of ending) {
    const offer = findOffer(work, offerId);
    if (offer) close(work, offer, "withdrawn", { why: "person_took_other", clash: clash.kind }, closing);
  }
  return ending;
}

/** Writes down which offers of a request have lapsed. An answer that came before stands. */
export function expireLapsed(work: Work, requestId: string): void {
  const system: Work = { ...work, viewer: SYSTEM };
  for (const offer of waitingOffers(work, requestId)) if (hasLapsed(work, offer)) close(system, offer, "expired");
}

/** Whatever was to become of an offer, one that has lapsed has expired. */
function close(
  work: Work,
  offer: OfferRow,
  wanted: "superseded" | "withdrawn" | "expired",
  because?: Omit<Payloads["offer_withdrawn"], "offerId">,
  { tellFrom, changes, isAction = false }: Closing = {},
): number {
  const status = hasLapsed(work, offer) ? "expired" : wanted;
  changes?.offers.push({ id: offer.id, status: offer.status });
  changeOffer(work, offer.id, { status });
  const { id: offerId, requestId, interpreterId } = offer;
  const about = { requestId, interpreterId, tellFrom };
  if (status === "withdrawn" && because && isAction)
    return record(work, { kind: "offer_withdrawn", payload: { offerId, ...because }, ...about, undo: changes });
  const end: Event<"offer_expired" | "offer_withdrawn" | "offer_superseded"> =
    status === "withdrawn" && because
      ? { kind: "offer_withdrawn", payload: { offerId, ...because } }
      : { kind: status === "expired" ? "offer_expired" : "offer_superseded", payload: { offerId } };
  const eventId = record(work, { ...end, ...about });
  changes?.eventIds.push(eventId);
  return eventId;
}

function hasLapsed(work: Work, offer: OfferRow): boolean {
  return statusAt(offer, work.now) === "expired";
}
