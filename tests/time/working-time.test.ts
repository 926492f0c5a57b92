import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addMinutes,
  addOfficeMinutes,
  dateOf,
  type Instant,
  isWorkingDay,
  nextOpening,
  nextWorkingDay,
  officeHours,
  officeMinutesBetween,
  oneWorkingDayAfter,
  timeOf,
  type WorkCalendar,
  workingDaysBetween,
} from "#app/time";
import { at } from "#tests/support/world";

/** Easter 2026, and Friday 2026-06-05 moved to Saturday 2026-06-13. */
const calendar: WorkCalendar = {
  opensMinute: 510,
  closesMinute: 1020,
  closed: new Set(["2026-04-03", "2026-04-06", "2026-05-01", "2026-05-04", "2026-06-05"]),
  open: new Set(["2026-06-13"]),
};
const wall = (instant: Instant) => `${dateOf(instant)} ${timeOf(instant)}`;

describe("working days", () => {
  test.each([
    ["an ordinary Thursday", "2026-04-02", true],
    ["Good Friday", "2026-04-03", false],
    ["a Saturday", "2026-04-04", false],
    ["a Friday given up for a Saturday", "2026-06-05", false],
    ["that Saturday", "2026-06-13", true],
  ])("%s: %s %s", (_name, date, expected) => {
    expect(isWorkingDay(calendar, date)).toBe(expected);
    expect(officeHours(calendar, date) !== null).toBe(expected);
  });

  test("after Maundy Thursday comes Easter Tuesday", () => {
    expect(nextWorkingDay(calendar, "2026-04-02")).toBe("2026-04-07");
    expect(nextWorkingDay(calendar, "2026-06-12")).toBe("2026-06-13");
  });

  test("the office opens after the weekend on which the clock changed at half past eight all the same", () => {
    expect(wall(nextOpening(calendar, at("2026-03-27T17:00")))).toBe("2026-03-30 08:30");
    expect(wall(nextOpening(calendar, at("2026-10-23T18:00")))).toBe("2026-10-26 08:30");
    expect(wall(nextOpening(calendar, at("2026-03-30T08:30")))).toBe("2026-03-30 08:30");
  });

  test("working days between: none on the same day, one to the next working day however long the weekend", () => {
    const between = (from: string, to: string) => workingDaysBetween(calendar, at(from), at(to));
    expect(between("2026-04-02T08:00", "2026-04-02T23:00")).toBe(0);
    expect(between("2026-04-02T23:00", "2026-04-07T01:00")).toBe(1);
    expect(between("2026-04-03T12:00", "2026-04-05T12:00")).toBe(0);
    expect(between("2026-06-12T12:00", "2026-06-15T12:00")).toBe(2);
  });
});

describe("the promise of one working day", () => {
  test.each([
    ["at three in the night", "2026-03-24T03:00", "2026-03-25 08:30"],
    ["in the hour that does not come back", "2026-03-29T02:59", "2026-03-31 08:30"],
    ["in the hour that comes twice", "2026-10-25T03:30", "2026-10-27 08:30"],
    ["on a Friday at noon", "2026-03-27T12:00", "2026-03-30 12:00"],
    ["before two holidays with a weekend between", "2026-04-30T16:59", "2026-05-05 16:59"],
    ["on a moved day off", "2026-06-05T10:00", "2026-06-09 08:30"],
    ["on the Friday before a worked Saturday", "2026-06-12T10:00", "2026-06-13 10:00"],
  ])("received %s (%s) is due %s", (_sentence, received, due) => {
    expect(wall(oneWorkingDayAfter(calendar, at(received)))).toBe(due);
  });
});

describe("office minutes", () => {
  test.each([
    ["within a day", "2026-03-24T09:00", 60, "2026-03-24 10:00"],
    ["to the very end of a day", "2026-03-24T16:00", 60, "2026-03-24 17:00"],
    ["over a night", "2026-03-24T16:30", 60, "2026-03-25 09:00"],
    ["from outside the hours", "2026-03-24T20:00", 30, "2026-03-25 09:00"],
    ["over Easter", "2026-04-02T16:30", 60, "2026-04-07 09:00"],
    ["over the clock change", "2026-03-27T16:30", 60, "2026-03-30 09:00"],
    ["over two whole days", "2026-03-23T08:30", 1080, "2026-03-25 09:30"],
    ["none at all", "2026-03-24T09:00", 0, "2026-03-24 09:00"],
  ])("%s: %s and %i min is %s", (_sentence, from, minutes, expected) => {
    expect(wall(addOfficeMinutes(calendar, at(from), minutes))).toBe(expected);
  });

  test("none pass at night, on holidays, or backwards", () => {
    const between = (from: string, to: string) => officeMinutesBetween(calendar, at(from), at(to));
    expect(between("2026-04-02T17:00", "2026-04-07T08:30")).toBe(0);
    expect(between("2026-04-02T16:00", "2026-04-07T09:30")).toBe(120);
    expect(between("2026-06-13T00:00", "2026-06-14T00:00")).toBe(510);
    expect(between("2026-03-25T10:00", "2026-03-24T10:00")).toBe(0);
  });

  test("adding and counting undo each other, whenever one begins", () => {
    const start = at("2026-03-20T00:00");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 90 }), fc.integer({ min: 0, max: 6000 }), (after, minutes) => {
        const from = addMinutes(start, after);
        const to = addOfficeMinutes(calendar, from, minutes);
        expect(officeMinutesBetween(calendar, from, to)).toBe(minutes);
        const hours = officeHours(calendar, dateOf(to));
        expect(hours && to >= hours.start && to <= hours.end).toBe(true);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  test("time splits: what passes until noon and from noon on is all that passes", () => {
    const start = at("2026-03-20T00:00");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 * 24 * 30 }), { minLength: 3, maxLength: 3 }), (minutes) => {
        const [a, b, c] = minutes.sort((x, y) => x - y).map((n) => addMinutes(start, n)) as [Instant, Instant, Instant];
        expect(officeMinutesBetween(calendar, a, b) + officeMinutesBetween(calendar, b, c)).toBe(
          officeMinutesBetween(calendar, a, c),
        );
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
