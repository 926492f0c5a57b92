/** Every request a coordinator can look for, filtered by what the URL says, one page at a time. */

import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, not, type SQL } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Mode, RequestState } from "#app/dispatch/vocabulary";
import { isStanding, stillNeedsSomebody } from "#app/facts/live";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import { countOf, pageOf } from "#app/facts/pages";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { referenceIn } from "#app/text/keys";
import { addDays, DAY, type DateText, type Instant, instantFrom, startOfDay } from "#app/time";
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

/** More than this are not told apart by a search: it is narrowed by the other filters. */
const MOST_FOUND = 20_000;

/** One page of `PAGE_SIZE`: what is ahead comes soonest first, what is past comes newest first. */
export function requestsList(ctx: Pick<Ctx, "db" | "now">, filters: RequestFilters): RequestPage {
  const where = and(...conditions(ctx, filters));
  const { ids, total, page, pages } = filters.q ? searched(ctx, where, filters) : listed(ctx, where, filters);
  const work = offersAndJobs(ctx, ids);
  const found = new Map(rowsOf(ctx, ids).map((row) => [row.requestId, row]));
  const rows = ids.flatMap((id) => {
    const row = found.get(id);
    if (!row) return [];
    const { request, ...head } = row;
    const jobs = work.jobsOf(id);
    return {
      ...head,
      state: requestStateAt(request, work.offersOf(id), jobs, ctx.now),
      languageText: request.languageText,
      interval: { start: request.startAt, end: request.endAt },
      people: jobs.filter((job) => job.releasedAt === null).map((job) => job.name),
      interpreterCount: request.interpreterCount,
    };
  });
  return { rows, total, page, pages };
}

function rowsOf(ctx: Pick<Ctx, "db">, ids: readonly string[]) {
  return ctx.db
    .select({ ...headColumns, request: requests, clientCode: clients.code })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .where(inArray(requests.id, [...ids]))
    .limit(PAGE_SIZE)
    .all();
}

function isSoonestFirst({ state, from }: RequestFilters): boolean {
  return state === "open" || state === "secured" || from !== null;
}

/** What was searched for is read once, by its own indexes, and put in order here. */
function searched(ctx: Pick<Ctx, "db" | "now">, where: SQL | undefined, filters: RequestFilters) {
  const { id, startAt, endAt } = requests;
  const found = ctx.db.select({ id, startAt, endAt }).from(requests).where(where).limit(MOST_FOUND).all();
  const isPast = ({ endAt: end }: { endAt: Instant }) => !isSoonestFirst(filters) && end <= ctx.now;
  found.sort((a, b) => {
    if (isPast(a) !== isPast(b)) return isPast(a) ? 1 : -1;
    return (isPast(a) ? b.startAt - a.startAt : a.startAt - b.startAt) || (a.id < b.id ? -1 : 1);
  });
  const { page, pages, offset } = pageOf(found.length, PAGE_SIZE, filters.page);
  const ids = found.slice(offset, offset + PAGE_SIZE).map((row) => row.id);
  return { ids, total: found.length, page, pages };
}

/**
 * Two halves, each in the order of the index on the start, so that no page sorts the past: a job lasts a day at most, and so
 * the start says nearly which half it is in.
 */
function listed(ctx: Pick<Ctx, "db" | "now">, where: SQL | undefined, filters: RequestFilters) {
  const { id, startAt, endAt } = requests;
  const total = countOf(ctx, requests, where);
  const { page, pages, offset } = pageOf(total, PAGE_SIZE, filters.page);
  const half = (which: SQL | undefined, order: SQL, skipped: number, limit: number) =>
    ctx.db
      .select({ id })
      .from(requests)
      .where(and(where, which))
      .orderBy(order, asc(id))
      .limit(limit)
      .offset(skipped)
      .all()
      .map((row) => row.id);
  if (isSoonestFirst(filters)) return { ids: half(undefined, asc(startAt), offset, PAGE_SIZE), total, page, pages };
  const isAhead = and(gt(startAt, instantFrom(ctx.now - DAY)), gt(endAt, ctx.now));
  const isPast = and(lt(startAt, ctx.now), lte(endAt, ctx.now));
  const ahead = countOf(ctx, requests, and(where, isAhead));
  const first = offset < ahead ? half(isAhead, asc(startAt), offset, PAGE_SIZE) : [];
  const left = PAGE_SIZE - first.length;
  const rest = left > 0 ? half(isPast, desc(startAt), Math.max(0, offset - ahead), left) : [];
  return { ids: [...first, ...rest], total, page, pages };
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
