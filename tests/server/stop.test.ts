/** SIGTERM in the middle of traffic. The small form of `npm run load`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { bear } from "#tests/torture/load/run";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-stop-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("stopped while people write and slow connections hang on: a clean end in ten seconds, no 5xx, nothing acknowledged lost", async () => {
  const { heard, faults, acknowledged, verdict, end } = await bear(folder, {
    seconds: 10,
    rate: 6,
    slow: 50,
    warmUpSeconds: 1,
  });
  expect([heard.length, faults]).toEqual([60, []]);
  expect(verdict).toEqual({ lost: [], doubled: [], orphaned: [], damaged: [] });
  expect(acknowledged).toBeGreaterThan(0);
  expect(end.code).toBe(0);
  expect(end.tookMs).toBeLessThan(10_000);
});
