/** What the lanes share: the requests that still need somebody, as cards. */

import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Mode, Names } from "#app/dispatch/vocabulary";
import { canBeAnswered, isLiveJob, isStanding, stillNeedsSomebody } from "#app/facts/live";
import { addMinutes, type Instant, type Interval } from "#app/time";
import { assignments, languages, offers, organisations, places, requests } from "#db/schema";

/** No lane shows more; its heading says how many there are. */
export const LANE_LIMIT = 40;

export interface QueueRequest {
  requestId: string;
  reference: string;
  language: Names | null;
  languageText: string | null;
  mode: Mode;
  place: Names | null;
  organisation: string;
  interval: Interval;
  submittedAt: Instant;
  /** null: nothing was promised. */
  answerDueAt: Instant | null;
  /** How many are still missing, of how many. */
  missing: number;
  interpreterCount: number;
}

export interface Lane<Card> {
  cards: Card[];
  total: number;
}

// --- the parts of a request's state that lanes ask about -------------------------------------------

const liveJobs = sql<number>`(select count(*) from ${assignments} a where a.request_id = ${requests.id} and ${isLiveJob("a")})`;
/** How many wait for an answer. */
export const liveOffers = (now: Instant) =>
  sql<number>`(select count(*) from ${offers} o where o.request_id = ${requests.id} and ${canBeAnswered(now, "o")})`;

/** Not ended, still ahead (or going on), and fewer people than asked for. */
export function stillNeeds(now: Instant): SQL | undefined {
  return and(
    isStanding(),
    gt(requests.startAt, addMinutes(now, -24 * 60)),
    gt(requests.endAt, now),
    stillNeedsSomebody(),
  );
}

const cardFields = {
  requestId: requests.id,
  reference: requests.reference,
  language: languages.name,
  languageText: requests.languageText,
  mode: requests.mode,
  place: places.name,
  organisation: organisations.name,
  startAt: requests.startAt,
  endAt: requests.endAt,
  submittedAt: requests.submittedAt,
  answerDueAt: requests.answerDueAt,
  queuedAt: requests.queuedAt,
  needsInfoAt: requests.needsInfoAt,
  interpreterCount: requests.interpreterCount,
  live: liveJobs,
};

/** The first cards of a lane, soonest first. */
export function cardsWhere(ctx: Pick<Ctx, "db">, where: SQL | undefined) {
  return ctx.db
    .select(cardFields)
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .leftJoin(places, eq(places.id, requests.placeId))
    .where(where)
    .orderBy(asc(requests.startAt), asc(requests.id))
    .limit(LANE_LIMIT)
    .all();
}

type CardRow = ReturnType<typeof cardsWhere>[number];

/** A row as its card. */
export function cardOf(row: CardRow): QueueRequest {
  return {
    requestId: row.requestId,
    reference: row.reference,
    language: row.language,
    languageText: row.languageText,
    mode: row.mode,
    place: row.place,
    organisation: row.organisation,
    interval: { start: row.startAt, end: row.endAt },
    submittedAt: row.submittedAt,
    answerDueAt: row.answerDueAt,
    missing: row.interpreterCount - row.live,
    interpreterCount: row.interpreterCount,
  };
}

/** How many there are, shown or not. */
export function countWhere(ctx: Pick<Ctx, "db">, where: SQL | undefined): number {
  return ctx.db.select({ n: sql<number>`count(*)` }).from(requests).where(where).get()?.n ?? 0;
}
