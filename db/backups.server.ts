/**
 * Backups: copies of the database that were read through and found sound, each with the secret that makes the links in mails.
 * A copy has its name only when it is verified, so what lies in the folder can be restored.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { DAY, dateOf, type Instant, instantFrom, isoOf, mondayOf } from "#app/time";
import { asUnsound, brokenGuards, refuseForeign, type Sqlite, UnsoundDatabase } from "./client.server";
import { bringOver, storeIn, type Wanted } from "./files/store.server";
import { DATABASE_FILE, modeIn, SECRET_FILE } from "./installation.server";
import { migrationsOf } from "./migrations.server";

export interface Backup {
  /** Its path; the key beside it has the same name and ends in `.key`. */
  file: string;
  /** When the copy was begun: it holds everything that was written before. */
  at: Instant;
}

/** What a copy holds, as far as an operator can tell by it that it is the right one. */
export interface Contents {
  mode: "demo" | "real";
  /** The last thing that happened in it; null when nothing has. */
  newest: { event: number; at: Instant } | null;
}

export interface Taken {
  bytes: number;
  /** Files that the copy names: how many there are, and how many of them lay nowhere. */
  files: { named: number; missing: number };
}

/** How long another process may hold the database before a copy is given up, in milliseconds. */
const PATIENCE = 60_000;
const NAME = /^tilts-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/;

/**
 * Copies the database of `dataDir` into `folder` while others work on it, reads the copy through and names it. Takes the
 * place of those that the rule of `outlived` lets go. Throws `UnsoundDatabase`, and leaves no half a copy behind.
 */
export function takeBackup(dataDir: string, folder: string, now: Instant): Backup & Contents & Taken {
  const source = path.join(dataDir, DATABASE_FILE);
  refuseForeign(source);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, nameAt(now));
  if (existsSync(file)) throw new UnsoundDatabase(`${path.basename(file)} exists already.`);
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    const atLeast = asUnsound(source, () => copy(source, unfinished));
    const contents = verified(unfinished);
    if ((contents.newest?.event ?? 0) < atLeast)
      throw new UnsoundDatabase(`The copy ends before event ${atLeast}: it is not kept.`);
    const secret = path.join(dataDir, SECRET_FILE);
    if (existsSync(secret)) laySafely(secret, keyOfBackup(file));
    const files = bringFiles(dataDir, folder, unfinished, file);
    renameSync(unfinished, file);
    syncFolder(folder);
    for (const old of outlived(backupsIn(folder), now)) forget(old);
    dropUnnamed(folder);
    return { file, at: backupTime(file), ...contents, bytes: statSync(file).size, files };
  } finally {
    rmSync(unfinished, { force: true });
    rmSync(`${unfinished}-journal`, { force: true });
  }
}

/**
 * Files never change, so the backups of a folder share them: what none of before had is brought over. Beside the copy stands which
 * it names, that those of a copy which is let go can be let go too.
 */
function bringFiles(dataDir: string, folder: string, copied: string, file: string): Taken["files"] {
  const named = filesNamedIn(copied);
  if (named.length === 0) return { named: 0, missing: 0 };
  const missing = bringOver(named, [storeIn(dataDir)], storeIn(folder));
  writeFileSync(listOfBackup(file), `${named.map(({ id }) => id).join("\n")}\n`);
  return { named: named.length, missing: missing.length };
}

/** The files that the rows of a database name. */
export function filesNamedIn(file: string): Wanted[] {
  const sqlite = new Database(file, { readonly: true });
  try {
    const isKnown = sqlite.prepare("select 1 from sqlite_master where type = 'table' and name = 'files'").get();
    return isKnown ? sqlite.prepare<[], Wanted>("select id, sha256 from files where is_gone = 0").all() : [];
  } finally {
    sqlite.close();
  }
}

function dropUnnamed(folder: string): void {
  const store = storeIn(folder);
  const there = store.ids();
  if (there.length === 0) return;
  const lists = backupsIn(folder).map(({ file }) => listOfBackup(file));
  const named = new Set(lists.filter(existsSync).flatMap((list) => readFileSync(list, "utf8").split("\n")));
  for (const id of there) if (!named.has(id)) store.drop(id);
}

/** What is in the folder, the newest first. */
export function backupsIn(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => ({ file: path.join(folder, name), at: backupTime(name) }));
}

/**
 * Pure: which of these, the newest first, are let go. Those of the last 24 hours stay; of the older ones the newest of each of
 * the last 7 days, 4 weeks and 12 months in Riga that have any.
 */
export function outlived(backups: readonly Backup[], now: Instant): Backup[] {
  const kept = new Set(backups.filter(({ at }) => now - at < DAY));
  const newestOfEach = (spanOf: (at: Instant) => string, spans: number) => {
    const newest = new Map<string, Backup>();
    for (const backup of backups) if (!newest.has(spanOf(backup.at))) newest.set(spanOf(backup.at), backup);
    for (const backup of [...newest.values()].slice(0, spans)) kept.add(backup);
  };
  newestOfEach(dateOf, 7);
  newestOfEach((at) => mondayOf(dateOf(at)), 4);
  newestOfEach((at) => dateOf(at).slice(0, 7), 12);
  return backups.filter((backup) => !kept.has(backup));
}

/** Reads a copy through that nobody has open. Throws `UnsoundDatabase` where it must not be restored. */
export function verified(file: string): Contents {
  refuseForeign(file);
  return asUnsound(file, () => {
    const sqlite = new Database(file, { readonly: true });
    try {
      const check = sqlite.pragma("integrity_check(1)", { simple: true });
      if (check !== "ok") throw new UnsoundDatabase(`The copy is damaged (${String(check)}).`);
      const orphans = sqlite.pragma("foreign_key_check");
      if (Array.isArray(orphans) && orphans.length > 0)
        throw new UnsoundDatabase(`The copy has ${orphans.length} rows that refer to nothing.`);
      const missing = migrationsOf(sqlite).pending.length === 0 ? brokenGuards(sqlite) : [];
      if (missing.length > 0) throw new UnsoundDatabase(`The copy lacks guards: ${missing.join(", ")}.`);
      return { mode: modeIn(sqlite), newest: newestIn(sqlite) };
    } finally {
      sqlite.close();
    }
  });
}

/** Where the secret lies that belongs to a backup. */
export function keyOfBackup(file: string): string {
  return file.replace(/(?:\.db)?$/, ".key");
}

/** Where stands which files a backup names. */
function listOfBackup(file: string): string {
  return file.replace(/(?:\.db)?$/, ".files");
}

/** A copy that is on the disk before it has its name; the owner's alone. */
export function laySafely(from: string, to: string): void {
  const unfinished = `${to}.unfinished`;
  copyFileSync(from, unfinished);
  syncFile(unfinished);
  renameSync(unfinished, to);
}

export function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Answers the number of the newest event that the copy must hold. */
function copy(source: string, target: string): number {
  const sqlite = new Database(source, { timeout: PATIENCE });
  try {
    const newest = newestIn(sqlite)?.event ?? 0;
    sqlite.prepare("vacuum into ?").run(target);
    syncFile(target); // SQLite itself does not
    return newest;
  } finally {
    sqlite.close();
  }
}

function newestIn(sqlite: Sqlite): Contents["newest"] {
  const row = sqlite
    .prepare<[], { id: number; at: number }>("select id, at from events order by id desc limit 1")
    .get();
  return row ? { event: row.id, at: instantFrom(row.at) } : null;
}

function forget({ file }: Backup): void {
  for (const gone of [file, keyOfBackup(file), listOfBackup(file)]) rmSync(gone, { force: true });
}

/** In UTC, so that names sort as their times do and none comes twice. */
function nameAt(now: Instant): string {
  return `tilts-${isoOf(now).slice(0, 19).replace(/[-:]/g, "")}Z.db`;
}

function backupTime(file: string): Instant {
  const [, year, month, day, hour, minute, second] = (NAME.exec(path.basename(file)) ?? []).map(Number);
  return instantFrom(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
}
