/** The directory of interpreters and one interpreter's page, for coordinators. */

import { and, asc, eq, gt, inArray, isNull, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type {
  AbsenceKind,
  CredentialKind,
  Gender,
  InterpreterStatus,
  Level,
  Mode,
  Names,
  Topic,
} from "#app/dispatch/vocabulary";
import { GONE, INTERPRETER_STATUSES, isGone, topicsIn } from "#app/dispatch/vocabulary";
import { excludedJobs } from "#app/facts/excluded/jobs";
import { countOf, pageOf } from "#app/facts/lists/pages";
import { isLiveJob, isNotOver } from "#app/facts/live";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import { listOf } from "#app/facts/sets";
import { foundBy } from "#app/queries/everyone/found-by";
import { type Instant, type Interval, type WeeklyWindow, weekOf as weekAround } from "#app/time";
import {
  absences,
  assignments,
  credentials,
  desks,
  interpreterLanguages,
  interpreters,
  languages,
  languageVariants,
  places,
  requests,
  users,
} from "#db/schema";
import { type Exclusion, exclusionsOf } from "./exclusions";
import { absencesOf, weekOf } from "./person-to-edit";

const PAGE_SIZE = 60;
const UPCOMING_LIMIT = 60;

export interface PersonFilters {
  /** Name, town, telephone or code. */
  q: string | null;
  language: string | null;
  deskId: string | null;
  mode: Mode | null;
  status: InterpreterStatus | null;
  page: number;
}

export interface Spoken {
  name: Names;
  variant: Names | null;
  level: Level;
}

/** Erased people are not listed, so nobody can be narrowed to them. */
export const LISTED_STATUSES = INTERPRETER_STATUSES.filter((status) => !isGone(status));

export interface PersonRow {
  id: string;
  name: string;
  status: InterpreterStatus;
  accountDisabled: boolean;
  town: Names;
  phone: string | null;
  modes: Mode[];
  languages: Spoken[];
  minutesThisWeek: number;
  /** Their own limit or the one for all, whichever is lower. */
  maxMinutesPerWeek: number;
  nextAbsence: Interval | null;
}

export interface PersonPage {
  rows: PersonRow[];
  total: number;
  page: number;
  pages: number;
}

/** One page of people in the order of the Latvian alphabet. Erased people are not listed. */
export function interpretersList(ctx: Pick<Ctx, "db" | "now">, filters: PersonFilters): PersonPage {
  const isFound = filters.q ? foundBy(filters.q) : () => true;
  const found = ctx.db
    .select({
      id: interpreters.id,
      name: interpreters.name,
      code: interpreters.code,
      key: interpreters.key,
      nearKey: interpreters.nearKey,
      phone: interpreters.phone,
      town: places.name,
    })
    .from(interpreters)
    .innerJoin(places, eq(places.id, interpreters.homePlaceId))
    .where(and(...conditions(ctx, filters)))
    .orderBy(asc(interpreters.sortKey), asc(interpreters.id))
    .all()
    .filter((row) => isFound({ ...row, words: [row.name, ...Object.values(row.town)].join(" ") }));
  const { page, pages, offset } = pageOf(found.length, PAGE_SIZE, filters.page);
  const ids = found.slice(offset, offset + PAGE_SIZE).map(({ id }) => id);
  return { rows: peopleByIds(ctx, ids), total: found.length, page, pages };
}

function conditions(ctx: Pick<Ctx, "db">, { language, deskId, mode, status }: PersonFilters): (SQL | undefined)[] {
  const speakers = ctx.db
    .select({ id: interpreterLanguages.interpreterId })
    .from(interpreterLanguages)
    .where(eq(interpreterLanguages.language, language ?? ""));
  return [
    status ? eq(interpreters.status, status) : notInArray(interpreters.status, GONE),
    deskId ? eq(interpreters.deskId, deskId) : undefined,
    mode
      ? eq({ onsite: interpreters.onsite, phone: interpreters.byPhone, video: interpreters.byVideo }[mode], true)
      : undefined,
    language ? inArray(interpreters.id, speakers) : undefined,
  ];
}

function peopleByIds(ctx: Pick<Ctx, "db" | "now">, ids: string[]): PersonRow[] {
  if (ids.length === 0) return [];
  const rows = ctx.db
    .select({ person: interpreters, town: places.name, disabledAt: users.disabledAt })
    .from(interpreters)
    .leftJoin(users, eq(users.interpreterId, interpreters.id))
    .innerJoin(places, eq(places.id, interpreters.homePlaceId))
    .where(inArray(interpreters.id, ids))
    .orderBy(asc(interpreters.sortKey), asc(interpreters.id))
    .all();
  const spoken = languagesOf(ctx, ids);
  const minutes = minutesInWeek(ctx, ids);
  const away = nextAbsences(ctx, ids);
  const capForAll = rulesAt(ctx, ctx.now)["hours.capMinutes"];
  return rows.map(({ person, town, disabledAt }) => ({
    id: person.id,
    name: person.name,
    status: person.status,
    accountDisabled: disabledAt !== null,
    town,
    phone: person.phone,
    modes: modesOf(person),
    languages: spoken.get(person.id) ?? [],
    minutesThisWeek: minutes.get(person.id) ?? 0,
    maxMinutesPerWeek: Math.min(person.maxMinutesPerWeek, capForAll),
    nextAbsence: away.get(person.id) ?? null,
  }));
}

function modesOf(person: { onsite: boolean; byPhone: boolean; byVideo: boolean }): Mode[] {
  return [
    ...(person.onsite ? ["onsite" as const] : []),
    ...(person.byPhone ? ["phone" as const] : []),
    ...(person.byVideo ? ["video" as const] : []),
  ];
}

function languagesOf(ctx: Pick<Ctx, "db">, ids: string[]): Map<string, Spoken[]> {
  const rows = ctx.db
    .select({
      interpreterId: interpreterLanguages.interpreterId,
      name: languages.name,
      variant: languageVariants.name,
      level: interpreterLanguages.level,
    })
    .from(interpreterLanguages)
    .innerJoin(languages, eq(languages.code, interpreterLanguages.language))
    .leftJoin(
      languageVariants,
      and(
        eq(languageVariants.language, interpreterLanguages.language),
        eq(languageVariants.code, interpreterLanguages.variant),
      ),
    )
    .where(inArray(interpreterLanguages.interpreterId, ids))
    .orderBy(asc(languages.sortKey))
    .all();
  const spoken = new Map<string, Spoken[]>();
  for (const { interpreterId, ...one } of rows) listOf(spoken, interpreterId).push(one);
  return spoken;
}

function minutesInWeek(ctx: Pick<Ctx, "db" | "now">, ids: string[]): Map<string, number> {
  const { start, end } = weekAround(ctx.now);
  const rows = ctx.db
    .select({
      id: assignments.interpreterId,
      minutes: sql<number>`sum(${assignments.endAt} - ${assignments.startAt}) / 60000`,
    })
    .from(assignments)
    .where(
      and(
        isLiveJob(),
        inArray(assignments.interpreterId, ids),
        sql`${assignments.startAt} >= ${start}`,
        lt(assignments.startAt, end),
      ),
    )
    .groupBy(assignments.interpreterId)
    .all();
  return new Map(rows.map(({ id, minutes }) => [id, minutes]));
}

function nextAbsences(ctx: Pick<Ctx, "db" | "now">, ids: string[]): Map<string, Interval> {
  const rows = ctx.db
    .select({ id: absences.interpreterId, start: absences.startAt, end: absences.endAt })
    .from(absences)
    .where(and(inArray(absences.interpreterId, ids), isNull(absences.cancelledAt), gt(absences.endAt, ctx.now)))
    .orderBy(asc(absences.startAt))
    .all();
  const next = new Map<string, Interval>();
  for (const { id, start, end } of rows) if (!next.has(id)) next.set(id, { start, end });
  return next;
}

// --- one person --------------------------------------------------------------------------------------

export interface UpcomingJob extends RequestHead {
  assignmentId: string;
  /** It was decided that they do it although they do not work. */
  isKept: boolean;
  /** What makes it a decision: the person will be away, no longer works here, or must not come there any more. */
  needsDecision: boolean;
}

export interface PersonProfile extends PersonRow {
  code: string;
  gender: Gender | null;
  email: string | null;
  desk: Names;
  radiusKm: number | null;
  unwishedTopics: Topic[];
  /** What coordinators tell each other. */
  note: string | null;
  availabilityKnown: boolean;
  availability: WeeklyWindow[];
  absences: { id: string; interval: Interval; kind: AbsenceKind }[];
  credentials: { kind: CredentialKind; validFrom: Instant; validUntil: Instant | null }[];
  /** Whom this person is not sent to, and which side asked. Only coordinators read this. */
  exclusions: Exclusion[];
  upcoming: UpcomingJob[];
  upcomingTotal: number;
}

/** null: there is no such interpreter, or they are erased. */
export function interpreterName(ctx: Pick<Ctx, "db">, id: string): string | null {
  const row = ctx.db
    .select({ name: interpreters.name, status: interpreters.status })
    .from(interpreters)
    .where(eq(interpreters.id, id))
    .get();
  return row && !isGone(row.status) ? row.name : null;
}

/** Who it is and whether they work; null as before. */
export function interpreterStanding(ctx: Pick<Ctx, "db">, id: string) {
  const { name, status } = interpreters;
  const row = ctx.db
    .select({ id: interpreters.id, name, status })
    .from(interpreters)
    .where(eq(interpreters.id, id))
    .get();
  return row && !isGone(row.status) ? row : null;
}

/** Whom somebody turned out to be; null = nobody else. */
export function mergedInto(ctx: Pick<Ctx, "db">, id: string): string | null {
  const columns = { into: interpreters.mergedIntoId };
  return ctx.db.select(columns).from(interpreters).where(eq(interpreters.id, id)).get()?.into ?? null;
}

/** null when there is no such person. */
export function interpreterProfile(ctx: Pick<Ctx, "db" | "now">, id: string): PersonProfile | null {
  const [row] = peopleByIds(ctx, [id]);
  const found = ctx.db
    .select({ person: interpreters, desk: desks.name })
    .from(interpreters)
    .innerJoin(desks, eq(desks.id, interpreters.deskId))
    .where(eq(interpreters.id, id))
    .get();
  if (!row || !found || isGone(found.person.status)) return null;
  const { person, desk } = found;
  const { code, gender, email, radiusKm, note, availabilityKnown } = person;
  const away = absencesOf(ctx, id);
  const unwanted = new Set(excludedJobs(ctx, sql`a.interpreter_id = ${id}`).map((job) => job.assignmentId));
  const isWorking = person.status === "active" || person.status === "candidate";
  const upcoming = upcomingJobs(ctx, id).map((job) => ({
    ...job,
    needsDecision:
      (!isWorking && !job.isKept) ||
      unwanted.has(job.assignmentId) ||
      away.some(({ interval }) => interval.start < job.interval.end && job.interval.start < interval.end),
  }));
  return {
    ...row,
    code,
    gender,
    email,
    desk,
    radiusKm,
    unwishedTopics: topicsIn(person.unwishedTopics),
    note,
    availabilityKnown,
    availability: weekOf(ctx, id),
    absences: away,
    credentials: ctx.db
      .select({ kind: credentials.kind, validFrom: credentials.validFrom, validUntil: credentials.validUntil })
      .from(credentials)
      .where(eq(credentials.interpreterId, id))
      .orderBy(asc(credentials.kind), asc(credentials.validFrom))
      .limit(50)
      .all(),
    exclusions: exclusionsOf(ctx, id),
    upcoming,
    upcomingTotal:
      upcoming.length < UPCOMING_LIMIT ? upcoming.length : countOf(ctx, assignments, upcomingWhere(ctx.now, id)),
  };
}

function upcomingWhere(now: Instant, id: string): SQL | undefined {
  return and(eq(assignments.interpreterId, id), isLiveJob(), isNotOver(now, "assignments"));
}

function upcomingJobs(ctx: Pick<Ctx, "db" | "now">, id: string): Omit<UpcomingJob, "needsDecision">[] {
  return ctx.db
    .select({
      ...headColumns,
      assignmentId: assignments.id,
      keptAt: assignments.keptAt,
      start: assignments.startAt,
      end: assignments.endAt,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(upcomingWhere(ctx.now, id))
    .orderBy(asc(assignments.startAt))
    .limit(UPCOMING_LIMIT)
    .all()
    .map(({ start, end, keptAt, ...job }) => ({ ...job, isKept: keptAt !== null, interval: { start, end } }));
}
