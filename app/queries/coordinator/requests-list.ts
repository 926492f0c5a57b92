/** Every request a coordinator can look for, filtered by what the URL says, one page at a time. */

import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Mode, RequestState } from "#app/dispatch/vocabulary";
import { isLiveJob, isStanding, stillNeedsSomebody } from "#app/facts/live";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import { countOf, pageOf } from "#app/facts/pages";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { foundIn } from "#app/text";
import { addDays, type DateText, type Instant, startOfDay } from "#app/time";
import { assignments, clients, desks, interpreters, languages, organisations, requests } from "#db/schema";

export const PAGE_SIZE = 50;
/** More matches by name than this are not told apart: the reader is asked for a longer word. */
const NAMES_LIMIT = 200;

/** What a list can be narrowed to by indexed facts. The state of each row is computed. */
export const LIST_STATES = ["open", "secured", "past", "rejected", "cancelled"] as const;
export type ListState = (typeof LIST_STATES)[number];

export interface RequestFilters {
  /** Reference, organisation, client code or interpreter's name, with or without diacritics. */
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
  const aheadFirst = filters.state === "open" || filters.state === "secured" || filters.from !== null;
  const isPast = sql`${requests.endAt} <= ${ctx.now}`;
  const order = aheadFirst
    ? [asc(requests.startAt)]
    : [sql`${isPast}`, sql`case when ${isPast} then -${requests.startAt} else ${requests.startAt} end`];
  const found = ctx.db
    .select({ ...headColumns, request: requests, clientCode: clients.code })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .where(where)
    .orderBy(...order, asc(requests.id))
    .limit(PAGE_SIZE)
    .offset(offset)
    .all();
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

function conditions(ctx: Pick<Ctx, "db" | "now">, filters: RequestFilters): (SQL | undefined)[] {
  const { language, deskId, mode, from, to, state, q } = filters;
  return [
    language === NOT_LISTED ? isNull(requests.language) : language ? eq(requests.language, language) : undefined,
    deskId ? eq(requests.deskId, deskId) : undefined,
    mode ? eq(requests.mode, mode) : undefined,
    from ? gte(requests.startAt, startOfDay(from)) : undefined,
    to ? lt(requests.startAt, startOfDay(addDays(to, 1))) : undefined,
    state ? inState(state, ctx.now) : undefined,
    q ? matching(ctx, q) : undefined,
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

/**
 * SQLite folds no accents, so names are folded here: a few hundred organisations and a few thousand people take
 * milliseconds, and the ids found then use their indexes.
 */
function matching(ctx: Pick<Ctx, "db">, q: string): SQL | undefined {
  const asReference = q.trim().toUpperCase().replace(/[%_]/g, "");
  const namedLikeIt = (table: typeof organisations | typeof interpreters) =>
    ctx.db
      .select({ id: table.id, name: table.name })
      .from(table)
      .all()
      .filter(({ name }) => foundIn(name, q))
      .slice(0, NAMES_LIMIT)
      .map(({ id }) => id);
  const [organisationIds, personIds] = [namedLikeIt(organisations), namedLikeIt(interpreters)];
  const byPerson = ctx.db
    .select({ id: assignments.requestId })
    .from(assignments)
    .where(and(isLiveJob(), inArray(assignments.interpreterId, personIds)));
  const isCode = like(clients.code, `%${asReference}%`);
  const byClient = ctx.db.select({ id: clients.id }).from(clients).where(isCode);
  return or(
    like(requests.reference, `%${asReference}%`),
    organisationIds.length ? inArray(requests.organisationId, organisationIds) : undefined,
    personIds.length ? inArray(requests.id, byPerson) : undefined,
    asReference.length >= 2 ? inArray(requests.clientId, byClient) : undefined,
  );
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
  const typed = q.trim().toUpperCase();
  const reference = typed.startsWith("R-") ? typed : `R-${typed}`;
  const named = eq(requests.reference, reference);
  return ctx.db.select({ id: requests.id }).from(requests).where(named).orderBy(desc(requests.id)).get()?.id ?? null;
}
