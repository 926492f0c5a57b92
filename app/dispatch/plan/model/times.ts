/**
 * Instants, weeks and wall-clock windows as minutes since the epoch: all that the planner knows of a time zone. Windows are
 * expanded day by day between the first request and the last.
 */
import { type ZoneClock, zoneClock } from "#app/time";
import type { Instance, PlannedInterpreter } from "./format";

export interface Times {
  clock: ZoneClock;
  start: Int32Array;
  end: Int32Array;
  week: Int32Array;
  weeks: number;
  /** Index of a local Monday (as a day number) among the planned weeks. */
  weekOfMonday: Map<number, number>;
  mondayOf: (minute: number) => number;
  firstDay: number;
  lastDay: number;
}

/** When the requests are, and the weeks in which something is planned. */
export function timesOf(instance: Instance): Times {
  const clock = zoneClock(instance.rules.timezone);
  const n = instance.requests.length;
  const start = new Int32Array(n);
  const end = new Int32Array(n);
  const week = new Int32Array(n);
  const weekOfMonday = new Map<number, number>();
  const mondayOf = (minute: number) => {
    const day = clock.dayOf(minute);
    return day - ((day + 3) % 7); // 1970-01-01 was a Thursday
  };
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < n; r++) {
    const request = instance.requests[r]!;
    start[r] = minuteOf(request.start);
    end[r] = minuteOf(request.end);
    firstDay = Math.min(firstDay, start[r]! / 1440);
    lastDay = Math.max(lastDay, end[r]! / 1440);
    const monday = mondayOf(start[r]!);
    if (!weekOfMonday.has(monday)) weekOfMonday.set(monday, weekOfMonday.size);
    week[r] = weekOfMonday.get(monday)!;
  }
  const bounds = n
    ? { firstDay: Math.floor(firstDay) - 2, lastDay: Math.ceil(lastDay) + 1 }
    : { firstDay: 0, lastDay: -1 };
  return { clock, start, end, week, weeks: weekOfMonday.size, weekOfMonday, mondayOf, ...bounds };
}

/** "2026-03-23T06:00Z" → minutes since the epoch. */
export function minuteOf(instant: string): number {
  return Date.parse(instant) / 60_000;
}

/** Joined windows as [start, end, start, end, …] in minutes since the epoch, by start. */
export function windowsOf(person: PlannedInterpreter, { clock, firstDay, lastDay }: Times): Float64Array {
  const exceptions = new Map(person.exceptions.map((e) => [e.date, e.windows]));
  const found: [number, number][] = [];
  for (let day = firstDay; day <= lastDay; day++) {
    const dow = ((day + 3) % 7) + 1;
    const date = exceptions.size ? exceptions.get(clock.dateOf(day)) : undefined;
    for (const w of date ?? person.weekly) {
      if ("dow" in w && w.dow !== dow) continue;
      const from = wallMinute(w.from);
      const to = wallMinute(w.to);
      found.push([clock.minuteAt(day, from), clock.minuteAt(day, to <= from ? to + 1440 : to)]);
    }
  }
  return joined(found);
}

function joined(windows: [number, number][]): Float64Array {
  windows.sort((a, b) => a[0] - b[0]);
  const out: number[] = [];
  for (const [from, to] of windows) {
    if (out.length && from <= out[out.length - 1]!) out[out.length - 1] = Math.max(out[out.length - 1]!, to);
    else if (to > from) out.push(from, to);
  }
  return Float64Array.from(out);
}

function wallMinute(text: string): number {
  return (text.charCodeAt(0) * 10 + text.charCodeAt(1) - 528) * 60 + text.charCodeAt(3) * 10 + text.charCodeAt(4) - 528;
}

/** Inside one of the joined windows: the last one that begins at or before the start. */
export function isInside({ start, end }: { start: number; end: number }, windows: Float64Array): boolean {
  let low = 0;
  let high = windows.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (windows[2 * middle]! <= start) low = middle + 1;
    else high = middle;
  }
  return low > 0 && windows[2 * low - 1]! >= end;
}
