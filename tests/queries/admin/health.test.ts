import { expect, test } from "vitest";
import { type Health, troublesOf } from "#app/queries/admin/health";
import { addMinutes } from "#app/time";
import { at } from "#tests/support/world";

const NOW = at("2026-03-27T12:00");
const ago = (minutes: number) => addMinutes(NOW, -minutes);
const SOUND = {
  sqliteVersion: "3.51.3",
  synchronous: 2,
  brokenGuards: [],
  oldestUndelivered: null,
  lastTick: ago(0.1),
  lastBackup: ago(60),
  backupOwedSince: ago(60),
  diskRefusedAt: null,
} satisfies Omit<Health, "troubles">;

test.each([
  ["all is well", {}, []],
  ["an installation that has not worked yet", { lastTick: null }, []],
  ["a message that is on its way", { oldestUndelivered: ago(15) }, []],
  ["a message that is stuck", { oldestUndelivered: ago(15.1) }, ["undelivered"]],
  ["a worker that stands still", { lastTick: ago(2.1) }, ["asleep"]],
  ["a commit that a power cut loses", { synchronous: 1 }, ["unsound"]],
  ["a backup of last night", { backupOwedSince: ago(36 * 60) }, []],
  ["a backup that is too old", { backupOwedSince: ago(36 * 60 + 1) }, ["backup"]],
  ["a disk that has just refused a write", { diskRefusedAt: ago(0.5) }, ["disk"]],
  ["a disk that has taken all for a while", { diskRefusedAt: ago(0.6) }, []],
  ["a demo, of which no backup is asked", { lastBackup: null, backupOwedSince: null }, []],
  ["a guard that is gone, and more", { brokenGuards: ["x"], lastTick: ago(60) }, ["unsound", "asleep"]],
] as const)("%s", (_, part, troubles) => {
  expect(
    troublesOf({ ...SOUND, ...part, brokenGuards: [...("brokenGuards" in part ? part.brokenGuards : [])] }, NOW),
  ).toEqual(troubles);
});
