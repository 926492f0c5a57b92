import { expect, test } from "vitest";
import { type AwayFields, daysBetween, readAway } from "#app/forms/away";
import { HOUR } from "#app/time";
import { at } from "#tests/support/world";

const away = (fields: Partial<AwayFields>) => {
  const read = readAway({ from: "", to: "", fromTime: "", toTime: "", ...fields });
  return "errors" in read ? read.errors : read.interval;
};

test("whole days last from midnight to the midnight after the last", () => {
  expect(away({ from: "2026-07-01", to: "2026-07-14" })).toEqual({
    start: at("2026-07-01T00:00"),
    end: at("2026-07-15T00:00"),
  });
  expect(daysBetween("2026-07-01", "2026-07-14")).toBe(14);
});

test("a day on which clocks change is 23 or 25 hours long", () => {
  const lengthOf = (date: string) => {
    const day = away({ from: date, to: date });
    return "start" in day && "end" in day ? (Number(day.end) - Number(day.start)) / HOUR : null;
  };
  expect([lengthOf("2026-03-29"), lengthOf("2026-10-25"), lengthOf("2026-10-26")]).toEqual([23, 25, 24]);
});

test("hours can be named, and 24:00 is midnight", () => {
  expect(away({ from: "2026-07-01", to: "2026-07-01", fromTime: "9:00", toTime: "12:30" })).toEqual({
    start: at("2026-07-01T09:00"),
    end: at("2026-07-01T12:30"),
  });
  expect(away({ from: "2026-07-01", to: "2026-07-01", fromTime: "18:00", toTime: "24:00" })).toEqual({
    start: at("2026-07-01T18:00"),
    end: at("2026-07-02T00:00"),
  });
});

test("the hour that happens twice lies wholly inside, the one that is skipped is refused", () => {
  const folded = away({ from: "2026-10-25", to: "2026-10-25", fromTime: "03:00", toTime: "03:30" });
  expect("start" in folded && "end" in folded && Number(folded.end) - Number(folded.start)).toBe(1.5 * HOUR);
  expect(away({ from: "2026-03-29", to: "2026-03-29", fromTime: "03:30" })).toEqual({
    fromTime: "interpreter:away.errorTime",
  });
});

test("an end before its beginning is asked about, never taken for the next day", () => {
  const day = { from: "2026-07-01", to: "2026-07-01" };
  expect(away({ ...day, fromTime: "22:00", toTime: "6" })).toEqual({ toTime: "interpreter:away.errorNextDay" });
  expect(away({ ...day, fromTime: "14:00", toTime: "14.00" })).toEqual({ toTime: "interpreter:away.errorSame" });
  expect(away({ ...day, to: "2026-07-02", fromTime: "24:00", toTime: "6" })).toEqual({
    start: at("2026-07-02T00:00"),
    end: at("2026-07-02T06:00"),
  });
});

test("each mistake is told at its field", () => {
  expect(away({ from: "2026-02-30" })).toEqual({
    from: "interpreter:away.errorDates",
    to: "interpreter:away.errorDates",
  });
  expect(away({ from: "2026-07-02", to: "2026-07-01" })).toEqual({ to: "interpreter:refusal.absence_order" });
  expect(away({ from: "2026-07-01", to: "2026-07-01", toTime: "noon" })).toEqual({
    toTime: "interpreter:away.errorTime",
  });
});
