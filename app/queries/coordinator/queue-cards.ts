/** What the lanes share: the requests that still need somebody, as cards. */

import { and, asc, gt, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { LookAlike } from "#app/dispatch/look-alike";
import { lookAlikesOf } from "#app/facts/doubles/look-alikes";
import { canBeAnswered, isLiveJob, isStanding, stillNeedsSomebody } from "#app/facts/live";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { addMinutes, type Instant } from "#app/time";
import { assignments, offers, requests } from "#db/schema";

/** No lane shows more; its heading says how many there are. */
export const LANE_LIMIT = 40;

export interface QueueRequest extends RequestHead {
  languageText: string | null;
  placeText: string | null;
  submittedAt: Instant;
  /** null: nothing was promised. */
  answerDueAt: Instant | null;
  /** How many are still missing, of how many. */
  missing: number;
  interpreterCount: number;
  /** Others that may be the same need. */
  alike: LookAlike[];
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
  ...headColumns,
  languageText: requests.languageText,
  placeText: requests.placeText,
  placeId: requests.placeId,
  startAt: requests.startAt,
  endAt: requests.endAt,
  submittedAt: requests.submittedAt,
  answerDueAt: requests.answerDueAt,
  queuedAt: requests.queuedAt,
  interpreterCount: requests.interpreterCount,
  live: liveJobs,
};

/** The first cards of a lane, soonest first. */
export function cardsWhere(ctx: Pick<Ctx, "db">, where: SQL | undefined) {
  const rows = ctx.db
    .select(cardFields)
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(where)
    .orderBy(asc(requests.startAt), asc(requests.id))
    .limit(LANE_LIMIT)
    .all();
  const alike = lookAlikesOf(
    ctx,
    rows.map(({ requestId }) => requestId),
  );
  return rows.map((row) => ({ ...row, alike: alike.get(row.requestId) ?? [] }));
}

type CardRow = ReturnType<typeof cardsWhere>[number];

/** A row as its card. */
export function cardOf({ startAt, endAt, queuedAt, live, placeId: _, ...row }: CardRow): QueueRequest {
  return { ...row, interval: { start: startAt, end: endAt }, missing: row.interpreterCount - live };
}
