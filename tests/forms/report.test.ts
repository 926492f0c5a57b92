import { expect, test } from "vitest";
import { instantNear, plannedTimes, shifted } from "#app/forms/report";
import { addMinutes } from "#app/time";
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
