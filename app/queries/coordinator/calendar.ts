/**
 * One screenful of the calendar and of the list beside it: who works when, and what nobody fills yet.
 * For coordinators, who see everybody; the door has asked for that role. Every list has a limit and walks an index.
 */

import { and, asc, eq, gt, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import { type AssignmentFacts, metaOf, requestStateAt } from "#app/dispatch/request-state";
import type { AbsenceKind, RequestState } from "#app/dispatch/vocabulary";
import { isLiveJob, isStanding, stillNeedsSomebody } from "#app/facts/live";
import { headColumns, joins, languageWords, type RequestHead } from "#app/facts/request-head";
import { grouped } from "#app/facts/sets";
import { sortKeyLv } from "#app/text";
import { addMinutes, dateOf, expandWeekly, type Instant, type Interval, type WeeklyWindow } from "#app/time";
import {
  absences,
  assignments,
  availability,
  desks,
  holidays,
  interpreterLanguages,
  interpreters,
  languages,
  offers,
  reports,
  requests,
} from "#db/schema";

/** More than this in the days shown is cut off, and the page says so. */
const MOST_REQUESTS = 1500;
const MOST_PEOPLE = 1000;
const MOST_OPEN = 60;

export interface CalendarScreen {
  entries: CalendarEntry[];
  specialDays: { date: string; kind: "holiday" | "moved_day_off" | "moved_workday"; name: string }[];
  /** Days hold more than is shown. */
  isCut: boolean;
}

export interface CalendarEntry extends Pick<RequestHead, "requestId" | "reference" | "mode" | "organisation"> {
  /** Stable: the assignment, or the request and its slot. */
  id: string;
  /** The request's version, so that an old page cannot overwrite a newer decision. */
  version: number;
  slot: number;
  assignmentId: string | null;
  interpreterId: string | null;
  interpreterName: string | null;
  languageCode: string | null;
  /** The language in the reader's words. */
  language: string;
  place: string | null;
  deskId: string;
  startAt: Instant;
  endAt: Instant;
  state: RequestState;
  /** Who is being asked right now. */
  askedName: string | null;
  /** Assigned against an obstacle. */
  isOverruled: boolean;
  /** It has not begun, so it can be given to another person or moved. */
  isMovable: boolean;
}

export interface CalendarPerson {
  id: string;
  name: string;
  deskId: string;
  languageCodes: string[];
  windows: Interval[] | null;
  absences: { interval: Interval; kind: AbsenceKind }[];
}

/** Everything in the interval, unfiltered: a filter must never make a busy person look free. */
export function calendarScreen(ctx: Ctx, shown: Interval): CalendarScreen {
  const { entries, isCut } = entriesIn(ctx, shown);
  return { entries, isCut, specialDays: specialDaysIn(ctx, shown) };
}

/** Entries of one request, for the Move… page. Empty: there is no such request, or nothing of it can be shown. */
export function entriesOf(ctx: Ctx, requestId: string): CalendarEntry[] {
  return toEntries(ctx, requestRows(ctx).where(eq(requests.id, requestId)).limit(1).all());
}

/** Requests from now on that still need somebody, soonest first. */
export function openEntries(ctx: Ctx): CalendarEntry[] {
  const rows = requestRows(ctx)
    .where(and(isStanding(), gt(requests.startAt, ctx.now), stillNeedsSomebody()))
    .orderBy(asc(requests.startAt), asc(requests.id))
    .limit(MOST_OPEN)
    .all();
  return toEntries(ctx, rows).filter((entry) => entry.assignmentId === null);
}

/** What an entry is called by in a list to choose from. */
export type EntryName = Omit<CalendarEntry, "organisation" | "reference" | "version" | "deskId" | "languageCode">;

/** The same entries, as the filters offer them. */
export function openChoices(ctx: Ctx): EntryName[] {
  return openEntries(ctx).map(
    ({ organisation: _who, reference: _code, version: _version, deskId: _desk, languageCode: _language, ...named }) =>
      named,
  );
}

/** What the filters offer, in the reader's language. */
export function filterChoices(ctx: Ctx) {
  return {
    languages: ctx.db
      .select({ value: languages.code, name: languages.name })
      .from(languages)
      .where(eq(languages.served, true))
      .limit(300)
      .all()
      .map(({ value, name }) => ({ value, label: name[ctx.locale] }))
      .sort((a, b) => (sortKeyLv(a.label) < sortKeyLv(b.label) ? -1 : 1)),
    desks: ctx.db
      .select({ value: desks.id, name: desks.name })
      .from(desks)
      .orderBy(asc(desks.region))
      .limit(50)
      .all()
      .map(({ value, name }) => ({ value, label: name[ctx.locale] })),
    interpreters: ctx.db
      .select({ value: interpreters.id, label: interpreters.name })
      .from(interpreters)
      .where(eq(interpreters.status, "active"))
      .orderBy(asc(interpreters.sortKey), asc(interpreters.id))
      .limit(MOST_PEOPLE)
      .all(),
  };
}

// --- entries -----------------------------------------------------------------------------------------

function entriesIn(ctx: Ctx, shown: Interval): { entries: CalendarEntry[]; isCut: boolean } {
  const rows = requestRows(ctx)
    .where(
      and(
        isStanding(),
        // The schema bounds a request to 24 hours, so nothing that began earlier can reach into the interval.
        gt(requests.startAt, addMinutes(shown.start, -24 * 60)),
        lt(requests.startAt, shown.end),
        gt(requests.endAt, shown.start),
      ),
    )
    .orderBy(asc(requests.startAt), asc(requests.id))
    .limit(MOST_REQUESTS + 1)
    .all();
  return { entries: toEntries(ctx, rows.slice(0, MOST_REQUESTS)), isCut: rows.length > MOST_REQUESTS };
}

type RequestFields = ReturnType<ReturnType<typeof requestRows>["all"]>[number];

function requestRows({ db }: Ctx) {
  return db
    .select({
      ...headColumns,
      version: requests.version,
      languageCode: requests.language,
      placeId: requests.placeId,
      languageText: requests.languageText,
      deskId: requests.deskId,
      startAt: requests.startAt,
      endAt: requests.endAt,
      interpreterCount: requests.interpreterCount,
      needsInfoAt: requests.needsInfoAt,
      queuedAt: requests.queuedAt,
      rejectedAt: requests.rejectedAt,
      cancelledAt: requests.cancelledAt,
    })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .$dynamic();
}

function toEntries(ctx: Ctx, rows: readonly RequestFields[]): CalendarEntry[] {
  const ids = rows.map((row) => row.requestId);
  const assigned = grouped(assignmentRows(ctx, ids), (row) => row.requestId);
  const asked = grouped(offerRows(ctx, ids), (row) => row.requestId);
  return rows.flatMap((row) =>
    entriesOfRow(ctx, row, assigned.get(row.requestId) ?? [], asked.get(row.requestId) ?? []),
  );
}

type Assigned = ReturnType<typeof assignmentRows>[number];
type Asked = ReturnType<typeof offerRows>[number];

function entriesOfRow(ctx: Ctx, row: RequestFields, assigned: Assigned[], asked: Asked[]): CalendarEntry[] {
  const facts: AssignmentFacts[] = assigned.map(({ slot, held }) => ({
    slot,
    releasedAt: null,
    report: held === null ? null : { held },
  }));
  const state = requestStateAt({ ...row, language: row.languageCode }, asked, facts, ctx.now);
  const {
    languageText,
    variant: _,
    placeId: _placeId,
    interpreterCount,
    needsInfoAt,
    queuedAt,
    rejectedAt,
    cancelledAt,
    ...said
  } = row;
  const language = languageWords(row, ctx.locale) ?? languageText ?? "";
  const shared = { ...said, language, place: row.place?.[ctx.locale] ?? null, state };
  const slots = Array.from({ length: interpreterCount }, (_, index) => index + 1);
  return slots.flatMap((slot) => {
    const one = assigned.find((assignment) => assignment.slot === slot);
    if (one)
      return {
        ...shared,
        id: one.id,
        slot,
        assignmentId: one.id,
        interpreterId: one.interpreterId,
        interpreterName: one.interpreterName,
        startAt: one.startAt,
        endAt: one.endAt,
        askedName: null,
        isOverruled: one.isOverruled,
        isMovable: one.startAt > ctx.now && one.held === null,
      };
    return {
      ...shared,
      id: `${row.requestId}.${slot}`,
      slot,
      assignmentId: null,
      interpreterId: null,
      interpreterName: null,
      askedName: asked.find((offer) => offer.slot === slot && statusAt(offer, ctx.now) === "pending")?.name ?? null,
      isOverruled: false,
      isMovable: metaOf(state) === "open" && row.languageCode !== null,
    };
  });
}

function assignmentRows({ db }: Ctx, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      id: assignments.id,
      requestId: assignments.requestId,
      slot: assignments.slot,
      interpreterId: assignments.interpreterId,
      interpreterName: interpreters.name,
      startAt: assignments.startAt,
      endAt: assignments.endAt,
      isOverruled: sql<boolean>`${assignments.overruled} is not null`.mapWith(Boolean),
      held: reports.held,
    })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(reports, eq(reports.assignmentId, assignments.id))
    .where(and(inArray(assignments.requestId, ids), isLiveJob()))
    .limit(2 * MOST_REQUESTS)
    .all();
}

function offerRows({ db }: Ctx, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      requestId: offers.requestId,
      slot: offers.slot,
      status: offers.status,
      deadlineAt: offers.deadlineAt,
      name: interpreters.name,
    })
    .from(offers)
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .where(inArray(offers.requestId, ids))
    .limit(20 * MOST_REQUESTS)
    .all();
}

// --- people and days ---------------------------------------------------------------------------------

/** Active people and whoever has work in the interval, by name, with their hours and absences in it. */
export function calendarPeople({ db }: Ctx, shown: Interval): CalendarPerson[] {
  const busy = db
    .select({ id: assignments.interpreterId })
    .from(assignments)
    .where(
      and(isLiveJob(), gt(assignments.startAt, addMinutes(shown.start, -24 * 60)), lt(assignments.startAt, shown.end)),
    );
  const rows = db
    .select({
      id: interpreters.id,
      name: interpreters.name,
      deskId: interpreters.deskId,
      availabilityKnown: interpreters.availabilityKnown,
    })
    .from(interpreters)
    .where(or(eq(interpreters.status, "active"), inArray(interpreters.id, busy)))
    .orderBy(asc(interpreters.sortKey), asc(interpreters.id))
    .limit(MOST_PEOPLE)
    .all();
  const ids = rows.map((row) => row.id);
  const weekly = grouped(weeklyOf(db, ids), (row) => row.interpreterId);
  const away = grouped(absencesOf(db, ids, shown), (row) => row.interpreterId);
  const spoken = grouped(languagesOf(db, ids), (row) => row.interpreterId);
  return rows.map(({ availabilityKnown, ...person }) => ({
    ...person,
    languageCodes: [...new Set(spoken.get(person.id)?.map((row) => row.language))],
    windows: availabilityKnown ? expandWeekly(weekly.get(person.id) ?? [], shown) : null,
    absences: (away.get(person.id) ?? []).map(({ start, end, kind }) => ({ interval: { start, end }, kind })),
  }));
}

type Reading = Ctx["db"];

function weeklyOf(db: Reading, ids: string[]): (WeeklyWindow & { interpreterId: string })[] {
  return db.select().from(availability).where(inArray(availability.interpreterId, ids)).limit(50_000).all();
}

function absencesOf(db: Reading, ids: string[], shown: Interval) {
  return db
    .select({
      interpreterId: absences.interpreterId,
      start: absences.startAt,
      end: absences.endAt,
      kind: absences.kind,
    })
    .from(absences)
    .where(
      and(
        inArray(absences.interpreterId, ids),
        gt(absences.endAt, shown.start),
        lt(absences.startAt, shown.end),
        isNull(absences.cancelledAt),
      ),
    )
    .limit(5_000)
    .all();
}

function languagesOf(db: Reading, ids: string[]) {
  return db
    .select({ interpreterId: interpreterLanguages.interpreterId, language: interpreterLanguages.language })
    .from(interpreterLanguages)
    .where(inArray(interpreterLanguages.interpreterId, ids))
    .limit(20_000)
    .all();
}

function specialDaysIn({ db, locale }: Ctx, shown: Interval) {
  return db
    .select({ date: holidays.date, kind: holidays.kind, name: holidays.name })
    .from(holidays)
    .where(and(sql`${holidays.date} >= ${dateOf(shown.start)}`, lte(holidays.date, dateOf(shown.end))))
    .orderBy(asc(holidays.date))
    .limit(100)
    .all()
    .map(({ name, ...day }) => ({ ...day, name: name[locale] }));
}
