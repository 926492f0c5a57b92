/** The requests of the viewer's own organisation, one page at a time. */

import { and, asc, desc, eq, gte, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Mode, RequestState } from "#app/dispatch/vocabulary";
import { contactsOf } from "#app/facts/lists/contacts";
import { foundFor, type Paged, pageOf, pageWhere } from "#app/facts/lists/pages";
import { referencesBegun } from "#app/facts/lists/references";
import { idsInSpans, LONG_AGO, type Span, type Stretch, spansBefore, within } from "#app/facts/lists/spans";
import { isClosed, isNotOver, isStanding } from "#app/facts/live";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import { joins, languageWords, placeNamed } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import { hasNumber, numberSought } from "#app/phone";
import { fold, foundIn } from "#app/text";
import { isNear, keyOf, nearKeyOf, referenceIn } from "#app/text/keys";
import { DAY, type Interval, instantFrom } from "#app/time";
import { clients, languages, languageVariants, requests, units, users } from "#db/schema";

export const PAGE_SIZE = 20;
export const VIEWS = ["upcoming", "past", "closed"] as const;
export type View = (typeof VIEWS)[number];

export interface MyFilters {
  view: View;
  /** Reference, client code, contact or language, with or without diacritics. */
  q: string;
  /** Only those the viewer made. */
  mine: boolean;
  /** Only those of the unit that the viewer leads. */
  unit?: boolean;
  /** From 1. */
  page: number;
}

export interface MyRequest {
  id: string;
  reference: string;
  state: RequestState;
  language: string;
  mode: Mode;
  place: string | null;
  interval: Interval;
  clientCode: string | null;
  contactName: string;
  /** Names the organisation may know now; empty before acceptance and when the time to know them is over. */
  people: string[];
}

/** Upcoming soonest first, everything else newest first. */
export function myRequests(ctx: Ctx<UserViewer>, filters: MyFilters): Paged & { rows: MyRequest[] } {
  const { now, locale } = ctx;
  const { ids, paged } = filters.q.trim() ? searched(ctx, filters, filters.q.trim()) : listed(ctx, filters);
  const found = new Map(rowsOf(ctx, ids).map((row) => [row.request.id, row]));
  const work = offersAndJobs(ctx, ids);
  const nameable = now - rulesAt(ctx, now)["disclosure.daysAfter"] * DAY;
  const rows = ids.flatMap((id): MyRequest[] => {
    const row = found.get(id);
    if (!row) return [];
    const { request, place, clientCode, ...spoken } = row;
    const jobs = work.jobsOf(id);
    return [
      {
        id,
        reference: request.reference,
        state: requestStateAt(request, work.offersOf(id), jobs, now),
        language: languageWords(spoken, locale) ?? request.languageText ?? "",
        mode: request.mode,
        place: place?.[locale] ?? null,
        interval: { start: request.startAt, end: request.endAt },
        clientCode,
        contactName: request.contactName,
        people: request.endAt > nameable ? jobs.filter((job) => job.releasedAt === null).map((job) => job.name) : [],
      },
    ];
  });
  return { rows, ...paged };
}

function rowsOf({ db, viewer }: Ctx<UserViewer>, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      request: requests,
      language: languages.name,
      variant: languageVariants.name,
      place: placeNamed,
      clientCode: clients.code,
    })
    .from(requests)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .where(and(inArray(requests.id, [...ids]), isOwnToo(viewer)))
    .limit(PAGE_SIZE)
    .all();
}

/** In the order of an index that ends with the start. */
function listed(ctx: Ctx<UserViewer>, filters: MyFilters) {
  const where = and(isOwn(ctx.viewer), isAsked(ctx, filters));
  const { offset, ...paged } = pageWhere(ctx, requests, where, { size: PAGE_SIZE, wanted: filters.page });
  const rows = ctx.db
    .select({ id: requests.id })
    .from(requests)
    .where(where)
    .orderBy(filters.view === "upcoming" ? asc(requests.startAt) : desc(requests.startAt), asc(requests.id))
    .limit(PAGE_SIZE)
    .offset(offset)
    .all();
  return { ids: rows.map(({ id }) => id), paged };
}

function searched(ctx: Ctx<UserViewer>, filters: MyFilters, q: string) {
  const where = isAsked(ctx, filters);
  const ahead: Span = { from: instantFrom(ctx.now - DAY), until: null };
  const stretches: Stretch[] =
    filters.view === "upcoming"
      ? [{ spans: [ahead], order: "soonestFirst", where }]
      : [{ spans: [{ from: ctx.now, until: null }, ...spansBefore(ctx.now)], order: "newestFirst", where }];
  const most = foundFor(PAGE_SIZE, filters.page);
  const found = idsInSpans(ctx, stretches, meantBy(ctx, q), most + 1);
  const { offset, ...paged } = pageOf(Math.min(found.length, most), PAGE_SIZE, filters.page, found.length > most);
  return { ids: found.slice(offset, offset + PAGE_SIZE), paged };
}

/** The viewer's newest request, for "same as last time". */
export function lastRequestOf({ db, viewer, locale }: Ctx<UserViewer>): { id: string; what: string } | null {
  const row = db
    .select({ id: requests.id, language: languages.name, variant: languageVariants.name })
    .from(requests)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .where(and(eq(requests.requesterId, viewer.userId), isOwn(viewer)))
    .orderBy(desc(requests.submittedAt))
    .limit(1)
    .get();
  return row ? { id: row.id, what: languageWords(row, locale) ?? "" } : null;
}

/** The window: nothing of another organisation is ever in the WHERE's reach. */
export function isOwn(viewer: UserViewer): SQL {
  return eq(requests.organisationId, viewer.organisationId ?? "");
}

/** The same window for what another index finds: the sign keeps SQLite from reading all of the organisation instead. */
function isOwnToo(viewer: UserViewer): SQL {
  return sql`+${requests.organisationId} = ${viewer.organisationId ?? ""}`;
}

function isAsked(ctx: Ctx<UserViewer>, { view, mine, unit }: MyFilters): SQL | undefined {
  const { now, viewer } = ctx;
  const inView = {
    upcoming: and(isStanding(), isNotOver(now, "requests")),
    past: and(isStanding(), lte(requests.startAt, now), lte(requests.endAt, now)),
    closed: and(isClosed(), gte(requests.startAt, LONG_AGO)),
  };
  const led = unit ? ledUnitOf(ctx) : null;
  return and(
    inView[view],
    mine ? eq(requests.requesterId, viewer.userId) : undefined,
    led ? eq(requests.unitId, led.id) : undefined,
  );
}

/** The unit that the viewer leads; null when they lead none. */
export function ledUnitOf({ db, viewer }: Ctx<UserViewer>): { id: string; name: string } | null {
  const row = db
    .select({ id: units.id, name: units.name })
    .from(users)
    .innerJoin(units, eq(units.id, users.unitId))
    .where(and(eq(users.id, viewer.userId), eq(users.leadsUnit, true)))
    .get();
  return row ?? null;
}

/** SQLite folds no accents, so an organisation's own contacts and the languages are folded here. */
function meantBy(ctx: Ctx<UserViewer>, q: string): (span: Span) => SQL {
  const { db, viewer } = ctx;
  const organisationId = viewer.organisationId ?? "";
  const [named, number] = [referencesBegun(ctx, referenceIn(q)), numberSought(q)];
  const languageCodes = db
    .select({ code: languages.code, words: languages.searchWords })
    .from(languages)
    .all()
    .filter(({ words }) => foundIn(words, q))
    .map((row) => row.code);
  const names = contactsOf(ctx, requests.contactName, organisationId).filter((name) => fold(name).includes(fold(q)));
  const numbers =
    number === null
      ? []
      : contactsOf(ctx, requests.contactPhone, organisationId).filter((stored) => hasNumber(stored, number));
  const clientIds = clientsMeant(ctx, organisationId, q);
  const meanings = [
    named.length ? inArray(requests.id, named) : undefined,
    clientIds.length ? inArray(requests.clientId, clientIds) : undefined,
    names.length ? inArray(requests.contactName, names.slice(0, MOST)) : undefined,
    numbers.length ? inArray(requests.contactPhone, numbers.slice(0, MOST)) : undefined,
  ].filter((meaning) => meaning !== undefined);
  const spoken = languageCodes.length ? and(inArray(requests.language, languageCodes), isOwn(viewer)) : undefined;
  return (span) => {
    const begins = within(requests.startAt, span);
    const ours = meanings.map((meaning) => and(meaning, isOwnToo(viewer), begins));
    return or(...ours, spoken && and(spoken, begins)) ?? sql`false`;
  };
}

/** More matches than this are not told apart: the reader is asked for a longer word. */
const MOST = 200;

function clientsMeant({ db }: Pick<Ctx, "db">, organisationId: string, q: string): string[] {
  const key = keyOf(q);
  if (key === "") return [];
  return db
    .select({ id: clients.id, code: clients.code })
    .from(clients)
    .where(
      and(
        eq(clients.organisationId, organisationId),
        or(sql`instr(${clients.key}, ${key}) > 0`, eq(clients.nearKey, nearKeyOf(q)), isNull(clients.key)),
      ),
    )
    .limit(10 * MOST)
    .all()
    .filter(({ code }) => keyOf(code).includes(key) || isNear(code, q))
    .slice(0, MOST)
    .map(({ id }) => id);
}
