import { expect, test } from "vitest";
import { LOCALES } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { figuresOf } from "#app/queries/admin/health-figures";
import { CHECKS, type HealthFound, linesOf } from "#app/queries/admin/health-lines";
import { addMinutes, instantFrom } from "#app/time";
import { at } from "#tests/support/world";

const NOW = at("2026-03-27T12:00");
const ago = (minutes: number) => addMinutes(NOW, -minutes);
const SOUND: HealthFound = {
  sqliteVersion: "3.51.3",
  synchronous: 2,
  brokenGuards: [],
  oldestUndelivered: null,
  lastTick: ago(0.1),
  lastBackup: ago(60),
  backupOwedSince: ago(60),
  diskRefusedAt: null,
  troubles: [],
  isDemo: false,
  hasMailServer: true,
  lastDelivered: ago(5),
  lost: 0,
  space: { free: 50e9, total: 100e9 },
  databaseBytes: 4096,
  schema: "0016_flat",
  clockOffset: null,
  newestEvent: ago(1),
};

/** What is red of it, and what is not in the way it is when all is well. */
function said(part: Partial<HealthFound>) {
  const well = new Set(linesOf(SOUND, NOW).map(({ check, why }) => `${check}: ${why}`));
  return linesOf({ ...SOUND, ...part }, NOW)
    .map(({ check, why, isRed }) => ({ line: `${check}: ${why}`, isRed }))
    .filter(({ line }) => !well.has(line))
    .map(({ line, isRed }) => (isRed ? `RED ${line}` : line));
}

const CASES = [
  ["all is well", {}, []],
  ["a message that is stuck", { troubles: ["undelivered"], oldestUndelivered: ago(20) }, ["RED mail: stuck"]],
  ["a real installation without a mail server", { hasMailServer: false }, ["RED mail: files"]],
  ["nothing sent so far", { lastDelivered: null }, ["mail: quiet"]],
  ["messages that nobody got", { lost: 2 }, ["RED lost: some"]],
  ["a worker that stands still", { troubles: ["asleep"], lastTick: ago(9) }, ["RED worker: asleep"]],
  ["a disk that refuses", { troubles: ["disk"], diskRefusedAt: ago(0.2) }, ["RED disk: refuses"]],
  ["a disk with little room", { space: { free: 0.4e9, total: 100e9 } }, ["RED disk: little"]],
  ["a small disk with room", { space: { free: 0.9e9, total: 10e9 } }, []],
  ["a disk that does not say", { space: null }, ["disk: unknown"]],
  ["a guard that is gone", { brokenGuards: ["x"] }, ["RED database: guards"]],
  ["a commit that a power cut loses", { synchronous: 1 }, ["RED database: not_durable"]],
  ["a backup that is too old", { troubles: ["backup"] }, ["RED backup: old"]],
  ["no backup ever", { troubles: ["backup"], lastBackup: null }, ["RED backup: never"]],
  ["a new installation", { lastBackup: null, lastTick: null }, ["worker: begins", "backup: due"]],
  ["a clock that was set back", { newestEvent: addMinutes(NOW, 2) }, ["RED clock: behind"]],
  [
    "a demo",
    { isDemo: true, hasMailServer: false, lastBackup: null, clockOffset: "PT3H" },
    ["mail: demo_files", "backup: not_asked", "clock: shifted"],
  ],
] satisfies [string, Partial<HealthFound>, string[]][];

test.each(CASES)("%s", (_, part, lines) => {
  expect(said(part)).toEqual(lines);
});

test("every way a line can be has words, and every red one the thing to do", () => {
  const ways = Object.entries(CHECKS).flatMap(([check, whys]) => whys.map((why) => `${check}.${why}`));
  const red = CASES.flatMap(([, , lines]) => lines)
    .filter((line) => line.startsWith("RED "))
    .map((line) => line.slice(4).replace(": ", ".do."));
  for (const locale of LOCALES) {
    const t = translator(locale);
    const told = [...ways, ...red].filter((key) => t(`admin:check.${key}`, { defaultValue: "" }) === "");
    expect(told, locale).toEqual([]);
  }
});

test("a monitor reads the same, in seconds and with what is not known left out", () => {
  const text = figuresOf({ ...SOUND, lost: 1, lastDelivered: null }, NOW, "0.1.0", false);
  expect(text).toContain('tilts_check_ok{check="lost"} 0\n');
  expect(text).toContain('tilts_check_ok{check="mail"} 1\n');
  expect(text).toContain(`tilts_last_tick_seconds ${ago(0.1) / 1000}\n`);
  expect(text).not.toContain("tilts_last_delivered_seconds");
  expect(text).toContain("tilts_disk_free_bytes 50000000000\n");
  for (const line of text.trim().split("\n")) expect(line).toMatch(/^(# (HELP|TYPE) |tilts_\w+(\{.*\})? -?[\d.]+$)/);
  expect(figuresOf({ ...SOUND, lastTick: instantFrom(0) }, NOW, 'a"b\\c', false)).toContain('version="a\\"b\\\\c"');
});
