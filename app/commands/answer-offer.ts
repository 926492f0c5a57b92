import { and, eq, inArray } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, transact, type Work } from "#app/context.server";
import { moveOffer } from "#app/dispatch/offer";
import type { DeclineReason, Obstacle } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { ok, type Result, refuse } from "#app/result";
import { supersede, withdraw, withdrawClashing } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { findRequest, isStanding, type OfferRow, openSlots, type RequestRow, waitingOffers } from "#app/steps/live";
import { assignments, interpreters, offers, requests, tokens } from "#db/schema";

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
  return transact(
    ctx,
    (work): Result<Answered, AnswerRefusal> => {
      const offer = work.db.select().from(offers).where(eq(offers.id, offerId)).get();
      if (!offer || !may.answerOffer(work.viewer, offer)) return refuse("not_found");
      if (move === "accept" && offer.status === "accepted")
        return ok({ requestId: offer.requestId, outcome: "accepted", obstacles: [] });
      const moved = moveOffer(offer, move, work.now);
      if (!moved.ok) return moved;
      return move === "accept" ? accept(work, offer) : decline(work, offer, reason ?? null);
    },
    key,
  );
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
  const assignmentId = newId();
  work.db
    .insert(assignments)
    .values({
      id: assignmentId,
      requestId: request.id,
      slot: offer.slot,
      interpreterId: offer.interpreterId,
      offerId: offer.id,
      startAt: request.startAt,
      endAt: request.endAt,
      ...whereTheyAre(work, request, offer.interpreterId),
      overruled: offer.overruled,
      createdAt: work.now,
    })
    .run();
  record(work, {
    kind: "offer_accepted",
    requestId: request.id,
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id, assignmentId, slot: offer.slot },
  });
  const rivals = waitingOffers(work, request.id).filter((rival) => rival.slot === offer.slot);
  for (const rival of rivals) supersede(work, rival);
  if (openSlots(work, request).length === 0)
    work.db.update(requests).set({ queuedAt: null }).where(eq(requests.id, request.id)).run();
  for (const requestId of withdrawClashing(work, offer.interpreterId, request.id)) dispatchRequest(work, requestId);
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
    .where(and(eq(offers.id, offer.id), inArray(offers.status, ["pending", "countered"])))
    .run();
  if (changes === 1) work.db.update(tokens).set({ usedAt: work.now }).where(eq(tokens.offerId, offer.id)).run();
  return changes === 1;
}

/** Remote work is done from the interpreter's home place. */
export function whereTheyAre(
  work: Work,
  request: RequestRow,
  interpreterId: string,
): { placeId: string; remote: boolean } {
  const { homePlaceId } = work.db
    .select({ homePlaceId: interpreters.homePlaceId })
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId))
    .get()!;
  return request.mode === "onsite" && request.placeId
    ? { placeId: request.placeId, remote: false }
    : { placeId: homePlaceId, remote: true };
}
