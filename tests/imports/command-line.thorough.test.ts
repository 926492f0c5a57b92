/** `npm run import`, as an operator runs it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "#db/client.server";
import { layReference } from "#db/reference/lay";
import { BEGINNING } from "#tests/support/world";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tilts-import-"));
  const { db, sqlite } = createDatabase(path.join(folder, "data/tilts.db"));
  db.transaction((tx) => layReference(tx, BEGINNING));
  sqlite.close();
  writeFileSync(path.join(folder, "bad.csv"), "kods;vārds;dzīvesvieta;valodas\nA;B;Cēsis;dari:3\nC;D;Cēsis;dari:4\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const env = {
    ...process.env,
    DATA_DIR: path.join(folder, "data"),
    LANG: "lv_LV.UTF-8",
    LC_ALL: "",
    DEMO: "",
    CLOCK_OFFSET: "",
    STARTED_IN: folder,
  };
  const done = spawnSync(process.execPath, ["--import", "tsx", "app/cli/import.ts", ...args], {
    env,
    encoding: "utf8",
  });
  return { code: done.status, out: done.stdout.trim().split("\n"), err: done.stderr.trim() };
};

test("a bad row is told in Latvian or English and the exit code says so", () => {
  expect(run("interpreters", "bad.csv")).toEqual({
    code: 1,
    out: [
      "bad.csv:3: valodas: līmenim jābūt 1, 2 vai 3 aiz kola: “dari:4”",
      "Jauni: 1 · mainīti: 0 · bez izmaiņām: 0 · rindas ar kļūdām: 1",
      "Nekas nav ierakstīts. Lai ierakstītu derīgās rindas, pievienojiet --apply.",
    ],
    err: "",
  });
  expect(run("interpreters", "bad.csv", "--apply", "--lang", "en")).toEqual({
    code: 1,
    out: [
      "bad.csv:3: valodas: needs a level of 1, 2 or 3 after a colon: “dari:4”",
      "1 added · 0 changed · 0 unchanged · rows with mistakes: 1",
    ],
    err: "",
  });
  expect(run("interpreters", "bad.csv").out[1]).toBe("Jauni: 0 · mainīti: 0 · bez izmaiņām: 1 · rindas ar kļūdām: 1");
});

test("good files, bad usage and missing files have their own exit codes", () => {
  const file = path.resolve("db/templates/organisations.csv");
  expect(run("organisations", file, "--apply").code).toBe(0);
  expect(run("people", file)).toMatchObject({ code: 2, err: expect.stringMatching(/^Lietošana: npm run import/) });
  expect(run("organisations", "nav.csv")).toMatchObject({ code: 2, err: "Failu nav.csv nevar izlasīt." });
  expect(run("interpreters", file).code).toBe(2);
});
