/** The day the keys come to a database that has none: every row stays, and what is one key is known as one. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { importOrganisations } from "#app/imports/organisations";
import { createDatabase, openDatabase } from "#db/client.server";
import { LATER_GUARDS, migrationsUpTo } from "#tests/support/migrations";
import { at, world } from "#tests/support/world";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test("rows that share a key all stay: the oldest holds it, the others are found as they are written", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-keys-"));
  folders.push(folder);
  const file = path.join(folder, "tilts.db");
  const old = createDatabase(file, migrationsUpTo("0005_promise", folder));
  // A database of then has the places of then.
  old.sqlite.exec(`${LATER_GUARDS}
    insert into places (id, name, sort_key, region) values ('jelgava', '{"lv":"Jelgava","en":"Jelgava"}', 'x', 'zemgale');
    insert into desks (id, name, region, place_id, phone) values ('riga', '{"lv":"Rīga","en":"Rīga"}', 'riga', 'jelgava', '+37120000911');
    insert into organisations (id, code, name, sort_key, sector, place_id) values
      ('first', 'DD-40', 'Dzintara dome', 'x', 'state', 'jelgava'), ('second', 'dd‑40', 'Diļu dienests', 'x', 'state', 'jelgava'),
      ('third', 'DD-41', 'Dūmu dienests', 'x', 'state', 'jelgava');
    insert into units (id, organisation_id, name) values ('u1', 'first', 'Nodaļa'), ('u2', 'first', 'nodaļa');
    insert into clients (id, organisation_id, code) values ('c1', 'first', 'KR-204'), ('c2', 'first', 'КR-204'), ('c3', 'second', 'KR-204');
    insert into interpreters (id, code, name, sort_key, status, home_place_id, desk_id, onsite, by_phone, by_video) values
      ('i1', 'T-300', 'Zanda', 'x', 'active', 'jelgava', 'riga', 1, 1, 1), ('i2', 't-300', 'Zane', 'x', 'active', 'jelgava', 'riga', 1, 1, 1)`);
  old.sqlite.close();

  const { db, sqlite } = openDatabase(file);
  const keys = (table: string) =>
    sqlite.prepare(`select id || ' ' || coalesce(key, '-') from ${table} order by id`).pluck().all();
  expect(keys("organisations")).toEqual(["first DD-40", "second -", "third DD-41"]);
  expect(keys("units")).toEqual(["u1 NODAĻA", "u2 -"]);
  expect(keys("clients")).toEqual(["c1 KR-204", "c2 -", "c3 KR-204"]);
  expect(keys("interpreters")).toEqual(["i1 T-300", "i2 -"]);
  expect(sqlite.prepare("select id from clients where same_as_client_id = 'c1'").pluck().all()).toEqual(["c2"]);

  const table = new TextEncoder().encode("kods;nosaukums;nozare;vieta\ndd‑40;Diļu dienests;valsts;Cēsis\n");
  const ctx = { db, now: at("2026-03-27T12:00"), viewer: { kind: "system" }, locale: "lv" } as const;
  expect(importOrganisations(ctx, { table, apply: true })).toMatchObject({ value: { changed: 1, problems: [] } });
  const cesis = sqlite.prepare("select id from organisations where place_id = 'cesis'").pluck().all();
  expect(cesis).toEqual(["second"]);
  sqlite.close();
});

test("a second row of a key is not written down", () => {
  const { sqlite } = world();
  const client = sqlite.prepare("insert into clients (id, organisation_id, code, key) values (?, ?, ?, 'KR-204')");
  client.run("one", "social-riga", "KR-204");
  expect(() => client.run("two", "social-riga", "kr-204")).toThrow(/UNIQUE/);
  client.run("three", "bank-liepaja", "kr-204");
});
