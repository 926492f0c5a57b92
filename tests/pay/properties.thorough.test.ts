/** What holds of every month of work, whatever it is made of. More cases: `WIDE=1`, see docs/contributing.md. */
import { expect, test } from "vitest";
import { stretchesOf } from "#app/pay/kinds";
import { lostOf } from "#app/pay/lost";
import { PAY_RULES, type RateRow, type Rates, ROUND_UNITS, ratesOn } from "#app/pay/rates";
import { halfUp, upTo } from "#app/pay/rounding";
import { payService } from "#app/pay/service";
import { type Expense, type Frozen, monthOf, owedRows, rowsOfOpen, totalsOf } from "#app/pay/statement";
import { travelRows } from "#app/pay/travel";
import { cents, type Outcome, type Row, type Service, sumOf } from "#app/pay/vocabulary";
import { addMinutes, type DateText, dateOf, type Interval, instantFrom, MINUTE, timeOf } from "#app/time";
import { byBus, byCar, calendarWith, RATE_ROWS, ratesWith, when } from "./cast";

const CASES = process.env.WIDE ? 100_000 : 10_000;
/** Of whole months, with some twelve services each. */
const MONTHS = process.env.WIDE ? CASES : CASES / 10;

/** The same numbers in every run: mulberry32. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const upto = (most: number) => Math.floor(next() * (most + 1));
  return { upto, one: <T>(of: readonly T[]): T => of[upto(of.length - 1)] as T };
}
type Dice = ReturnType<typeof dice>;

const CALENDAR = calendarWith(["2026-03-29", "2026-10-25"]);

/** Around both clock changes, holidays and ordinary days; the hours of the night as often as those of the day. */
const DAYS = ["2026-03-28 00:00", "2026-10-24 00:00", "2026-05-03 00:00", "2026-06-22 00:00", "2026-03-23 00:00"].map(
  when,
);

function someTime({ one, upto }: Dice): Interval {
  const start = addMinutes(one(DAYS), upto(3 * 1440));
  return { start, end: addMinutes(start, 1 + upto(one([30, 120, 700]))) };
}

function someOutcome(d: Dice, promised: Interval): Outcome {
  const travel = d.one([null, byCar(d.upto(90), d.upto(120)), byBus(d.upto(900), d.upto(120))]);
  if (d.upto(5) === 0)
    return { kind: "called_off", at: addMinutes(promised.start, -d.upto(4000)), isWaived: d.upto(4) === 0 };
  if (d.upto(5) === 0)
    return { kind: "not_held", reason: d.one(["client_no_show", "interpreter_no_show", "technical"]), travel };
  const startedAt = addMinutes(promised.start, d.upto(20) - 10);
  const endedAt = addMinutes(startedAt, 1 + d.upto(300));
  const most = (endedAt - startedAt) / MINUTE;
  return {
    kind: "held",
    startedAt,
    endedAt,
    breakMinutes: d.one([0, 0, d.upto(most)]),
    waitingMinutes: d.one([0, d.upto(40)]),
    travel,
  };
}

function someService(d: Dice, assignmentId: string): Service {
  const promised = someTime(d);
  return {
    assignmentId,
    promised,
    mode: d.one(["onsite", "phone", "video"]),
    level: d.one([1, 2, 3]),
    terms: d.one(["paid", "paid", "paid", "volunteer"]),
    together: d.one(["alone", "alone", "team", "relay"]),
    funding: d.one(["project", "municipality", "commercial"]),
    agreed: someOutcome(d, promised),
    reused: Array.from({ length: d.upto(2) }, () => someTime(d)),
  };
}

function someRates(d: Dice): Rates {
  return ratesWith({
    "round.minutes": d.one(ROUND_UNITS),
    "least.onsite": d.one([0, 30, 60]),
    "waiting.percent": d.upto(100),
    "lost.late": d.upto(100),
    "hour.paid.onsite.evening.2": d.upto(4000),
    "travel.hour.paid": d.upto(1500),
  });
}

function aMonth(d: Dice): { services: Service[]; expenses: Expense[] } {
  const services = Array.from({ length: 4 + d.upto(16) }, (_, index) => someService(d, `s${index}`));
  const expenses = Array.from(
    { length: d.upto(2) },
    (_, index): Expense => ({
      id: `e${index}`,
      date: dateOf(d.one(services).promised.start),
      kind: "parking",
      cents: cents(d.upto(5000)),
      funding: "project",
    }),
  );
  return { services, expenses };
}

const owed = (
  month: { services: Service[]; expenses: Expense[] },
  rows: readonly RateRow[],
  known?: ReturnType<typeof when>,
) => owedRows({ ...month, ratesFor: (date) => ratesOn(rows, date, known), calendarFor: () => CALENDAR }).rows;

test(`minutes by kind add up to what passed, each by the wall clock of its moment: ${CASES} intervals`, () => {
  const d = dice(1);
  const rates = ratesWith();
  for (let i = 0; i < CASES; i++) {
    const time = someTime(d);
    const stretches = stretchesOf(time, rates, CALENDAR);
    const passed = (time.end - time.start) / MINUTE;
    if (stretches.reduce((sum, { minutes }) => sum + minutes, 0) !== passed) expect.fail(`${time.start} ${time.end}`);
    const pick = d.upto(passed - 1);
    let left = pick;
    const kind = stretches.find(({ minutes }) => (left -= minutes) < 0)?.kind;
    if (kind !== plainKind(addMinutes(time.start, pick))) expect.fail(`${time.start} + ${pick}: ${kind}`);
  }
});

/** What one minute is, said without stretches. */
function plainKind(at: ReturnType<typeof when>): string {
  const date = dateOf(at);
  if (CALENDAR.holidays.has(date)) return "holiday";
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (!CALENDAR.open.has(date) && (weekday === 0 || weekday === 6 || CALENDAR.closed.has(date))) return "weekend";
  const time = timeOf(at);
  if (time < "07:00" || time >= "22:00") return "night";
  return time >= "18:00" ? "evening" : "day";
}

test(`lost and used are what was promised: ${CASES} promises`, () => {
  const d = dice(2);
  for (let i = 0; i < CASES; i++) {
    const promised = someTime(d);
    const others = Array.from({ length: d.upto(4) }, () => {
      const start = addMinutes(promised.start, d.upto(400) - 200);
      return { start, end: addMinutes(start, 1 + d.upto(200)) };
    });
    const { lost, lostMinutes, used } = lostOf(promised, others);
    const whole = (promised.end - promised.start) / MINUTE;
    let counted = 0;
    for (let minute = 0; minute < whole; minute++) {
      const at = promised.start + minute * MINUTE;
      if (others.some(({ start, end }) => start <= at && at < end)) counted++;
    }
    const apart = lost.every(({ start, end }, n) => start < end && (n === 0 || (lost[n - 1]?.end ?? 0) < start));
    if (lostMinutes + used !== whole || used !== counted || !apart) expect.fail(JSON.stringify({ promised, others }));
  }
});

test(`a service is rounded once: its minutes to the unit, its cents from the exact sum: ${CASES} services`, () => {
  const d = dice(3);
  for (let i = 0; i < CASES; i++) {
    const [service, rates] = [someService(d, "s"), someRates(d)];
    const row = payService(service, rates, CALENDAR);
    if (!("cents" in row)) return expect.fail(row.missing);
    const exact = row.reasons.reduce((sum, reason) => {
      if (reason.code === "work") return sum + reason.minutes * reason.centsPerHour * 100;
      const isPart = reason.code === "waiting" || reason.code === "lost";
      return isPart ? sum + reason.minutes * reason.centsPerHour * reason.percent : sum;
    }, 0);
    // At most half a cent away from the exact sum, which no second rounding keeps.
    const away = row.cents * 6000 - exact;
    if (away > 3000 || away <= -3000) expect.fail(JSON.stringify(service));
    const { agreed } = service;
    if (agreed.kind !== "held") continue;
    const took = (agreed.endedAt - agreed.startedAt) / MINUTE - agreed.breakMinutes + agreed.waitingMinutes;
    const minutes = upTo(Math.max(took, rates.rule(`least.${service.mode}`)), rates.rule("round.minutes"));
    if (row.minutes !== minutes) expect.fail(`${row.minutes} for ${minutes}: ${JSON.stringify(service)}`);
  }
});

test(`half a cent goes up, in whole numbers: ${CASES} fractions`, () => {
  const d = dice(4);
  for (let i = 0; i < CASES; i++) {
    const [whole, denominator] = [d.upto(10_000_000), 2 * (1 + d.upto(3000))];
    const rest = d.upto(denominator - 1);
    expect(halfUp(whole * denominator + rest, denominator)).toBe(rest * 2 >= denominator ? whole + 1 : whole);
  }
});

test(`travel once a day, the same whatever the order of the claims: ${MONTHS} months`, () => {
  const d = dice(5);
  const rates = () => ratesWith();
  for (let i = 0; i < MONTHS; i++) {
    const { services } = aMonth(d);
    const rows = travelRows(services, rates).rows;
    const dates = rows.map(({ date }) => date);
    expect(new Set(dates).size).toBe(dates.length);
    const shuffled = [...services].sort(() => d.upto(2) - 1);
    expect(travelRows(shuffled, rates).rows).toEqual(rows);
  }
});

test(`a month's sums are its rows, by source of funding too: ${MONTHS} months`, () => {
  const d = dice(6);
  for (let i = 0; i < MONTHS; i++) {
    const rows = owed(aMonth(d), RATE_ROWS);
    const totals = totalsOf(rows);
    expect(totals.cents).toBe(sumOf(rows.map((row) => row.cents)));
    expect(sumOf(Object.values(totals.byFunding))).toBe(totals.cents);
    expect(rows.every((row) => Number.isSafeInteger(row.cents) && row.cents >= 0)).toBe(true);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  }
});

test(`a closed month reckoned again is the same after rates changed, and its remains come once: ${MONTHS} months`, () => {
  const d = dice(7);
  const closedAt = when("2026-11-05 10:00");
  for (let i = 0; i < MONTHS; i++) {
    const month = aMonth(d);
    const before = owed(month, RATE_ROWS, closedAt);
    const later = [...RATE_ROWS, ...Array.from({ length: 1 + d.upto(4) }, () => someLaterRate(d))];
    expect(owed(month, later, closedAt)).toEqual(before);

    const [frozen, kept] = divided(before, () => d.upto(9) > 0);
    const months = new Set(before.map(({ date }) => monthOf(date)));
    const now = owed(month, later);
    const next = rowsOfOpen("2026-12", now, frozen, months);
    // What was closed and what comes now is what is owed now: nothing twice, nothing lost.
    expect(sumOf([...frozen, ...next].map((row) => row.cents))).toBe(sumOf(now.map((row) => row.cents)));
    for (const { key } of kept) expect(next.filter((row) => row.key === key)).toHaveLength(1);
    expect(rowsOfOpen("2026-12", now, [...frozen, ...next], months)).toEqual([]);
  }
});

function someLaterRate(d: Dice): RateRow {
  const keys = ["hour.paid.onsite.day.2", "hour.paid.phone.night.1", "travel.km", "lost.short", "least.onsite"];
  return {
    key: d.one(keys),
    holdsFrom: d.one(["2026-01-01", "2026-04-01", "2026-10-01"]),
    value: d.upto(90),
    enteredAt: instantFrom(when("2026-11-20 10:00")),
  };
}

function divided(rows: readonly Row[], isClosed: () => boolean): [Frozen[], Row[]] {
  const [closed, kept]: [Row[], Row[]] = [[], []];
  for (const row of rows) (isClosed() ? closed : kept).push(row);
  return [closed, kept];
}

test("every rule's first value is one that it may have", () => {
  const wrong = Object.entries(PAY_RULES).filter(([, { value, min, max }]) => value < min || value > max);
  expect(wrong).toEqual([]);
});

test("a month that is closed already takes nothing, whatever changes", () => {
  const rows = owed(aMonth(dice(8)), RATE_ROWS);
  const date: DateText = rows[0]?.date ?? "";
  expect(rowsOfOpen("2026-12", rows, rows, new Set())).toEqual([]);
  expect(rowsOfOpen(monthOf(date), rows, [], new Set()).length).toBeGreaterThan(0);
});
