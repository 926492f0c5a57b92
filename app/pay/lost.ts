/** Promised time that was not needed: what was done instead is used, the rest is lost. */
import { type Interval, instantFrom, MINUTE, officeMinutesBetween, union } from "#app/time";
import type { Rates } from "./rates";
import type { CalledOff, PayCalendar } from "./vocabulary";

export interface Lost {
  promised: number;
  used: number;
  /** In the order of time, apart from each other. */
  lost: Interval[];
  lostMinutes: number;
}

/** lost + used = promised, in minutes, however the used intervals lie. Ends are whole minutes. */
export function lostOf(promised: Interval, used: readonly Interval[]): Lost {
  const inside = used
    .map(({ start, end }) => ({
      start: instantFrom(Math.max(start, promised.start)),
      end: instantFrom(Math.min(end, promised.end)),
    }))
    .filter(({ start, end }) => start < end);
  const lost: Interval[] = [];
  let from = promised.start;
  for (const { start, end } of union(inside)) {
    if (from < start) lost.push({ start: from, end: start });
    from = end;
  }
  if (from < promised.end) lost.push({ start: from, end: promised.end });
  const whole = (promised.end - promised.start) / MINUTE;
  const lostMinutes = lost.reduce((sum, { start, end }) => sum + (end - start) / MINUTE, 0);
  return { promised: whole, used: whole - lostMinutes, lost, lostMinutes };
}

/** How much notice there was in working time, and what share of the lost time is owed for it. */
export function noticeOf(
  { at }: CalledOff,
  promised: Interval,
  rates: Rates,
  calendar: PayCalendar,
): { officeMinutes: number; percent: number } {
  const officeMinutes = Math.floor(officeMinutesBetween(calendar, at, promised.start));
  if (officeMinutes === 0) return { officeMinutes, percent: rates.rule("lost.none") };
  const isShort = officeMinutes < rates.rule("lost.shortMinutes");
  return { officeMinutes, percent: rates.rule(isShort ? "lost.short" : "lost.late") };
}
