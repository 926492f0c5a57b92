/** The words of what is owed. Money is whole cents, time whole minutes; shares are whole percents. */
import type { Level, Mode, NotHeldReason } from "#app/dispatch/vocabulary";
import type { DateText, Instant, Interval, WorkCalendar } from "#app/time";
import type { TravelMeans } from "./took-place";

declare const brand: unique symbol;
/** Whole euro cents. */
export type Cents = number & { readonly [brand]: true };

/** Throws a RangeError for what is no whole number. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is no whole number of cents`);
  return amount as Cents;
}

export function sumOf(amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce<number>((sum, amount) => sum + amount, 0));
}

/** A Riga month, YYYY-MM. */
export type MonthText = string;

/** What a minute is, in the order in which they are asked from the end: a night of a holiday is a holiday. */
export const DAY_KINDS = ["day", "evening", "night", "weekend", "holiday"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** On which terms somebody interprets. A volunteer's hour is a rate like any other, most often of zero. */
export const TERMS = ["paid", "volunteer"] as const;
export type Terms = (typeof TERMS)[number];

/** Who pays for a service in the end. */
export const FUNDINGS = ["project", "municipality", "commercial"] as const;
export type Funding = (typeof FUNDINGS)[number];

export const EXPENSE_KINDS = ["tickets", "parking", "phone", "other"] as const;
export type ExpenseKind = (typeof EXPENSE_KINDS)[number];

/** What a row of a statement is for. */
export const ROW_KINDS = ["service", "cancellation", "travel", "expense"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Office hours, and which of the closed days are holidays; the other closed days count as a weekend. */
export interface PayCalendar extends WorkCalendar {
  holidays: ReadonlySet<DateText>;
}

export interface TravelClaim {
  means: TravelMeans;
  km: number;
  minutes: number;
  ticketCents: Cents;
}

/** What both sides agree took place. Waiting is beside the interval from start to end, a break inside it. */
export interface Held {
  kind: "held";
  startedAt: Instant;
  endedAt: Instant;
  breakMinutes: number;
  waitingMinutes: number;
  travel: TravelClaim | null;
}

/** The interpreter was there or ready, or was the one who was missing. */
export interface NotHeld {
  kind: "not_held";
  reason: NotHeldReason;
  travel: TravelClaim | null;
}

/** Called off so late that the time is owed. Never by the interpreter: who gives a job back is owed nothing for it. */
export interface CalledOff {
  kind: "called_off";
  at: Instant;
  /** A coordinator let it pass, and said why. */
  isWaived: boolean;
}

export type Outcome = Held | NotHeld | CalledOff;

/** One interpreter's part of one service: of a team or a relay each has their own. */
export interface Service {
  assignmentId: string;
  promised: Interval;
  mode: Mode;
  /** The level that was asked for. */
  level: Level;
  terms: Terms;
  /** Two came: a team, or a relay when there is a language between. */
  together: "alone" | "team" | "relay";
  funding: Funding;
  agreed: Outcome;
  /** What the same person did instead in the promised time. */
  reused: readonly Interval[];
}

/** Why a row is what it is; words are made of it elsewhere. */
export type Reason =
  | { code: "work"; kind: DayKind; minutes: number; centsPerHour: number }
  | { code: "waiting"; kind: DayKind; minutes: number; centsPerHour: number; percent: number }
  | { code: "break"; kind: DayKind; minutes: number }
  | { code: "least"; minutes: number; least: number }
  | { code: "rounded"; minutes: number; unit: number }
  | { code: "lost"; kind: DayKind; minutes: number; centsPerHour: number; percent: number }
  | { code: "reused"; minutes: number; promised: number }
  | { code: "notice"; officeMinutes: number; percent: number }
  | { code: "waived" }
  | { code: "not_held"; reason: NotHeldReason }
  | { code: "together"; as: "team" | "relay" }
  | { code: "volunteer" }
  | { code: "km"; km: number; centsPerKm: number }
  | { code: "tickets"; cents: number }
  | { code: "travel_time"; minutes: number; centsPerHour: number }
  | { code: "once_a_day"; others: number }
  | { code: "expense"; kind: ExpenseKind }
  | { code: "late"; month: MonthText }
  | { code: "correction"; month: MonthText; before: number; after: number };

/** One row: its key is what can be paid once. */
export interface Row {
  /** "service:ID", "travel:DATE" or "expense:ID". */
  key: string;
  kind: RowKind;
  /** Riga date of the service's start, of the journey, of the expense. */
  date: DateText;
  assignmentId: string | null;
  expenseId: string | null;
  minutes: number;
  cents: Cents;
  funding: Funding;
  /** The closed month that it corrects or comes too late for; null: it is of its own month. */
  corrects: MonthText | null;
  reasons: Reason[];
}
