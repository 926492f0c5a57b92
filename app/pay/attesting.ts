/** When a requester is asked again, and when their silence counts: pure. Working days are those of the office. */
import type { Rules } from "#app/dispatch/rules";
import { MOST_KM } from "#app/dispatch/vocabulary";
import {
  addMinutes,
  dateOf,
  type Instant,
  instantFrom,
  MINUTE,
  nextWorkingDay,
  oneWorkingDayAfter,
  resolveWall,
  type WorkCalendar,
} from "#app/time";

/** Asked again, asked a last time with a warning, confirmed by silence. */
export const ASKED_STEPS = ["again", "last", "silence"] as const;
export type AskedStep = (typeof ASKED_STEPS)[number];

/** The first question waits for so long that the report can still be corrected, and that two interpreters make one letter. */
export function askedFrom(rules: Rules, reportedAt: Instant): Instant {
  return addMinutes(reportedAt, rules["attest.graceMinutes"]);
}

/** What comes next for a report about which the requester was asked again so often, and when. */
export function nextAsked(
  rules: Rules,
  calendar: WorkCalendar,
  reportedAt: Instant,
  askedAgain: number,
): { step: AskedStep; at: Instant } {
  const step = ASKED_STEPS[Math.min(askedAgain, 2)] ?? "silence";
  return { step, at: stepAt(rules, calendar, reportedAt, step) };
}

/**
 * When the step after one that is taken `now` comes: nobody's silence counts, and nobody is asked again, within a working day of the
 * question before, however long nothing could be sent.
 */
export function stepAfter(
  rules: Rules,
  calendar: WorkCalendar,
  now: Instant,
  { reportedAt, askedAgain }: { reportedAt: Instant; askedAgain: number },
): Instant {
  const { at } = nextAsked(rules, calendar, reportedAt, askedAgain);
  return instantFrom(Math.max(at, oneWorkingDayAfter(calendar, now)));
}

/** Questions come when the office opens; silence counts when the last of its days is over. */
export function stepAt(rules: Rules, calendar: WorkCalendar, reportedAt: Instant, step: AskedStep): Instant {
  const days = {
    again: rules["attest.againDays"],
    last: rules["attest.lastDays"],
    silence: rules["attest.silenceDays"],
  }[step];
  let date = dateOf(reportedAt);
  for (let day = 0; day < days; day++) date = nextWorkingDay(calendar, date);
  return resolveWall(date, step === "silence" ? calendar.closesMinute : calendar.opensMinute);
}

/** Who reports while saying goodbye rounds up by as much, and an end that is earlier by no more is as planned. */
export const TOLERATED = 5 * MINUTE;

/** More than this no job has: there and back, a day, and the dearest ticket of the country several times. */
export const MOST = { waitingMinutes: 600, km: 2 * MOST_KM, travelMinutes: 1440, ticketCents: 50_000 } as const;
