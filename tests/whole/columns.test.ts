/** Every table and column is decided: it leaves with the files, or it stays behind and somebody has said why. */
import { expect, test } from "vitest";
import { KEPT, LEFT } from "#db/whole/columns";
import { world } from "#tests/support/world";

/** Of SQLite itself, and the tables in which it keeps its search words. */
const INNER = /^(sqlite_|client_words_)/;

function columnsOfTables(): Map<string, string[]> {
  const { sqlite } = world();
  const tables = sqlite.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  const columnsOf = (name: string) =>
    sqlite.prepare("select name from pragma_table_xinfo(?)").pluck().all(name) as string[];
  return new Map(tables.filter((name) => !INNER.test(name)).map((name) => [name, columnsOf(name)]));
}

test("no table and no column is undecided, and none is decided that is not there", () => {
  const tables = columnsOfTables();
  expect([...tables.keys()].filter((name) => !KEPT[name] && !LEFT[name])).toEqual([]);
  expect([...Object.keys(KEPT), ...Object.keys(LEFT)].filter((name) => !tables.has(name))).toEqual([]);
  for (const [name, { columns, left = {} }] of Object.entries(KEPT))
    expect([...columns, ...Object.keys(left)].sort(), name).toEqual([...(tables.get(name) ?? [])].sort());
});

test("nothing that opens a door leaves: no column is kept whose name says so, nor a table of such", () => {
  const kept = Object.entries(KEPT).flatMap(([table, { columns }]) => columns.map((column) => `${table}.${column}`));
  expect(kept.filter((name) => /hash|password|token|secret|seal|session/.test(name))).toEqual([]);
});
