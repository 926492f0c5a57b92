import { expect, test } from "vitest";
import { instantNear, plannedTimes, shifted, timesNear } from "#app/forms/report";
import { addMinutes, minutesBetween } from "#app/time";
import { at } from "#tests/support/world";

test("five minutes go over the hour and over midnight", () => {
  expect(shifted({ start: "09:58", end: "11:00" }, "start+5")).toEqual({ start: "10:03", end: "11:00" });
  expect(shifted({ start: "22:00", end: "00:02" }, "end-5")).toEqual({ start: "22:00", end: "23:57" });
  expect(shifted({ start: "kā parasti", end: "11:00" }, "start-5")).toEqual({ start: "kā parasti", end: "11:00" });
});

test("a typed time is on the day nearest to the planned moment", () => {
  expect(instantNear(at("2026-03-30T10:00"), "10:05")).toBe(at("2026-03-30T10:05"));
  expect(instantNear(at("2026-03-30T10:00"), "9:55")).toBe(at("2026-03-30T09:55"));
  expect(instantNear(at("2026-03-30T10:00"), "10.05")).toBe(at("2026-03-30T10:05"));
  expect(instantNear(at("2026-03-31T00:05"), "23:55")).toBe(at("2026-03-30T23:55"));
  expect(instantNear(at("2026-03-30T23:50"), "00:10")).toBe(at("2026-03-31T00:10"));
});

test("in the hour that happens twice the planned one is meant", () => {
  const first = at("2026-10-25T03:30");
  const second = addMinutes(first, 60);
  expect(plannedTimes({ start: first, end: second })).toEqual({ start: "03:30", end: "03:30" });
  expect(instantNear(first, "03:30")).toBe(first);
  expect(instantNear(second, "03:30")).toBe(second);
});

test("a time that was skipped that night, or is none, is said so", () => {
  expect(instantNear(at("2026-03-29T02:30"), "03:30")).toBe("interpreter:job.report.errorGap");
  for (const typed of ["25:00", "10.5", "", "10:5"])
    expect(instantNear(at("2026-03-30T10:00"), typed)).toBe("interpreter:job.report.errorTime");
});

test("an end is the first such time after its beginning: near midnight, at it, over it, and in the nights of the clock change", () => {
  const read = (planned: [string, string], start: string, end: string) => {
    const times = timesNear({ start: at(planned[0]), end: at(planned[1]) }, { start, end });
    if (typeof times.start === "string" || typeof times.end === "string") return times;
    return minutesBetween(times.start, times.end);
  };
  const day: [string, string] = ["2026-03-30T09:00", "2026-03-30T10:00"];
  const late: [string, string] = ["2026-03-30T20:00", "2026-03-30T21:00"];
  expect(read(late, "20:00", "23:59")).toBe(239);
  for (const midnight of ["24:00", "00:00", "24", "0:00"])
    expect([midnight, read(late, "20:00", midnight)]).toEqual([midnight, 240]);
  expect(read(late, "20:00", "6:30")).toBe(630);
  expect(read(["2026-03-30T13:00", "2026-03-31T00:00"], "12:45", "0:30")).toBe(705);
  expect(read(["2026-03-29T02:30", "2026-03-29T05:00"], "2:30", "5:30")).toBe(120);
  expect(read(["2026-03-29T02:30", "2026-03-29T05:00"], "2:30", "3:30")).toMatchObject({
    end: "interpreter:job.report.errorGap",
  });
  expect(read(["2026-10-25T02:30", "2026-10-25T03:30"], "2:30", "4:10")).toBe(160);
  expect(read(["2026-10-24T23:00", "2026-10-25T02:00"], "23:10", "4:10")).toBe(360);
  // Too long and the wrong way round are what they are, on the day of the beginning.
  expect(read(day, "09:00", "23:59")).toBe(899);
  expect(read(day, "09:00", "8:50")).toBe(-10);
  expect(read(day, "09:00", "09:00")).toBe(0);
});
