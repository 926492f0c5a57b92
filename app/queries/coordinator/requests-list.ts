/** Every request a coordinator can look for, filtered by what the URL says, one page at a time. */

import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, lte, not, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Mode, RequestState } from "#app/dispatch/vocabulary";
import { isStanding, stillNeedsSomebody } from "#app/facts/live";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import { countOf, pageOf } from "#app/facts/pages";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { referenceIn } from "#app/text/keys";
import { addDays, DAY, type DateText, type Instant, startOfDay } from "#app/time";
import { clients, desks, languages, requests } from "#db/schema";
import { requestsMeant } from "./search";

export const PAGE_SIZE = 50;

/** What a list can be narrowed to by indexed facts. The state of each row is computed. */
export const LIST_STATES = ["open", "secured", "past", "rejected", "cancelled"] as const;
export type ListState = (typeof LIST_STATES)[number];

export interface RequestFilters {
  /** Whatever `search` knows: a reference, an institution, a client's code, an interpreter, a language, a contact. */
  q: string | null;
  state: ListState | null;
  language: string | null;
  deskId: string | null;
  mode: Mode | null;
  /** Riga dates, both inclusive. */
  from: DateText | null;
  to: DateText | null;
  /** From 1. */
  page: number;
}

export interface RequestRow extends RequestHead {
  state: RequestState;
  languageText: string | null;
  clientCode: string | null;
  /** Who comes, in the order of places. */
  people: string[];
  interpreterCount: number;
}

export interface RequestPage {
  rows: RequestRow[];
  total: number;
  page: number;
  pages: number;
}

/** One page of `PAGE_SIZE`: what is ahead comes soonest first, what is past comes newest first. */
export function requestsList(ctx: Pick<Ctx, "db" | "now">, filters: RequestFilters): RequestPage {
  const where = and(...conditions(ctx, filters));
  const total = countOf(ctx, requests, where);
  const { page, pages, offset } = pageOf(total, PAGE_SIZE, filters.page);
  const found = pageFrom(ctx, where, filters, offset);
  const ids = found.map(({ requestId }) => requestId);
  const work = offersAndJobs(ctx, ids);
  const rows = found.map(({ request, ...head }) => {
    const jobs = work.jobsOf(request.id);
    return {
      ...head,
      state: requestStateAt(request, work.offersOf(request.id), jobs, ctx.now),
      languageText: request.languageText,
      interval: { start: request.startAt, end: request.endAt },
      people: jobs.filter((job) => job.releasedAt === null).map((job) => job.name),
      interpreterCount: request.interpreterCount,
    };
  });
  return { rows, total, page, pages };
}

/**
 * Two halves, each in the order of the index on the start, so that no page sorts the past: a job lasts a day at most, and so
 * the start says nearly which half it is in. What was searched for is few, and is looked up by its own indexes.
 */
function pageFrom(ctx: Pick<Ctx, "db" | "now">, where: SQL | undefined, filters: RequestFilters, offset: number) {
  const { startAt, endAt } = requests;
  const start = filters.q ? sql`+${startAt}` : startAt;
  const half = (which: SQL | undefined, order: SQL, skipped: number, limit: number) =>
    ctx.db
      .select({ ...headColumns, request: requests, clientCode: clients.code })
      .from(requests)
      .innerJoin(...joins.organisation)
      .leftJoin(...joins.language)
      .leftJoin(...joins.place)
      .leftJoin(...joins.client)
      .where(and(where, which))
      .orderBy(order, asc(requests.id))
      .limit(limit)
      .offset(skipped)
      .all();
  if (filters.state === "open" || filters.state === "secured" || filters.from !== null)
    return half(undefined, asc(start), offset, PAGE_SIZE);
  const isAhead = and(sql`${start} > ${ctx.now - DAY}`, gt(endAt, ctx.now));
  const isPast = and(sql`${start} < ${ctx.now}`, lte(endAt, ctx.now));
  const ahead = countOf(ctx, requests, and(where, isAhead));
  const first = offset < ahead ? half(isAhead, asc(start), offset, PAGE_SIZE) : [];
  const left = PAGE_SIZE - first.length;
  return left > 0 ? [...first, ...half(isPast, desc(start), Math.max(0, offset - ahead), left)] : first;
}

function conditions(ctx: Pick<Ctx, "db" | "now">, filters: RequestFilters): (SQL | undefined)[] {
  const { language, deskId, mode, from, to, state, q } = filters;
  return [
    language === NOT_LISTED ? isNull(requests.language) : language ? eq(requests.language, language) : undefined,
    deskId ? eq(requests.deskId, deskId) : undefined,
    mode ? eq(requests.mode, mode) : undefined,
    from ? gte(requests.startAt, startOfDay(from)) : undefined,
    to ? lt(requests.startAt, startOfDay(addDays(to, 1))) : undefined,
    state ? inState(state, ctx.now) : undefined,
    q ? requestsMeant(ctx, q) : undefined,
  ];
}

/** The filter's word for requests whose language was typed and is not yet mapped. */
export const NOT_LISTED = "-";

function inState(state: ListState, now: Instant): SQL | undefined {
  const ahead = and(isStanding(), gt(requests.endAt, now));
  return {
    open: and(ahead, stillNeedsSomebody()),
    secured: and(ahead, not(stillNeedsSomebody())),
    past: and(isStanding(), lte(requests.endAt, now)),
    rejected: isNotNull(requests.rejectedAt),
    cancelled: isNotNull(requests.cancelledAt),
  }[state];
}

/** What the filters offer to choose from. */
export function filterChoices(ctx: Pick<Ctx, "db">) {
  return {
    languages: ctx.db
      .select({ code: languages.code, name: languages.name })
      .from(languages)
      .where(eq(languages.served, true))
      .orderBy(languages.sortKey)
      .limit(500)
      .all(),
    desks: ctx.db.select({ id: desks.id, name: desks.name }).from(desks).orderBy(desks.region).limit(50).all(),
  };
}

/** The one request that a typed reference names exactly, so that a search can open it at once. */
export function requestByReference(ctx: Pick<Ctx, "db">, q: string): string | null {
  const named = eq(requests.reference, referenceIn(q));
  return ctx.db.select({ id: requests.id }).from(requests).where(named).orderBy(desc(requests.id)).get()?.id ?? null;
}
