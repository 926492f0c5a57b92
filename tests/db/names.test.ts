import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { getTableName } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { LOCALES, type Names } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { createDatabase, openDatabase, type Sqlite } from "#db/client.server";
import { DESKS } from "#db/reference/desks";
import { desks, holidays, languages, languageVariants, places } from "#db/schema";
import { migrationsUpTo } from "#tests/support/migrations";
import { world } from "#tests/support/world";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const NAMED = [places, languages, languageVariants, desks, holidays];

test("a database that held each name in two columns keeps both of them, and every row beside them", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-names-"));
  folders.push(folder);
  const file = path.join(folder, "tilts.db");
  const w = world();
  const requestId = w.request({});
  w.offer(requestId, "amina");
  w.assign(requestId, "karim", { offerId: w.offer(requestId, "karim", { status: "accepted" }) });
  w.db.transaction((tx) =>
    record({ ...w.as("sociala", "2026-03-20T09:00"), db: tx }, { kind: "request_submitted", requestId }),
  );
  w.sqlite.exec(`vacuum into '${folder}/world.db'`);

  const old = createDatabase(file, migrationsUpTo("0003_smallest_change", folder));
  old.sqlite.exec(`attach '${folder}/world.db' as world; pragma foreign_keys = off`);
  // A database of then has the guards of then; those of today ask for columns that it lacks.
  const guards = old.sqlite.prepare("select name from main.sqlite_master where type = 'trigger'").pluck().all();
  for (const guard of guards) old.sqlite.exec(`drop trigger ${guard}`);
  for (const table of tablesOf(old.sqlite)) {
    const columns = old.sqlite.prepare("select name from pragma_table_info(?)").pluck().all(table).map(String);
    const isNamed = columns.includes("name_en");
    const from = columns.map((column) =>
      isNamed && column === "name"
        ? "json_extract(name, '$.lv')"
        : column === "name_en"
          ? "json_extract(name, '$.en')"
          : column,
    );
    old.sqlite.exec(`insert into ${table} (${columns}) select ${from} from world.${table}`);
  }
  old.sqlite.close();

  const migrated = openDatabase(file);
  for (const table of tablesOf(w.sqlite))
    expect(rowsOf(migrated.sqlite, table), table).toEqual(rowsOf(w.sqlite, table));
  expect(rowsOf(migrated.sqlite, "offers")).toHaveLength(2);
  expect(rowsOf(migrated.sqlite, "notifications")).toHaveLength(1);
  migrated.sqlite.close();
});

test.each(LOCALES)("a name that lacks its %s is not written down", (locale) => {
  const { sqlite } = world();
  const { [locale]: _, ...others }: Partial<Names> = DESKS[0]!.name;
  for (const table of NAMED.map(getTableName))
    for (const name of [others, { ...others, [locale]: null }])
      expect(() => sqlite.prepare(`update ${table} set name = ?`).run(JSON.stringify(name)), table).toThrow(/CHECK/);
});

test("everything that an installation starts with has a name in every language", () => {
  const { db } = world();
  for (const table of NAMED)
    for (const { name } of db.select({ name: table.name }).from(table).all())
      for (const locale of LOCALES) expect(name[locale], JSON.stringify(name)).toMatch(/\S/);
});

function tablesOf(sqlite: Sqlite): string[] {
  const tables =
    "select name from sqlite_master where type = 'table' and name <> 'migrations' and name not like 'sqlite_%'";
  return sqlite.prepare(tables).pluck().all().map(String);
}

function rowsOf(sqlite: Sqlite, table: string): unknown[] {
  return sqlite.prepare(`select * from ${table} order by 1, 2`).all();
}
