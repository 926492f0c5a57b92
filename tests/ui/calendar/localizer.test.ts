import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** The zone of a process cannot be changed once it runs, so each zone gets its own; all must say the same. */
function placesIn(zone: string): string[] {
  const run = spawnSync(process.execPath, ["--import", "tsx", "tests/ui/calendar/places-of-times.ts"], {
    env: { ...process.env, TZ: zone },
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  return JSON.parse(run.stdout) as string[];
}

/** Riga wall clock, minutes of the day at which a card stands, and minutes of real time before it. */
const EXPECTED = [
  "2026-03-29 00:30 at 30 offset -120",
  "2026-03-29 02:30 at 150 offset -120",
  "2026-03-29 04:30 at 270 offset -180",
  "2026-03-29 10:00 at 600 offset -180",
  "2026-03-29 day 1440",
  "2026-03-29 slot 600 is 10:00",
  "2026-10-25 00:30 at 30 offset -180",
  "2026-10-25 03:30 at 210 offset -180",
  "2026-10-25 04:30 at 270 offset -120",
  "2026-10-25 10:00 at 600 offset -120",
  "2026-10-25 day 1440",
  "2026-10-25 slot 600 is 10:00",
  "2027-03-28 02:30 at 150 offset -120",
  "2027-03-28 10:00 at 600 offset -180",
  "2027-03-28 day 1440",
  "2027-03-28 slot 600 is 10:00",
  "2026-11-24 10:00 at 600 offset -120",
  "2026-11-24 day 1440",
  "2026-11-24 slot 600 is 10:00",
  "2026-11-30 week starts 2026-11-30",
  "night is in 2026-11-24",
  "night is in 2026-11-25",
  "until midnight is not in 2026-11-25",
  "midnight to midnight is not all day",
];

test.each(["UTC", "Europe/Riga", "America/New_York", "Pacific/Auckland"])(
  "cards stand at their Riga hour on clock-change days, with the machine in %s",
  (zone) => {
    expect(placesIn(zone)).toEqual(EXPECTED);
  },
);
