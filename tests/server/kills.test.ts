/** The small form of `npm run torture`, which kills a thousand times: see docs/operating.md, "What it has borne". */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { bundle, WRITER } from "#tests/torture/bundle";
import { killServers } from "#tests/torture/kills/servers";
import { killWriters } from "#tests/torture/kills/writers";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-kills-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("two writers killed 50 times each: all that they said was done is there, once, with its messages", async () => {
  const program = await bundle(WRITER);
  const trials = await Promise.all([1, 2].map((one) => killWriters(path.join(folder, `writer-${one}`), 50, program)));
  expect(trials.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(Math.min(...trials.map(({ acknowledged }) => acknowledged))).toBeGreaterThanOrEqual(50);
});

test("the server killed 6 times under ten people: nothing acknowledged is lost, nothing sent again is doubled", async () => {
  const { acknowledged, again, wrong, faults } = await killServers(path.join(folder, "servers"), 6);
  expect([wrong, faults]).toEqual([[], []]);
  expect(acknowledged).toBeGreaterThanOrEqual(6);
  expect(again).toBeGreaterThan(0);
});
