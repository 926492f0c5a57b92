import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { earliestSend, isLateCancellation, offerDeadline } from "#app/dispatch/deadlines";
import { DEFAULT_RULES } from "#app/dispatch/rules";
import { addMinutes, dateOf, type Instant, minutesBetween, timeOf, type WorkCalendar } from "#app/time";
import { at } from "#tests/support/world";

/** 2026-04-03 and 2026-04-06 are Good Friday and Easter Monday. */
const calendar: WorkCalendar = {
  opensMinute: 510,
  closesMinute: 1020,
  closed: new Set(["2026-04-03", "2026-04-06"]),
  open: new Set(["2026-03-28"]),
};
const wall = (instant: Instant | null) => instant && `${dateOf(instant)}T${timeOf(instant)}`;
const deadline = (now: string, start: string) => wall(offerDeadline(DEFAULT_RULES, calendar, at(now), at(start)));

describe("until when an offer waits", () => {
  test.each([
    ["in three hours: ten minutes", "2026-03-25T09:00", "2026-03-25T12:00", "2026-03-25T09:10"],
    ["in ten minutes: half of what is left", "2026-03-25T09:00", "2026-03-25T09:10", "2026-03-25T09:05"],
    ["in two minutes: one", "2026-03-25T09:00", "2026-03-25T09:02", "2026-03-25T09:01"],
    ["in one minute: no time to ask", "2026-03-25T09:00", "2026-03-25T09:01", null],
    ["already begun: no time to ask", "2026-03-25T09:00", "2026-03-25T08:00", null],
    ["in exactly four hours: an hour", "2026-03-25T09:00", "2026-03-25T13:00", "2026-03-25T10:00"],
    ["the same day", "2026-03-25T09:00", "2026-03-25T16:00", "2026-03-25T10:00"],
    ["the next working day", "2026-03-25T09:00", "2026-03-26T09:00", "2026-03-25T10:00"],
    [
      "Friday for Saturday, before a working day lies between",
      "2026-03-20T15:00",
      "2026-03-21T10:00",
      "2026-03-20T16:00",
    ],
    ["over Easter it is still the next working day", "2026-04-02T15:00", "2026-04-07T10:00", "2026-04-02T16:00"],
    ["in two working days: four office hours", "2026-03-23T09:00", "2026-03-25T09:00", "2026-03-23T13:00"],
    ["in five working days", "2026-03-16T15:00", "2026-03-23T09:00", "2026-03-17T10:30"],
    ["later: eight office hours", "2026-03-16T15:00", "2026-03-24T09:00", "2026-03-17T14:30"],
    ["office hours leap over a weekend", "2026-03-13T16:00", "2026-03-24T09:00", "2026-03-16T15:30"],
    ["a moved working Saturday counts", "2026-03-27T16:00", "2026-04-14T09:00", "2026-03-28T15:30"],
    [
      "an early start the day after next: never later than two hours before",
      "2026-03-23T16:59",
      "2026-03-25T08:00",
      "2026-03-24T12:29",
    ],
  ])("%s", (_sentence, now, start, expected) => {
    expect(deadline(now, start)).toBe(expected);
  });

  test("it never waits later than two hours before the start", () => {
    const rules = { ...DEFAULT_RULES, "offer.soonMinutes": 600 };
    expect(wall(offerDeadline(rules, calendar, at("2026-03-25T09:00"), at("2026-03-25T16:00")))).toBe(
      "2026-03-25T14:00",
    );
  });

  test("whatever is asked whenever, the deadline lies after now and leaves time before the start", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 40 }), fc.integer({ min: -60, max: 60 * 24 * 30 }), (n, left) => {
        const now = addMinutes(at("2026-03-16T00:00"), n);
        const start = addMinutes(now, left);
        const until = offerDeadline(DEFAULT_RULES, calendar, now, start);
        if (until === null) {
          expect(left).toBeLessThan(2);
          return;
        }
        expect(until).toBeGreaterThan(now);
        const spared = left < 240 ? left / 2 : 120;
        expect(minutesBetween(until, start)).toBeGreaterThanOrEqual(spared);
      }),
      { seed: 3, numRuns: 400 },
    );
  });
});

describe("offers at night", () => {
  test.each([
    ["by day at once", "2026-03-25T21:59", "2026-03-30T10:00", "2026-03-25T21:59"],
    ["at ten in the evening not before seven", "2026-03-25T22:00", "2026-03-30T10:00", "2026-03-26T07:00"],
    ["after midnight the same morning", "2026-03-26T06:59", "2026-03-30T10:00", "2026-03-26T07:00"],
    ["at seven at once", "2026-03-26T07:00", "2026-03-30T10:00", "2026-03-26T07:00"],
    ["for a start before nine that morning at once", "2026-03-25T23:00", "2026-03-26T08:59", "2026-03-25T23:00"],
    ["for a start at nine that morning not", "2026-03-25T23:00", "2026-03-26T09:00", "2026-03-26T07:00"],
    ["for an early start on another morning not", "2026-03-25T23:00", "2026-03-27T08:00", "2026-03-26T07:00"],
    ["in the short night of spring", "2026-03-29T02:30", "2026-04-10T10:00", "2026-03-29T07:00"],
  ])("%s", (_sentence, now, start, expected) => {
    expect(wall(earliestSend(DEFAULT_RULES, at(now), at(start)))).toBe(expected);
  });
});

describe("a late cancellation", () => {
  const late = (now: string, start: string) => isLateCancellation(DEFAULT_RULES, calendar, at(now), at(start));
  test.each([
    ["one whole working day before is in time", "2026-03-24T10:00", "2026-03-25T10:00", false],
    ["a minute less is late", "2026-03-24T10:01", "2026-03-25T10:00", true],
    ["Friday at closing for Monday morning is late, three days or not", "2026-03-20T17:00", "2026-03-23T09:00", true],
    ["over Easter only office hours count", "2026-04-02T16:00", "2026-04-07T10:00", true],
    ["after the start is late", "2026-03-25T11:00", "2026-03-25T10:00", true],
  ])("%s", (_sentence, now, start, expected) => {
    expect(late(now, start)).toBe(expected);
  });
});
