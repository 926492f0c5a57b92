import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { officeAt } from "#app/dispatch/office";
import { outlookFrom, promiseAfterMove, promiseFor, promiseTerms } from "#app/dispatch/promise";
import { DEFAULT_RULES } from "#app/dispatch/rules";
import {
  addMinutes,
  dateOf,
  type Instant,
  minutesBetween,
  officeMinutesBetween,
  timeOf,
  type WorkCalendar,
} from "#app/time";
import { at } from "#tests/support/world";

/** 2026-04-03 and 2026-04-06 are Good Friday and Easter Monday; on Saturday 2026-03-28 people work. */
const calendar: WorkCalendar = {
  opensMinute: 510,
  closesMinute: 1020,
  closed: new Set(["2026-04-03", "2026-04-06"]),
  open: new Set(["2026-03-28"]),
};
const wall = (instant: Instant | null) => instant && `${dateOf(instant)}T${timeOf(instant)}`;
const due = (received: string, start: string, rules = DEFAULT_RULES) =>
  wall(promiseFor(rules, calendar, at(received), at(start)));

describe("by when an answer is promised for a start that is far", () => {
  test.each([
    ["received at noon: at noon", "2026-03-24T12:00", "2026-03-25T12:00"],
    ["received at night: from the opening", "2026-03-24T23:40", "2026-03-26T08:30"],
    ["received before the opening", "2026-03-24T06:00", "2026-03-25T08:30"],
    ["received at closing time: from the next opening", "2026-03-24T17:00", "2026-03-26T08:30"],
    ["received on the last afternoon before Easter", "2026-04-02T15:15", "2026-04-07T15:15"],
    ["received on a holiday", "2026-04-03T12:00", "2026-04-08T08:30"],
    ["received on a Friday before a moved working Saturday", "2026-03-27T10:00", "2026-03-28T10:00"],
  ])("%s", (_sentence, received, expected) => {
    expect(due(received, "2026-04-20T10:00")).toBe(expected);
  });
});

describe("by when an answer is promised for a start that is near", () => {
  test.each([
    ["by day, in an hour: nothing", "2026-03-24T10:00", "2026-03-24T11:00", null],
    ["by day, in three hours: two hours before", "2026-03-24T10:00", "2026-03-24T13:00", "2026-03-24T11:00"],
    ["in the afternoon for nine tomorrow", "2026-03-24T14:00", "2026-03-25T09:00", "2026-03-25T07:00"],
    ["minutes before closing for nine tomorrow: nothing", "2026-03-24T16:51", "2026-03-25T09:00", null],
    ["ten minutes before closing it still is", "2026-03-24T16:50", "2026-03-25T09:00", "2026-03-25T07:00"],
    ["in the evening for nine tomorrow: nobody is there before", "2026-03-24T20:00", "2026-03-25T09:00", null],
    ["in the evening for noon tomorrow", "2026-03-24T20:00", "2026-03-25T12:00", "2026-03-25T10:00"],
    ["at night for nine the same morning: nothing", "2026-03-25T02:00", "2026-03-25T09:00", null],
    ["at night, in three hours: nothing", "2026-03-25T01:00", "2026-03-25T04:00", null],
    ["on Friday afternoon for Monday at nine", "2026-03-20T15:30", "2026-03-23T09:00", "2026-03-23T07:00"],
    ["on Friday evening for Saturday: nothing", "2026-03-20T18:00", "2026-03-21T12:00", null],
    ["on Friday evening for a moved working Saturday", "2026-03-27T18:00", "2026-03-28T12:00", "2026-03-28T10:00"],
    ["on Thursday before Easter for Tuesday at nine", "2026-04-02T16:14", "2026-04-07T09:00", "2026-04-07T07:00"],
    ["on a holiday for the next one: nothing", "2026-04-03T12:00", "2026-04-06T12:00", null],
    ["next week: one working day", "2026-03-24T14:00", "2026-03-31T09:00", "2026-03-25T14:00"],
    ["already begun: nothing", "2026-03-24T14:00", "2026-03-24T13:00", null],
  ])("%s", (_sentence, received, start, expected) => {
    expect(due(received, start)).toBe(expected);
  });

  test("the lead is a rule, and never less than the offer's own", () => {
    const [received, start] = ["2026-03-24T10:00", "2026-03-24T16:00"];
    expect(due(received, start, { ...DEFAULT_RULES, "promise.leadMinutes": 180 })).toBe("2026-03-24T13:00");
    const late = { ...DEFAULT_RULES, "offer.latestBeforeStartMinutes": 240 };
    expect(due(received, start, late)).toBe("2026-03-24T12:00");
  });

  test("whatever is asked whenever, a promise leaves the lead before the start and the desk time to keep it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * 24 * 40 }),
        fc.integer({ min: -60, max: 60 * 24 * 12 }),
        fc.integer({ min: 120, max: 2880 }),
        (n, left, lead) => {
          const now = addMinutes(at("2026-03-16T00:00"), n);
          const start = addMinutes(now, left);
          const rules = { ...DEFAULT_RULES, "promise.leadMinutes": lead };
          const promised = promiseFor(rules, calendar, now, start);
          if (promised === null) return;
          expect(minutesBetween(promised, start)).toBeGreaterThanOrEqual(lead);
          expect(officeMinutesBetween(calendar, now, promised)).toBeGreaterThanOrEqual(10);
        },
      ),
      { seed: 5, numRuns: 600 },
    );
  });
});

describe("a request that moves", () => {
  const moved = (promised: string | null, now: string, start: string) =>
    wall(promiseAfterMove(DEFAULT_RULES, calendar, at(now), promised === null ? null : at(promised), at(start)));
  test.each([
    ["later: what was promised stands", "2026-03-25T14:00", "2026-03-24T15:00", "2026-03-31T09:00", "2026-03-25T14:00"],
    [
      "earlier: no later than before the start",
      "2026-03-25T14:00",
      "2026-03-24T15:00",
      "2026-03-25T12:00",
      "2026-03-25T10:00",
    ],
    ["so near that nothing can be promised", "2026-03-25T14:00", "2026-03-24T15:00", "2026-03-24T16:00", null],
    [
      "later, where nothing was promised: counted from now",
      null,
      "2026-03-24T15:00",
      "2026-03-31T09:00",
      "2026-03-25T15:00",
    ],
    [
      "a promise that is late stays late",
      "2026-03-24T12:00",
      "2026-03-24T15:00",
      "2026-03-31T09:00",
      "2026-03-24T12:00",
    ],
  ])("%s", (_sentence, promised, now, start, expected) => {
    expect(moved(promised, now, start)).toBe(expected);
  });
});

test("what is held at night is said, but not where offers go out at once or a coordinator decides", () => {
  const held = (now: string, start: string, asks: "interpreters" | "coordinator" = "interpreters") =>
    wall(outlookFrom(promiseTerms(DEFAULT_RULES, calendar, at(now)), at(start), asks).heldUntil);
  expect(held("2026-03-24T23:00", "2026-03-25T09:00")).toBe("2026-03-25T07:00");
  expect(held("2026-03-24T23:00", "2026-03-25T08:30")).toBeNull();
  expect(held("2026-03-24T20:00", "2026-03-25T09:00")).toBeNull();
  expect(held("2026-03-24T23:00", "2026-03-25T09:00", "coordinator")).toBeNull();
});

test.each([
  ["by day until it closes", "2026-03-24T10:00", true, "2026-03-24T17:00"],
  ["in the evening from tomorrow", "2026-03-24T17:00", false, "2026-03-25T08:30"],
  ["before the opening from today", "2026-03-24T06:00", false, "2026-03-24T08:30"],
  ["on Friday evening from Monday", "2026-03-20T18:00", false, "2026-03-23T08:30"],
  ["on a moved working Saturday", "2026-03-28T10:00", true, "2026-03-28T17:00"],
  ["at Easter from Tuesday", "2026-04-03T10:00", false, "2026-04-07T08:30"],
])("the office %s", (_sentence, now, isOpen, changes) => {
  const office = officeAt(calendar, at(now));
  expect({ ...office, changesAt: wall(office.changesAt) }).toEqual({
    today: at(`${now.slice(0, 10)}T00:00`),
    opens: "08:30",
    closes: "17:00",
    isOpen,
    changesAt: changes,
  });
});
