import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact, type Work } from "#app/context.server";
import { moveOffer } from "#app/dispatch/offer";
import type { DeclineReason, Obstacle } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { isWaitingOffer } from "#app/facts/live";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { ok, type Result, refuse } from "#app/result";
import { withdraw } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { findOffer, findRequest, isStanding, type OfferRow, openSlots } from "#app/steps/live";
import { closeAnswered, placePerson } from "#app/steps/place-person";
import { offers, tokens } from "#db/schema";

export interface Answer {
  offerId: string;
  move: "accept" | "decline";
  reason?: DeclineReason | null;
  key?: string;
}
export type AnswerRefusal =
  | "not_found"
  | "offer_expired"
  | "offer_taken"
  | "offer_withdrawn"
  | "offer_changed"
  | "already_answered"
  | "guard_refused";
/** `obstacles`: they said yes, but something came between since the offer; a coordinator can still overrule it. */
export type Answered = { requestId: string; outcome: "accepted" | "declined" | "obstacles"; obstacles: Obstacle[] };

/**
 * An interpreter says yes or no. Yes makes the job theirs at once: rivals are told it is taken, their own live offers
 * that clash are withdrawn and those requests dispatched again. No asks the next person. A yes in whose way something
 * has come is written down for the coordinators and the next person is asked: the answer's outcome is then `obstacles`.
 * `offer_changed` when the request is not what was offered.
 */
export function answerOffer(ctx: Ctx, { offerId, move, reason, key }: Answer): Result<Answered, AnswerRefusal> {
  return transact(ctx, key, (work) => {
    const offer = findOffer(work, offerId);
    if (!offer || !may.answerOffer(work.viewer, offer)) return refuse("not_found");
    if (move === "accept" && offer.status === "accepted")
      return ok({ requestId: offer.requestId, outcome: "accepted", obstacles: [] });
    const moved = moveOffer(offer, move, work.now);
    if (!moved.ok) return moved;
    return move === "accept" ? accept(work, offer) : decline(work, offer, reason ?? null);
  });
}

function accept(work: Work, offer: OfferRow): Result<Answered, AnswerRefusal> {
  const request = findRequest(work, offer.requestId);
  if (!request || !isStanding(request)) return refuse("offer_withdrawn");
  if (request.version !== offer.requestVersion || request.startAt <= work.now) return refuse("offer_changed");
  if (!openSlots(work, request).includes(offer.slot)) return refuse("offer_taken");
  const need = needOf(work, request.id, undefined, offer.slot);
  const overruled = new Set(offer.overruled?.obstacles.map((obstacle) => obstacle.code));
  if (!need) return refuse("offer_changed");
  const obstacles = obstaclesFor(work, need, offer.interpreterId).filter(({ code }) => !overruled.has(code));
  if (obstacles.length > 0) return standBack(work, offer, obstacles);

  if (!moveIfLive(work, offer, { status: "accepted", seenAt: offer.seenAt ?? work.now })) return refuse("offer_taken");
  const { slot, interpreterId } = offer;
  const placing = { slot, interpreterId, overruled: offer.overruled, offerId: offer.id };
  const assignmentId = placePerson(work, request, placing);
  record(work, {
    kind: "offer_accepted",
    requestId: request.id,
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id, assignmentId, slot: offer.slot },
  });
  for (const requestId of closeAnswered(work, request, placing)) dispatchRequest(work, requestId);
  return ok({ requestId: request.id, outcome: "accepted", obstacles: [] });
}

/** They would come, but may not without a coordinator: the timeline says so, and nobody waits for it. */
function standBack(work: Work, offer: OfferRow, obstacles: Obstacle[]): Result<Answered, AnswerRefusal> {
  withdraw(work, offer, "obstacles");
  dispatchRequest(work, offer.requestId);
  return ok({ requestId: offer.requestId, outcome: "obstacles", obstacles });
}

function decline(work: Work, offer: OfferRow, reason: DeclineReason | null): Result<Answered, AnswerRefusal> {
  const facts = { status: "declined", declineReason: reason, seenAt: offer.seenAt ?? work.now } as const;
  if (!moveIfLive(work, offer, facts)) return refuse("already_answered");
  record(work, {
    kind: "offer_declined",
    requestId: offer.requestId,
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id, ...(reason ? { reason } : {}) },
  });
  dispatchRequest(work, offer.requestId);
  return ok({ requestId: offer.requestId, outcome: "declined", obstacles: [] });
}

/** The one conditional write: of two answers in the same instant, one changes a row and the other none. */
function moveIfLive(work: Work, offer: OfferRow, facts: Partial<OfferRow>): boolean {
  const { changes } = work.db
    .update(offers)
    .set({ ...facts, answeredAt: work.now })
    .where(and(eq(offers.id, offer.id), isWaitingOffer()))
    .run();
  if (changes === 1) work.db.update(tokens).set({ usedAt: work.now }).where(eq(tokens.offerId, offer.id)).run();
  return changes === 1;
}
