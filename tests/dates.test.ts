import { expect, test } from "vitest";
import { readDates, shownDate, typedDate } from "#app/dates";
import { at } from "#tests/support/world";

const TODAY = "2026-11-30";

test.each([
  ["2.12.", "2026-12-02"],
  ["2.12", "2026-12-02"],
  ["02.12.2026", "2026-12-02"],
  ["02.12.2026.", "2026-12-02"],
  [" 2. 12. 2026. ", "2026-12-02"],
  ["2.12.26", "2026-12-02"],
  ["2026-12-02", "2026-12-02"],
  ["Šodien", "2026-11-30"],
  ["rīt", "2026-12-01"],
  ["tomorrow", "2026-12-01"],
  ["30.11.", "2026-11-30"],
  ["29.11.", "2027-11-29"],
  ["29.2.", "2028-02-29"],
])("somebody who types %j on 30 November 2026 means %s", (typed, date) => {
  expect(typedDate(typed, TODAY)).toBe(date);
});

test.each([
  "2/12",
  "2/12/2026",
  "12-02-2026",
  "31.11.",
  "30.2.2027",
  "0.12.",
  "2.13.",
  "2.12.202",
  "decembris",
  "",
  "2.12.1026",
])("%j is no date, or may be two", (typed) => {
  expect(typedDate(typed, TODAY)).toBeNull();
});

test("where no day is today, as in a table, the year must stand there", () => {
  expect([typedDate("2.12.", null), typedDate("rīt", null), typedDate("2.12.2026", null)]).toEqual([
    null,
    null,
    "2026-12-02",
  ]);
});

test("a field shows what it holds as Latvians write it, and what is no date as it was typed", () => {
  expect([shownDate("2026-12-02"), shownDate("2/12"), shownDate("")]).toEqual(["02.12.2026.", "2/12", ""]);
});

test("forms and addresses are read alike, and what cannot be read stays for the person to mend", () => {
  const sent = readDates(
    new URLSearchParams({ from: "2.12.", to: "2/12", q: "2.12." }),
    at("2026-11-30T10:00"),
    "from",
    "to",
    "none",
  );
  expect(Object.fromEntries(sent)).toEqual({ from: "2026-12-02", to: "2/12", q: "2.12." });
});
