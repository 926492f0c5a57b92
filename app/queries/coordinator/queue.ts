/** What a coordinator looks at first: who has nobody, who waits for an answer, and what only a person can decide. */
import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isWaiting } from "#app/facts/institutions/applications";
import { countOf } from "#app/facts/lists/pages";
import { canBeAnswered } from "#app/facts/live";
import { listOf } from "#app/facts/sets";
import type { Instant } from "#app/time";
import { applications, events, interpreters, offers, requests } from "#db/schema";
import { cardOf, cardsWhere, LANE_LIMIT, type Lane, liveOffers, type QueueRequest, stillNeeds } from "./queue-cards";
import { type DecisionCard, decisionLane } from "./queue-decisions";

export interface UnfilledCard extends QueueRequest {
  /** Why dispatch stopped, from the event; null while it has not. */
  why: string | null;
  queuedAt: Instant | null;
}

export interface WaitingCard extends QueueRequest {
  asked: { offerId: string; name: string; deadlineAt: Instant; seenAt: Instant | null }[];
  firstDeadlineAt: Instant;
}

export interface Queue {
  unfilled: Lane<UnfilledCard>;
  waiting: Lane<WaitingCard>;
  decisions: Lane<DecisionCard>;
}

/** The three lanes at `now`. A request that still needs somebody stands in exactly one of them. */
export function queueOf(ctx: Pick<Ctx, "db" | "now">): Queue {
  return { unfilled: unfilledLane(ctx), waiting: waitingLane(ctx), decisions: decisionLane(ctx) };
}

/** How many stand in the first and the third lane because of a request, or at the door: the number beside the way to the queue. */
export function attentionCount(ctx: Pick<Ctx, "db" | "now">): number {
  const atTheDoor = countOf(ctx, applications, isWaiting());
  return atTheDoor + countOf(ctx, requests, and(stillNeeds(ctx.now), sql`${liveOffers(ctx.now)} = 0`));
}

// --- lane 1: nobody comes and nobody is being asked -------------------------------------------------

function unfilledLane(ctx: Pick<Ctx, "db" | "now">): Lane<UnfilledCard> {
  const where = and(
    stillNeeds(ctx.now),
    isNotNull(requests.language),
    isNull(requests.needsInfoAt),
    sql`${liveOffers(ctx.now)} = 0`,
  );
  const rows = cardsWhere(ctx, where);
  const ids = rows.map((row) => row.requestId);
  const why = whyQueued(ctx, ids);
  const cards = rows.map((row) => ({
    ...cardOf(row),
    queuedAt: row.queuedAt,
    why: row.queuedAt ? (why.get(row.requestId) ?? null) : null,
  }));
  return { cards, total: rows.length < LANE_LIMIT ? rows.length : countOf(ctx, requests, where) };
}

function whyQueued(ctx: Pick<Ctx, "db">, requestIds: string[]): Map<string, string> {
  if (requestIds.length === 0) return new Map();
  const rows = ctx.db
    .select({ requestId: events.requestId, payload: events.payload })
    .from(events)
    .where(and(inArray(events.requestId, requestIds), eq(events.kind, "request_queued")))
    .orderBy(asc(events.id))
    .all();
  return new Map(
    rows.flatMap(({ requestId, payload }) =>
      requestId && typeof payload.why === "string" ? [[requestId, payload.why] as const] : [],
    ),
  );
}

// --- lane 2: somebody was asked ----------------------------------------------------------------------

function waitingLane(ctx: Pick<Ctx, "db" | "now">): Lane<WaitingCard> {
  const asked = ctx.db
    .select({
      requestId: offers.requestId,
      offerId: offers.id,
      name: interpreters.name,
      deadlineAt: offers.deadlineAt,
      seenAt: offers.seenAt,
    })
    .from(offers)
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .where(canBeAnswered(ctx.now))
    .orderBy(asc(offers.deadlineAt))
    .limit(LANE_LIMIT * 5)
    .all();
  const byRequest = new Map<string, WaitingCard["asked"]>();
  for (const { requestId, ...offer } of asked) listOf(byRequest, requestId).push(offer);
  const first = [...byRequest.keys()].slice(0, LANE_LIMIT);
  const rows = first.length ? cardsWhere(ctx, and(stillNeeds(ctx.now), inArray(requests.id, first))) : [];
  const cards = rows
    .map((row) => {
      const people = byRequest.get(row.requestId) ?? [];
      return { ...cardOf(row), asked: people, firstDeadlineAt: people[0]?.deadlineAt ?? row.startAt };
    })
    .sort((a, b) => a.firstDeadlineAt - b.firstDeadlineAt);
  const total =
    first.length < LANE_LIMIT
      ? cards.length
      : countOf(ctx, requests, and(stillNeeds(ctx.now), sql`${liveOffers(ctx.now)} > 0`));
  return { cards, total };
}
