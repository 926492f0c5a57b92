import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { durationFrom } from "#app/server/duration";
import { DAY, HOUR } from "#app/time";
import { zoneOf } from "#app/zone";

const ZONES = ["Europe/Riga", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu"];

test.each(ZONES)("the wall clock of %s is what Luxon says it is, at any instant and on any wall time", (name) => {
  const { offsetAt, instantsOf, instantOf } = zoneOf(name);
  for (let at = Date.UTC(2019, 0); at < Date.UTC(2032, 0); at += 5.5 * HOUR) {
    const luxon = DateTime.fromMillis(at, { zone: name });
    expect(offsetAt(at), luxon.toISO() ?? "").toBe(luxon.offset * 60_000);
    const wall = DateTime.fromMillis(at, { zone: "utc" }).setZone(name, { keepLocalTime: true });
    const possible = wall.getPossibleOffsets().map((one) => one.toMillis());
    expect(instantOf(at), wall.toISO() ?? "").toBe(Math.min(...possible));
    expect(instantsOf(at).length).toBeLessThanOrEqual(possible.length);
  }
});

test("every change of Riga's clock from 2000 to 2060 is where Luxon has it, with the hours around it", () => {
  const { offsetAt, instantsOf, instantOf } = zoneOf("Europe/Riga");
  const changes: string[] = [];
  for (let day = Date.UTC(2000, 0); day < Date.UTC(2061, 0); day += DAY) {
    if (offsetAt(day) === offsetAt(day + DAY)) continue;
    changes.push(new Date(day).toISOString().slice(0, 10));
    // The change is at one in the night by UTC; the hour that is missing or there twice ends at four by the wall.
    for (let at = day - 2 * HOUR; at <= day + 6 * HOUR; at += HOUR / 4) {
      const luxon = DateTime.fromMillis(at, { zone: "Europe/Riga" });
      expect(offsetAt(at), luxon.toISO() ?? "").toBe(luxon.offset * 60_000);
      const wall = DateTime.fromMillis(at, { zone: "utc" }).setZone("Europe/Riga", { keepLocalTime: true });
      const isThere = wall.toFormat("HH:mm:ss") === new Date(at).toISOString().slice(11, 19);
      const possible = wall.getPossibleOffsets().map((one) => one.toMillis());
      const expected = isThere ? possible.sort((a, b) => a - b) : [];
      expect(instantsOf(at), wall.toISO() ?? "").toEqual(expected);
      expect(instantOf(at), wall.toISO() ?? "").toBe(Math.min(...possible));
    }
  }
  // Latvia left its clocks alone in 2000.
  expect(changes).toHaveLength(2 * 60);
});

test("what was asked before makes no difference", () => {
  const asked = [Date.UTC(2026, 0, 1) - 1, Date.UTC(2026, 5, 1), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)];
  const one = zoneOf("Europe/Riga");
  for (const first of asked)
    for (const then of asked) {
      one.offsetAt(first);
      one.instantsOf(then);
      const fresh = zoneOf("Europe/Riga");
      expect([one.offsetAt(then), one.instantsOf(then)]).toEqual([fresh.offsetAt(then), fresh.instantsOf(then)]);
    }
});

test("a zone that is none is said so", () => {
  expect(() => zoneOf("Europe/Nowhere")).toThrow(RangeError);
});

test.each([
  ["PT3H", 3 * HOUR],
  ["-P1D", -DAY],
  ["PT-90S", -90_000],
  ["P1DT12H", 1.5 * DAY],
  ["3h", null],
  ["P", null],
  ["PT", null],
  ["", null],
])("%s is a duration or not", (text, milliseconds) => {
  expect(durationFrom(text)).toBe(milliseconds);
});
