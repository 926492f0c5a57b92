/** Backups: taken beside whoever writes, kept by rule, and put in place only when they are sound. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { isBackupDue } from "#app/server/backups";
import { addDays, addMinutes, DAY, dateOf, instantFrom } from "#app/time";
import { type Backup, backupsIn, outlived, takeBackup, verified } from "#db/backups.server";
import { createDatabase, openDatabase, type Sqlite } from "#db/client.server";
import { checksumOf, storeIn } from "#db/files/store.server";
import { lockFolder } from "#db/installation.server";
import { restoreBackup } from "#db/restore.server";
import { at } from "#tests/support/world";

const NOW = at("2026-03-27T02:30");
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-backups-"));
  folders.push(folder);
  return folder;
}

/** A real installation with so many events. */
function installation(events: number): string {
  const dir = emptyFolder();
  const { sqlite } = createDatabase(path.join(dir, "tilts.db"));
  sqlite.prepare("insert into installation (key, value) values ('mode', 'real')").run();
  write(sqlite, events);
  sqlite.close();
  writeFileSync(path.join(dir, "secret.key"), Buffer.alloc(32, "then"));
  return dir;
}

function write(sqlite: Sqlite, events: number): void {
  const event = sqlite.prepare(
    "insert into events (at, kind, actor_kind, payload) values (?, 'user_invited', 'system', '{}')",
  );
  for (let n = 0; n < events; n++) event.run(NOW);
}

const eventsIn = (dir: string) => {
  const { sqlite } = openDatabase(path.join(dir, "tilts.db"));
  const count = sqlite.prepare("select count(*) from events").pluck().get();
  sqlite.close();
  return count;
};

test("a copy is whole, names its newest row, and leaves the open database as it was", () => {
  const dir = installation(3);
  const { sqlite } = openDatabase(path.join(dir, "tilts.db")); // the running server
  write(sqlite, 2); // in the log only
  const folder = path.join(dir, "backups");
  const taken = takeBackup(dir, folder, NOW);
  expect(taken).toMatchObject({ mode: "real", newest: { event: 5, at: NOW }, at: NOW });
  expect(readdirSync(folder).sort()).toEqual(["tilts-20260327T003000Z.db", "tilts-20260327T003000Z.key"]);
  expect(readFileSync(path.join(folder, "tilts-20260327T003000Z.key"))).toEqual(Buffer.alloc(32, "then"));
  expect(verified(taken.file).newest?.event).toBe(5);
  expect(readdirSync(folder)).toHaveLength(2); // reading it through has left nothing
  write(sqlite, 1);
  sqlite.close();
  expect(eventsIn(dir)).toBe(6);
});

test("what is damaged gets no name: the copy is thrown away, and those of before stay", () => {
  const dir = installation(3);
  const folder = path.join(dir, "backups");
  takeBackup(dir, folder, NOW);
  const { sqlite } = openDatabase(path.join(dir, "tilts.db"));
  sqlite.exec(
    "pragma foreign_keys = off; insert into units (id, organisation_id, name, key) values ('u', 'nobody', 'x', 'X')",
  );
  sqlite.close();
  expect(() => takeBackup(dir, folder, addMinutes(NOW, 1))).toThrow("1 rows that refer to nothing");
  expect(readdirSync(folder)).toHaveLength(2);
});

test("kept are the last day's, then one a day for a week, one a week for four, one a month for twelve", () => {
  const nightly: Backup[] = Array.from({ length: 800 }, (_, day) => ({
    file: `night ${day}`,
    at: instantFrom(NOW - day * DAY),
  }));
  const lost = new Set(outlived(nightly, NOW));
  const kept = nightly.filter((backup) => !lost.has(backup)).map(({ at }) => dateOf(at));
  // 2026-03-27 is a Friday: a week ends on its Sunday.
  const days = Array.from({ length: 7 }, (_, day) => addDays("2026-03-27", -day));
  const weeks = ["2026-03-22", "2026-03-15", "2026-03-08"];
  const months = ["2026-02-28", "2026-01-31", "2025-12-31", "2025-11-30", "2025-10-31", "2025-09-30"];
  const more = ["2025-08-31", "2025-07-31", "2025-06-30", "2025-05-31", "2025-04-30"];
  expect(kept).toEqual([...new Set([...days, ...weeks, ...months, ...more])].sort().reverse());
  const hourly = Array.from({ length: 23 }, (_, hour) => ({ file: "", at: addMinutes(NOW, -60 * hour) }));
  expect(outlived(hourly, NOW)).toEqual([]);
});

test("the rule throws away files of its own naming only", () => {
  const dir = installation(1);
  const folder = path.join(dir, "backups");
  mkdirSync(folder);
  for (const name of ["before-0011_caller-link.db", "tilts-old.db", "letter.txt"])
    writeFileSync(path.join(folder, name), "x");
  for (let day = 0; day < 30; day++) takeBackup(dir, folder, instantFrom(NOW + day * DAY));
  const names = readdirSync(folder);
  expect(names).toEqual(expect.arrayContaining(["before-0011_caller-link.db", "tilts-old.db", "letter.txt"]));
  expect(backupsIn(folder).length).toBeLessThan(15);
  expect(names.filter((name) => name.endsWith(".key"))).toHaveLength(backupsIn(folder).length);
});

test.each([
  ["no copy yet", null, "2026-03-27T12:00", true],
  ["one of this night", "2026-03-27T02:30", "2026-03-27T12:00", false],
  ["one of the evening before", "2026-03-26T22:00", "2026-03-27T12:00", true],
  ["one of the evening before, and it is not yet night", "2026-03-26T22:00", "2026-03-27T02:29", false],
  ["a server that stood still for a night", "2026-03-25T02:30", "2026-03-27T01:00", true],
] as const)("due? %s", (_, newest, now, isDue) => {
  expect(isBackupDue(newest && at(newest), "02:30", at(now))).toBe(isDue);
});

test("restored into an empty folder it brings its secret, and nobody is signed in", () => {
  const from = installation(3);
  const { sqlite } = openDatabase(path.join(from, "tilts.db"));
  sqlite.exec(`insert into users (id, email, name, role, locale, created_at) values ('u', 'u@x.lv', 'U', 'admin', 'lv', 0);
    insert into sessions (id_hash, user_id, created_at, last_seen_at, expires_at, device) values ('h', 'u', 0, 0, 1, '?')`);
  sqlite.close();
  const { file } = takeBackup(from, emptyFolder(), NOW);
  const to = path.join(emptyFolder(), "data");
  expect(restoreBackup(to, file, NOW)).toMatchObject({
    mode: "real",
    newest: { event: 3 },
    setAside: null,
    secret: "backup",
  });
  expect(readdirSync(to).sort()).toEqual([".lock", "secret.key", "tilts.db"]);
  expect(readFileSync(path.join(to, "secret.key"))).toEqual(Buffer.alloc(32, "then"));
  const restored = openDatabase(path.join(to, "tilts.db")).sqlite;
  expect(restored.prepare("select count(*) from sessions").pluck().get()).toBe(0);
  expect(restored.prepare("select count(*) from users").pluck().get()).toBe(1);
  restored.close();
});

test("what was there is set aside whole, log and secret too, and can itself be restored", () => {
  const dir = installation(3);
  const { file } = takeBackup(dir, emptyFolder(), NOW);
  // A kill left what is newest in the log.
  const { sqlite } = openDatabase(path.join(dir, "tilts.db"));
  write(sqlite, 4);
  const killed = emptyFolder();
  for (const name of ["tilts.db", "tilts.db-wal"]) cpSync(path.join(dir, name), path.join(killed, name));
  sqlite.close();
  writeFileSync(path.join(killed, "secret.key"), Buffer.alloc(32, "now"));

  const { setAside, secret } = restoreBackup(killed, file, addMinutes(NOW, 60));
  expect(secret).toBe("backup");
  expect(setAside).toBe(path.join(killed, "set-aside-20260327T013000Z"));
  expect(eventsIn(killed)).toBe(3);
  expect(readFileSync(path.join(killed, "secret.key"))).toEqual(Buffer.alloc(32, "then"));

  restoreBackup(killed, path.join(setAside ?? "", "tilts.db"), addMinutes(NOW, 120));
  expect(eventsIn(killed)).toBe(7);
  expect(readFileSync(path.join(killed, "secret.key"))).toEqual(Buffer.alloc(32, "now"));
});

test("without a key it says whether the folder's own stays or links of before are dead", () => {
  const { file } = takeBackup(installation(1), emptyFolder(), NOW);
  rmSync(file.replace(/db$/, "key"));
  expect(restoreBackup(emptyFolder(), file, NOW).secret).toBe("none");
  const dir = installation(1);
  expect(restoreBackup(dir, file, NOW).secret).toBe("kept");
  expect(existsSync(path.join(dir, "secret.key"))).toBe(true);
});

test.each([
  ["one that is cut short", (file: string) => truncateSync(file, 60_000)],
  ["one that lost a guard", (file: string) => change(file, "DROP INDEX offers_one_accepted")],
  ["one of a newer version", (file: string) => change(file, "INSERT INTO migrations VALUES ('9999_future', 'x', 0)")],
  ["another program's", (file: string) => change(file, "PRAGMA application_id = 7")],
] as const)("%s is not restored, and all stays where it was", (_, spoil) => {
  const dir = installation(2);
  const { file } = takeBackup(installation(1), emptyFolder(), NOW);
  spoil(file);
  lockFolder(dir)();
  const before = readdirSync(dir).map((name) => [name, readFileSync(path.join(dir, name)).toString("base64")]);
  expect(() => restoreBackup(dir, file, NOW)).toThrow();
  expect(readdirSync(dir).map((name) => [name, readFileSync(path.join(dir, name)).toString("base64")])).toEqual(before);
});

test("a folder that a server holds is not touched", () => {
  const dir = installation(2);
  const { file } = takeBackup(installation(1), emptyFolder(), NOW);
  const release = lockFolder(dir);
  expect(() => restoreBackup(dir, file, NOW)).toThrow("Another Tilts is running");
  release();
  expect(eventsIn(dir)).toBe(2);
});

function change(file: string, sql: string): void {
  const { sqlite } = openDatabase(file);
  sqlite.exec(sql);
  sqlite.pragma("journal_mode = DELETE");
  sqlite.close();
}

const SCAN = Buffer.from("%PDF-1.7 a scan");

function bring(dir: string, id: string): void {
  const { sqlite } = openDatabase(path.join(dir, "tilts.db"));
  storeIn(dir).lay(id, SCAN);
  sqlite
    .prepare("insert into files (id, type, bytes, sha256, at) values (?, 'pdf', 1, ?, 1)")
    .run(id, checksumOf(SCAN));
  sqlite.close();
}

test("files that people brought go along, lie there once, and come back with the copy that names them", () => {
  const dir = installation(1);
  const folder = path.join(dir, "backups");
  bring(dir, "first");
  expect(takeBackup(dir, folder, NOW).files).toEqual({ named: 1, missing: 0 });
  bring(dir, "second");
  const later = takeBackup(dir, folder, addMinutes(NOW, 1));
  expect(storeIn(folder).ids().sort()).toEqual(["first", "second"]);

  rmSync(path.join(dir, "files"), { recursive: true });
  const restored = restoreBackup(dir, later.file, addMinutes(NOW, 2));
  expect(restored.files).toEqual({ named: 2, missing: 0 });
  expect(storeIn(dir).read("second")).toEqual(SCAN);

  bring(dir, "third");
  const earlier = backupsIn(folder).at(-1)?.file ?? "";
  const back = restoreBackup(dir, earlier, addMinutes(NOW, 3));
  expect(storeIn(dir).ids()).toEqual(["first"]);
  expect(
    storeIn(back.setAside ?? "")
      .ids()
      .sort(),
  ).toEqual(["first", "second", "third"]);
});

test("a copy that is let go lets go of the files that no other names; a damaged file is told", () => {
  const dir = installation(1);
  const folder = path.join(dir, "backups");
  bring(dir, "first");
  takeBackup(dir, folder, NOW);
  const { sqlite } = openDatabase(path.join(dir, "tilts.db"));
  sqlite.exec("delete from files");
  sqlite.close();
  takeBackup(dir, folder, instantFrom(NOW + 2 * DAY));
  expect(storeIn(folder).ids()).toEqual(["first"]);
  for (let month = 1; month <= 14; month++) takeBackup(dir, folder, instantFrom(NOW + month * 31 * DAY));
  expect(storeIn(folder).ids()).toEqual([]);

  bring(dir, "second");
  writeFileSync(path.join(dir, "files", "second"), "something else");
  expect(takeBackup(dir, folder, instantFrom(NOW + 500 * DAY)).files).toEqual({ named: 1, missing: 1 });
});
