import { expect, test } from "vitest";
import { noteTick } from "#app/commands/note-tick";
import { addMinutes, type Instant } from "#app/time";
import { at, world } from "#tests/support/world";

const NOON = at("2026-03-27T12:00");

test("the worker's rounds are noted six times a minute, and anew when the clock has gone back", () => {
  const w = world();
  const noted = w.sqlite.prepare("select value from installation where key = 'last_tick'").pluck();
  const round = (now: Instant) => {
    noteTick({ ...w.as("ilze", "2026-03-27T12:00"), now });
    return Number(noted.get());
  };
  const later = (seconds: number) => addMinutes(NOON, seconds / 60);
  expect(round(NOON)).toBe(NOON);
  expect(round(later(9))).toBe(NOON);
  expect(round(later(10))).toBe(later(10));
  expect(round(later(-3600))).toBe(later(-3600));
});
