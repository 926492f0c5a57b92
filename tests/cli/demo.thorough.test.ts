import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "#app/server/config.server";
import { remakeDemo } from "#app/server/installation.server";
import { createDatabase, openDatabase } from "#db/client.server";
import { lockFolder, modeOf } from "#db/installation.server";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-demo-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A DATA_DIR of its own. */
function dataDir(): string {
  const dir = path.join(folder, String(made++));
  mkdirSync(dir);
  return dir;
}

/** A DATA_DIR with a database that says what it is, and one setting by which it is known again. */
function database(mode: "demo" | "real"): string {
  const dir = dataDir();
  const { sqlite } = createDatabase(path.join(dir, "tilts.db"));
  sqlite.prepare("insert into installation (key, value) values ('mode', ?), ('old', 'yes')").run(mode);
  sqlite.close();
  return dir;
}

const config = (dir: string) => readConfig({ NODE_ENV: "test", DATA_DIR: dir });

/** SHA-256 of every file in the folder. */
function bytesOf(dir: string): Record<string, string> {
  const hash = (name: string) =>
    createHash("sha256")
      .update(readFileSync(path.join(dir, name)))
      .digest("hex");
  return Object.fromEntries(readdirSync(dir).map((name) => [name, hash(name)]));
}

test("in an empty folder a demo is made as well", async () => {
  const dir = dataDir();
  await remakeDemo(config(dir));
  expect(modeOf(dir)).toBe("demo");
});

test("the old demo goes, with its mails, and a new one with open offers and their links is there", async () => {
  const dir = database("demo");
  mkdirSync(path.join(dir, "outbox"));
  writeFileSync(path.join(dir, "outbox", "1.eml"), "to somebody of the old demo");
  writeFileSync(path.join(dir, "tilts.db-wal"), "what a server that was killed left behind");
  writeFileSync(path.join(dir, "secret.key"), Buffer.alloc(32, "kept"), { mode: 0o600 });

  await remakeDemo(config(dir));

  expect(modeOf(dir)).toBe("demo");
  expect(existsSync(path.join(dir, "outbox"))).toBe(false);
  expect(readFileSync(path.join(dir, "secret.key"))).toEqual(Buffer.alloc(32, "kept"));
  const { sqlite } = openDatabase(path.join(dir, "tilts.db"));
  const one = (sql: string) => sqlite.prepare(sql).pluck().get();
  expect(one("select value from installation where key = 'old'")).toBeUndefined();
  expect(one("select count(*) from interpreters")).toBe(31);
  const open = one("select count(*) from offers where status = 'pending'");
  expect(open).toBeGreaterThan(0);
  expect(one("select count(*) from tokens where kind = 'offer'")).toBe(open);
  sqlite.close();
});

test("a real database is refused, and not a byte of it changes", async () => {
  const dir = database("real");
  const before = bytesOf(dir);
  await expect(remakeDemo(config(dir))).rejects.toThrow("DATA_DIR holds a real database");
  expect(bytesOf(dir)).toEqual(before);
});

test("while a server runs on it, the demo stays", async () => {
  const dir = database("demo");
  const release = lockFolder(dir);
  await expect(remakeDemo(config(dir))).rejects.toThrow("Another Tilts is running on this DATA_DIR.");
  release();
  const { sqlite } = openDatabase(path.join(dir, "tilts.db"));
  expect(sqlite.prepare("select value from installation where key = 'old'").pluck().get()).toBe("yes");
  sqlite.close();
});

test("files that are no Tilts database are left alone", async () => {
  const dir = dataDir();
  writeFileSync(path.join(dir, "notes.txt"), "mine");
  await expect(remakeDemo(config(dir))).rejects.toThrow("holds files but no tilts.db");
  expect(readdirSync(dir)).toEqual(["notes.txt"]);
});

test("the command says its refusal in one line", () => {
  const env = { ...process.env, DATA_DIR: database("real"), DEMO: "", CLOCK_OFFSET: "", HOST: "", APP_URL: "" };
  const run = (more: Record<string, string> = {}) =>
    spawnSync(process.execPath, ["app/cli/run.js", "app/cli/demo.ts"], { env: { ...env, ...more }, encoding: "utf8" });
  expect(run()).toMatchObject({
    status: 1,
    stdout: "",
    stderr: "DATA_DIR holds a real database: only a demo database is thrown away.\n",
  });
  expect(run({ PORT: "abc" })).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(/^Configuration.*PORT/),
  });
});
