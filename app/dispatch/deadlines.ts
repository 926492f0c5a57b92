/** Until when an offer waits, and when it may be sent. Source: docs/domain.md, "Values of the rules". */
import {
  addDays,
  addMinutes,
  addOfficeMinutes,
  dateOf,
  type Instant,
  minuteOfDay,
  minutesBetween,
  officeMinutesBetween,
  resolveWall,
  timeOf,
  type WorkCalendar,
  workingDaysBetween,
} from "#app/time";
import type { Rules } from "./rules";

/** An offer that would wait for less than this is not worth sending. */
const SHORTEST_OFFER_MINUTES = 1;

/**
 * The deadline of an offer made at `now` for a job that starts at `start`; null when no time is left to ask.
 * Under four hours before the start it is ten minutes and never more than half of what is left; otherwise by the
 * working days left, and never later than two hours before the start.
 */
export function offerDeadline(rules: Rules, calendar: WorkCalendar, now: Instant, start: Instant): Instant | null {
  const minutesLeft = minutesBetween(now, start);
  if (minutesLeft < rules["offer.urgentBelowMinutes"]) {
    const minutes = Math.min(rules["offer.urgentMinutes"], Math.floor(minutesLeft / 2));
    return minutes < SHORTEST_OFFER_MINUTES ? null : addMinutes(now, minutes);
  }
  const latest = addMinutes(start, -rules["offer.latestBeforeStartMinutes"]);
  const deadline = Math.min(byWorkingDaysLeft(rules, calendar, now, start), latest) as Instant;
  return minutesBetween(now, deadline) < SHORTEST_OFFER_MINUTES ? null : deadline;
}

function byWorkingDaysLeft(rules: Rules, calendar: WorkCalendar, now: Instant, start: Instant): Instant {
  const days = workingDaysBetween(calendar, now, start);
  if (days <= 1) return addMinutes(now, rules["offer.soonMinutes"]);
  return addOfficeMinutes(
    calendar,
    now,
    days <= 5 ? rules["offer.weekOfficeMinutes"] : rules["offer.laterOfficeMinutes"],
  );
}

/** `now`, or the end of the night when `now` lies in it and the job does not start early that same morning. */
export function earliestSend(rules: Rules, now: Instant, start: Instant): Instant {
  const quiet = quietAt(rules, now);
  return quiet && start >= quiet.exceptBefore ? quiet.until : now;
}

/** The night in which `now` lies: until when offers wait, but for starts before `exceptBefore`. null by day. */
export function quietAt(rules: Rules, now: Instant): { until: Instant; exceptBefore: Instant } | null {
  const [from, to, at] = [rules["night.from"], rules["night.to"], timeOf(now)];
  const overMidnight = from > to;
  if (overMidnight ? at < from && at >= to : at < from || at >= to) return null;
  const morning = overMidnight && at >= from ? addDays(dateOf(now), 1) : dateOf(now);
  return {
    until: resolveWall(morning, minuteOfDay(to)),
    exceptBefore: resolveWall(morning, minuteOfDay(rules["night.exceptStartsBefore"])),
  };
}

/** Less than one working day, counted in office minutes, is left before the start. */
export function isLateCancellation(rules: Rules, calendar: WorkCalendar, now: Instant, start: Instant): boolean {
  return officeMinutesBetween(calendar, now, start) < rules["cancel.lateOfficeMinutes"];
}
