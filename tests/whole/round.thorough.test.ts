/** A whole installation out and in again: as open files, checked, into an empty folder. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM } from "#app/auth/viewer";
import { calendarPeople, calendarScreen } from "#app/queries/coordinator/calendar";
import { readConfig, StartRefused } from "#app/server/config.server";
import { createFrom } from "#app/server/installation.server";
import { checkFolder, writeTo } from "#app/whole/folder";
import { type Manifest, piecesOf } from "#app/whole/pieces";
import { createDatabase, openDatabase, type Sqlite } from "#db/client.server";
import { storeIn } from "#db/files/store.server";
import { seedDemo } from "#db/seed";
import { takeSnapshot } from "#db/whole/snapshot.server";
import { at } from "#tests/support/world";

const NOON = at("2026-11-24T12:00");
const CANARY = "$scrypt$canary-of-a-password";

let folder: string;
const inside = (name: string) => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tilts-whole-"));
  const opened = createDatabase(inside("first/tilts.db"));
  seedDemo(opened, NOON, { passwordHash: CANARY });
  layScan(opened.sqlite);
  opened.sqlite.exec("insert into installation (key, value) values ('service_name', 'Tulku dienests')");
  opened.sqlite.close();
  expect(exported("first", "files")).toMatchObject({ code: 0, err: "" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCAN = Buffer.from("%PDF-1.7 a scan");

function layScan(sqlite: Sqlite): void {
  storeIn(inside("first")).lay("a-scan", SCAN);
  sqlite
    .prepare("insert into files (id, type, bytes, sha256, at) values ('a-scan', 'pdf', ?, ?, 1)")
    .run(SCAN.length, createHash("sha256").update(SCAN).digest("hex"));
  sqlite.exec("update credentials set scan_id = 'a-scan' where rowid = (select min(rowid) from credentials)");
}

function run(tool: string, dataDir: string, ...args: string[]) {
  const env = {
    ...process.env,
    DATA_DIR: inside(dataDir),
    DEMO: "",
    CLOCK_OFFSET: "",
    STARTED_IN: folder,
    APP_URL: "",
  };
  const done = spawnSync(process.execPath, ["--import", "tsx", `app/cli/${tool}.ts`, ...args], {
    env,
    encoding: "utf8",
  });
  return { code: done.status, out: done.stdout.trim().split("\n"), err: done.stderr.trim() };
}
const exported = (dataDir: string, to: string) => run("export", dataDir, to);
const takenIn = (dataDir: string, from: string) => run("import", dataDir, "--installation", from);

/** What stands in the way, in this process: a tool tells the same. */
function refusal(dataDir: string, from: string): string {
  const env = { ...process.env, DATA_DIR: inside(dataDir) };
  try {
    createFrom(readConfig(env), inside(from));
    return "";
  } catch (error) {
    return error instanceof StartRefused ? error.message : String(error);
  }
}
const manifestOf = (files: string): Manifest => JSON.parse(readFileSync(inside(`${files}/manifest.json`), "utf8"));
const copy = (name: string) => {
  cpSync(inside("files"), inside(name), { recursive: true });
  return inside(name);
};

function weekOf(dataDir: string): string {
  const { db, sqlite } = openDatabase(inside(`${dataDir}/tilts.db`));
  try {
    const ctx = { db, now: NOON, viewer: SYSTEM, locale: "lv" as const };
    const week = { start: at("2026-11-23T00:00"), end: at("2026-11-30T00:00") };
    return JSON.stringify([calendarScreen(ctx, week), calendarPeople(ctx, week)]);
  } finally {
    sqlite.close();
  }
}

test("out, into an empty installation, and out again: the same rows, the same checksums, the same week of the calendar", () => {
  const into = takenIn("second", "files");
  expect(into).toMatchObject({ code: 0, err: "" });
  expect(into.out.at(-1)).toMatch(/^http:\/\/.*\/set-password\/[\w-]{43}$/);
  expect(weekOf("second")).toBe(weekOf("first"));
  expect(storeIn(inside("second")).read("a-scan")).toEqual(SCAN);
  expect(manifestOf("files").name).toBe("Tulku dienests");
  expect(weekOf("first").length).toBeGreaterThan(5_000);
  const snapshot = takeSnapshot(inside("second/tilts.db"));
  expect(writeTo(inside("files-again"), piecesOf(snapshot, NOON, storeIn(inside("second"))))).toMatchObject({
    ok: true,
  });
  snapshot.close();
  const [before, after] = [manifestOf("files"), manifestOf("files-again")];
  expect(after.tables).toEqual(before.tables);
  expect(after.name).toBe(before.name);
  expect(before.tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(20);
});

test("no secret is among the files, and the last of them is the manifest", () => {
  const all = readdirSync(inside("files"))
    .filter((name) => name !== "files")
    .map((name) => readFileSync(inside(`files/${name}`), "utf8"));
  expect(all.join("\n")).not.toContain(CANARY);
  expect(all.join("\n")).not.toContain('password_hash"');
  expect(readdirSync(inside("files"))).toEqual(expect.arrayContaining(["README.md", "manifest.json", "users.jsonl"]));
  expect(readFileSync(inside("files/README.md"), "utf8")).toContain("Not here: `password_hash`");
});

test("only an empty installation takes one in, and only files that are whole and of this version", () => {
  expect(refusal("first", "files")).toContain("only an empty installation");
  expect(refusal("third", "nowhere")).toContain("no manifest.json");

  appendFileSync(path.join(copy("damaged"), "requests.jsonl"), " ");
  expect(refusal("third", "damaged")).toContain("requests.jsonl is not as it was written");

  appendFileSync(path.join(copy("damaged-scan"), "files/a-scan"), " ");
  expect(refusal("third", "damaged-scan")).toContain("files/a-scan is not as it was written");

  rmSync(path.join(copy("missing"), "users.jsonl"));
  expect(refusal("third", "missing")).toBe("users.jsonl is missing.");

  const older = copy("older");
  writeFileSync(path.join(older, "manifest.json"), JSON.stringify({ ...manifestOf("files"), schema: "0003_older" }));
  expect(refusal("third", "older")).toContain("written by another version (0003_older");
  expect(readdirSync(inside("third")).filter((name) => !name.startsWith(".lock"))).toEqual([]);
});

test("a file whose checksum was made to fit is still held to the schema", () => {
  const forged = copy("forged");
  const users = readFileSync(path.join(forged, "users.jsonl"), "utf8").replaceAll(
    '"role":"requester"',
    '"role":"emperor"',
  );
  writeFileSync(path.join(forged, "users.jsonl"), users);
  const sha256 = createHash("sha256").update(users).digest("hex");
  const manifest = manifestOf("files");
  const tables = manifest.tables.map((table) => (table.name === "users" ? { ...table, sha256 } : table));
  writeFileSync(path.join(forged, "manifest.json"), JSON.stringify({ ...manifest, tables }));
  expect(refusal("third", "forged")).toMatch(/^users\.jsonl cannot be taken in: CHECK constraint failed/);
});

test("a folder that holds anything is not written to", () => {
  expect(writeTo(inside("files"), [])).toMatchObject({ reason: "folder_not_empty" });
});

test("what the manifest says of a table decides nothing of where it is read", () => {
  const away = copy("away");
  const manifest = manifestOf("files");
  const tables = manifest.tables.map((table) => ({ ...table, file: "../../etc/passwd" }));
  writeFileSync(path.join(away, "manifest.json"), JSON.stringify({ ...manifest, tables }));
  expect(checkFolder(away, manifest.schema)).toMatchObject({ ok: true });
});
