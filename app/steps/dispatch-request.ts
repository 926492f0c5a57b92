/** Finding the next person to ask. Called by commands inside their transaction and by the worker. */
import { eq } from "drizzle-orm";
import { offerToken, tokenHash } from "#app/auth/link-token.server";
import { SYSTEM } from "#app/auth/viewer";
import type { Work } from "#app/context.server";
import { newId } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import { isWayThatCanWait } from "#app/dispatch/travel";
import type { Blocked, Matching, Points } from "#app/dispatch/vocabulary";
import type { Changes, QueuedBecause } from "#app/events/kinds";
import { record } from "#app/events/record";
import { answerDeadline, askedFor, unaskableFor } from "#app/facts/askable";
import { matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import type { Instant } from "#app/time";
import { type Overruled, offers, requests, tokens } from "#db/schema";
import { changeRequest, findRequest, isStanding, openSlots, type RequestRow, waitingOffers } from "./live";

/**
 * Asks the best person not yet asked for each slot that nobody does and nobody is asked for.
 * When there is none, the request goes to the coordinators' queue, once. Does nothing for a request that has
 * begun, ended, is covered or waits for the requester's word.
 */
export function dispatchRequest(work: Work, requestId: string): void {
  const system: Work = { ...work, viewer: SYSTEM };
  const request = findRequest(work, requestId);
  if (!request || !isStanding(request) || request.needsInfoAt !== null || request.startAt <= work.now) return;
  const asked = new Set(
    waitingOffers(work, requestId)
      .filter((offer) => statusAt(offer, work.now) !== "expired")
      .map((offer) => offer.slot),
  );
  for (const slot of openSlots(work, request)) {
    if (asked.has(slot)) continue;
    const why = offerToNext(system, request, slot);
    if (why) queue(system, request, why);
  }
}

export interface NewOffer {
  request: RequestRow;
  slot: number;
  interpreterId: string;
  deadlineAt: Instant;
  points?: readonly Points[];
  overruled?: Overruled | null;
}

/** Of an offer that is an action of its own: nobody is told before `tellFrom`, and `undo` puts back what it changed. */
interface Making {
  tellFrom?: Instant;
  undo?: Changes;
}

/** Writes the offer, its link's hash and its event. The request leaves the queue. */
export function makeOffer(
  work: Work,
  offer: NewOffer,
  { tellFrom, undo }: Making = {},
): { offerId: string; eventId: number } {
  const { request, slot, interpreterId, deadlineAt } = offer;
  const id = newId();
  const points = offer.points?.map((point) => ({ ...point }));
  work.db
    .insert(offers)
    .values({
      id,
      requestId: request.id,
      slot,
      interpreterId,
      requestVersion: request.version,
      status: "pending",
      offeredAt: work.now,
      deadlineAt,
      offeredBy: work.viewer.kind === "user" ? work.viewer.userId : null,
      overruled: offer.overruled ?? null,
      points: points ?? null,
    })
    .run();
  work.db
    .insert(tokens)
    .values({
      hash: tokenHash(offerToken({ id, interpreterId })),
      kind: "offer",
      offerId: id,
      createdAt: work.now,
      expiresAt: deadlineAt,
    })
    .run();
  if (request.queuedAt !== null) changeRequest(work, request.id, { queuedAt: null });
  undo?.offersMade?.push(id);
  const eventId = record(work, {
    kind: "offer_made",
    requestId: request.id,
    interpreterId,
    payload: { offerId: id, slot, deadlineAt, points, ...(offer.overruled ? { overruled: offer.overruled } : {}) },
    tellFrom,
    undo,
  });
  return { offerId: id, eventId };
}

function offerToNext(work: Work, request: RequestRow, slot: number): QueuedBecause | null {
  const need = needOf(work, request.id, undefined, slot);
  if (!need) return request.language === null ? "language_not_listed" : "place_not_listed";
  const deadlineAt = answerDeadline(work)(request.startAt);
  if (deadlineAt === null) return "no_time";
  const { matching } = matchRequest(work, need);
  const passedOver = askedFor(work, request);
  for (const id of unaskableFor(work, request.id)) passedOver.add(id);
  const isAskable = ({ interpreterId }: { interpreterId: string }) => !passedOver.has(interpreterId);
  const next = matching.able.find(isAskable);
  const other = next ?? matching.blocked.filter(onlyTheWay).find(isAskable);
  if (!other) return canAnybody(matching) ? "nobody_left" : "nobody_able";
  makeOffer(work, { request, slot, interpreterId: other.interpreterId, deadlineAt, points: next?.points });
  return null;
}

const canAnybody = ({ able, passed, blocked }: Matching): boolean =>
  able.length > 0 || passed.length > 0 || blocked.some(onlyTheWay);

/** Nothing keeps them but a way that they may put off, so they are asked, after everybody whom nothing keeps. */
const onlyTheWay = ({ obstacles }: Blocked): boolean => obstacles.every(isWayThatCanWait);

/** Puts the request into the coordinators' queue, unless it is there already. */
export function queue(work: Work, request: RequestRow, why: QueuedBecause): void {
  const fresh = work.db.select({ queuedAt: requests.queuedAt }).from(requests).where(eq(requests.id, request.id)).get();
  if (fresh?.queuedAt !== null) return;
  changeRequest(work, request.id, { queuedAt: work.now });
  record(work, { kind: "request_queued", requestId: request.id, payload: { why } });
}
