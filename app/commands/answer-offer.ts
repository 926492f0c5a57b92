import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { moveOffer } from "#app/dispatch/offer";
import { isWayThatCanWait } from "#app/dispatch/travel";
import type { DeclineReason, Obstacle } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import type { Rival } from "#app/facts/asked/rivals";
import { yesTo } from "#app/facts/asked/yeses";
import { isWaitingOffer } from "#app/facts/live";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { isAccountDisabled } from "#app/facts/people";
import { ownText } from "#app/privacy";
import { type Ok, ok, type Result, refuse } from "#app/result";
import { withdraw } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { changeOffer, findOffer, findRequest, isStanding, type OfferRow, openSlots } from "#app/steps/live";
import { closeAnswered, placePerson } from "#app/steps/place-person";
import { BY_OWN_WORD, type Overruled, offers, tokens } from "#db/schema";

export interface Answer {
  offerId: string;
  move: "accept" | "decline";
  reason?: DeclineReason | null;
  /** They take a call from where they then are, so the way to or from it can wait. */
  fromElsewhere?: boolean;
  key?: string;
}
export type AnswerRefusal =
  | "not_found"
  | "offer_expired"
  | "offer_taken"
  | "offer_withdrawn"
  | "offer_changed"
  | "already_answered"
  | "way_too_short"
  | "guard_refused";
/**
 * `obstacles`: they said yes, but something stands in its way that a coordinator must decide about. `ended`: their other
 * open offers that ended with this answer, each with why.
 */
export interface Answered {
  requestId: string;
  outcome: "accepted" | "declined" | "obstacles";
  obstacles: Obstacle[];
  ended: Rival[];
}

/**
 * An interpreter says yes or no. Yes makes the job theirs at once: rivals are told it is taken, their own live offers
 * that clash are withdrawn and those requests dispatched again. No asks the next person. A yes in whose way something
 * has come is kept for the coordinators and the next person is asked: the answer's outcome is then `obstacles`.
 * `offer_changed` when the request is not what was offered. `way_too_short` when nothing but the way to or from a call
 * is in the way: the offer stays, and `fromElsewhere` says that they take the call from where they are.
 * A disabled account answers nothing: `not_found`.
 */
export function answerOffer(ctx: Ctx, { key, ...answer }: Answer): Result<Answered, AnswerRefusal> {
  const { offerId, move, reason, fromElsewhere = false } = answer;
  return transact(ctx, onceFor("answer_offer", key, answer), (work) => {
    const offer = findOffer(work, offerId);
    if (!offer || !may.answerOffer(work.viewer, offer)) return refuse("not_found");
    if (isAccountDisabled(work, offer.interpreterId)) return refuse("not_found");
    if (move === "accept" && offer.status === "accepted") return answered(offer, "accepted");
    if (move === "accept" && yesTo(work, offer.id)?.end === null)
      return answered(offer, "obstacles", offer.metObstacles ?? []);
    const moved = moveOffer(offer, move, work.now);
    if (!moved.ok) return moved;
    return move === "accept" ? accept(work, offer, fromElsewhere) : decline(work, offer, reason ?? null);
  });
}

function answered(
  { requestId }: OfferRow,
  outcome: Answered["outcome"],
  obstacles: Obstacle[] = [],
  ended: Rival[] = [],
): Ok<Answered> {
  return ok({ requestId, outcome, obstacles, ended });
}

function accept(work: Work, offer: OfferRow, fromElsewhere: boolean): Result<Answered, AnswerRefusal> {
  const request = findRequest(work, offer.requestId);
  if (!request || !isStanding(request)) return refuse("offer_withdrawn");
  if (request.version !== offer.requestVersion || request.startAt <= work.now) return refuse("offer_changed");
  if (!openSlots(work, request).includes(offer.slot)) return refuse("offer_taken");
  const need = needOf(work, request.id, undefined, offer.slot);
  const overruled = new Set(offer.overruled?.obstacles.map((obstacle) => obstacle.code));
  if (!need) return refuse("offer_changed");
  const obstacles = obstaclesFor(work, need, offer.interpreterId).filter(({ code }) => !overruled.has(code));
  const putOff = obstacles.filter(isWayThatCanWait);
  if (obstacles.length > putOff.length) return standBack(work, offer, obstacles);
  if (putOff.length > 0 && !fromElsewhere) return refuse("way_too_short");

  if (!moveIfLive(work, offer, { status: "accepted", seenAt: offer.seenAt ?? work.now })) return refuse("offer_taken");
  const { slot, interpreterId } = offer;
  const placing = { slot, interpreterId, overruled: setAside(work, offer, putOff), offerId: offer.id };
  const assignmentId = placePerson(work, request, placing);
  record(work, {
    kind: "offer_accepted",
    requestId: request.id,
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id, assignmentId, slot: offer.slot },
  });
  const ended = closeAnswered(work, request, placing);
  for (const { requestId } of ended) dispatchRequest(work, requestId);
  return answered(offer, "accepted", [], ended);
}

/** What the coordinator overruled when asking, and what the person puts off by their own word. */
function setAside(work: Work, { overruled }: OfferRow, putOff: readonly Obstacle[]): Overruled | null {
  if (putOff.length === 0) return overruled;
  if (overruled) return { ...overruled, obstacles: [...overruled.obstacles, ...putOff] };
  return { by: actorOf(work.viewer), reason: ownText(BY_OWN_WORD), twice: false, obstacles: [...putOff] };
}

/** They would come, but may not without a coordinator: the yes stays to be decided, and nobody waits for it. */
function standBack(work: Work, offer: OfferRow, obstacles: Obstacle[]): Result<Answered, AnswerRefusal> {
  changeOffer(work, offer.id, { metObstacles: obstacles, answeredAt: work.now, seenAt: offer.seenAt ?? work.now });
  withdraw(work, offer, "obstacles");
  dispatchRequest(work, offer.requestId);
  return answered(offer, "obstacles", obstacles);
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
  return answered(offer, "declined");
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
