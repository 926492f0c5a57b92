/**
 * Payments reckoned by hand: what is paid stands in cents beside how it was reckoned. Onsite on level 2 a minute is 25 cents by day,
 * 31.25 in the evening, 37.5 at night and at the weekend, 50 on a holiday; by phone 16⅔, 20⅚, 25, 33⅓; by video 18⅓ by day and
 * 22 11/12 in the evening. Rounded up to quarters, at least 60 minutes onsite, 30 by video, 15 by phone; waiting is half.
 */
import { expect, test } from "vitest";
import { ratesOn } from "#app/pay/rates";
import { payService } from "#app/pay/service";
import { travelRows } from "#app/pay/travel";
import type { Service } from "#app/pay/vocabulary";
import { byBus, byCar, calendarWith, calledOff, held, ratesWith, serviceOf, span, when } from "./cast";

interface Terms {
  rules?: Record<string, number>;
  open?: string[];
}
type Payment = [service: Service, cents: number, reckoning: string, terms?: Terms];

const phone: Partial<Service> = { mode: "phone" };
const video: Partial<Service> = { mode: "video" };
/** The weekends of both clock changes, worked as if they were weekdays: then their nights are nights. */
const WORKED = { open: ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"] };
const MINUTES = { rules: { "round.minutes": 1 } };
const HOURS = { rules: { "round.minutes": 60 } };

const LENGTH: Payment[] = [
  [held("2026-03-23 09:00–10:00"), 1500, "60 × 25"],
  [held("2026-03-23 09:00–09:20"), 1500, "20, at least 60: 60 × 25"],
  [held("2026-03-23 09:00–09:01"), 1500, "1, at least 60: 60 × 25"],
  [held("2026-03-23 09:00–10:01"), 1875, "61, up to 75: 75 × 25"],
  [held("2026-03-23 09:00–10:15"), 1875, "75 × 25"],
  [held("2026-03-23 09:00–10:16"), 2250, "76, up to 90: 90 × 25"],
  [held("2026-03-23 09:00–09:05", { of: phone }), 250, "5, at least 15: 15 × 16⅔"],
  [held("2026-03-23 09:00–09:15", { of: phone }), 250, "15 × 16⅔"],
  [held("2026-03-23 09:00–09:16", { of: phone }), 500, "16, up to 30: 30 × 16⅔"],
  [held("2026-03-23 09:00–09:50", { of: phone }), 1000, "50, up to 60: 60 × 16⅔"],
  [held("2026-03-23 09:00–09:10", { of: video }), 550, "10, at least 30: 30 × 18⅓"],
  [held("2026-03-23 09:00–09:31", { of: video }), 825, "31, up to 45: 45 × 18⅓"],
  [held("2026-03-23 09:00–10:01"), 3000, "61, full hours: 120 × 25", HOURS],
  [held("2026-03-23 09:00–09:05", { of: phone }), 1000, "5, at least 15, full hours: 60 × 16⅔", HOURS],
  [held("2026-03-23 09:00–10:07"), 1675, "by the minute: 67 × 25", MINUTES],
  [held("2026-03-23 09:00–09:17", { of: phone }), 283, "17 × 16⅔ = 283⅓", MINUTES],
  [held("2026-03-23 09:00–09:19", { of: phone }), 317, "19 × 16⅔ = 316⅔", MINUTES],
  [held("2026-03-23 09:00–10:02"), 1625, "62, up to 65: 65 × 25", { rules: { "round.minutes": 5 } }],
  [held("2026-03-23 09:00–10:02"), 2250, "62, up to 90: 90 × 25", { rules: { "round.minutes": 30 } }],
  [held("2026-03-23 09:00–10:00", { of: { level: 1 } }), 1200, "level 1: 60 × 20"],
  [held("2026-03-23 09:00–10:00", { of: { level: 3 } }), 1800, "level 3: 60 × 30"],
  [held("2026-03-23 09:00–09:15", { of: { ...phone, level: 1 } }), 200, "level 1 by phone: 15 × 13⅓"],
];

const KINDS: Payment[] = [
  [held("2026-03-23 18:00–18:30", { of: video }), 688, "30 × 22 11/12 = 687.5: half a cent goes up"],
  [held("2026-03-23 17:30–18:30"), 1688, "30 × 25 + 30 × 31.25 = 1687.5"],
  [held("2026-03-23 18:00–19:00"), 1875, "60 × 31.25"],
  [held("2026-03-23 21:30–22:30"), 2063, "30 × 31.25 + 30 × 37.5 = 2062.5"],
  [held("2026-03-23 22:00–23:00"), 2250, "60 × 37.5"],
  [held("2026-03-23 06:30–07:30"), 1875, "30 × 37.5 + 30 × 25"],
  [held("2026-03-23 23:00–2026-03-24 01:00"), 4500, "120 × 37.5"],
  [held("2026-03-27 23:00–2026-03-28 01:00"), 4500, "60 at night × 37.5 + 60 of Saturday × 37.5"],
  [held("2026-03-21 10:00–11:00"), 2250, "Saturday: 60 × 37.5"],
  [held("2026-03-22 23:30–2026-03-23 00:30"), 2250, "30 of Sunday × 37.5 + 30 at night × 37.5"],
  [held("2026-05-04 10:00–11:00"), 3000, "holiday: 60 × 50"],
  [held("2026-05-04 22:00–23:00"), 3000, "the night of a holiday is a holiday: 60 × 50"],
  [held("2026-05-03 23:30–2026-05-04 00:30"), 2625, "30 of Sunday × 37.5 + 30 of the holiday × 50"],
  [held("2026-06-22 10:00–11:00"), 2250, "a moved day off is a weekend: 60 × 37.5"],
  [held("2026-06-27 10:00–11:00"), 1500, "a moved working day is a day: 60 × 25"],
  [held("2026-03-23 17:50–18:20"), 1813, "10 × 25 + (20 + 30 to be 60) × 31.25 = 1812.5"],
  [held("2026-03-23 17:00–18:01"), 1969, "60 × 25 + (1 + 14 to be 75) × 31.25 = 1968.75"],
];

const CLOCK: Payment[] = [
  [held("2026-03-28 22:00–2026-03-29 06:00"), 15750, "7 hours of the weekend passed, not 8: 420 × 37.5"],
  [held("2026-03-28 22:00–2026-03-29 06:00", { of: phone }), 10500, "7 hours at night: 420 × 25", WORKED],
  [held("2026-03-29 02:00–04:30"), 3375, "from 2 to half past 4 are 90 minutes: 90 × 37.5", WORKED],
  [held("2026-03-29 06:00–08:00"), 3750, "60 × 37.5 + 60 × 25: seven is seven again", WORKED],
  [held("2026-10-24 22:00–2026-10-25 06:00"), 20250, "9 hours of the weekend, not 8: 540 × 37.5"],
  [held("2026-10-24 22:00–2026-10-25 06:00", { of: phone }), 13500, "9 hours at night: 540 × 25", WORKED],
  [held("2026-10-25 03:30a–2026-10-25 03:30b"), 2250, "from half past 3 to half past 3: 60 × 37.5", WORKED],
  [held("2026-10-25 02:30–04:30"), 6750, "from half past 2 to half past 4 are 180: 180 × 37.5", WORKED],
  [held("2026-10-24 21:00–2026-10-25 08:00"), 25875, "60 × 31.25 + 600 × 37.5 + 60 × 25", WORKED],
];

const WAITING: Payment[] = [
  [held("2026-03-23 09:00–12:00", { break: 30 }), 3750, "180 - 30 = 150 × 25"],
  [held("2026-03-23 17:00–20:00", { break: 30 }), 4313, "60 × 25 + (120 - 30) × 31.25 = 4312.5"],
  [held("2026-03-23 09:00–10:00", { wait: 20 }), 2000, "80, up to 90: 70 × 25 + 20 × 12.5"],
  [held("2026-03-23 09:30–10:00", { wait: 30 }), 1125, "60: 30 × 25 + 30 × 12.5"],
  [held("2026-03-23 09:00–09:20", { wait: 10, of: phone }), 417, "30: 20 × 16⅔ + 10 × 8⅓ = 416⅔"],
  [held("2026-03-23 09:00–09:17", { wait: 10, of: phone }), 417, "27 together, up to 30: the same"],
  [held("2026-03-23 09:00–10:00", { break: 60 }), 1500, "nothing left, at least 60: 60 × 25"],
  [
    held("2026-03-23 09:00–10:00", { wait: 30 }),
    1500,
    "by a rule of 0 %: 90, of them 60 × 25",
    { rules: { "waiting.percent": 0 } },
  ],
];

const TUESDAY = "2026-03-24 10:00–12:00";
const CALLED_OFF: Payment[] = [
  [calledOff(TUESDAY, "2026-03-23 10:30"), 1500, "390 + 90 office minutes before: 120 × 25 × 50 %"],
  [calledOff(TUESDAY, "2026-03-23 14:30"), 1500, "150 + 90 = 240 before: 50 %"],
  [calledOff(TUESDAY, "2026-03-23 14:31"), 2250, "239 before: 120 × 25 × 75 %"],
  [calledOff(TUESDAY, "2026-03-23 18:00"), 2250, "in the evening before, 90 office minutes: 75 %"],
  [calledOff(TUESDAY, "2026-03-24 08:00"), 2250, "in the morning before opening, 90: 75 %"],
  [calledOff(TUESDAY, "2026-03-24 09:59"), 2250, "one minute: 75 %"],
  [calledOff("2026-03-24 08:30–09:30", "2026-03-23 20:00"), 1500, "no office minute left: 60 × 25"],
  [calledOff("2026-03-22 10:00–12:00", "2026-03-21 20:00"), 4500, "a weekend has none: 120 × 37.5"],
  [calledOff("2026-03-23 10:00–12:00", "2026-03-20 16:00"), 2250, "60 on Friday + 90 on Monday = 150: 75 %"],
  [calledOff("2026-05-05 08:30–10:30", "2026-04-30 16:30"), 2250, "over holidays and a weekend 30 are left: 75 %"],
  [calledOff("2026-03-24 17:00–19:00", "2026-03-24 16:00"), 2531, "(60 × 25 + 60 × 31.25) × 75 % = 2531.25"],
  [calledOff("2026-03-24 08:30–09:20", "2026-03-23 20:00", phone), 833, "lost time is not rounded up: 50 × 16⅔"],
  [calledOff(TUESDAY, "2026-03-24 09:00", {}, true), 0, "waived"],
  [
    calledOff(TUESDAY, "2026-03-23 14:31", { reused: [span("2026-03-24 11:00–12:00")] }),
    1125,
    "120 - 60 used = 60 × 25 × 75 %",
  ],
  [calledOff(TUESDAY, "2026-03-24 09:00", { reused: [span("2026-03-24 09:30–12:30")] }), 0, "all of it used"],
  [
    calledOff(TUESDAY, "2026-03-24 09:00", {
      reused: [span("2026-03-24 10:30–11:00"), span("2026-03-24 10:45–11:15")],
    }),
    1406,
    "45 used once, 75 lost: 75 × 25 × 75 % = 1406.25",
  ],
  [
    calledOff("2026-03-24 08:30–10:30", "2026-03-23 20:00", { reused: [span("2026-03-24 09:30–11:30")] }),
    1500,
    "moved by an hour: the first 60 are lost, 60 × 25",
  ],
  [calledOff(TUESDAY, "2026-03-24 09:00"), 3000, "by a rule of 100 %: 120 × 25", { rules: { "lost.short": 100 } }],
];

const notHeld = (
  reason: "client_no_show" | "interpreter_no_show" | "technical" | "interpreter_came_not_used",
  of = {},
) => serviceOf(span(TUESDAY), of, { kind: "not_held", reason, travel: null });
const NOT_HELD: Payment[] = [
  [notHeld("client_no_show"), 3000, "as promised: 120 × 25"],
  [notHeld("interpreter_no_show"), 0, "nothing for who did not come"],
  [notHeld("technical", phone), 2000, "as promised: 120 × 16⅔"],
  [
    notHeld("interpreter_came_not_used", { reused: [span("2026-03-24 11:00–12:00")] }),
    1500,
    "60 used elsewhere: 60 × 25",
  ],
  [notHeld("client_no_show"), 1500, "by a rule of 50 %: 120 × 12.5", { rules: { "lost.unused": 50 } }],
];

const TOGETHER: Payment[] = [
  [held("2026-03-23 09:00–11:00", { of: { together: "team" } }), 3000, "each of a team: 120 × 25"],
  [held("2026-03-23 09:00–10:40", { of: { together: "team" } }), 2625, "who left earlier: 100, up to 105 × 25"],
  [held("2026-03-23 09:00–11:00", { of: { together: "relay", level: 1 } }), 2400, "each of a relay: 120 × 20"],
  [calledOff(TUESDAY, "2026-03-24 09:00", { together: "relay" }), 2250, "each of a relay: 120 × 25 × 75 %"],
  [held("2026-03-23 09:00–10:00", { of: { terms: "volunteer" } }), 0, "a volunteer's hour is a rate of zero"],
  [calledOff(TUESDAY, "2026-03-24 09:00", { terms: "volunteer" }), 0, "and so is a lost one"],
];

const ALL = [...LENGTH, ...KINDS, ...CLOCK, ...WAITING, ...CALLED_OFF, ...NOT_HELD, ...TOGETHER];

const NAMED = ALL.map(([service, cents, reckoning, terms]) => ({ service, cents, reckoning, terms }));

test.each(NAMED)("$cents = $reckoning", ({ service, cents, terms }) => {
  const row = payService(service, ratesWith(terms?.rules), calendarWith(terms?.open));
  expect("cents" in row ? row.cents : row.missing).toBe(cents);
});

const ONE = held("2026-03-23 09:00–10:00", { travel: byCar(40, 60), of: { assignmentId: "one" } });
const NEAR = held("2026-03-23 13:00–14:00", { travel: byCar(2, 10), of: { assignmentId: "near" } });
const SAME = held("2026-03-23 15:00–16:00", { travel: byCar(40, 60), of: { assignmentId: "same" } });
const NEXT = held("2026-03-24 09:00–10:00", { travel: byBus(350, 45), of: { assignmentId: "next" } });

const JOURNEYS: [services: Service[], rows: [string, number][], reckoning: string, rules?: Record<string, number>][] = [
  [[ONE], [["one", 1600]], "40 × 25 + 60 × 10"],
  [[NEXT], [["next", 800]], "350 + 45 × 10"],
  [[ONE, NEAR], [["one", 1600]], "two jobs in one town: the dearer journey, once"],
  [[NEAR, ONE], [["one", 1600]], "and in whatever order they are claimed"],
  [[SAME, NEAR, ONE], [["one", 1600]], "of two equal ones that of the earlier job"],
  [
    [ONE, NEXT],
    [
      ["one", 1600],
      ["next", 800],
    ],
    "on two days twice",
  ],
  [
    [held("2026-03-23 09:00–10:00", { travel: byCar(40, 60), of: { terms: "volunteer" } })],
    [["a", 1000]],
    "40 × 25 + 60 × 0",
  ],
  [
    [held("2026-03-23 09:00–10:00", { travel: byCar(3, 7) })],
    [["a", 151]],
    "75 + 7 × 10⅚ = 150⅚",
    { "travel.hour.paid": 650 },
  ],
  [[held("2026-03-23 09:00–10:00", { travel: byBus(0, 0) })], [["a", 0]], "nothing was spent"],
  [[calledOff(TUESDAY, "2026-03-24 09:00")], [], "nobody is on the way to what was called off"],
  [
    [serviceOf(span(TUESDAY), {}, { kind: "not_held", reason: "interpreter_no_show", travel: byCar(9, 9) })],
    [],
    "who did not come did not travel",
  ],
  [
    [serviceOf(span(TUESDAY), {}, { kind: "not_held", reason: "client_no_show", travel: byCar(9, 9) })],
    [["a", 315]],
    "who came for nothing did: 9 × 25 + 9 × 10",
  ],
];

const TRAVELLED = JOURNEYS.map(([services, rows, reckoning, rules]) => ({ services, rows, reckoning, rules }));

test.each(TRAVELLED)("a journey: $reckoning", ({ services, rows, rules }) => {
  const paid = travelRows(services, () => ratesWith(rules)).rows;
  expect(paid.map((row) => [row.assignmentId, row.cents])).toEqual(rows);
});

test("there are sixty and more", () => {
  expect(ALL.length + JOURNEYS.length).toBeGreaterThanOrEqual(60);
});

test("every cent has its reasons, in the order of the reckoning", () => {
  const service = held("2026-03-23 17:50–18:20", { wait: 5, break: 5, of: { together: "relay" } });
  expect(payService(service, ratesWith(), calendarWith())).toMatchObject({
    minutes: 60,
    cents: 1719,
    reasons: [
      { code: "together", as: "relay" },
      { code: "work", kind: "day", minutes: 10, centsPerHour: 1500 },
      { code: "work", kind: "evening", minutes: 45, centsPerHour: 1875 },
      { code: "waiting", kind: "day", minutes: 5, centsPerHour: 1500, percent: 50 },
      { code: "break", kind: "evening", minutes: 5 },
      { code: "least", minutes: 30, least: 60 },
    ],
  });
});

test("what nobody has given a rate is not paid as zero: it waits, and says for which", () => {
  const { money, rule } = ratesWith();
  const lacking = { rule, money: (key: Parameters<typeof money>[0]) => (key.includes("evening") ? null : money(key)) };
  expect(payService(held("2026-03-23 17:30–18:30"), lacking, calendarWith())).toEqual({
    missing: "hour.paid.onsite.evening.2",
  });
  expect(payService(held("2026-03-23 16:30–17:30"), lacking, calendarWith())).toMatchObject({ cents: 1500 });
});

test("the date of the service chooses the rate, and what was entered later is not known to what was closed before", () => {
  const key = "hour.paid.onsite.day.2";
  const given = (holdsFrom: string, value: number, at: string) => ({ key, holdsFrom, value, enteredAt: when(at) });
  const rows = [
    given("2026-01-01", 1500, "2025-12-01 10:00"),
    given("2026-04-01", 1600, "2026-03-20 10:00"),
    given("2026-03-01", 1550, "2026-04-10 10:00"),
    given("2026-04-01", 1700, "2026-04-11 10:00"),
  ];
  const dates = ["2025-12-31", "2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
  expect(dates.map((date) => ratesOn(rows, date).money(key))).toEqual([null, 1500, 1550, 1550, 1700]);
  const known = dates.map((date) => ratesOn(rows, date, when("2026-04-05 12:00")).money(key));
  expect(known).toEqual([null, 1500, 1500, 1500, 1600]);
});
