/** Opening the database: pragmas, migrations, guards. This folder alone knows better-sqlite3. */
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { GUARD_INDEXES, TRIGGERS } from "./guards";
import { layKeys } from "./keys";
import * as schema from "./schema";

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

/** A database that must not be opened. The message is one line for the operator. */
export class UnsoundDatabase extends Error {}

/** Opens an existing database, brings it to the newest schema and checks its guards. Throws `UnsoundDatabase`. */
export function openDatabase(file: string, folder = migrationsFolder()): Opened {
  if (!existsSync(file)) throw new UnsoundDatabase(`There is no database at ${path.basename(file)}.`);
  if (!isOurs(file))
    throw new UnsoundDatabase(`${path.basename(file)} is not a Tilts database (empty, damaged, or another program's).`);
  const sqlite = connect(file);
  try {
    const check = sqlite.pragma("quick_check(1)", { simple: true });
    if (check !== "ok") throw new UnsoundDatabase(`The database is damaged (${String(check)}). Restore a backup.`);
    migrate(sqlite, file, folder);
    layKeys(sqlite);
    const missing = brokenGuards(sqlite);
    if (missing.length)
      throw new UnsoundDatabase(`Guards are missing or changed: ${missing.join(", ")}. Restore a backup.`);
    return { db: drizzle(sqlite, { schema }), sqlite };
  } catch (error) {
    sqlite.close();
    if (error instanceof Error && "code" in error && /SQLITE_(NOTADB|CORRUPT)/.test(String(error.code)))
      throw new UnsoundDatabase(`${path.basename(file)} is not a sound database. Restore a backup.`);
    throw error;
  }
}

/** Creates a database with the newest schema and guards. `:memory:` for tests. Refuses an existing file. */
export function createDatabase(file: string, folder = migrationsFolder()): Opened {
  if (file !== ":memory:") {
    if (existsSync(file)) throw new UnsoundDatabase(`${path.basename(file)} exists already.`);
    mkdirSync(path.dirname(file), { recursive: true });
  }
  const sqlite = connect(file);
  sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(sqlite, file, folder);
  // The file itself says whose it is from here on, not only its log.
  sqlite.pragma("wal_checkpoint(TRUNCATE)");
  return { db: drizzle(sqlite, { schema }), sqlite };
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

/** Names of guards that are not in the database exactly as `guards.ts` says. */
export function brokenGuards(sqlite: Sqlite): string[] {
  const rows = sqlite.prepare<[], { name: string; sql: string | null }>(
    "select name, sql from sqlite_master where type in ('trigger', 'index')",
  );
  const sqlOf = new Map(rows.all().map((row) => [row.name, row.sql]));
  return [
    ...TRIGGERS.filter((guard) => sqlOf.get(guard.name) !== guard.sql).map((guard) => guard.name),
    ...GUARD_INDEXES.filter((name) => !sqlOf.get(name)?.startsWith("CREATE UNIQUE INDEX")),
  ];
}

/** 0 OFF · 1 NORMAL · 2 FULL. FULL is not better-sqlite3's default for a reopened file; a power cut loses commits without it. */
export function synchronousOf(sqlite: Sqlite): number {
  return Number(sqlite.pragma("synchronous", { simple: true }));
}

export function sqliteVersion(sqlite: Sqlite): string {
  return String(sqlite.prepare("select sqlite_version()").pluck().get());
}

function connect(file: string): Sqlite {
  const sqlite = new Database(file);
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

function migrationsFolder(): string {
  return path.resolve("db/migrations");
}

interface Migration {
  tag: string;
  hash: string;
  statements: string[];
}

function readMigrations(folder: string): Migration[] {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(path.join(folder, "meta/_journal.json"), "utf8"),
  );
  return journal.entries.map(({ tag }) => {
    const sql = readFileSync(path.join(folder, `${tag}.sql`), "utf8");
    return {
      tag,
      hash: createHash("sha256").update(sql).digest("hex"),
      statements: sql.split("--> statement-breakpoint"),
    };
  });
}

/**
 * Own runner, because drizzle's turns foreign keys off inside its transaction, where SQLite ignores it, and a table
 * rebuild then deletes children and drops triggers without a word. Here: keys off outside, a snapshot first, guards
 * laid anew, and row counts and foreign keys compared before the commit.
 */
function migrate(sqlite: Sqlite, file: string, folder: string): void {
  sqlite.exec(
    "CREATE TABLE IF NOT EXISTS migrations (tag TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)",
  );
  const wanted = readMigrations(folder);
  const applied = sqlite
    .prepare<[], { tag: string; hash: string }>("select tag, hash from migrations order by rowid")
    .all();
  applied.forEach((row, i) => {
    if (wanted[i]?.tag !== row.tag)
      throw new UnsoundDatabase(`The database knows migration ${row.tag}, this version does not. Update Tilts.`);
    if (wanted[i]?.hash !== row.hash)
      throw new UnsoundDatabase(`Migration ${row.tag} was edited after it was applied.`);
  });
  const pending = wanted.slice(applied.length);
  if (pending.length === 0) return;
  if (applied.length > 0) snapshot(sqlite, file, pending[0]?.tag ?? "migration");

  sqlite.pragma("foreign_keys = OFF");
  try {
    sqlite
      .transaction(() => {
        for (const name of triggersOf(sqlite)) sqlite.exec(`DROP TRIGGER "${name}"`);
        const before = rowCounts(sqlite);
        for (const migration of pending) {
          for (const statement of migration.statements) sqlite.exec(statement);
          sqlite.prepare("insert into migrations values (?, ?, unixepoch())").run(migration.tag, migration.hash);
        }
        for (const guard of TRIGGERS) sqlite.exec(guard.sql);
        const after = rowCounts(sqlite);
        for (const [table, count] of before) {
          if (table !== "migrations" && (after.get(table) ?? count) < count)
            throw new UnsoundDatabase(`Migration left ${after.get(table)} of ${count} rows of ${table}.`);
        }
        const orphans = sqlite.prepare("pragma foreign_key_check").all();
        if (orphans.length) throw new UnsoundDatabase(`Migration left ${orphans.length} rows that refer to nothing.`);
      })
      .immediate();
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
}

function snapshot(sqlite: Sqlite, file: string, tag: string): void {
  if (file === ":memory:") return;
  const folder = path.join(path.dirname(file), "backups");
  mkdirSync(folder, { recursive: true });
  const target = path.join(folder, `before-${tag}.db`);
  if (!existsSync(target)) sqlite.prepare("vacuum into ?").run(target);
}

function triggersOf(sqlite: Sqlite): string[] {
  return sqlite.prepare<[], string>("select name from sqlite_master where type = 'trigger'").pluck().all();
}

/** Without the tables in which SQLite keeps a search's words: they are packed as it likes. */
function tablesOf(sqlite: Sqlite): string[] {
  return sqlite
    .prepare<[], string>("select name from pragma_table_list where schema = 'main' and type = 'table'")
    .pluck()
    .all()
    .filter((name) => !name.startsWith("sqlite_"));
}

function rowCounts(sqlite: Sqlite): Map<string, number> {
  return new Map(
    tablesOf(sqlite).map((table) => [table, Number(sqlite.prepare(`select count(*) from "${table}"`).pluck().get())]),
  );
}
