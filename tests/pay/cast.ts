/** Rates, calendars and services of the tests of pay. Cents an hour: onsite 12, 15 and 18 € by level; evenings a quarter more. */
import { LEVELS, type Level, MODES, type Mode } from "#app/dispatch/vocabulary";
import { hourKey, type RateRow, type Rates, ratesOn } from "#app/pay/rates";
import { cents, DAY_KINDS, type Outcome, type PayCalendar, type Service, type TravelClaim } from "#app/pay/vocabulary";
import { type DateText, type Instant, type Interval, instantFrom, parseWall } from "#app/time";

/** day, evening, night, weekend, holiday. */
const HOURS: Record<Mode, Record<Level, readonly number[]>> = {
  onsite: {
    1: [1200, 1500, 1800, 1800, 2400],
    2: [1500, 1875, 2250, 2250, 3000],
    3: [1800, 2250, 2700, 2700, 3600],
  },
  phone: { 1: [800, 1000, 1200, 1200, 1600], 2: [1000, 1250, 1500, 1500, 2000], 3: [1200, 1500, 1800, 1800, 2400] },
  video: { 1: [900, 1125, 1350, 1350, 1800], 2: [1100, 1375, 1650, 1650, 2200], 3: [1300, 1625, 1950, 1950, 2600] },
};

const LONG_AGO = "2020-01-01";
const rate = (key: string, value: number): RateRow => ({ key, value, holdsFrom: LONG_AGO, enteredAt: instantFrom(0) });

export const RATE_ROWS: readonly RateRow[] = [
  ...MODES.flatMap((mode) =>
    LEVELS.flatMap((level) =>
      DAY_KINDS.flatMap((kind, index) => [
        rate(hourKey("paid", mode, kind, level), HOURS[mode][level][index] ?? 0),
        rate(hourKey("volunteer", mode, kind, level), 0),
      ]),
    ),
  ),
  rate("travel.km", 25),
  rate("travel.hour.paid", 600),
  rate("travel.hour.volunteer", 0),
];

export function ratesWith(rules: Record<string, number> = {}, date: DateText = "2026-03-23"): Rates {
  return ratesOn([...RATE_ROWS, ...Object.entries(rules).map(([key, value]) => rate(key, value))], date);
}

const HOLIDAYS = ["2026-05-01", "2026-05-04"];

/** 1 and 4 May are holidays, 22 June is off for Saturday 27 June; `open`: more Saturdays and Sundays on which people work. */
export function calendarWith(open: readonly DateText[] = []): PayCalendar {
  return {
    opensMinute: 510,
    closesMinute: 1020,
    closed: new Set([...HOLIDAYS, "2026-06-22"]),
    open: new Set(["2026-06-27", ...open]),
    holidays: new Set(HOLIDAYS),
  };
}

/** "2026-03-23 09:00"; the hour that there is twice with "a" or "b" behind it. */
export function when(text: string): Instant {
  const [date = "", time = ""] = text.split(" ");
  const parsed = parseWall(date, time.slice(0, 5), time.endsWith("b") ? "later" : "earlier");
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}

/** "2026-03-23 09:00–10:00" or "2026-03-23 23:00–2026-03-24 01:00". */
export function span(text: string): Interval {
  const [from = "", to = ""] = text.split("–");
  return { start: when(from), end: when(to.includes(" ") ? to : `${from.split(" ")[0]} ${to}`) };
}

export function held(
  text: string,
  more: { break?: number; wait?: number; travel?: TravelClaim; of?: Partial<Service> } = {},
): Service {
  const time = span(text);
  return serviceOf(time, more.of, {
    kind: "held",
    startedAt: time.start,
    endedAt: time.end,
    breakMinutes: more.break ?? 0,
    waitingMinutes: more.wait ?? 0,
    travel: more.travel ?? null,
  });
}

export function calledOff(text: string, at: string, of: Partial<Service> = {}, isWaived = false): Service {
  return serviceOf(span(text), of, { kind: "called_off", at: when(at), isWaived });
}

export function serviceOf(promised: Interval, of: Partial<Service> = {}, agreed: Outcome): Service {
  return {
    assignmentId: "a",
    promised,
    mode: "onsite",
    level: 2,
    terms: "paid",
    together: "alone",
    funding: "project",
    reused: [],
    agreed,
    ...of,
  };
}

export function byCar(km: number, minutes: number): TravelClaim {
  return { means: "own_car", km, minutes, ticketCents: cents(0) };
}

export function byBus(ticketCents: number, minutes: number): TravelClaim {
  return { means: "public_transport", km: 0, minutes, ticketCents: cents(ticketCents) };
}
