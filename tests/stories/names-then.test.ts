/** A page about a day of the past says what the institution was called on that day. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { mergeOrganisations } from "#app/commands/merge-organisations";
import { saveOrganisation } from "#app/commands/save-organisation";
import type { Ctx } from "#app/context.server";
import { requestsTable } from "#app/exports/coordinator";
import { csvOf } from "#app/exports/csv";
import { ownJobsTable } from "#app/exports/own";
import { lookAlikesOf } from "#app/facts/doubles/look-alikes";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { requestsList } from "#app/queries/coordinator/requests-list";
import { jobForInterpreter } from "#app/queries/interpreter/jobs";
import { createDatabase, openDatabase } from "#db/client.server";
import { migrationsUpTo } from "#tests/support/migrations";
import { at, type World, world } from "#tests/support/world";

const RENAMED = "2026-03-10T09:00";
const MERGED = "2026-03-20T09:00";
const NOW = "2026-03-27T12:00";
const FILTERS = { q: null, state: null, language: null, deskId: null, mode: null, from: null, to: null, page: 1 };

function rename(w: World, id: string, name: string, when = RENAMED): void {
  const done = saveOrganisation(w.as("admin", when), {
    id,
    code: id,
    name,
    sector: "social",
    placeId: "riga-centrs",
    isActive: true,
    units: [],
  });
  if (!done.ok) throw new Error(done.reason);
}

function merge(w: World, from: string, into: string, when = MERGED): void {
  const done = mergeOrganisations(w.as("admin", when), { from, into, answers: new Map() });
  if (!done.ok) throw new Error(done.reason);
}

/** What the list of requests says, by the day of the service. */
const listed = (w: World) =>
  Object.fromEntries(
    requestsList(w.as("ilze", NOW), FILTERS).rows.map(({ requestId, organisation }) => [requestId, organisation]),
  );
const ofDay = (w: World, day: string, organisationId = "social-riga") =>
  w.request({ organisationId, startAt: at(`${day}T10:00`), submittedAt: at("2026-02-01T09:00") });

test("before the day of another name the old one stands, from then on the new one", () => {
  const w = world();
  const before = ofDay(w, "2026-03-09");
  const after = ofDay(w, "2026-03-11");
  const ahead = ofDay(w, "2026-04-09");
  rename(w, "social-riga", "Rīgas Sociālā pārvalde");
  expect(listed(w)).toEqual({
    [before]: "Rīgas Sociālais dienests",
    [after]: "Rīgas Sociālā pārvalde",
    [ahead]: "Rīgas Sociālā pārvalde",
  });
});

test("of several names it is the one of the day", () => {
  const w = world();
  const days = ["2026-03-01", "2026-03-06", "2026-03-12"].map((day) => ofDay(w, day));
  rename(w, "social-riga", "Otrais", "2026-03-04T09:00");
  rename(w, "social-riga", "Trešais");
  expect(days.map((id) => listed(w)[id])).toEqual(["Rīgas Sociālais dienests", "Otrais", "Trešais"]);
});

test("the coordinator's page, both exports, the interpreter's page and a double say it too, and the coordinator what it is called now", () => {
  const w = world();
  const clientId = w.client("K-1");
  const requestId = w.request({ clientId, startAt: at("2026-03-09T10:00"), submittedAt: at("2026-02-01T09:00") });
  const twin = w.request({ clientId, startAt: at("2026-03-09T10:00"), submittedAt: at("2026-02-01T09:00") });
  const jobId = w.assign(requestId, "amina");
  w.report(jobId);
  rename(w, "social-riga", "Rīgas Sociālā pārvalde");
  const [ilze, amina] = [w.as("ilze", NOW), w.as("amina", NOW)] as Ctx<UserViewer>[];
  if (!ilze || !amina) throw new Error("they are in the world");
  expect(requestForCoordinator(ilze, requestId)?.organisation).toMatchObject({
    name: "Rīgas Sociālais dienests",
    nameNow: "Rīgas Sociālā pārvalde",
  });
  expect(
    lookAlikesOf(ilze, [twin])
      .get(twin)
      ?.map(({ organisation }) => organisation),
  ).toEqual(["Rīgas Sociālais dienests"]);
  expect(jobForInterpreter(amina, jobId)?.request.organisation).toBe("Rīgas Sociālais dienests");
  for (const table of [requestsTable(ilze, FILTERS), ownJobsTable(amina)]) {
    const file = [...csvOf(table)].join("");
    expect(file).toContain("Rīgas Sociālais dienests");
    expect(file).not.toContain("pārvalde");
  }
});

test("what was asked for by one that was merged keeps its name until the merger; the other's past is not called by it", () => {
  const w = world();
  const oldest = ofDay(w, "2026-03-09", "crisis-riga");
  const theirs = ofDay(w, "2026-03-15", "crisis-riga");
  const ahead = ofDay(w, "2026-03-25", "crisis-riga");
  const ours = ofDay(w, "2026-03-09");
  rename(w, "crisis-riga", "Krasta nams");
  merge(w, "crisis-riga", "social-riga");
  expect(listed(w)).toEqual({
    [oldest]: "Krīzes centrs “Krasts”",
    [theirs]: "Krasta nams",
    [ahead]: "Rīgas Sociālais dienests",
    [ours]: "Rīgas Sociālais dienests",
  });
});

test("and so when that one is merged in turn", () => {
  const w = world();
  const days = ["2026-03-09", "2026-03-15", "2026-03-24", "2026-04-24"].map((day) => ofDay(w, day, "crisis-riga"));
  const ours = ofDay(w, "2026-03-09", "bank-liepaja");
  const between = ofDay(w, "2026-03-09");
  rename(w, "crisis-riga", "Krasta nams");
  merge(w, "crisis-riga", "social-riga");
  merge(w, "social-riga", "bank-liepaja", "2026-03-26T09:00");
  const names = listed(w);
  expect([...days, ours, between].map((id) => names[id])).toEqual([
    "Krīzes centrs “Krasts”",
    "Krasta nams",
    "Rīgas Sociālais dienests",
    "Kursas banka",
    "Kursas banka",
    "Rīgas Sociālais dienests",
  ]);
});

test("names that are stored already are told apart by the migration", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-names-"));
  const file = path.join(folder, "tilts.db");
  const { sqlite } = createDatabase(file, migrationsUpTo("0023_guide", folder));
  const names = { lv: "x", en: "x" };
  sqlite.exec(
    `insert into places (id, name, sort_key, search_words, region, latitude, longitude) values ('p', '${JSON.stringify(names)}', 'x', 'x', 'riga', 57, 24)`,
  );
  const laid = sqlite.prepare(
    "insert into organisations (id, code, key, near_key, name, sort_key, sector, place_id, merged_into_id) values (?, ?, ?, ?, ?, 'x', 'social', 'p', ?)",
  );
  for (const [id, into] of [
    ["c", null],
    ["b", "c"],
    ["a", "b"],
  ] as const)
    laid.run(id, id, id, id, `Name of ${id}`, into);
  const named = sqlite.prepare("insert into organisation_names values (?, ?, ?)");
  named.run("a", "First of a", 10);
  named.run("b", "First of a", 10);
  named.run("c", "First of a", 10);
  named.run("b", "First of b", 15);
  named.run("c", "First of b", 15);
  named.run("b", "Name of a", 20);
  named.run("c", "Name of a", 20);
  named.run("c", "Name of b", 30);
  named.run("c", "First of c", 40);
  const merged = sqlite.prepare(
    "insert into events (at, actor_kind, kind, payload) values (?, 'system', 'organisations_merged', ?)",
  );
  merged.run(20, JSON.stringify({ organisationId: "b", from: "a" }));
  merged.run(30, JSON.stringify({ organisationId: "c", from: "b" }));
  sqlite.close();

  const opened = openDatabase(file);
  const rows = opened.sqlite
    .prepare("select organisation_id || ' ' || name || ' ' || coalesce(merged_from_id, '-') from organisation_names")
    .pluck()
    .all();
  opened.sqlite.close();
  rmSync(folder, { recursive: true });
  expect(rows.sort()).toEqual([
    "a First of a -",
    "b First of a a",
    "b First of b -",
    "b Name of a a",
    "c First of a a",
    "c First of b b",
    "c First of c -",
    "c Name of a a",
    "c Name of b b",
  ]);
});
