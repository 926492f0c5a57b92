import { spawnSync } from "node:child_process";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  DAY,
  dateOf,
  dayInterval,
  expandWeekly,
  HOUR,
  type Instant,
  instantFrom,
  isFolded,
  isoOf,
  minutesBetween,
  mondayOf,
  parseWall,
  resolveWall,
  timeOf,
  timeText,
  weekdayOf,
  weekOf,
} from "#app/time";
import { at } from "#tests/support/world";
import { CHANGES, clockChangeTable, WALLS } from "./table";

describe("T1: five wall times on the four nights, by hand", () => {
  interface Row {
    date: string;
    wall: string;
    /** UTC, or why it is refused. */
    typed: string;
    /** Where a person must say which: both, in UTC. */
    folds?: [earlier: string, later: string];
  }
  const spring = (date: string): Row[] => [
    { date, wall: "02:59", typed: `${date}T00:59` },
    { date, wall: "03:00", typed: "time_does_not_exist" },
    { date, wall: "03:30", typed: "time_does_not_exist" },
    { date, wall: "03:59", typed: "time_does_not_exist" },
    { date, wall: "04:00", typed: `${date}T01:00` },
  ];
  const autumn = (date: string): Row[] => [
    { date, wall: "02:59", typed: `${addDays(date, -1)}T23:59` },
    { date, wall: "03:00", typed: "time_exists_twice", folds: [`${date}T00:00`, `${date}T01:00`] },
    { date, wall: "03:30", typed: "time_exists_twice", folds: [`${date}T00:30`, `${date}T01:30`] },
    { date, wall: "03:59", typed: "time_exists_twice", folds: [`${date}T00:59`, `${date}T01:59`] },
    { date, wall: "04:00", typed: `${date}T02:00` },
  ];
  const table = [...spring("2026-03-29"), ...autumn("2026-10-25"), ...spring("2027-03-28"), ...autumn("2027-10-31")];
  const utc = (date: string, wall: string, fold?: "earlier" | "later") => {
    const read = parseWall(date, wall, fold);
    return read.ok ? isoOf(read.value).slice(0, 16) : read.reason;
  };

  test.each(table)("$date $wall is $typed", ({ date, wall, typed, folds: [earlier, later] = [typed, typed] }) => {
    expect(utc(date, wall)).toBe(typed);
    expect(utc(date, wall, "earlier")).toBe(earlier);
    expect(utc(date, wall, "later")).toBe(later);
  });

  test("a rule's hour is never refused: it moves out of the gap, and is the first of two", () => {
    const rule = (date: string, wall: string) => {
      const [hours = 0, minutes = 0] = wall.split(":").map(Number);
      return timeOf(resolveWall(date, hours * 60 + minutes));
    };
    expect(WALLS.map((wall) => rule("2026-03-29", wall))).toEqual(["02:59", "04:00", "04:30", "04:59", "04:00"]);
    expect(WALLS.map((wall) => rule("2026-10-25", wall))).toEqual(["02:59", "03:00", "03:30", "03:59", "04:00"]);
    expect(minutesBetween(resolveWall("2026-10-25", 180), resolveWall("2026-10-25", 240))).toBe(120);
  });

  test("both instants of the doubled hour are told apart, the others need not be", () => {
    const first = at("2026-10-25T03:30");
    expect([first, first + HOUR].map((instant) => isFolded(instantFrom(instant)))).toEqual([true, true]);
    expect([first - HOUR, first + 2 * HOUR].map((instant) => isFolded(instantFrom(instant)))).toEqual([false, false]);
  });

  test("those days have 23 and 25 hours, and so have their weeks one less or more", () => {
    for (const { date, hours } of CHANGES) {
      const day = dayInterval(date);
      expect(minutesBetween(day.start, day.end)).toBe(hours * 60);
      const week = weekOf(day.start);
      expect(minutesBetween(week.start, week.end)).toBe((6 * 24 + hours) * 60);
    }
  });

  test("a night duty from ten to six keeps its wall clock and lasts seven or nine hours", () => {
    const saturdayNight = [{ weekday: 6, fromMinute: 22 * 60, toMinute: 6 * 60 }];
    for (const { date, hours } of CHANGES) {
      const [night] = expandWeekly(saturdayNight, dayInterval(date));
      expect(night && [timeOf(night.start), timeOf(night.end)]).toEqual(["22:00", "06:00"]);
      expect(night && minutesBetween(night.start, night.end)).toBe((hours - 16) * 60);
    }
  });
});

test.each([
  ["2026-02-30", "10:00"],
  ["2026-03-27", "24:01"],
  ["2026-03-27", "9:00"],
  ["2026-W13-5", "10:00"],
  ["2026-086", "10:00"],
  ["27.03.2026", "10:00"],
  ["2026-03-27", "10:60"],
  ["0000-01-01", "10:00"],
  ["9999-12-31", "10:00"],
  ["", ""],
])("what nobody can mean is refused: %j %j", (date, time) => {
  expect(parseWall(date, time)).toEqual({ ok: false, reason: "not_a_time" });
});

describe("T2: wall times of 2025 to 2037, every five minutes, drawn", () => {
  const FIRST = Date.UTC(2025, 0, 1);
  const days = (Date.UTC(2038, 0, 1) - FIRST) / DAY;
  const dates = fc.integer({ min: 0, max: days - 1 }).map((n) => new Date(FIRST + n * DAY).toISOString().slice(0, 10));
  const fives = fc.integer({ min: 0, max: 287 }).map((n) => n * 5);

  test("what can be stored reads back as it was typed; only the changed nights refuse or ask", () => {
    fc.assert(
      fc.property(dates, fives, (date, minute) => {
        const wall = timeText(minute);
        const read = parseWall(date, wall);
        const isLastSunday = weekdayOf(date) === 7 && addDays(date, 7).slice(5, 7) !== date.slice(5, 7);
        const inHour = isLastSunday && minute >= 180 && minute < 240;
        if (inHour && date.slice(5, 7) === "03") expect(read).toMatchObject({ reason: "time_does_not_exist" });
        else if (inHour && date.slice(5, 7) === "10") expect(read).toMatchObject({ reason: "time_exists_twice" });
        else expect(read.ok && `${dateOf(read.value)} ${timeOf(read.value)}`).toBe(`${date} ${wall}`);
      }),
      { seed: 20260329, numRuns: 4_000 },
    );
  });

  test("every change night of those years, every five minutes until six, in both folds", () => {
    for (let year = 2025; year <= 2037; year++)
      for (const month of ["03", "10"]) {
        const sunday = addDays(mondayOf(`${year}-${month}-31`), weekdayOf(`${year}-${month}-31`) === 7 ? 6 : -1);
        const day = dayInterval(sunday);
        expect(minutesBetween(day.start, day.end)).toBe((month === "03" ? 23 : 25) * 60);
        let refused = 0;
        for (let minute = 0; minute < 360; minute += 5) {
          const [earlier, later] = (["earlier", "later"] as const).map((fold) =>
            parseWall(sunday, timeText(minute), fold),
          );
          if (!earlier?.ok || !later?.ok) refused++;
          else {
            expect([timeOf(earlier.value), timeOf(later.value)]).toEqual([timeText(minute), timeText(minute)]);
            const twice = month === "10" && minute >= 180 && minute < 240;
            expect(minutesBetween(earlier.value, later.value)).toBe(twice ? 60 : 0);
          }
        }
        expect(refused).toBe(month === "03" ? 12 : 0);
      }
  });

  test("days follow each other without gap and have 23, 24 or 25 hours; a weekly hour keeps its wall clock", () => {
    fc.assert(
      fc.property(dates, fives, fc.integer({ min: 5, max: 600 }), (date, fromMinute, length) => {
        const day = dayInterval(date);
        expect(dayInterval(addDays(date, 1)).start).toBe(day.end);
        expect([23, 24, 25]).toContain(minutesBetween(day.start, day.end) / 60);
        const to = fromMinute + length;
        const window = { weekday: weekdayOf(date), fromMinute, toMinute: to > 1440 ? to - 1440 : to };
        const [found] = expandWeekly([window], day).filter(({ start }) => start >= day.start);
        expect(found?.start).toBe(resolveWall(date, fromMinute));
        expect(found?.end).toBe(resolveWall(date, to));
        const inGap = Math.abs(fromMinute - 210) <= 30;
        if (!inGap) expect(found && timeOf(found.start)).toBe(timeText(fromMinute));
      }),
      { seed: 20261025, numRuns: 800 },
    );
  });

  test("real minutes pass: any instant and the one so many minutes later differ by just those", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: FIRST, max: Date.UTC(2037, 11, 31) }),
        fc.integer({ min: 1, max: 3000 }),
        (a, n) => {
          const start = instantFrom(Math.floor(a / 60_000) * 60_000);
          const end = (start + n * 60_000) as Instant;
          expect(minutesBetween(start, end)).toBe(n);
          const read = parseWall(dateOf(end), timeOf(end), isFolded(end) && timeIsLater(end) ? "later" : "earlier");
          expect(read).toEqual({ ok: true, value: end });
        },
      ),
      { seed: 20270328, numRuns: 1_000 },
    );
  });

  function timeIsLater(at: Instant): boolean {
    return timeOf((at - HOUR) as Instant) === timeOf(at);
  }
});

test("T3: the machine's zone changes nothing", () => {
  const here = clockChangeTable();
  expect(here.map(({ unnamed }) => unnamed)).toEqual(CHANGES.map(({ date }) => `${date} 00:00`));
  const offsets = new Set<number>();
  for (const TZ of ["UTC", "Europe/Riga", "America/New_York"]) {
    const child = spawnSync(process.execPath, ["--import", "tsx", path.resolve("tests/time/print-table.ts")], {
      env: { ...process.env, TZ },
      encoding: "utf8",
    });
    expect(child.stderr).toBe("");
    const { offset, table } = JSON.parse(child.stdout) as { offset: number; table: unknown };
    offsets.add(offset);
    expect(table).toEqual(here);
  }
  expect(offsets.size).toBe(3);
});
