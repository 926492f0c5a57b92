/** What somebody should know before they send, though nothing is wrong. The same on both sides. */
import { type DateText, dateOf, type Instant, MINUTE, weekdayOf } from "#app/time";

export type Warning =
  | { kind: "holiday"; date: DateText; name: string }
  | { kind: "weekend"; date: DateText }
  | { kind: "short" };

interface Known {
  /** Holidays and moved days, by date. */
  days: Record<DateText, { kind: "holiday" | "moved_day_off" | "moved_workday"; name: string }>;
  urgentBelowMinutes: number;
}

/** What there is to know about a request that would start at `startAt`. */
export function warningsOf(startAt: Instant, now: Instant, { days, urgentBelowMinutes }: Known): Warning[] {
  const date = dateOf(startAt);
  const special = days[date];
  const warnings: Warning[] = [];
  if (special?.kind === "holiday" || special?.kind === "moved_day_off")
    warnings.push({ kind: "holiday", date, name: special.name });
  else if (weekdayOf(date) > 5 && special?.kind !== "moved_workday") warnings.push({ kind: "weekend", date });
  if (startAt - now < urgentBelowMinutes * MINUTE) warnings.push({ kind: "short" });
  return warnings;
}
