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
