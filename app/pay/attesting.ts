/** When a requester is asked again, and when their silence counts: pure. Working days are those of the office. */
import { addMinutes, dateOf, type Instant, nextWorkingDay, resolveWall, type WorkCalendar } from "#app/time";

/** Of the rules. Days are working days after that of the report. */
export interface AttestingRules {
  "attest.graceMinutes": number;
  "attest.againDays": number;
  "attest.lastDays": number;
  "attest.silenceDays": number;
}

/** Asked again, asked a last time with a warning, confirmed by silence. */
export const ASKED_STEPS = ["again", "last", "silence"] as const;
export type AskedStep = (typeof ASKED_STEPS)[number];

/** The first question waits for so long that the report can still be corrected, and that two interpreters make one letter. */
export function askedFrom(rules: AttestingRules, reportedAt: Instant): Instant {
  return addMinutes(reportedAt, rules["attest.graceMinutes"]);
}

/** What comes next for a report about which the requester was asked again so often, and when. */
export function nextAsked(
  rules: AttestingRules,
  calendar: WorkCalendar,
  reportedAt: Instant,
  askedAgain: number,
): { step: AskedStep; at: Instant } {
  const step = ASKED_STEPS[Math.min(askedAgain, 2)] ?? "silence";
  return { step, at: stepAt(rules, calendar, reportedAt, step) };
}

/** Questions come when the office opens; silence counts when the last of its days is over. */
export function stepAt(rules: AttestingRules, calendar: WorkCalendar, reportedAt: Instant, step: AskedStep): Instant {
  const days = {
    again: rules["attest.againDays"],
    last: rules["attest.lastDays"],
    silence: rules["attest.silenceDays"],
  }[step];
  let date = dateOf(reportedAt);
  for (let day = 0; day < days; day++) date = nextWorkingDay(calendar, date);
  return resolveWall(date, step === "silence" ? calendar.closesMinute : calendar.opensMinute);
}
