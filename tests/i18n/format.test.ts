import { expect, test } from "vitest";
import { translator } from "#app/i18n";
import {
  dateTime,
  dayLong,
  dayShort,
  duration,
  listOf,
  momentLong,
  phone,
  relativeWait,
  sentenceCase,
  timeRange,
  whenLong,
} from "#app/i18n/format";
import { addMinutes, type Fold, HOUR, type Instant, MINUTE, parseWall } from "#app/time";

function riga(wall: string, fold?: Fold): Instant {
  const [date = "", time = ""] = wall.split("T");
  const read = parseWall(date, time, fold);
  if (!read.ok) throw new Error(`${wall}: ${read.reason}`);
  return read.value;
}

const NOW = riga("2026-11-22T12:00");

test("a day is said as people say it, with its day of the week", () => {
  expect(dayLong("lv", riga("2026-12-01T14:00"), NOW)).toBe("otrdien, 1. decembrī");
  expect(dayLong("en", riga("2026-12-01T14:00"), NOW)).toBe("Tuesday, 1 December");
  expect(sentenceCase(dayLong("lv", riga("2026-11-25T14:00"), NOW))).toBe("Trešdien, 25. novembrī");
});

test("the year is said where a day without it could be misread", () => {
  expect(dayLong("lv", riga("2027-03-02T14:00"), NOW)).toBe("otrdien, 2027. gada 2. martā");
  expect(dayLong("lv", riga("2026-12-28T14:00"), riga("2026-12-20T12:00"))).toBe("pirmdien, 2026. gada 28. decembrī");
  expect(dayLong("en", riga("2027-01-04T14:00"), riga("2026-12-28T12:00"))).toBe("Monday, 4 January 2027");
  expect(dayLong("lv", riga("2026-12-01T14:00"))).toBe("otrdien, 2026. gada 1. decembrī");
});

test("short dates and moments", () => {
  expect(dayShort("lv", riga("2026-12-01T14:00"))).toBe("01.12.2026.");
  expect(dayShort("en", riga("2026-12-01T14:00"))).toBe("1 Dec 2026");
  expect(dateTime("lv", riga("2026-12-01T09:05"))).toBe("01.12.2026. 09:05");
  expect(momentLong("lv", riga("2026-11-30T16:20"), NOW)).toBe("pirmdien, 30. novembrī, plkst. 16:20");
});

test("a range over midnight says so", () => {
  const start = riga("2026-12-01T22:00");
  expect(timeRange("lv", { start, end: riga("2026-12-01T23:30") })).toBe("22:00–23:30");
  expect(timeRange("lv", { start, end: riga("2026-12-02T06:00") })).toBe("22:00–06:00 (+1)");
  expect(whenLong("lv", { start, end: riga("2026-12-02T00:00") }, NOW)).toBe("otrdien, 1. decembrī, 22:00–00:00 (+1)");
});

test("in the autumn night it is said which half past three is meant", () => {
  const summer = riga("2027-10-31T03:30", "earlier");
  const winter = riga("2027-10-31T03:30", "later");
  expect(winter - summer).toBe(HOUR);
  expect(timeRange("lv", { start: summer, end: addMinutes(summer, 60) })).toBe(
    "03:30 (vasaras laiks)–03:30 (ziemas laiks)",
  );
  expect(timeRange("en", { start: winter, end: addMinutes(winter, 60) })).toBe("03:30 (winter time)–04:30");
});

test("in the spring night an hour of work ends two hours later by the wall", () => {
  const start = riga("2027-03-28T02:30");
  expect(timeRange("lv", { start, end: addMinutes(start, 60) })).toBe("02:30–04:30");
});

test("lengths and waits", () => {
  expect([30, 60, 90, 600].map(duration)).toEqual(["30 min", "1 h", "1 h 30 min", "10 h"]);
  expect(relativeWait("lv", 51 * HOUR)).toBe("2 d. 3 h");
  expect(relativeWait("lv", 3 * HOUR + 12 * MINUTE)).toBe("3 h 12 min");
  expect(relativeWait("lv", 41.9 * MINUTE)).toBe("41 min");
  expect(relativeWait("en", 4 * MINUTE + 9_000)).toBe("4 min 09 s");
  expect(relativeWait("lv", -5)).toBe("0 s");
});

test("a phone number is grouped and not broken over two lines", () => {
  expect(phone("+37127011868")).toBe("+371\u00a027\u00a0011\u00a0868");
  expect(phone("67123456")).toBe("+371\u00a067\u00a0123\u00a0456");
  expect(phone("iekšējais 12")).toBe("iekšējais 12");
});

test("lists end with and", () => {
  expect(listOf("lv", ["puštu", "dari", "farsi"])).toBe("puštu, dari un farsi");
  expect(listOf("en", ["Pashto", "Dari"])).toBe("Pashto and Dari");
  expect(listOf("lv", ["dari"])).toBe("dari");
});

test.each([
  [0, "0 pieprasījumu"],
  [1, "1 pieprasījums"],
  [2, "2 pieprasījumi"],
  [11, "11 pieprasījumu"],
  [21, "21 pieprasījums"],
  [111, "111 pieprasījumu"],
])("%i in Latvian", (count, words) => {
  expect(translator("lv")("common:count.requests", { count })).toBe(words);
});
