import { expect, test } from "vitest";
import { readWhen, type WhenFields } from "#app/forms/when";
import { minutesBetween } from "#app/time";
import { at } from "#tests/support/world";

const read = (date: string, start: string, end: string, more: Partial<WhenFields> = {}) => {
  const when = readWhen({ date, start, end, ...more });
  return when.ok ? minutesBetween(when.value.start, when.value.end) : [when.reason, when.detail?.field];
};

test("over midnight is asked about with what it would mean, and taken once the day is named", () => {
  const asked = readWhen({ date: "2027-03-27", start: "23:15", end: "0:45" });
  expect(asked).toMatchObject({
    reason: "next_day",
    detail: { field: "nextDay", understood: { start: at("2027-03-27T23:15"), end: at("2027-03-28T00:45") } },
  });
  expect(read("2027-03-27", "23:15", "0:45", { nextDay: "2027-03-28" })).toBe(90);
  expect(read("2027-03-27", "23:15", "0:45", { nextDay: "2027-03-29" })).toEqual(["next_day", "nextDay"]);
});

test("the next day is a date in both nights when clocks change", () => {
  expect(read("2027-03-27", "23:30", "05:00", { nextDay: "2027-03-28" })).toBe(4.5 * 60);
  expect(read("2027-10-30", "23:30", "05:00", { nextDay: "2027-10-31" })).toBe(6.5 * 60);
  expect(read("2027-03-28", "22:00", "03:30", { nextDay: "2027-03-29" })).toBe(5.5 * 60);
  expect(read("2027-03-27", "22:00", "03:30", { nextDay: "2027-03-28" })).toEqual(["time_does_not_exist", "end"]);
  expect(read("2027-10-30", "22:00", "03:30", { nextDay: "2027-10-31" })).toEqual(["time_exists_twice", "fold"]);
});

test("a length of nothing is asked about, and one that no job can have is refused", () => {
  expect(read("2027-04-03", "11:00", "11.00")).toEqual(["same_time", "end"]);
  expect(read("2027-04-03", "14:00", "13:00")).toEqual(["ends_before_start", "end"]);
  expect(read("2027-04-03", "14:00", "13:00", { nextDay: "2027-04-04" })).toEqual(["ends_before_start", "end"]);
});

test("24:00 is the next midnight at either end, and nobody asks about it", () => {
  for (const midnight of ["24:00", "24.00", "2400", "24"]) {
    expect(read("2027-04-03", "22:30", midnight)).toBe(90);
    expect(read("2027-04-03", midnight, midnight)).toEqual(["same_time", "end"]);
  }
});

test("what is no time or no date is said at its field", () => {
  expect(read("2027-02-30", "10", "11")).toEqual(["not_a_time", "date"]);
  expect(read("2027-02-03", "rīt", "11")).toEqual(["not_a_time", "start"]);
  expect(read("2027-02-03", "10", "25")).toEqual(["not_a_time", "end"]);
});
