/** The folder that holds an installation: may it be opened, by whom, and what does the database say it is? */
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { isOurs, type Sqlite, UnsoundDatabase } from "./client.server";

export const DATABASE_FILE = "tilts.db";
const LOCK_FILE = ".lock";
const UNFINISHED = `${DATABASE_FILE}.unfinished`;

/** `demo` or `real` as the database says, without changing a byte; null when the folder is missing or empty. Throws `UnsoundDatabase`. */
export function modeOf(dataDir: string): "demo" | "real" | null {
  const file = path.join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) {
    const others = filesIn(dataDir).filter((name) => name !== LOCK_FILE && !name.startsWith(UNFINISHED));
    if (others.length === 0) return null;
    throw new UnsoundDatabase(
      `DATA_DIR holds files but no ${DATABASE_FILE}: restore a backup, or choose another DATA_DIR.`,
    );
  }
  if (!isOurs(file))
    throw new UnsoundDatabase(`${DATABASE_FILE} is not a Tilts database (empty, damaged, or another program's).`);
  try {
    const sqlite = new Database(file, { readonly: true });
    try {
      return sqlite.prepare("select value from installation where key = 'mode'").pluck().get() === "demo"
        ? "demo"
        : "real";
    } finally {
      sqlite.close();
    }
  } catch {
    throw new UnsoundDatabase(`${DATABASE_FILE} is not a sound database. Restore a backup.`);
  }
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

const OURS = /^(?:tilts\.db.*|secret\.key|outbox|backups|\.lock.*)$/;
const FOR_OTHERS = 0o077;

/** Where a new database is made before it gets its name, so that a creation cut short leaves nothing that looks finished. */
export function freshUnfinished(dataDir: string): string {
  for (const name of filesIn(dataDir)) if (name.startsWith(UNFINISHED)) rmSync(path.join(dataDir, name));
  return path.join(dataDir, UNFINISHED);
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
