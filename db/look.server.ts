/**
 * Looking into a database without leaving a trace. SQLite makes a log and an index beside whatever WAL database it opens, even
 * for reading; so it is shown the same files under other names, in a folder that is taken away again.
 */
import { existsSync, linkSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { asUnsound, refuseForeign, refuseUnsound, type Sqlite } from "./client.server";

/** Names the folders of looks that a killed process left. */
const LOOK = ".look-";

/**
 * What `read` finds in the database. No byte of the file or its log changes, and none comes beside them. Only while no server
 * holds it: a look does not see what others do at the same moment. Throws `UnsoundDatabase`.
 */
export function lookInto<T>(file: string, read: (sqlite: Sqlite) => T): T {
  refuseForeign(file);
  const folder = mkdtempSync(path.join(path.dirname(file), LOOK));
  try {
    return asUnsound(file, () => {
      const sqlite = new Database(linked(file, folder), { readonly: true });
      try {
        return read(sqlite);
      } finally {
        sqlite.close();
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Refuses as `openDatabase` would, before it. Throws `UnsoundDatabase`. */
export function lookForDamage(file: string): void {
  lookInto(file, (sqlite) => refuseUnsound(sqlite));
}

export function isLook(name: string): boolean {
  return name.startsWith(LOOK);
}

/** Of looks that were cut short. */
export function sweepLooks(dataDir: string): void {
  for (const name of readdirSync(dataDir)) if (isLook(name)) rmSync(path.join(dataDir, name), { recursive: true });
}

/** The file and its log under another name; the file itself where the file system knows no second names. */
function linked(file: string, folder: string): string {
  const other = path.join(folder, path.basename(file));
  try {
    linkSync(file, other);
    if (existsSync(`${file}-wal`)) linkSync(`${file}-wal`, `${other}-wal`);
    return other;
  } catch {
    rmSync(other, { force: true });
    return file;
  }
}
