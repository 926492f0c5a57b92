/** The small form of `npm run mail-chaos`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { bundle } from "#tests/torture/bundle";
import { killWorkers, WORKER } from "#tests/torture/mail/killed";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-mail-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("workers killed in the middle of sending lose no letter, call none sent that was not taken, and repeat under the same name", async () => {
  const outcome = await killWorkers(path.join(folder, "data"), { letters: 300, kills: 8 }, await bundle(WORKER));
  expect(outcome).toMatchObject({ letters: 300, lost: 0, falselySent: 0, strange: 0 });
  // Four letters are under way at a time in each worker: so many may be taken twice by a kill, and one by each lost answer.
  expect(outcome.doubled).toBeLessThanOrEqual(8 * 4 + 30);
});
