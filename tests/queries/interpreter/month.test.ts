import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { monthBeside, monthOfInterpreter, weeksOfMonth } from "#app/queries/interpreter/month";
import { addMinutes } from "#app/time";
import { at, world } from "#tests/support/world";

test.each([
  ["2026-03", "2026-02-23", "2026-04-05", 6], // clocks go forward on the 29th
  ["2026-10", "2026-09-28", "2026-11-01", 5], // clocks go back on the 25th
  ["2027-02", "2027-02-01", "2027-02-28", 4],
  ["2026-12", "2026-11-30", "2027-01-03", 5],
])("the weeks of %s go from %s to %s, every date once", (month, first, last, weeks) => {
  const grid = weeksOfMonth(month);
  const dates = grid.flat();
  expect([dates[0], dates.at(-1), grid.length]).toEqual([first, last, weeks]);
  expect(new Set(dates).size).toBe(weeks * 7);
});

test("the months beside never skip one", () => {
  let month = "2026-01";
  for (let i = 0; i < 24; i++) month = monthBeside(month, 1);
  expect(month).toBe("2028-01");
  for (let i = 0; i < 24; i++) month = monthBeside(month, -1);
  expect(month).toBe("2026-01");
});

const datesWithJobs = (ctx: Ctx, month: string) =>
  monthOfInterpreter(ctx as Ctx<UserViewer>, month)
    .flat()
    .filter(({ jobs }) => jobs.length > 0)
    .map(({ date }) => date);

test.each([
  ["the last quarter before midnight", "2026-03-28T23:15", 30, ["2026-03-28"]],
  ["the hour that is skipped", "2026-03-29T02:30", 60, ["2026-03-29"]],
  ["midnight to midnight of the short day", "2026-03-29T00:00", 23 * 60, ["2026-03-29"]],
  ["over midnight into the short day", "2026-03-28T23:30", 60, ["2026-03-28", "2026-03-29"]],
])("in March a job at %s stands on its Riga dates", (_, start, minutes, dates) => {
  const { request, assign, as } = world();
  const startAt = at(start);
  assign(request({ startAt, endAt: addMinutes(startAt, minutes) }), "amina");
  expect(datesWithJobs(as("amina", "2026-03-20T12:00"), "2026-03")).toEqual(dates);
});

test("in October the 25th has 25 hours and a job in the hour that happens twice stands on it", () => {
  const { request, assign, as } = world();
  const second = addMinutes(at("2026-10-25T03:30"), 60);
  assign(request({ startAt: second, endAt: addMinutes(second, 60) }), "amina");
  const late = at("2026-10-25T23:00");
  assign(request({ startAt: late, endAt: addMinutes(late, 60) }), "amina");
  expect(datesWithJobs(as("amina", "2026-10-20T12:00"), "2026-10")).toEqual(["2026-10-25"]);
});

test("absences stand on every date they touch, cancelled ones on none, holidays by name", () => {
  const { absence, as } = world();
  absence("amina", "2026-05-01T00:00", "2026-05-04T00:00");
  const days = monthOfInterpreter(as("amina", "2026-04-20T12:00") as Ctx<UserViewer>, "2026-05").flat();
  expect(days.filter((day) => day.absences.length > 0).map(({ date }) => date)).toEqual([
    "2026-05-01",
    "2026-05-02",
    "2026-05-03",
  ]);
  expect(days.find(({ date }) => date === "2026-05-01")?.holiday).toBeTruthy();
});
