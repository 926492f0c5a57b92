/** What an hour, a kilometre and a rule is worth, from a date on. Every value is a whole number, told apart by its key. */
import { LEVELS, type Level, MODES, type Mode } from "#app/dispatch/vocabulary";
import type { DateText, Instant } from "#app/time";
import { DAY_KINDS, type DayKind, TERMS, type Terms } from "./vocabulary";

/** Rules with a value from the start. `minute` is a minute of the Riga day. */
export const PAY_RULES = {
  "round.minutes": { unit: "unit", value: 15, min: 1, max: 60 },
  "least.onsite": { unit: "minutes", value: 60, min: 0, max: 480 },
  "least.video": { unit: "minutes", value: 30, min: 0, max: 480 },
  "least.phone": { unit: "minutes", value: 15, min: 0, max: 480 },
  "evening.from": { unit: "minute", value: 1080, min: 720, max: 1440 },
  "night.from": { unit: "minute", value: 1320, min: 1080, max: 1440 },
  "night.to": { unit: "minute", value: 420, min: 0, max: 720 },
  "waiting.percent": { unit: "percent", value: 50, min: 0, max: 100 },
  "lost.late": { unit: "percent", value: 50, min: 0, max: 100 },
  "lost.shortMinutes": { unit: "minutes", value: 240, min: 0, max: 5100 },
  "lost.short": { unit: "percent", value: 75, min: 0, max: 100 },
  "lost.none": { unit: "percent", value: 100, min: 0, max: 100 },
  "lost.unused": { unit: "percent", value: 100, min: 0, max: 100 },
} as const;
export type PayRule = keyof typeof PAY_RULES;
export type PayUnit = (typeof PAY_RULES)[PayRule]["unit"];

/** Full hours, half hours, quarters, five minutes, or as it was. */
export const ROUND_UNITS: readonly number[] = [60, 30, 15, 5, 1];

export type HourKey = `hour.${Terms}.${Mode}.${DayKind}.${Level}`;
export type TravelKey = "travel.km" | `travel.hour.${Terms}`;
/** Money has no value until somebody gives it one: nothing is paid as zero because it was forgotten. */
export type MoneyKey = HourKey | TravelKey;
export type RateKey = PayRule | MoneyKey;

export function hourKey(terms: Terms, mode: Mode, kind: DayKind, level: Level): HourKey {
  return `hour.${terms}.${mode}.${kind}.${level}`;
}

export const TRAVEL_KEYS: readonly TravelKey[] = ["travel.km", "travel.hour.paid", "travel.hour.volunteer"];
export const HOUR_KEYS: readonly HourKey[] = TERMS.flatMap((terms) =>
  MODES.flatMap((mode) => DAY_KINDS.flatMap((kind) => LEVELS.map((level) => hourKey(terms, mode, kind, level)))),
);
export const MONEY_KEYS: readonly MoneyKey[] = [...HOUR_KEYS, ...TRAVEL_KEYS];
const MONEY: ReadonlySet<string> = new Set(MONEY_KEYS);

export function isPayRule(key: string): key is PayRule {
  return Object.hasOwn(PAY_RULES, key);
}

export function isMoneyKey(key: string): key is MoneyKey {
  return MONEY.has(key);
}

export function isRateKey(key: string): key is RateKey {
  return isPayRule(key) || isMoneyKey(key);
}

/** The dearest hour that can be meant, and the dearest kilometre. */
export const MOST_CENTS_PER_HOUR = 100_000;

export function canBe(key: RateKey, value: number): boolean {
  if (!Number.isSafeInteger(value)) return false;
  if (key === "round.minutes") return ROUND_UNITS.includes(value);
  const { min, max } = isPayRule(key) ? PAY_RULES[key] : { min: 0, max: MOST_CENTS_PER_HOUR };
  return value >= min && value <= max;
}

/** A value that somebody gave: never changed, only followed by another. */
export interface RateRow {
  key: string;
  holdsFrom: DateText;
  value: number;
  enteredAt: Instant;
}

/** What holds on one date. */
export interface Rates {
  rule: (key: PayRule) => number;
  /** Cents; null: nobody has said. */
  money: (key: MoneyKey) => number | null;
}

/**
 * What holds on a date: of each key the row with the latest `holdsFrom` not after it; of two for one date the later one in
 * `rows`, which stand in the order in which they were entered. `known`: as it stood at that instant, for what was closed then.
 */
export function ratesOn(rows: readonly RateRow[], date: DateText, known?: Instant): Rates {
  const newest = new Map<string, RateRow>();
  for (const row of rows) {
    if (row.holdsFrom > date || (known !== undefined && row.enteredAt > known)) continue;
    const before = newest.get(row.key);
    if (!before || before.holdsFrom <= row.holdsFrom) newest.set(row.key, row);
  }
  return {
    rule: (key) => newest.get(key)?.value ?? PAY_RULES[key].value,
    money: (key) => newest.get(key)?.value ?? null,
  };
}
