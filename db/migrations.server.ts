/** Migrations: which a database has, which it lacks, and how they are run so that nothing is lost. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type Database from "better-sqlite3";
import { TRIGGERS } from "./guards";
import { UnsoundDatabase } from "./unsound";

type Sqlite = Database.Database;

/** What the database lacks of this version. Throws `UnsoundDatabase` when it has what this version does not know. */
export function migrationsOf(sqlite: Sqlite, folder = migrationsFolder()): { pending: Migration[]; isNew: boolean } {
  const wanted = readMigrations(folder);
  if (!namesOf(sqlite, "table").includes("migrations"))
    throw new UnsoundDatabase("The database has no schema. Restore a backup.");
  const applied = sqlite
    .prepare<[], { tag: string; hash: string }>("select tag, hash from migrations order by rowid")
    .all();
  applied.forEach((row, i) => {
    if (wanted[i]?.tag !== row.tag)
      throw new UnsoundDatabase(`The database knows migration ${row.tag}, this version does not. Update Tilts.`);
    if (wanted[i]?.hash !== row.hash)
      throw new UnsoundDatabase(`Migration ${row.tag} was edited after it was applied.`);
  });
  return { pending: wanted.slice(applied.length), isNew: applied.length === 0 };
}

/**
 * Own runner, because drizzle's turns foreign keys off inside its transaction, where SQLite ignores it, and a table
 * rebuild then deletes children and drops triggers without a word. Here: keys off outside, a snapshot first, guards
 * laid anew, and row counts and foreign keys compared before the commit.
 */
export function migrate(sqlite: Sqlite, file: string, folder = migrationsFolder()): void {
  sqlite.exec(
    "CREATE TABLE IF NOT EXISTS migrations (tag TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)",
  );
  const { pending, isNew } = migrationsOf(sqlite, folder);
  if (pending.length === 0) return;
  if (!isNew) snapshot(sqlite, file, pending[0]?.tag ?? "migration");

  sqlite.pragma("foreign_keys = OFF");
  try {
    sqlite
      .transaction(() => {
        for (const name of namesOf(sqlite, "trigger")) sqlite.exec(`DROP TRIGGER "${name}"`);
        const before = rowCounts(sqlite);
        for (const migration of pending) {
          for (const statement of migration.statements) sqlite.exec(statement);
          sqlite.prepare("insert into migrations values (?, ?, unixepoch())").run(migration.tag, migration.hash);
        }
        const tables = namesOf(sqlite, "table");
        // A schema that is not yet today's lacks tables of today's guards.
        for (const guard of TRIGGERS) if (tables.includes(guard.table)) sqlite.exec(guard.sql);
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

function namesOf(sqlite: Sqlite, type: "trigger" | "table"): string[] {
  return sqlite
    .prepare<[string], string>("select name from sqlite_master where type = ? and name not like 'sqlite_%'")
    .pluck()
    .all(type);
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
