/** What a replicator beside the server relies on, as docs/operating.md, "To a second machine, second by second" says. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { createDatabase, openDatabase, sqliteVersion } from "#db/client.server";
import { sources } from "#tests/support/sources";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function served() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-replica-"));
  folders.push(folder);
  const file = path.join(folder, "tilts.db");
  createDatabase(file).sqlite.close();
  const { sqlite } = openDatabase(file);
  const write = sqlite.prepare("insert or replace into installation (key, value) values (?, ?)");
  return { file, sqlite, write: (key: string) => write.run(key, "x".repeat(3000)) };
}

/** The numbers in a log's header that change when it is begun anew. */
const saltsOf = (file: string) => readFileSync(`${file}-wal`).toString("hex", 16, 24);

test("the settings are those that the document names", () => {
  const { sqlite } = served();
  const setting = (name: string) => sqlite.pragma(name, { simple: true });
  expect(setting("journal_mode")).toBe("wal");
  expect(setting("busy_timeout")).toBe(5000);
  expect(setting("wal_autocheckpoint")).toBe(1000);
  expect(setting("synchronous")).toBe(2);
  expect(sqliteVersion(sqlite).localeCompare("3.51.3", "en", { numeric: true })).toBeGreaterThanOrEqual(0);
  sqlite.close();
});

test("nobody but SQLite itself checkpoints while the server runs", () => {
  const asking = sources.filter(({ code }) => /wal_checkpoint|wal_autocheckpoint|locking_mode/.test(code));
  // A new database, before anybody is served.
  expect(asking.map(({ file }) => file)).toEqual(["db/client.server.ts"]);
  const { code } = asking[0] ?? { code: "" };
  const [before = "", ...after] = code.split("wal_checkpoint");
  expect(after).toHaveLength(1);
  expect(before.slice(before.lastIndexOf("export function"))).toMatch(/^export function createDatabase/);
});

test("while somebody reads the log, the server writes on and does not begin the log anew", () => {
  const { file, sqlite, write } = served();
  write("first");
  const salts = saltsOf(file);
  const replicator = new Database(file);
  replicator.exec("begin; select count(*) from installation"); // as Litestream keeps one open
  const many = sqlite.transaction(() => {
    for (let n = 0; n < 1200; n++) write(`key-${n}`);
  });
  for (let times = 0; times < 3; times++) many(); // each beyond SQLite's own checkpoint at 1,000 pages
  expect(saltsOf(file)).toBe(salts);
  replicator.exec("commit");
  many();
  many();
  expect(saltsOf(file)).not.toBe(salts); // the control: with nobody reading it does
  replicator.close();
  sqlite.close();
});

test("a writer waits while somebody else holds the lock for a moment", async () => {
  const { file, sqlite, write } = served();
  const holding = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     const db = new (require("better-sqlite3"))(workerData);
     db.exec("begin immediate");
     parentPort.postMessage("held");
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
     db.exec("commit");
     db.close();`,
    { eval: true, workerData: file },
  );
  const ended = new Promise((done) => holding.once("exit", done));
  await new Promise((held) => holding.once("message", held));
  expect(() => write("waited")).not.toThrow();
  await ended;
  sqlite.close();
});
