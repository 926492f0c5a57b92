/** Putting a backup in place: nothing is moved before the copy that will be used has been read through. */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { type Instant, isoOf } from "#app/time";
import { type Contents, filesNamedIn, keyOfBackup, laySafely, syncFile, syncFolder, verified } from "./backups.server";
import { asUnsound, refuseForeign, UnsoundDatabase } from "./client.server";
import { bringOver, FILES_FOLDER, storeIn } from "./files/store.server";
import { DATABASE_FILE, keepToOwner, lockFolder, SECRET_FILE } from "./installation.server";

export interface Restored extends Contents {
  /** Where that is now which was in its place; null when the folder held no database. */
  setAside: string | null;
  /** Where the secret comes from. `none`: a new one is made at the next start, and links in mails sent before no longer work. */
  secret: "backup" | "kept" | "none";
  /** Files that the database names: how many there are, and how many of them lie neither with the backup nor with what was set aside. */
  files: { named: number; missing: number };
}

/** Beside the database it is to replace, so that giving it its name is one step. */
const INCOMING = `${DATABASE_FILE}.incoming`;

/**
 * Makes `file` the database of `dataDir`, with the secret that lies beside it. What was there is set aside whole, under the
 * date. Sign-ins of then do not come back to life. Throws `UnsoundDatabase`, with everything where it was.
 */
export function restoreBackup(dataDir: string, file: string, now: Instant): Restored {
  refuseForeign(file);
  mkdirSync(dataDir, { recursive: true });
  const release = lockFolder(dataDir);
  const incoming = path.join(dataDir, INCOMING);
  try {
    clear(incoming);
    asUnsound(file, () => copyWhole(file, incoming));
    const contents = verified(incoming);
    const key = secretBeside(file);
    const setAside = setPresentAside(dataDir, now, key !== null);
    if (key) laySafely(key, path.join(dataDir, SECRET_FILE));
    const files = filesFor(incoming, [path.dirname(file), ...(setAside ? [setAside] : [])], dataDir);
    renameSync(incoming, path.join(dataDir, DATABASE_FILE));
    syncFolder(dataDir);
    keepToOwner(dataDir);
    const hasSecret = existsSync(path.join(dataDir, SECRET_FILE));
    return { ...contents, setAside, secret: key ? "backup" : hasSecret ? "kept" : "none", files };
  } finally {
    clear(incoming);
    release();
  }
}

/** Those that the database names, from where they lie. */
function filesFor(incoming: string, folders: readonly string[], dataDir: string): Restored["files"] {
  const named = filesNamedIn(incoming);
  return { named: named.length, missing: bringOver(named, folders.map(storeIn), storeIn(dataDir)).length };
}

/** The one that was copied with it, or that was set aside with it. */
function secretBeside(file: string): string | null {
  const places = [keyOfBackup(file), path.join(path.dirname(file), SECRET_FILE)];
  return places.find((place) => existsSync(place)) ?? null;
}

/** With the log that may lie beside a copy of a database that was killed; what was in it is in the copy then. */
function copyWhole(file: string, incoming: string): void {
  copyFileSync(file, incoming);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${incoming}-wal`);
  const sqlite = new Database(incoming);
  try {
    sqlite.pragma("journal_mode = DELETE"); // one file: a log of its own comes with the start
    sqlite.exec("delete from sessions");
  } finally {
    sqlite.close();
  }
  syncFile(incoming);
}

/** The database with its log, and the secret where another comes; answers the folder they are in. */
function setPresentAside(dataDir: string, now: Instant, isWithKey: boolean): string | null {
  const names = [FILES_FOLDER, DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`];
  const present = names.filter((name) => existsSync(path.join(dataDir, name)));
  const hasSecret = existsSync(path.join(dataDir, SECRET_FILE));
  if (present.length === 0 && !(hasSecret && isWithKey)) return null;
  const aside = path.join(dataDir, `set-aside-${isoOf(now).slice(0, 19).replace(/[-:]/g, "")}Z`);
  if (existsSync(aside)) throw new UnsoundDatabase(`${path.basename(aside)} exists already.`);
  mkdirSync(aside);
  if (hasSecret) laySafely(path.join(dataDir, SECRET_FILE), path.join(aside, SECRET_FILE));
  // Files first, the log last: a folder without a database is refused at a start, a database without its log would be an older one.
  for (const name of present) renameSync(path.join(dataDir, name), path.join(aside, name));
  syncFolder(aside);
  return aside;
}

function clear(incoming: string): void {
  for (const rest of ["", "-wal", "-shm", "-journal"]) rmSync(incoming + rest, { force: true });
}
