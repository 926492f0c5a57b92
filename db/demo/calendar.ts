/** Dates around the demo's now: everything in it is told from there. */
import {
  addDays,
  dateOf,
  type Instant,
  instantFrom,
  isWorkingDay,
  MINUTE,
  minuteOfDay,
  nextWorkingDay,
  resolveWall,
  type TimeText,
  type WorkCalendar,
} from "#app/time";

/** The n-th working day after today (n > 0) or before it (n < 0), at a wall time. */
export function workingDay(calendar: WorkCalendar, now: Instant, n: number, time: TimeText): Instant {
  let date = dateOf(now);
  for (let left = n; left > 0; left--) date = nextWorkingDay(calendar, date);
  for (let left = n; left < 0; left++) {
    do date = addDays(date, -1);
    while (!isWorkingDay(calendar, date));
  }
  return resolveWall(date, minuteOfDay(time));
}

const QUARTER = 15 * MINUTE;

/** The quarter of an hour that now and so many minutes have begun. */
export function quarterBefore(now: Instant, minutes: number): Instant {
  return instantFrom(Math.floor((now + minutes * MINUTE) / QUARTER) * QUARTER);
}
