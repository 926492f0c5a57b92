/** The folder that holds an installation: may it be opened, by whom, and what does the database say it is? */
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { type Sqlite, UnsoundDatabase } from "./client.server";
import { isLook, lookInto } from "./look.server";

export const DATABASE_FILE = "tilts.db";
/** Makes the links in mails. */
export const SECRET_FILE = "secret.key";
const LOCK_FILE = ".lock";
const UNFINISHED = `${DATABASE_FILE}.unfinished`;

/**
 * `demo` or `real` as the database says; null when the folder is missing or empty. Neither a byte nor the list of files
 * changes. Throws `UnsoundDatabase`.
 */
export function modeOf(dataDir: string): "demo" | "real" | null {
  const file = path.join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) {
    const others = filesIn(dataDir).filter(
      (name) => !name.startsWith(LOCK_FILE) && !name.startsWith(UNFINISHED) && !isLook(name),
    );
    if (others.length === 0) return null;
    throw new UnsoundDatabase(
      `DATA_DIR holds files but no ${DATABASE_FILE}: restore a backup, or choose another DATA_DIR.`,
    );
  }
  try {
    return lookInto(file, modeIn);
  } catch (error) {
    if (error instanceof UnsoundDatabase) throw error;
    throw new UnsoundDatabase(`${DATABASE_FILE} is not a sound database. Restore a backup.`);
  }
}

/** What a database says it is. */
export function modeIn(sqlite: Sqlite): "demo" | "real" {
  return sqlite.prepare("select value from installation where key = 'mode'").pluck().get() === "demo" ? "demo" : "real";
}

/** Takes a folder that a Tilts has held before, whose lock is there; null for any other, in which nothing is made yet. */
export function lockKnownFolder(dataDir: string): (() => void) | null {
  return existsSync(path.join(dataDir, LOCK_FILE)) ? lockFolder(dataDir) : null;
}

/** Takes the folder for this process; the kernel gives it back however the process ends. Throws when another holds it. */
export function lockFolder(dataDir: string): () => void {
  const lock: Sqlite = new Database(path.join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new UnsoundDatabase("Another Tilts is running on this DATA_DIR.");
  }
  return () => lock.close();
}

/**
 * What earlier versions laid so that others on the machine could read it becomes the owner's alone: clients' data, the secret
 * and letters with living links. New files are so from the start (`umask`). Nothing else in the folder is touched.
 */
export function keepToOwner(dataDir: string): void {
  const ours = filesIn(dataDir).filter((name) => OURS.test(name));
  for (const name of ours) {
    const file = path.join(dataDir, name);
    const { mode } = statSync(file);
    if (mode & FOR_OTHERS) chmodSync(file, mode & ~FOR_OTHERS);
  }
  // A folder that holds other things too may be open for their sake.
  const { mode } = statSync(dataDir);
  if (mode & FOR_OTHERS && ours.length === filesIn(dataDir).length) chmodSync(dataDir, mode & 0o700);
}

const OURS = /^(?:tilts\.db.*|secret\.key|files|outbox|backups|set-aside-.*|\.lock.*)$/;
const FOR_OTHERS = 0o077;

/** Where a new database is made before it gets its name, so that a creation cut short leaves nothing that looks finished. */
export function freshUnfinished(dataDir: string): string {
  for (const name of filesIn(dataDir)) if (name.startsWith(UNFINISHED)) rmSync(path.join(dataDir, name));
  return path.join(dataDir, UNFINISHED);
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
