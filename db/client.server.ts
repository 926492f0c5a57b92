/** Opening the database: pragmas, migrations, guards. This folder alone knows better-sqlite3. */
import { closeSync, existsSync, mkdirSync, openSync, readSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { GUARD_INDEXES, TRIGGERS } from "./guards";
import { layKeys } from "./keys";
import { migrate, migrationsOf } from "./migrations.server";
import * as schema from "./schema";
import { keepingStatements } from "./statements.server";
import { UnsoundDatabase } from "./unsound";

export { UnsoundDatabase } from "./unsound";

export type Db = BetterSQLite3Database<typeof schema>;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** The database or a transaction as facts and queries see it: it can be asked, and not written to. */
export type Reader = Pick<Db, "select" | "selectDistinct" | "get" | "all" | "transaction">;
export type Sqlite = Database.Database;

export interface Opened {
  db: Db;
  sqlite: Sqlite;
}

/** "Tilt" in ASCII: tells our file from any other SQLite file. */
const APPLICATION_ID = 0x54696c74;
/** The WAL-reset corruption bug is fixed from this version on (sqlite.org/wal.html). */
const OLDEST_SOUND_SQLITE = "3.51.3";

interface Opening {
  /** The migrations of this version, when they are not in their place. */
  folder?: string;
  /** Somebody has looked already (`db/look.server.ts`), as opening itself writes beside the file. */
  isLookedInto?: boolean;
}

/** Opens an existing database, brings it to the newest schema and checks its guards. Throws `UnsoundDatabase`. */
export function openDatabase(file: string, { folder, isLookedInto = false }: Opening = {}): Opened {
  refuseForeign(file);
  const sqlite = connect(file);
  try {
    asUnsound(file, () => {
      if (!isLookedInto) refuseUnsound(sqlite, folder);
      migrate(sqlite, file, folder);
      layKeys(sqlite);
      refuseUnguarded(sqlite);
    });
    return { db: drizzle(keepingStatements(sqlite), { schema }), sqlite };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Missing, empty, or of another program: told by the header alone. Throws `UnsoundDatabase`. */
export function refuseForeign(file: string): void {
  if (!existsSync(file)) throw new UnsoundDatabase(`There is no database at ${path.basename(file)}.`);
  if (!isOurs(file))
    throw new UnsoundDatabase(`${path.basename(file)} is not a Tilts database (empty, damaged, or another program's).`);
}

/** Damaged, of a newer version, or, where nothing is to be migrated, without a guard. Only reads. Throws `UnsoundDatabase`. */
export function refuseUnsound(sqlite: Sqlite, folder?: string): void {
  const check = sqlite.pragma("quick_check(1)", { simple: true });
  if (check !== "ok") throw new UnsoundDatabase(`The database is damaged (${String(check)}). Restore a backup.`);
  if (migrationsOf(sqlite, folder).pending.length === 0) refuseUnguarded(sqlite);
}

function refuseUnguarded(sqlite: Sqlite): void {
  const missing = brokenGuards(sqlite);
  if (missing.length)
    throw new UnsoundDatabase(`Guards are missing or changed: ${missing.join(", ")}. Restore a backup.`);
}

/** SQLite's own word for a file that it cannot read, as ours. */
export function asUnsound<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && /SQLITE_(NOTADB|CORRUPT)/.test(String(error.code)))
      throw new UnsoundDatabase(`${path.basename(file)} is not a sound database. Restore a backup.`);
    throw error;
  }
}

/** Creates a database with the newest schema and guards. `:memory:` for tests. Refuses an existing file. */
export function createDatabase(file: string, folder?: string): Opened {
  if (file !== ":memory:") {
    if (existsSync(file)) throw new UnsoundDatabase(`${path.basename(file)} exists already.`);
    mkdirSync(path.dirname(file), { recursive: true });
  }
  const sqlite = connect(file);
  sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(sqlite, file, folder);
  // The file itself says whose it is from here on, not only its log.
  sqlite.pragma("wal_checkpoint(TRUNCATE)");
  return { db: drizzle(keepingStatements(sqlite), { schema }), sqlite };
}

/** A database in memory that begins as `image`, which `serialize` of a sound one gave. Its guards are not looked at again. */
export function databaseFrom(image: Buffer): Opened {
  const sqlite = connect(image);
  return { db: drizzle(keepingStatements(sqlite), { schema }), sqlite };
}

/** True when the file's header says that it is a Tilts database. Read without SQLite, whose pragmas would change a foreign file. */
export function isOurs(file: string): boolean {
  const header = Buffer.alloc(100);
  const handle = openSync(file, "r");
  try {
    readSync(handle, header, 0, 100, 0);
  } finally {
    closeSync(handle);
  }
  return header.toString("latin1", 0, 16) === "SQLite format 3\0" && header.readInt32BE(68) === APPLICATION_ID;
}

/** Names of guards that are not in the database exactly as `guards.ts` says. Looked for again when the schema has changed. */
export function brokenGuards(sqlite: Sqlite): string[] {
  const version = Number(sqlite.pragma("schema_version", { simple: true }));
  const before = guardsSeen.get(sqlite);
  if (before?.version === version) return before.broken;
  const rows = sqlite.prepare<[], { name: string; sql: string | null }>(
    "select name, sql from sqlite_master where type in ('trigger', 'index')",
  );
  const sqlOf = new Map(rows.all().map((row) => [row.name, row.sql]));
  const broken = [
    ...TRIGGERS.filter((guard) => sqlOf.get(guard.name) !== guard.sql).map((guard) => guard.name),
    ...GUARD_INDEXES.filter((name) => !sqlOf.get(name)?.startsWith("CREATE UNIQUE INDEX")),
  ];
  guardsSeen.set(sqlite, { version, broken });
  return broken;
}

const guardsSeen = new WeakMap<Sqlite, { version: number; broken: string[] }>();

/** 0 OFF · 1 NORMAL · 2 FULL. FULL is not better-sqlite3's default for a reopened file; a power cut loses commits without it. */
export function synchronousOf(sqlite: Sqlite): number {
  return Number(sqlite.pragma("synchronous", { simple: true }));
}

export function sqliteVersion(sqlite: Sqlite): string {
  return String(sqlite.prepare("select sqlite_version()").pluck().get());
}

/** The last migration that the database has, as its version. */
export function schemaVersion(sqlite: Sqlite): string {
  return String(sqlite.prepare("select tag from migrations order by rowid desc limit 1").pluck().get() ?? "");
}

/** Bytes of the database without its log. */
export function databaseBytes(sqlite: Sqlite): number {
  return Number(sqlite.pragma("page_count", { simple: true })) * Number(sqlite.pragma("page_size", { simple: true }));
}

function connect(source: string | Buffer): Sqlite {
  const sqlite = new Database(source);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("busy_timeout = 5000");
  sqlite.pragma("foreign_keys = ON");
  const version = sqliteVersion(sqlite);
  if (version.localeCompare(OLDEST_SOUND_SQLITE, "en", { numeric: true }) < 0) {
    sqlite.close();
    throw new UnsoundDatabase(
      `SQLite ${version} can corrupt a WAL database; ${OLDEST_SOUND_SQLITE} or newer is needed.`,
    );
  }
  return sqlite;
}
