import { may } from "#app/auth/policy";
import type { Work } from "#app/context.server";
import { moveOffer } from "#app/dispatch/offer";
import { isWayThatCanWait } from "#app/dispatch/travel";
import { answerDeadline } from "#app/facts/askable";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import type { GuardRefusal } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { type Board, beginAction } from "./board";
import { type BoardAction, rememberRequest } from "./changes";
import { expireLapsed, withdraw } from "./close-offers";
import { dispatchRequest, makeOffer } from "./dispatch-request";
import { findOffer, findRequest, isStanding, openSlots, waitingOffers } from "./live";
import { type Override, overrule, recordVouchedReason } from "./override";

export interface OfferToOne {
  requestId: string;
  interpreterId: string;
  /** Default: the first slot that nobody does. */
  slot?: number;
  override?: Override;
}
export type OfferRefusal =
  | "not_found"
  | "slot_taken"
  | "already_asked"
  | "language_missing"
  | "too_late"
  | "obstacles"
  | GuardRefusal;

/**
 * A coordinator asks one person, beside whoever is asked already. Obstacles need an override and stay on the offer, but
 * for a way that can wait: about that the person decides when they answer. On a `board` it is an action of its own, which
 * can be undone.
 * `too_late` when the start is too near for an answer: assign directly instead.
 */
export function askPerson(
  work: Work,
  input: OfferToOne,
  board?: Board,
): Result<{ offerId: string; requestId: string; eventId: number }, OfferRefusal> {
  const request = findRequest(work, input.requestId);
  if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
  const free = openSlots(work, request);
  const slot = input.slot ?? free[0];
  if (slot === undefined || !free.includes(slot)) return refuse("slot_taken");
  expireLapsed(work, request.id);
  if (waitingOffers(work, request.id).some((offer) => offer.interpreterId === input.interpreterId))
    return refuse("already_asked");
  const need = needOf(work, request.id, undefined, slot);
  if (!need) return refuse("language_missing");
  const inTheWay = obstaclesFor(work, need, input.interpreterId).filter((obstacle) => !isWayThatCanWait(obstacle));
  const overruled = overrule(work, inTheWay, input.override);
  if (!overruled.ok) return overruled;
  const deadlineAt = answerDeadline(work)(request.startAt);
  if (deadlineAt === null) return refuse("too_late");

  recordVouchedReason(work, request.id, input.override, [overruled.value]);
  const { interpreterId } = input;
  const offer = { request, slot, interpreterId, deadlineAt, overruled: overruled.value };
  if (board) rememberRequest(board.changes, request);
  const made = makeOffer(work, offer, board && { tellFrom: board.tellFrom, undo: board.changes });
  return ok({ ...made, requestId: request.id });
}

export type TakeBackRefusal = "not_found" | "offer_expired" | "offer_taken" | "offer_withdrawn" | "already_answered";

/** A coordinator takes a question back; the person is told and the next one is asked, at once. */
export function takeBackOffer(work: Work, offerId: string): Result<{ requestId: string }, TakeBackRefusal> {
  const offer = findOffer(work, offerId);
  if (!offer || !may.dispatch(work.viewer)) return refuse("not_found");
  const moved = moveOffer(offer, "withdraw", work.now);
  if (!moved.ok) return moved;
  withdraw(work, offer, "coordinator");
  dispatchRequest(work, offer.requestId);
  return ok({ requestId: offer.requestId });
}

/** The same as an action of its own: the next person is asked, and this one told, when it can no longer be undone. */
export function withdrawOnBoard(work: Work, offerId: string): Result<BoardAction, TakeBackRefusal> {
  const offer = findOffer(work, offerId);
  if (!offer || !may.dispatch(work.viewer)) return refuse("not_found");
  const moved = moveOffer(offer, "withdraw", work.now);
  if (!moved.ok) return moved;
  const board = beginAction(work);
  const eventId = withdraw(work, offer, "coordinator", { ...board, isAction: true });
  return ok({ eventId, requestId: offer.requestId, undoUntil: board.tellFrom });
}
