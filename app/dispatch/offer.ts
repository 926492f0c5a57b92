/** The moves of an offer, as one table. */
import { ok, type Result, refuse } from "#app/result";
import type { Instant } from "#app/time";
import type { OfferStatus } from "./vocabulary";

export interface Answerable {
  status: OfferStatus;
  deadlineAt: Instant;
}

export type OfferRefusal = "offer_expired" | "offer_taken" | "offer_withdrawn" | "already_answered";

/** What the offer is at `now`: unanswered at its deadline it is expired, whether or not the worker has run. */
export function statusAt(offer: Answerable, now: Instant): OfferStatus {
  return offer.status === "pending" && now >= offer.deadlineAt ? "expired" : offer.status;
}

/** Somebody's answer is still awaited. */
export function isLive(offer: Answerable, now: Instant): boolean {
  return statusAt(offer, now) === "pending";
}

const MOVES = { accept: "accepted", decline: "declined", withdraw: "withdrawn" } as const satisfies Record<
  string,
  OfferStatus
>;
export type OfferMove = keyof typeof MOVES;

/**
 * The status after `move`. Refuses `offer_expired` from the deadline on, `offer_taken` when another person fills the
 * place, `offer_withdrawn`, and `already_answered`.
 */
export function moveOffer(offer: Answerable, move: OfferMove, now: Instant): Result<OfferStatus, OfferRefusal> {
  const status = statusAt(offer, now);
  return status === "pending" ? ok(MOVES[move]) : refuse(REFUSALS[status]);
}

const REFUSALS: Record<Exclude<OfferStatus, "pending">, OfferRefusal> = {
  accepted: "already_answered",
  declined: "already_answered",
  expired: "offer_expired",
  withdrawn: "offer_withdrawn",
  superseded: "offer_taken",
};
