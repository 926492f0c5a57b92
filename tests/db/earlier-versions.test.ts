/**
 * Databases of earlier versions open, migrate, and lose nothing. Each fixture in `tests/db/before/` was written by `make.ts` there,
 * under the name of what was then the newest migration.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { brokenGuards, createDatabase, openDatabase, type Sqlite } from "#db/client.server";
import { LATER_GUARDS, migrationsUpTo } from "#tests/support/migrations";

const BEFORE = "tests/db/before";
const FIXTURES = readdirSync(BEFORE)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => name.replace(/\.sql$/, ""));
/** "table.column" of what a later migration took away on purpose, for a reason that stands in it. */
const TAKEN_AWAY: readonly string[] = [];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Contents = Record<string, { columns: string[]; rows: string[] }>;

function contentsOf(sqlite: Sqlite, like?: Contents): Contents {
  const tables = sqlite
    .prepare<[], string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all()
    .filter((table) => table !== "migrations" && (!like || table in like));
  return Object.fromEntries(
    tables.map((table) => {
      const now = sqlite.prepare<[], string>(`select name from pragma_table_info('${table}')`).pluck().all();
      const columns = (like?.[table]?.columns ?? now).filter((column) => !TAKEN_AWAY.includes(`${table}.${column}`));
      const values = columns.map((column) => `quote("${column}")`).join(" || ' ' || ");
      const rows = sqlite.prepare<[], string>(`select ${values} from "${table}" order by 1`).pluck().all();
      return [table, { columns, rows }];
    }),
  );
}

/** A database as that version left it. */
function databaseOf(tag: string): { file: string; contents: Contents } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-before-"));
  folders.push(folder);
  const file = path.join(folder, "tilts.db");
  const { sqlite } = createDatabase(file, migrationsUpTo(tag, folder));
  if (tag < "0014") sqlite.exec(LATER_GUARDS);
  sqlite.exec(`begin; ${readFileSync(path.join(BEFORE, `${tag}.sql`), "utf8")} commit;`);
  const contents = contentsOf(sqlite);
  sqlite.close();
  return { file, contents };
}

test.each(FIXTURES)("a database of %s opens, migrates, and every row of every table is as it was", (tag) => {
  const { file, contents } = databaseOf(tag);
  expect(Object.entries(contents).filter(([, { rows }]) => rows.length === 0)).toEqual([]);
  const { sqlite } = openDatabase(file);
  expect(contentsOf(sqlite, contents)).toEqual(contents);
  expect(brokenGuards(sqlite)).toEqual([]);
  expect(sqlite.pragma("foreign_key_check")).toEqual([]);
  const tags = readdirSync("db/migrations")
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.slice(0, -4));
  expect(sqlite.prepare("select tag from migrations order by rowid").pluck().all()).toEqual(tags.sort());
  const next = tags[tags.indexOf(tag) + 1];
  expect(existsSync(path.join(path.dirname(file), "backups", `before-${next}.db`))).toBe(next !== undefined);
  sqlite.close();
});

test("a migration that overwrites what somebody wrote is noticed here, and one that loses a row by itself", () => {
  const tag = FIXTURES.at(-1) ?? "";
  const { file, contents } = databaseOf(tag);
  const newest =
    readdirSync("db/migrations")
      .filter((name) => name.endsWith(".sql"))
      .sort()
      .at(-1) ?? "";
  const folder = migrationsUpTo(newest.slice(0, -4), path.dirname(file));
  const journal = path.join(folder, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  writeFileSync(
    journal,
    JSON.stringify({ ...rest, entries: [...entries, { ...entries.at(-1), tag: "9999_careless" }] }),
  );
  const careless = path.join(folder, "9999_careless.sql");
  writeFileSync(careless, "delete from reports");
  expect(() => openDatabase(file, { folder })).toThrow(/Migration left 0 of \d+ rows of reports/);
  writeFileSync(careless, "update users set name = 'x'");
  const { sqlite } = openDatabase(file, { folder });
  const after = contentsOf(sqlite, contents);
  expect(Object.keys(contents).filter((table) => after[table]?.rows.join() !== contents[table]?.rows.join())).toEqual([
    "users",
  ]);
  sqlite.close();
});
