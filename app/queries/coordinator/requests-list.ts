/** Every request a coordinator can look for, filtered by what the URL says, one page at a time. */

import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, not, type SQL } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Mode, RequestState } from "#app/dispatch/vocabulary";
import { countOf, foundFor, type Paged, pageOf, pageWhere } from "#app/facts/lists/pages";
import { idsInSpans, type Stretch, spansBefore, spansFrom } from "#app/facts/lists/spans";
import { isNotOver, isStanding, stillNeedsSomebody } from "#app/facts/live";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
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

export interface RequestPage extends Paged {
  rows: RequestRow[];
}

/** One page of `PAGE_SIZE`: what is ahead comes soonest first, what is past comes newest first. */
export function requestsList(ctx: Pick<Ctx, "db" | "now">, filters: RequestFilters): RequestPage {
  const where = and(...conditions(ctx, filters));
  const { ids, paged } = filters.q ? searched(ctx, where, filters, filters.q) : listed(ctx, where, filters);
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
  return { rows, ...paged };
}

/** The requests of the rows in which a client's code stands. */
export function withCode(rows: readonly RequestRow[]): string[] {
  return rows.flatMap(({ requestId, clientCode }) => (clientCode === null ? [] : [requestId]));
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

const { id, startAt, endAt } = requests;

/** The two halves of a list. A job lasts a day at most, and so the start says nearly which half it is in. */
const isAhead = (now: Instant) => and(gt(startAt, instantFrom(now - DAY)), gt(endAt, now));
const isPast = (now: Instant) => and(lt(startAt, now), lte(endAt, now));

function searched(ctx: Pick<Ctx, "db" | "now">, where: SQL | undefined, filters: RequestFilters, q: string) {
  const { now } = ctx;
  const dayAgo = instantFrom(now - DAY);
  const most = foundFor(PAGE_SIZE, filters.page);
  const stretches: Stretch[] = isSoonestFirst(filters)
    ? [{ spans: spansFrom(filters.from ? startOfDay(filters.from) : dayAgo), order: "soonestFirst", where }]
    : [
        { spans: [{ from: dayAgo, until: null }], order: "soonestFirst", where: and(where, isAhead(now)) },
        { spans: spansBefore(now), order: "newestFirst", where: and(where, isPast(now)) },
      ];
  const found = idsInSpans(ctx, stretches, requestsMeant(ctx, q), most + 1);
  const { offset, ...paged } = pageOf(Math.min(found.length, most), PAGE_SIZE, filters.page, found.length > most);
  return { ids: found.slice(offset, offset + PAGE_SIZE), paged };
}

/** Two halves, each in the order of an index that ends with the start, so that no page sorts the past. */
function listed(ctx: Pick<Ctx, "db" | "now">, where: SQL | undefined, filters: RequestFilters) {
  const { offset, ...paged } = pageWhere(ctx, requests, where, { size: PAGE_SIZE, wanted: filters.page });
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
  if (isSoonestFirst(filters)) return { ids: half(undefined, asc(startAt), offset, PAGE_SIZE), paged };
  const ahead = countOf(ctx, requests, and(where, isAhead(ctx.now)));
  const first = offset < ahead ? half(isAhead(ctx.now), asc(startAt), offset, PAGE_SIZE) : [];
  const left = PAGE_SIZE - first.length;
  const rest = left > 0 ? half(isPast(ctx.now), desc(startAt), Math.max(0, offset - ahead), left) : [];
  return { ids: [...first, ...rest], paged };
}

function conditions(ctx: Pick<Ctx, "db" | "now">, filters: RequestFilters): (SQL | undefined)[] {
  const { language, deskId, mode, from, to, state } = filters;
  return [
    language === NOT_LISTED ? isNull(requests.language) : language ? eq(requests.language, language) : undefined,
    deskId ? eq(requests.deskId, deskId) : undefined,
    mode ? eq(requests.mode, mode) : undefined,
    from ? gte(requests.startAt, startOfDay(from)) : undefined,
    to ? lt(requests.startAt, startOfDay(addDays(to, 1))) : undefined,
    state ? inState(state, ctx.now) : undefined,
  ];
}

/** The filter's word for requests whose language was typed and is not yet mapped. */
export const NOT_LISTED = "-";

function inState(state: ListState, now: Instant): SQL | undefined {
  const ahead = and(isStanding(), isNotOver(now, "requests"));
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
