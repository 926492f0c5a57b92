import { describe, expect, test } from "vitest";
import { type ColumnsInput, columnsFor, dutyOf, shadeOf } from "#app/ui/calendar/columns";
import { intervalShown } from "#app/ui/calendar/view";
import { between, entry, person } from "./people";

const shown = intervalShown({ view: "day", date: "2026-03-30" });
const noFilters = { language: null, deskId: null, mode: null, interpreterId: null };
const people = [
  person("amina"),
  person("farid", { languageCodes: ["ps"], deskId: "latgale" }),
  person("huda", { windows: null }),
  person("karim", { windows: [] }),
  person("leila", { absences: [{ interval: between("2026-03-29T00:00", "2026-04-05T00:00"), kind: "holiday" }] }),
];

function idsOf(input: Partial<ColumnsInput>) {
  const { columns, hidden } = columnsFor({
    people,
    entries: [],
    shown,
    filters: noFilters,
    ability: null,
    showAll: false,
    ...input,
  });
  return { ids: columns.map((column) => column.id), hidden };
}

describe("who gets a column", () => {
  test("without a chosen request: the unassigned, then people with work, then people on duty", () => {
    const withWork = entry({ assignmentId: "a1", interpreterId: "karim", interpreterName: "Karim" });
    expect(idsOf({ entries: [withWork] })).toEqual({ ids: ["unassigned", "karim", "amina", "farid"], hidden: 2 });
  });

  test("show all adds the others, by name", () => {
    expect(idsOf({ showAll: true })).toEqual({
      ids: ["unassigned", "amina", "farid", "huda", "karim", "leila"],
      hidden: 0,
    });
  });

  test("with a chosen request: those who could take it, best first, who passed it by, then those whose obstacles can be overruled", () => {
    const ability = { able: ["karim", "amina"], passed: ["huda"], overrulable: ["leila"] };
    expect(idsOf({ ability })).toEqual({ ids: ["unassigned", "karim", "amina", "huda", "leila"], hidden: 1 });
  });

  test("those who can carry their place, the others none", () => {
    const { columns } = columnsFor({
      people,
      entries: [],
      shown,
      filters: noFilters,
      ability: { able: ["karim"], passed: [], overrulable: ["leila"] },
      showAll: false,
    });
    expect(columns.map((column) => column.rank)).toEqual([null, 1, null]);
  });

  test("filters by language, desk and person combine", () => {
    expect(idsOf({ filters: { ...noFilters, language: "ps" } }).ids).toEqual(["unassigned", "farid"]);
    expect(idsOf({ filters: { ...noFilters, language: "prs", deskId: "latgale" } }).ids).toEqual(["unassigned"]);
  });

  test("somebody asked for by name is shown though away", () => {
    expect(idsOf({ filters: { ...noFilters, interpreterId: "leila" } }).ids).toEqual(["unassigned", "leila"]);
  });
});

describe("what people do that day", () => {
  test.each([
    ["amina", "duty"],
    ["huda", "unknown"],
    ["karim", "off"],
    ["leila", "absent"],
  ])("%s: %s", (id, duty) => {
    expect(dutyOf(people.find((one) => one.id === id)!, shown)).toBe(duty);
  });

  test("an absence over all working hours is an absence that day", () => {
    const away = person("amina", {
      absences: [{ interval: between("2026-03-30T07:00", "2026-03-30T19:00"), kind: "illness" }],
    });
    expect(dutyOf(away, shown)).toBe("absent");
  });

  test("a quarter of an hour is shaded by absence, else by being outside working hours", () => {
    const [amina, , huda, , leila] = people;
    const night = between("2026-03-30T06:00", "2026-03-30T06:15");
    const noon = between("2026-03-30T12:00", "2026-03-30T12:15");
    expect([shadeOf(amina, night), shadeOf(amina, noon)]).toEqual(["off", null]);
    expect([shadeOf(huda, night), shadeOf(leila, noon)]).toEqual([null, "absent"]);
  });
});
