import { describe, expect, test } from "vitest";
import { readAway } from "#app/forms/away";
import { instantNear } from "#app/forms/report";
import { fieldName, readWeek, typedWeek } from "#app/forms/week";
import { asAvailability } from "#app/imports/fields";
import { overlapOnADay, typedTime } from "#app/time";
import { at } from "#tests/support/world";

/** As a page reads two fields of Monday; null = refused. */
function onThePage(from: string, to: string): [number, number] | null {
  const form = new FormData();
  form.set(fieldName(1, 1, "from"), from);
  form.set(fieldName(1, 1, "to"), to);
  const read = readWeek(typedWeek(form));
  const [window] = read.ok ? read.windows : [];
  return window ? [window.fromMinute, window.toMinute] : null;
}

/** As an import reads the same of Monday. */
function inATable(from: string, to: string): [number, number] | null {
  const read = asAvailability(`P ${from}-${to}`);
  const [window] = read.ok ? read.value : [];
  return window ? [window.fromMinute, window.toMinute] : null;
}

describe("hours mean the same on a page and in a table", () => {
  test.each([
    ["08:00", "17:00", [480, 1020]],
    ["8:00", "17:30", [480, 1050]],
    ["9", "17", [540, 1020]],
    ["9.00", "17.30", [540, 1050]],
    ["0900", "1730", [540, 1050]],
    [" 9:00 ", " 17:00 ", [540, 1020]],
    ["22:00", "06:00", [1320, 360]],
    ["18:00", "24:00", [1080, 1440]],
    ["18", "24", [1080, 1440]],
    ["18:00", "00:00", [1080, 1440]],
    ["00:00", "24:00", [0, 1440]],
    ["00:00", "00:00", null],
    ["10:00", "10:00", null],
    ["24:00", "06:00", null],
    ["25:00", "26:00", null],
    ["08:60", "09:00", null],
    ["08:00", "24:30", null],
    ["8:5", "9:00", null],
    ["8h", "9h", null],
  ])("%j to %j", (from, to, minutes) => {
    expect(onThePage(from, to)).toEqual(minutes);
    expect(inATable(from, to)).toEqual(minutes);
  });

  test("a dash between them is a dash, whichever it is", () => {
    for (const dash of ["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212"])
      expect(asAvailability(`P 9${dash}17`)).toMatchObject({ ok: true, value: [{ fromMinute: 540, toMinute: 1020 }] });
  });

  test("hours that overlap are refused by both", () => {
    const windows = [
      { weekday: 6, fromMinute: 1200, toMinute: 120 },
      { weekday: 6, fromMinute: 1380, toMinute: 1440 },
    ];
    expect(overlapOnADay(windows)).toBe(true);
    expect(asAvailability("S 20-2,23-24")).toMatchObject({ reason: "availability_twice" });
    const form = new FormData();
    for (const [row, from, to] of [
      [1, "20", "2"],
      [2, "23", "24"],
    ] as const) {
      form.set(fieldName(6, row, "from"), from);
      form.set(fieldName(6, row, "to"), to);
    }
    expect(readWeek(typedWeek(form))).toMatchObject({ ok: false, errors: { 6: "interpreter:week.error.overlap" } });
  });
});

test.each([
  ["14:00", "14:00"],
  ["14.00", "14:00"],
  ["1400", "14:00"],
  ["9:30", "09:30"],
  ["9", "09:00"],
  ["24:00", "24:00"],
  ["24.00", "24:00"],
  ["2400", "24:00"],
  ["24", "24:00"],
  ["24:01", null],
  ["25", null],
  ["１４：３０", "14:30"],
  [" 14 30", "14:30"],
  ["\u200e14.30", "14:30"],
  ["9:60", null],
  ["9:5", null],
  ["", null],
])("one time of day, %j, is read alike wherever it is typed", (typed, time) => {
  expect(typedTime(typed)).toBe(time);
  const day = "2026-07-01";
  const away = readAway({ from: day, to: "2026-07-02", fromTime: typed, toTime: "" });
  if (typed !== "") expect("errors" in away ? null : away.interval.start).toBe(time && at(`${day}T${time}`));
  const reported = instantNear(at(`${day}T${time ?? "12:00"}`), typed);
  expect(typeof reported === "string" ? null : reported).toBe(time && at(`${day}T${time}`));
});
