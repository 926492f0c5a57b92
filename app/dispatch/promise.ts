/** By when an answer is promised, and what is said where nothing can be. Source: docs/domain.md, "Values of the rules". */
import {
  addMinutes,
  addOfficeMinutes,
  type Instant,
  instantFrom,
  officeMinutesBetween,
  oneWorkingDayAfter,
  type WorkCalendar,
} from "#app/time";
import { quietAt } from "./deadlines";
import type { Rules } from "./rules";

/** What a promise given at one moment depends on, whatever start is asked for: a form works it out for every start. */
export interface PromiseTerms {
  oneWorkingDay: Instant;
  /** A promise that falls due sooner would leave nobody at the desk the time to keep it. */
  keptFrom: Instant;
  leadMinutes: number;
  /** When offers wait for the morning. */
  night: { from: string; to: string };
  quiet: ReturnType<typeof quietAt>;
}

/** `near`: little office time is left to keep it. */
export type PromiseRisk = "near" | "missed";

/** What somebody who asked is told about the answer. Its words: `i18n/promise`. */
export interface Outlook {
  startAt: Instant;
  /** null: nothing is promised. */
  dueAt: Instant | null;
  /** How near the promise is to being missed; null while there is time, and where there is none. */
  risk: PromiseRisk | null;
  asks: "interpreters" | "coordinator";
  /** Until then no offer goes out; null when nothing is held. */
  heldUntil: Instant | null;
  night: PromiseTerms["night"];
}

/** The terms of a promise given at `now`. */
export function promiseTerms(rules: Rules, calendar: WorkCalendar, now: Instant): PromiseTerms {
  return {
    oneWorkingDay: oneWorkingDayAfter(calendar, now),
    keptFrom: addOfficeMinutes(calendar, now, rules["offer.urgentMinutes"]),
    leadMinutes: leadOf(rules),
    night: { from: rules["night.from"], to: rules["night.to"] },
    quiet: quietAt(rules, now),
  };
}

/**
 * One working day after receipt, but never later than the lead before the start; null where that leaves the desk no
 * time, so that nothing can be promised.
 */
function promisedAt({ oneWorkingDay, keptFrom, leadMinutes }: PromiseTerms, startAt: Instant): Instant | null {
  const due = instantFrom(Math.min(oneWorkingDay, addMinutes(startAt, -leadMinutes)));
  return due < keptFrom ? null : due;
}

/** Until when offers for this start are held; null when they go out at once. */
export function heldUntil({ quiet }: Pick<PromiseTerms, "quiet">, startAt: Instant): Instant | null {
  return quiet && startAt >= quiet.exceptBefore ? quiet.until : null;
}

/** What somebody who asks for this start now would be told. */
export function outlookFrom(terms: PromiseTerms, startAt: Instant, asks: Outlook["asks"]): Outlook {
  return {
    startAt,
    dueAt: promisedAt(terms, startAt),
    risk: null,
    asks,
    heldUntil: asks === "coordinator" ? null : heldUntil(terms, startAt),
    night: terms.night,
  };
}

/** `promisedAt` for one request. */
export function promiseFor(
  rules: Rules,
  calendar: WorkCalendar,
  receivedAt: Instant,
  startAt: Instant,
): Instant | null {
  return promisedAt(promiseTerms(rules, calendar, receivedAt), startAt);
}

/** What has been promised stands at a new start while it leaves the lead; otherwise what can be promised now, and no later. */
export function promiseAfterMove(
  rules: Rules,
  calendar: WorkCalendar,
  now: Instant,
  promised: Instant | null,
  startAt: Instant,
): Instant | null {
  if (promised !== null && promised <= addMinutes(startAt, -leadOf(rules))) return promised;
  const fresh = promiseFor(rules, calendar, now, startAt);
  return promised === null || fresh === null ? fresh : instantFrom(Math.min(promised, fresh));
}

/** What is promised when the search begins again: what was promised while its time has not come, else anew. */
export function promiseAgain(
  rules: Rules,
  calendar: WorkCalendar,
  now: Instant,
  promised: Instant | null,
  startAt: Instant,
): Instant | null {
  return promised !== null && promised > now ? promised : promiseFor(rules, calendar, now, startAt);
}

/**
 * How near a promise that is still to be kept is to being missed. It is near for its last office minutes
 * ("promise.warnMinutes"), but for at most half of the office time that there was to keep it.
 */
export function promiseRisk(
  rules: Rules,
  calendar: WorkCalendar,
  now: Instant,
  { submittedAt, dueAt }: { submittedAt: Instant; dueAt: Instant },
): PromiseRisk | null {
  if (dueAt <= now) return "missed";
  const half = officeMinutesBetween(calendar, submittedAt, dueAt) / 2;
  return officeMinutesBetween(calendar, now, dueAt) <= Math.min(rules["promise.warnMinutes"], half) ? "near" : null;
}

/** An offer may wait until its own lead, so a promise leaves at least that. */
function leadOf(rules: Rules): number {
  return Math.max(rules["promise.leadMinutes"], rules["offer.latestBeforeStartMinutes"]);
}
