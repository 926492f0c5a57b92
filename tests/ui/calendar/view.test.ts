import { describe, expect, test } from "vitest";
import { HOUR } from "#app/time";
import { datesShown, intervalShown, readView, stepDate, viewSearch, withinCoordinator } from "#app/ui/calendar/view";

const read = (search: string) => readView(new URLSearchParams(search), "2026-11-22");

describe("what the address says", () => {
  test("with nothing said it is today, by day, without filters", () => {
    expect(read("")).toEqual({
      view: "day",
      date: "2026-11-22",
      zoom: 2,
      showAll: false,
      requestId: null,
      filters: { language: null, deskId: null, mode: null, interpreterId: null },
    });
  });

  test("filters combine", () => {
    const { filters } = read("language=prs&desk=riga&mode=phone&interpreter=amina");
    expect(filters).toEqual({ language: "prs", deskId: "riga", mode: "phone", interpreterId: "amina" });
  });

  test("what is said wrongly counts as not said", () => {
    const view = read("date=2026-13-45&view=year&zoom=9&mode=telepathy&all=yes");
    expect(view).toEqual(read(""));
  });

  test("a view survives its own address", () => {
    const view = read(
      "date=2027-03-28&view=week&zoom=3&all=1&request=r1&language=prs&desk=riga&mode=video&interpreter=karim",
    );
    expect(readView(new URLSearchParams(viewSearch(view)), "2020-01-01")).toEqual(view);
  });

  test("a changed view keeps the rest", () => {
    const view = read("language=prs&view=week");
    expect(viewSearch(view, { date: "2026-12-01" })).toBe("?date=2026-12-01&view=week&language=prs");
  });
});

describe("the days shown", () => {
  test.each([
    ["day", "2026-11-22", "2026-11-22", "2026-11-22"],
    ["week", "2026-11-22", "2026-11-16", "2026-11-22"],
    ["month", "2026-11-22", "2026-10-26", "2026-12-06"],
    ["month", "2027-02-10", "2027-02-01", "2027-02-28"],
  ] as const)("%s of %s: %s to %s, Monday first", (view, date, first, last) => {
    expect(datesShown({ view, date })).toEqual({ first, last });
  });

  test.each([
    ["2026-10-25", 25],
    ["2027-03-28", 23],
    ["2026-11-22", 24],
  ])("the day %s has %i hours", (date, hours) => {
    const { start, end } = intervalShown({ view: "day", date });
    expect((end - start) / HOUR).toBe(hours);
  });

  test.each([
    ["day", "2026-11-30", 1, "2026-12-01"],
    ["week", "2026-12-28", 1, "2027-01-04"],
    ["month", "2027-01-31", 1, "2027-02-01"],
    ["month", "2027-01-31", -1, "2026-12-01"],
  ] as const)("one %s from %s", (view, date, direction, expected) => {
    expect(stepDate({ view, date }, direction)).toBe(expected);
  });
});

test.each([
  ["/coordinator/list?date=2026-11-22", "/coordinator/list?date=2026-11-22"],
  ["/coordinator", "/coordinator"],
  ["https://evil.example/coordinator", "/coordinator/calendar"],
  ["//evil.example", "/coordinator/calendar"],
  ["/coordinatorx", "/coordinator/calendar"],
  ["/coordinator/../admin", "/coordinator/calendar"],
  ["/coordinator\\..\\..\\admin", "/coordinator/calendar"],
  [null, "/coordinator/calendar"],
])("one comes back to a coordinators' page only: %s", (back, expected) => {
  expect(withinCoordinator(back)).toBe(expected);
});
