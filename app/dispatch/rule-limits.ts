/** What a rule's value may be, for those who edit it. */
import { typedTime } from "#app/time";
import type { RuleKey } from "./rules";

export type RuleLimit =
  | { kind: "time" }
  | { kind: "switch" }
  | { kind: "number"; unit: RuleUnit; min: number; max: number };
export type RuleUnit = "minutes" | "seconds" | "days" | "hours" | "months";

const time = { kind: "time" } as const;
/** Holds or does not. */
const onOrOff = { kind: "switch" } as const;
export const SWITCHED = ["on", "off"] as const;
const number = (unit: RuleUnit, min: number, max: number) => ({ kind: "number", unit, min, max }) as const;

/** In the order in which they are shown; groups are the part of the key before the dot. */
export const RULE_LIMITS: Record<RuleKey, RuleLimit> = {
  "office.opens": time,
  "office.closes": time,
  "offer.urgentBelowMinutes": number("minutes", 30, 1440),
  "offer.urgentMinutes": number("minutes", 1, 120),
  "offer.soonMinutes": number("minutes", 5, 480),
  "offer.weekOfficeMinutes": number("minutes", 15, 2400),
  "offer.laterOfficeMinutes": number("minutes", 15, 4800),
  "offer.latestBeforeStartMinutes": number("minutes", 0, 1440),
  "promise.leadMinutes": number("minutes", 120, 2880),
  "promise.warnMinutes": number("minutes", 10, 480),
  "night.from": time,
  "night.to": time,
  "night.exceptStartsBefore": time,
  "unknown.askableFrom": time,
  "unknown.askableTo": time,
  "hours.capMinutes": number("minutes", 60, 10080),
  "cancel.lateOfficeMinutes": number("minutes", 0, 5100),
  "withdraw.untilMinutesBefore": number("minutes", 0, 10080),
  "team.fromMinutes": number("minutes", 30, 1440),
  "undo.seconds": number("seconds", 10, 120),
  "attest.differenceMinutes": number("minutes", 0, 120),
  "attest.graceMinutes": number("minutes", 0, 1440),
  "attest.againDays": number("days", 1, 30),
  "attest.lastDays": number("days", 1, 30),
  "attest.silenceDays": number("days", 2, 60),
  "disclosure.daysAfter": number("days", 0, 365),
  "disclosure.classCHoursBefore": number("hours", 0, 168),
  "papers.scanDays": number("days", 0, 3650),
  "expenses.receiptDays": number("days", 0, 3650),
  "evaluation.days": number("days", 0, 60),
  "survey.months": number("months", 0, 3),
  "survey.days": number("days", 1, 60),
  "complaint.workingDays": number("days", 1, 60),
  "attest.keepDays": number("days", 30, 3650),
  "record.keepDays": number("days", 365, 7300),
  "complaint.keepDays": number("days", 30, 3650),
  "door.candidates": onOrOff,
};

/** Where the midnight that ends a day is the one that begins the next; for an end 24:00 is later than any other time. */
const BEGINNINGS: ReadonlySet<RuleKey> = new Set(["office.opens", "night.from", "unknown.askableFrom"]);

/** The value that was typed, or null when this rule cannot have it. */
export function readRuleValue(key: RuleKey, typed: string): string | number | null {
  const limit = RULE_LIMITS[key];
  if (limit.kind === "time") {
    const time = typedTime(typed);
    return time === "24:00" && BEGINNINGS.has(key) ? "00:00" : time;
  }
  if (limit.kind === "switch") return SWITCHED.find((one) => one === typed) ?? null;
  if (!/^\d{1,5}$/.test(typed)) return null;
  const value = Number(typed);
  return value >= limit.min && value <= limit.max ? value : null;
}

export function isRuleKey(key: string): key is RuleKey {
  return Object.hasOwn(RULE_LIMITS, key);
}
