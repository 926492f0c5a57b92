/**
 * The only file that knows the house's zone. Stored and compared is an `Instant`;
 * promises about a place (office hours, weekly availability) are wall clock in Europe/Riga and are expanded per date here.
 */
import { ok, type Result, refuse } from "./result";
import { zoneOf } from "./zone";

export const ZONE = "Europe/Riga";
const RIGA = zoneOf(ZONE);

declare const instant: unique symbol;
/** Epoch milliseconds UTC. */
export type Instant = number & { readonly [instant]: true };
/** Half-open [start, end): touching intervals do not overlap. */
export interface Interval {
  start: Instant;
  end: Instant;
}
/** A Riga calendar date, YYYY-MM-DD. */
export type DateText = string;
/** A Riga wall clock time of day, HH:MM. */
export type TimeText = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Epoch milliseconds UTC, as the caller says. */
export function instantFrom(milliseconds: number): Instant {
  return milliseconds as Instant;
}

export function addMinutes(at: Instant, minutes: number): Instant {
  return instantFrom(at + minutes * MINUTE);
}

export function minutesBetween(start: Instant, end: Instant): number {
  return (end - start) / MINUTE;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Minutes both intervals share; 0 when they only touch. */
export function sharedMinutes(a: Interval, b: Interval): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)) / MINUTE;
}

/** Sorted, touching and overlapping windows joined. */
export function union(windows: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const w of [...windows].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && w.start <= last.end) last.end = instantFrom(Math.max(last.end, w.end));
    else joined.push({ ...w });
  }
  return joined;
}

/** True when `inner` lies inside one of the joined windows. */
export function isInside(inner: Interval, windows: readonly Interval[]): boolean {
  if (windows.some((w) => w.start <= inner.start && inner.end <= w.end)) return true;
  return windows.length > 1 && union(windows).some((w) => w.start <= inner.start && inner.end <= w.end);
}

// ---------------------------------------------------------------------------------------------
// Wall clock to instant

export type Fold = "earlier" | "later";
export type WallRefusal = "not_a_time" | "time_does_not_exist" | "time_exists_twice";

/** A date of a year that somebody can mean. Counting days from it never leaves the years that four digits write. */
const MEANT = /^(19|20|21)\d\d-\d\d-\d\d$/;

/**
 * A Riga wall time that a person typed, as an instant; "24:00" is the midnight that ends the day.
 * Refuses `not_a_time`, `time_does_not_exist` (spring gap) and, unless `fold` says which, `time_exists_twice` (autumn).
 */
export function parseWall(date: DateText, time: TimeText, fold?: Fold): Result<Instant, WallRefusal> {
  if (!isDate(date) || !/^\d\d:\d\d$/.test(time)) return refuse("not_a_time");
  if (time === "24:00") return parseWall(addDays(date, 1), "00:00", fold);
  if (time > "23:59" || time.slice(3) > "59") return refuse("not_a_time");
  const [earlier, later] = RIGA.instantsOf(localOf(date) + minuteOfDay(time) * MINUTE);
  if (earlier === undefined) return refuse("time_does_not_exist");
  if (later !== undefined && !fold) return refuse("time_exists_twice");
  return ok(instantFrom(fold === "later" ? (later ?? earlier) : earlier));
}

/**
 * A weekly or office-hours wall time as an instant: a time in the spring gap moves forward by the gap,
 * one in the autumn fold is the earlier instant. For expansion of rules, never for what a person typed.
 */
export function resolveWall(date: DateText, minuteOfDay: number): Instant {
  return instantFrom(RIGA.instantOf(localOf(date) + minuteOfDay * MINUTE));
}

/** Midnight of a date as if the wall clock were UTC. */
function localOf(date: DateText): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** What people type for a time of day: "14:00", "14.00", "1400", "9:30", "9", "24" → "HH:MM"; null when it is none. */
export function typedTime(typed: string): TimeText | null {
  const text = typed
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim();
  const [, hours = "", minutes = "00"] = /^(\d{1,2})(?:\s*[:.,]?\s*(\d{2}))?$/.exec(text) ?? [];
  const time = `${hours.padStart(2, "0")}:${minutes}`;
  return hours !== "" && time <= "24:00" && minutes <= "59" ? time : null;
}

/** Hours of a day in minutes; an end not after its beginning is on the next day, 1440 = 24:00. */
export type Hours = Pick<WeeklyWindow, "fromMinute" | "toMinute">;

/**
 * Hours typed as beginning and end, the same in a page's fields and in a table's cell. Midnight at the end is 1440
 * however it was typed. Refuses `not_a_time` and `no_length`: the whole day is 00:00 to 24:00.
 */
export function readHours(from: string, to: string): Result<Hours, "not_a_time" | "no_length"> {
  const [begin, end] = [typedTime(from), typedTime(to)];
  if (begin === null || begin === "24:00" || end === null) return refuse("not_a_time");
  if (begin === end) return refuse("no_length");
  return ok({ fromMinute: minuteOfDay(begin), toMinute: minuteOfDay(end) || 1440 });
}

/** `readHours` of one text: "08:00-17:00", "9–17", "22.00 - 6.00". */
export function readSpan(typed: string): Result<Hours, "not_a_time" | "no_length"> {
  const [from = "", to = "", ...more] = typed.split(/[-\u2010-\u2015\u2212]/);
  return more.length > 0 ? refuse("not_a_time") : readHours(from, to);
}

/** "08:30" → 510. "24:00" → 1440. */
export function minuteOfDay(time: TimeText): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** 510 → "08:30". 1440 → "24:00". */
export function timeText(minute: number): TimeText {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** Wall clock of any zone, by numbers: days since 1970-01-01 as dates, minutes since the epoch (UTC) as instants. */
export interface ZoneClock {
  /** `resolveWall` in this zone: minute 0..2879 of the date's day (1440 and more = the next day), to a minute since the epoch. */
  minuteAt: (day: number, minuteOfDay: number) => number;
  /** The date on which an instant falls. */
  dayOf: (minute: number) => number;
  /** "2026-03-23" of a day. */
  dateOf: (day: number) => DateText;
}

/** For the exchange format of plans, whose zone stands in the file. Throws for an unknown zone. */
export function zoneClock(zone: string): ZoneClock {
  const { instantOf } = zoneOf(zone);
  const at = (day: number, minute: number) => instantOf((day * 1440 + minute) * MINUTE) / MINUTE;
  return {
    minuteAt: (day, minute) => (at(day + 2, 0) - at(day, 0) === 2880 ? at(day, 0) + minute : at(day, minute)),
    dayOf: (minute) => {
      const near = Math.floor(minute / 1440);
      for (let day = near + 1; ; day--) if (at(day, 0) <= minute) return day;
    },
    dateOf: (day) => new Date(day * DAY).toISOString().slice(0, 10),
  };
}

// ---------------------------------------------------------------------------------------------
// Instant to wall clock

/** What a calendar on a wall in Riga shows. `weekday` 1 = Monday. */
export interface WallDay {
  year: number;
  month: number;
  day: number;
  weekday: number;
}

export function inRiga(at: Instant): WallDay {
  const wall = wallClock(at);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    weekday: wall.getUTCDay() || 7,
  };
}

export function dateOf(at: Instant): DateText {
  return wallClock(at).toISOString().slice(0, 10);
}

export function timeOf(at: Instant): TimeText {
  return wallClock(at).toISOString().slice(11, 16);
}

/** The wall clock as if it were UTC. */
function wallClock(at: Instant): Date {
  return new Date(at + RIGA.offsetAt(at));
}

/** "2026-03-23T06:00:00.000Z". */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

/** "2026-03-23T06:00Z": UTC to the minute, as exchange formats write it. */
export function isoMinute(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

export function startOfDay(date: DateText): Instant {
  return resolveWall(date, 0);
}

export function addDays(date: DateText, days: number): DateText {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: DateText): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

export function isDate(text: string): boolean {
  const at = MEANT.test(text) ? localOf(text) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** [00:00, next 00:00) of a Riga date: 23, 24 or 25 hours. */
export function dayInterval(date: DateText): Interval {
  return { start: startOfDay(date), end: startOfDay(addDays(date, 1)) };
}

/** The Monday of the Riga week in which the date lies. */
export function mondayOf(date: DateText): DateText {
  return addDays(date, 1 - weekdayOf(date));
}

/** The Riga week, Monday 00:00 to Monday 00:00, in which the instant lies. */
export function weekOf(at: Instant): Interval {
  const monday = mondayOf(dateOf(at));
  return { start: startOfDay(monday), end: startOfDay(addDays(monday, 7)) };
}

/** Every Riga date that the interval touches. */
function datesOf({ start, end }: Interval): DateText[] {
  const dates: DateText[] = [];
  for (let date = dateOf(start); startOfDay(date) < end || dates.length === 0; date = addDays(date, 1))
    dates.push(date);
  return dates;
}

/** True for an instant whose Riga wall time happens twice (the autumn hour), so that people must be told which. */
export function isFolded(at: Instant): boolean {
  return RIGA.instantsOf(at + RIGA.offsetAt(at)).length > 1;
}

/** True while clocks are put forward, so that two equal wall times can be named apart. */
export function isSummerTime(at: Instant): boolean {
  const midwinter = Date.UTC(new Date(at).getUTCFullYear(), 0);
  return RIGA.offsetAt(at) > RIGA.offsetAt(midwinter);
}

// ---------------------------------------------------------------------------------------------
// Weekly availability

/** One weekly window: minutes of the day, `toMinute <= fromMinute` ends the next day, 1440 = 24:00. */
export interface WeeklyWindow {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}

/** True when two windows that begin on the same weekday share time. */
export function overlapOnADay(windows: readonly WeeklyWindow[]): boolean {
  const sorted = [...windows].sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute);
  return sorted.some(({ weekday, fromMinute, toMinute }, i) => {
    const next = sorted[i + 1];
    return next?.weekday === weekday && (toMinute <= fromMinute || next.fromMinute < toMinute);
  });
}

/** The windows that START on one of the dates from the day before `around.start` to `around.end`, joined. */
export function expandWeekly(weekly: readonly WeeklyWindow[], around: Interval): Interval[] {
  const expand = weeklyExpander(around);
  return union(weekly.flatMap((window) => expand.windows(window)));
}

/** `expandWeekly` for many people around one interval: the zone is asked once per date, not once per window. */
export interface WeeklyExpander {
  /** Weekdays whose windows can touch the interval, 1 = Monday. */
  weekdays: readonly number[];
  /** The instants of one weekly window, not joined. */
  windows: (window: WeeklyWindow) => readonly Interval[];
}

export function weeklyExpander(around: Interval): WeeklyExpander {
  const dates = datesOf({ start: startOfDay(addDays(dateOf(around.start), -1)), end: addMinutes(around.end, 1) });
  const days = dates.map((date) => ({ weekday: weekdayOf(date), at: wallOf(date) }));
  return {
    weekdays: [...new Set(days.map((day) => day.weekday))],
    windows: ({ weekday, fromMinute, toMinute }) =>
      days
        .filter((day) => day.weekday === weekday)
        .map(({ at }) => ({
          start: at(fromMinute),
          end: at(toMinute <= fromMinute ? toMinute + 1440 : toMinute),
        })),
  };
}

/** `resolveWall` for one date. Where neither it nor the next day changes the clock, minutes are simply added. */
function wallOf(date: DateText): (minuteOfDay: number) => Instant {
  const midnight = startOfDay(date);
  const isPlain = startOfDay(addDays(date, 2)) - midnight === 2 * DAY;
  return (minute) => (isPlain ? addMinutes(midnight, minute) : resolveWall(date, minute));
}

// ---------------------------------------------------------------------------------------------
// Working time: office hours without holidays, with moved working days

/** `closed` dates are holidays and moved days off; `open` dates are moved working days, whatever their weekday. */
export interface WorkCalendar {
  opensMinute: number;
  closesMinute: number;
  closed: ReadonlySet<DateText>;
  open: ReadonlySet<DateText>;
}

export function isWorkingDay(calendar: WorkCalendar, date: DateText): boolean {
  if (calendar.open.has(date)) return true;
  return weekdayOf(date) <= 5 && !calendar.closed.has(date);
}

export function nextWorkingDay(calendar: WorkCalendar, date: DateText): DateText {
  for (let next = addDays(date, 1), i = 0; ; next = addDays(next, 1), i++) {
    if (isWorkingDay(calendar, next) || i > 60) return next;
  }
}

/** Office hours of one date as instants, or null when closed. */
export function officeHours(calendar: WorkCalendar, date: DateText): Interval | null {
  if (!isWorkingDay(calendar, date)) return null;
  return { start: resolveWall(date, calendar.opensMinute), end: resolveWall(date, calendar.closesMinute) };
}

/** The instant itself inside office hours, else the next opening. */
export function nextOpening(calendar: WorkCalendar, at: Instant): Instant {
  const today = officeHours(calendar, dateOf(at));
  if (today && at < today.start) return today.start;
  if (today && at < today.end) return at;
  return resolveWall(nextWorkingDay(calendar, dateOf(at)), calendar.opensMinute);
}

/**
 * The promise of an answer: the clock starts at receipt or the next opening; due at the same clock time on the
 * next working day. Source: decisions "Promise of an answer".
 */
export function oneWorkingDayAfter(calendar: WorkCalendar, at: Instant): Instant {
  const from = nextOpening(calendar, at);
  return resolveWall(nextWorkingDay(calendar, dateOf(from)), minuteOfDay(timeOf(from)));
}

/** `minutes` of office hours after the instant. */
export function addOfficeMinutes(calendar: WorkCalendar, at: Instant, minutes: number): Instant {
  let left = minutes * MINUTE;
  let from = nextOpening(calendar, at);
  for (;;) {
    const hours = officeHours(calendar, dateOf(from));
    const until = hours ? hours.end : from;
    if (until - from >= left) return instantFrom(from + left);
    left -= until - from;
    from = resolveWall(nextWorkingDay(calendar, dateOf(from)), calendar.opensMinute);
  }
}

/** Minutes of office hours between two instants (0 when end <= start). */
export function officeMinutesBetween(calendar: WorkCalendar, start: Instant, end: Instant): number {
  let sum = 0;
  for (let date = dateOf(start); startOfDay(date) < end; date = addDays(date, 1)) {
    const hours = officeHours(calendar, date);
    if (hours) sum += sharedMinutes(hours, { start, end });
  }
  return sum;
}

/** Working days that begin after the date of `from` up to and including the date of `to`: 0 = same day, 1 = next working day. */
export function workingDaysBetween(calendar: WorkCalendar, from: Instant, to: Instant): number {
  let days = 0;
  const last = dateOf(to);
  for (let date = addDays(dateOf(from), 1); date <= last; date = addDays(date, 1))
    if (isWorkingDay(calendar, date)) days++;
  return days;
}
