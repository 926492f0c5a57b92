/** Finding the next person to ask. Called by commands inside their transaction and by the worker. */
import { eq } from "drizzle-orm";
import { offerToken, tokenHash } from "#app/auth/link-token.server";
import { SYSTEM } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { newId } from "#app/context.server";
import { earliestSend, offerDeadline } from "#app/dispatch/deadlines";
import { statusAt } from "#app/dispatch/offer";
import type { Points } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { askedFor, unaskableFor } from "#app/facts/askable";
import { matchRequest, needOf } from "#app/facts/matching";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import type { Instant } from "#app/time";
import type { Tx } from "#db/client.server";
import { type Overruled, offers, requests, tokens } from "#db/schema";
import { findRequest, isStanding, openSlots, type RequestRow, waitingOffers } from "./live";

type WhyQueued =
  | "nobody_able"
  | "nobody_left"
  | "no_time"
  | "language_not_listed"
  | "proposal_declined"
  | "proposal_overtaken";

/**
 * Asks the best person not yet asked for each slot that nobody does and nobody is asked for.
 * When there is none, the request goes to the coordinators' queue, once. Does nothing for a request that has
 * begun, ended, is covered or waits for the requester's word.
 */
export function dispatchRequest(tx: Tx, ctx: Ctx, requestId: string): void {
  const system: Ctx = { ...ctx, viewer: SYSTEM };
  const request = findRequest(tx, requestId);
  if (!request || !isStanding(request) || request.needsInfoAt !== null || request.startAt <= ctx.now) return;
  const asked = new Set(
    waitingOffers(tx, requestId)
      .filter((offer) => statusAt(offer, ctx.now) !== "expired")
      .map((offer) => offer.slot),
  );
  for (const slot of openSlots(tx, request)) {
    if (asked.has(slot)) continue;
    const why = offerToNext(tx, system, request, slot);
    if (why) queue(tx, system, request, why);
  }
}

/** When the offer goes out and until when it waits for an answer; null when the start is too near to ask. */
export function offerTimes(tx: Tx, now: Instant, startAt: Instant): { sendAt: Instant; deadlineAt: Instant } | null {
  const rules = rulesAt(tx, now);
  const sendAt = earliestSend(rules, now, startAt);
  const deadlineAt = offerDeadline(rules, workCalendarAt(tx, now), sendAt, startAt);
  return deadlineAt === null || deadlineAt <= now ? null : { sendAt, deadlineAt };
}

export interface NewOffer {
  request: RequestRow;
  slot: number;
  interpreterId: string;
  deadlineAt: Instant;
  points?: readonly Points[];
  overruled?: Overruled | null;
}

/** Writes the offer, its link's hash and its event. The request leaves the queue. */
export function makeOffer(tx: Tx, ctx: Ctx, offer: NewOffer): string {
  const { request, slot, interpreterId, deadlineAt } = offer;
  const id = newId();
  const points = offer.points?.map((point) => ({ ...point }));
  tx.insert(offers)
    .values({
      id,
      requestId: request.id,
      slot,
      interpreterId,
      requestVersion: request.version,
      status: "pending",
      offeredAt: ctx.now,
      deadlineAt,
      offeredBy: ctx.viewer.kind === "user" ? ctx.viewer.userId : null,
      overruled: offer.overruled ?? null,
      points: points ?? null,
    })
    .run();
  tx.insert(tokens)
    .values({
      hash: tokenHash(offerToken({ id, interpreterId })),
      kind: "offer",
      offerId: id,
      createdAt: ctx.now,
      expiresAt: deadlineAt,
    })
    .run();
  if (request.queuedAt !== null) tx.update(requests).set({ queuedAt: null }).where(eq(requests.id, request.id)).run();
  record(tx, ctx, {
    kind: "offer_made",
    requestId: request.id,
    interpreterId,
    payload: { offerId: id, slot, deadlineAt, points, ...(offer.overruled ? { overruled: offer.overruled } : {}) },
  });
  return id;
}

function offerToNext(tx: Tx, ctx: Ctx, request: RequestRow, slot: number): WhyQueued | null {
  const need = needOf(tx, request.id, undefined, slot);
  if (!need) return "language_not_listed";
  const times = offerTimes(tx, ctx.now, request.startAt);
  if (!times) return "no_time";
  const { matching } = matchRequest(tx, ctx.now, need);
  const passedOver = askedFor(tx, request);
  for (const id of unaskableFor(tx, request.id)) passedOver.add(id);
  const next = matching.able.find((person) => !passedOver.has(person.interpreterId));
  if (!next) return matching.able.length === 0 ? "nobody_able" : "nobody_left";
  makeOffer(tx, ctx, {
    request,
    slot,
    interpreterId: next.interpreterId,
    deadlineAt: times.deadlineAt,
    points: next.points,
  });
  return null;
}

/** Puts the request into the coordinators' queue, unless it is there already. */
export function queue(tx: Tx, ctx: Ctx, request: RequestRow, why: WhyQueued): void {
  const fresh = tx.select({ queuedAt: requests.queuedAt }).from(requests).where(eq(requests.id, request.id)).get();
  if (fresh?.queuedAt !== null) return;
  tx.update(requests).set({ queuedAt: ctx.now }).where(eq(requests.id, request.id)).run();
  record(tx, ctx, { kind: "request_queued", requestId: request.id, payload: { why } });
}
