/** `npm run plan:export`, as somebody runs it. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instance } from "#app/dispatch/plan/model/format";
import { readInstance } from "#app/dispatch/plan/model/instance";
import { planInThread } from "#app/dispatch/plan/thread";
import { planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { createDatabase, type Opened } from "#db/client.server";
import { seedDemo } from "#db/seed";
import { OVER_BOOKED, overBook } from "#tests/support/over-booked";
import { offsetTo, TEST_CLOCK } from "#tests/support/server";
import { at } from "#tests/support/world";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-export-"));
let opened: Opened;
beforeAll(() => {
  opened = createDatabase(path.join(folder, "tilts.db"));
  seedDemo(opened, at("2026-11-24T10:00"), { passwordHash: "hash" });
  overBook(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "app/cli/plan-export.ts", ...args],
    {
      encoding: "utf8",
      env: { ...process.env, DATA_DIR: folder, CLOCK_OFFSET: offsetTo(TEST_CLOCK), STARTED_IN: folder },
    },
  );
  return { status, stdout, stderr };
}

const week = ["--from", OVER_BOOKED.from, "--to", OVER_BOOKED.to];

test("the plan of what was exported is the plan on the page", async () => {
  const { status, stdout } = run(...week);
  expect(status).toBe(0);
  const exported = JSON.parse(stdout) as Instance;
  expect(readInstance(exported)).toMatchObject({ ok: true });
  const { instance } = planningProblem(planningFacts({ ...opened, now: at("2026-11-24T10:00") }, OVER_BOOKED));
  expect(exported).toEqual(instance);
  const [there, here] = [await planInThread(exported), await planInThread(instance)];
  expect(there.assignments.length).toBeGreaterThan(10);
  expect({ ...there, milliseconds: 0 }).toEqual({ ...here, milliseconds: 0 });
});

test("nobody's name, code, address or institution is in it", () => {
  const { stdout } = run("--from", "2026-11-24", "--to", "2026-12-31");
  const rows = (query: string) => opened.sqlite.prepare(query).pluck().all() as string[];
  const secrets = [
    ...rows("select name from interpreters union select code from interpreters union select email from interpreters"),
    ...rows("select id from interpreters union select id from requests union select reference from requests"),
    ...rows("select name from organisations union select code from clients union select address from requests"),
    ...rows(
      "select contact_name from requests union select contact_phone from requests union select note from requests",
    ),
  ].filter((secret) => secret && secret.length > 3);
  expect(secrets.length).toBeGreaterThan(300);
  expect(secrets.filter((secret) => stdout.includes(secret))).toEqual([]);
});

test("with --out it goes to the file, and says so by nothing", () => {
  expect(run(...week, "--out", "week.json")).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(existsSync(path.join(folder, "week.json"))).toBe(true);
  expect(readInstance(JSON.parse(readFileSync(path.join(folder, "week.json"), "utf8")))).toMatchObject({ ok: true });
});

test.each([
  [["--from", "2026-11-31", "--to", "2026-12-06"], /--from: “2026-11-31” is not a date/],
  [["--from", "2026-11-30"], /--to is missing/],
  [["--from", "2026-12-06", "--to", "2026-11-30"], /before --from/],
  [["--from", "2026-01-01", "--to", "2027-12-31"], /At most 366 days/],
  [["--from", "2026-11-30", "--until", "x"], /Unknown option/],
  [[...week, "--out", "no/such/folder/x.json"], /cannot be written/],
])("%j ends with one clear line and exit 2", (args, line) => {
  const { status, stdout, stderr } = run(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(line);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
