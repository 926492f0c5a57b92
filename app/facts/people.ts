/** Who there is: what they speak and have shown, when they work, when they are away. */

import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import {
  type Credential,
  type CredentialKind,
  type Gender,
  GONE,
  type InterpreterStatus,
  type Level,
  type Mode,
  type Names,
  type SpokenLanguage,
  topicsIn,
} from "#app/dispatch/vocabulary";
import { type Interval, union, type WeeklyWindow, weeklyExpander } from "#app/time";
import { among, listOf, remembered } from "./sets";

/** A person as coordinators see them beside their reasons. */
export interface PersonCard {
  id: string;
  name: string;
  gender: Gender | null;
  homePlaceId: string;
  homePlace: Names;
  phone: string | null;
  deskId: string;
  languages: readonly SpokenLanguage[];
}

export interface PersonRow {
  id: string;
  name: string;
  gender: Gender | null;
  status: InterpreterStatus;
  accountDisabled: number;
  homePlaceId: string;
  homePlace: string;
  phone: string | null;
  deskId: string;
  onsite: number;
  byPhone: number;
  byVideo: number;
  radiusKm: number | null;
  maxMinutesPerWeek: number;
  availabilityKnown: number;
  unwishedTopics: string;
}

/** The interpreter `i` is still one of the roster: neither erased nor somebody else. */
const isThere = sql`i.status not in ${among(JSON.stringify(GONE))}`;
/** The interpreter `i` has an account, and it is disabled. */
const isShutOut = sql`exists (select 1 from users u where u.interpreter_id = i.id and u.disabled_at is not null)`;
/** The interpreter `i` can be asked at all. */
const canBeAsked = sql`i.status = 'active' and not ${isShutOut}`;

/** The people `i` of whom the condition holds. */
export function peopleWhere(ctx: Pick<Ctx, "db">, condition: SQL): PersonRow[] {
  return ctx.db.all<PersonRow>(sql`
    select i.id, i.name, i.gender, i.status, ${isShutOut} accountDisabled, i.home_place_id homePlaceId, p.name homePlace, i.phone, i.desk_id deskId,
      i.onsite, i.by_phone byPhone, i.by_video byVideo, i.radius_km radiusKm,
      i.max_minutes_per_week maxMinutesPerWeek, i.availability_known availabilityKnown,
      i.unwished_topics unwishedTopics
    from interpreters i join places p on p.id = i.home_place_id where ${condition}`);
}

/** Everybody but the erased who speaks one of the languages. */
export function speakersOf(ctx: Pick<Ctx, "db">, languages: readonly string[]): PersonRow[] {
  return peopleWhere(
    ctx,
    sql`i.id in (select l.interpreter_id from json_each(${JSON.stringify(languages)}) j
        cross join interpreter_languages l on l.language = j.value)
      and ${isThere}`,
  );
}

/** The active people who do not speak the language, by name. */
export function notSpeakersOf(ctx: Pick<Ctx, "db">, language: string, limit: number): PersonRow[] {
  return peopleWhere(
    ctx,
    sql`${canBeAsked}
      and i.id not in (select interpreter_id from interpreter_languages where language = ${language})
      order by i.sort_key, i.id limit ${limit}`,
  );
}

/** How many can be asked at all, whatever they speak. */
export function countActive(ctx: Pick<Ctx, "db">): number {
  return ctx.db.get<{ count: number }>(sql`select count(*) count from interpreters i where ${canBeAsked}`).count;
}

/** Somebody who can be asked at all. */
export function isActive({ row }: { row: Pick<PersonRow, "status" | "accountDisabled"> }): boolean {
  return row.status === "active" && !row.accountDisabled;
}

/** Nobody answers in this interpreter's name while their account is disabled. Who has none has none that is disabled. */
export function isAccountDisabled(ctx: Pick<Ctx, "db">, interpreterId: string): boolean {
  return !!ctx.db.get(sql`select 1 from interpreters i where i.id = ${interpreterId} and ${isShutOut}`);
}

/** Many live in one town, whose names are read once. */
const namesIn = remembered((json: string): Names => JSON.parse(json));

/** What coordinators see of a row. */
export function cardOf(row: PersonRow, languages: readonly SpokenLanguage[]): PersonCard {
  const { id, name, gender, homePlaceId, phone, deskId } = row;
  const homePlace = namesIn(row.homePlace);
  return { id, name, gender, homePlaceId, homePlace, phone, deskId, languages };
}

/** Most people write nothing, and few write the same. */
export const unwishedIn = remembered(topicsIn);

/** How a person works. */
export function modesOf({ onsite, byPhone, byVideo }: PersonRow): Mode[] {
  const modes: Mode[] = [];
  if (onsite) modes.push("onsite");
  if (byPhone) modes.push("phone");
  if (byVideo) modes.push("video");
  return modes;
}

/** What each person speaks. */
export function languagesOf(ctx: Pick<Ctx, "db">, ids: string): Map<string, SpokenLanguage[]> {
  const rows = ctx.db.all<{ id: string; language: string; variant: string; level: Level }>(sql`
    select interpreter_id id, language, variant, level from interpreter_languages where interpreter_id in ${among(ids)}`);
  const byPerson = new Map<string, SpokenLanguage[]>();
  for (const { id, language, variant, level } of rows)
    listOf(byPerson, id).push({ language, variant: variant || null, level });
  return byPerson;
}

/** A language is rare when at most this many active people speak it. */
const RARE_SPEAKERS = 2;

/** Which of the languages hardly anybody speaks. */
export function rareAmong(ctx: Pick<Ctx, "db">, languages: Iterable<string>): Set<string> {
  const rows = ctx.db.all<{ language: string }>(sql`
    select j.value language from json_each(${JSON.stringify([...languages])}) j
    where (select count(*) from (
      select 1 from interpreter_languages l join interpreters i on i.id = l.interpreter_id
      where l.language = j.value and ${canBeAsked} group by l.interpreter_id limit ${RARE_SPEAKERS + 1}
    )) <= ${RARE_SPEAKERS}`);
  return new Set(rows.map(({ language }) => language));
}

/** What each person has shown, of these kinds. */
export function credentialsOf(
  ctx: Pick<Ctx, "db">,
  ids: string,
  kinds: readonly CredentialKind[],
): Map<string, Credential[]> {
  const byPerson = new Map<string, Credential[]>();
  if (kinds.length === 0) return byPerson;
  const rows = ctx.db.all<Credential & { id: string }>(sql`
    select interpreter_id id, kind, valid_from validFrom, valid_until validUntil from credentials
    where interpreter_id in ${among(ids)} and kind in ${among(JSON.stringify(kinds))}`);
  for (const { id, kind, validFrom, validUntil } of rows) listOf(byPerson, id).push({ kind, validFrom, validUntil });
  return byPerson;
}

export interface Hours {
  /** The weekly windows that can touch the span; null = never entered ("unknown"). */
  weekly: readonly WeeklyWindow[] | null;
  /** The same as instants, joined; null = unknown. */
  windows: readonly Interval[] | null;
}

const UNKNOWN: Hours = { weekly: null, windows: null };
const NONE: Hours = { weekly: [], windows: [] };

/** When each person works within the span. The same window of many people is expanded once. */
export function hoursWithin(ctx: Pick<Ctx, "db">, ids: string, span: Interval): (row: PersonRow) => Hours {
  const expander = weeklyExpander(span);
  const rows = ctx.db.all<WeeklyWindow & { id: string }>(sql`
    select interpreter_id id, weekday, from_minute fromMinute, to_minute toMinute from availability
    where interpreter_id in ${among(ids)} and weekday in ${among(JSON.stringify(expander.weekdays))}
    order by interpreter_id, weekday, from_minute`);
  const byPerson = new Map<string, WeeklyWindow[]>();
  for (const row of rows) listOf(byPerson, row.id).push(row);
  const expanded = new Map<number, readonly Interval[]>();
  const touching = (window: WeeklyWindow) => {
    const key = (window.weekday * 2048 + window.fromMinute) * 2048 + window.toMinute;
    const known = expanded.get(key);
    if (known) return known;
    const windows = expander.windows(window).filter(({ start, end }) => start <= span.end && span.start <= end);
    expanded.set(key, windows);
    return windows;
  };
  return ({ id, availabilityKnown }) => {
    if (!availabilityKnown) return UNKNOWN;
    const weekly = byPerson.get(id);
    if (!weekly) return NONE;
    return { weekly, windows: joined(weekly, touching) };
  };
}

/** What only one window makes is shared by all who have it, and is joined as it is. */
function joined(weekly: readonly WeeklyWindow[], touching: (window: WeeklyWindow) => readonly Interval[]) {
  let all: readonly Interval[] = [];
  for (const window of weekly) {
    const windows = touching(window);
    if (all.length === 0) all = windows;
    else if (windows.length > 0) all = [...all, ...windows];
  }
  return all.length > 1 ? union(all) : all;
}

/** When each person is away within the span, earliest first. */
export function absencesWithin(ctx: Pick<Ctx, "db">, ids: string, { start, end }: Interval): Map<string, Interval[]> {
  const rows = ctx.db.all<Interval & { id: string }>(sql`
    select interpreter_id id, start_at start, end_at end from absences
    where interpreter_id in ${among(ids)} and end_at > ${start} and start_at < ${end} and cancelled_at is null
    order by start_at`);
  const byPerson = new Map<string, Interval[]>();
  for (const { id, start, end } of rows) listOf(byPerson, id).push({ start, end });
  return byPerson;
}
