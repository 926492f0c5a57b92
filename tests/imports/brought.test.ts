/** A table that an administrator brings in by the browser: looked at, taken in, taken back, forgotten. */
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { addExclusion } from "#app/commands/add-exclusion";
import { bringTable } from "#app/commands/bring-table";
import { confirmImport } from "#app/commands/confirm-import";
import { forgetImports } from "#app/commands/forget-imports";
import { giveUpImport } from "#app/commands/give-up-import";
import { inviteUser } from "#app/commands/invite-user";
import { lookAgain } from "#app/commands/look-again";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import { takeBackImport } from "#app/commands/take-back-import";
import type { Ctx } from "#app/context.server";
import type { ImportKind } from "#app/dispatch/vocabulary";
import { referringTo } from "#app/facts/brought/referring";
import { COLUMNS } from "#app/imports/columns";
import { advanceImports } from "#app/imports/rounds";
import { readTable } from "#app/imports/rows";
import type { FileToRead } from "#app/imports/thread";
import { addDays } from "#app/time";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";
const admin = (w: World, when = NOON) => w.as("admin", when) as Ctx<UserViewer>;
const readHere = async ({ kind, file, sheet }: FileToRead) => readTable(file, COLUMNS[kind], sheet ?? undefined);
const goOn = (w: World, when = NOON, signal = new AbortController().signal) =>
  advanceImports(w.as("system", when), signal, readHere);

const PEOPLE = "kods;vārds;dzīvesvieta;valodas;e-pasts;tālrunis;pieejamība";
const PLACES = "kods;nosaukums;nozare;vieta;tālrunis;struktūrvienības";

async function brought(w: World, kind: ImportKind, ...lines: string[]): Promise<string> {
  const file = new TextEncoder().encode([kind === "interpreters" ? PEOPLE : PLACES, ...lines].join("\n"));
  const done = bringTable(admin(w), { kind, file });
  if (!done.ok) throw new Error(done.reason);
  await goOn(w);
  return done.value.importId;
}

async function takenIn(w: World, kind: ImportKind, ...lines: string[]): Promise<string> {
  const importId = await brought(w, kind, ...lines);
  expect(confirmImport(admin(w), { importId })).toMatchObject({ ok: true });
  await goOn(w);
  return importId;
}

async function takeBack(w: World, importId: string): Promise<void> {
  expect(takeBackImport(admin(w), { importId })).toMatchObject({ ok: true });
  await goOn(w);
}

interface Row {
  line: number;
  became: string;
  is_marked: number;
  said: string | null;
  before: string | null;
  thing_id: string | null;
  taken_back_at: number | null;
}
const rowsOf = (w: World, id: string): Row[] =>
  w.sqlite.prepare("select * from import_rows where import_id = ? order by line").all(id) as Row[];
const saidOf = (row: Row | undefined) => JSON.parse(row?.said ?? "null");
const importOf = (w: World, id: string) =>
  w.sqlite.prepare("select * from imports where id = ?").get(id) as Record<string, unknown>;

/** The service's own tables, whole. */
const everything = (w: World) =>
  JSON.stringify(
    "interpreters interpreter_languages availability credentials organisations units organisation_names"
      .split(" ")
      .map((table) => w.sqlite.prepare(`select * from ${table} order by 1, 2, 3`).all()),
  );
const events = (w: World) =>
  w.sqlite
    .prepare("select kind, payload from events where kind like 'import%' order by id")
    .all()
    .map((row) => row as { kind: string; payload: string })
    .map(({ kind, payload }) => {
      const { importId: _, ...counts } = JSON.parse(payload);
      return { kind, ...counts };
    });

const NEW = "T-1;Zane Liepa;Cēsis;dari:2;zane@tilts.test;20001111;P-Pk 08:00-17:00";
const AMINA = "amina;Amina Cita;Cēsis;dari:1|farsi:2;amina.jauna@tilts.test;;S 10:00-14:00";

test("looking writes nothing of the table and says what would become of each row", async () => {
  const w = world();
  const before = [everything(w), events(w)];
  const id = await brought(w, "interpreters", NEW, AMINA, "T-2;;Nekurienes pilsēta;dari:4");
  expect([everything(w), events(w)]).toEqual(before);
  const rows = rowsOf(w, id);
  expect(rows.map(({ line, became }) => [line, became])).toEqual([
    [2, "added"],
    [3, "changed"],
    [4, "wrong"],
  ]);
  expect(saidOf(rows[0])).toMatchObject({ code: "T-1", name: "Zane Liepa", problems: [], doubles: [] });
  expect(saidOf(rows[1]).changed).toEqual(expect.arrayContaining(["name", "email", "languages", "availability"]));
  expect(saidOf(rows[2]).problems.map((one: { column: string; code: string }) => [one.column, one.code])).toEqual([
    ["vārds", "missing"],
    ["dzīvesvieta", "place"],
    ["valodas", "level"],
  ]);
  expect(importOf(w, id)).toMatchObject({ total: 3, passed: 3, refusal: null });
});

test("who may be there twice is named: the same name in another order, the same mail or telephone, in the file too", async () => {
  const w = world();
  w.sqlite.prepare("update interpreters set name = 'Anna Bērziņa', phone = '+37120009999' where id = 'amina'").run();
  const id = await brought(
    w,
    "interpreters",
    "T-1;Berzina Anna;Cēsis;dari:2",
    "T-2;Ilga Zeme;Cēsis;dari:2;;20009999",
    "T-3;Ilga Zeme;Cēsis;dari:2",
    "T-4;Kāda Cita;Cēsis;dari:2",
  );
  const doubles = rowsOf(w, id).map((row) => [row.is_marked, saidOf(row).doubles]);
  expect(doubles).toEqual([
    [1, [{ why: "name", code: "amina", name: "Anna Bērziņa" }]],
    [1, [{ why: "phone", code: "amina", name: "Anna Bērziņa" }]],
    [1, [{ why: "name", code: "T-2", name: "Ilga Zeme" }]],
    [0, []],
  ]);
});

test("confirmed twice it is taken in once, with counts in the journal, and the file is erased", async () => {
  const w = world();
  const id = await brought(w, "interpreters", NEW, AMINA);
  for (const key of ["first-press", "first-press", "second-press"])
    expect(confirmImport(admin(w), { importId: id, key })).toMatchObject({ ok: true });
  await goOn(w);
  await goOn(w);
  expect(confirmImport(admin(w), { importId: id })).toMatchObject({ ok: true });
  await goOn(w);
  expect(events(w)).toEqual([{ kind: "import_applied", table: "interpreters", added: 1, changed: 1 }]);
  expect(w.sqlite.prepare("select count(*) from interpreters where code = 'T-1'").pluck().get()).toBe(1);
  expect(w.sqlite.prepare("select actor_id from events where kind = 'import_applied'").pluck().get()).toBe(
    "user-admin",
  );
  expect(importOf(w, id)).toMatchObject({ file: null, forget_at: at("2026-04-27T00:00") });
});

test("taken back, everything is as it was; what was added leaves an empty row that no list shows, and its code is free", async () => {
  const w = world();
  const before = everything(w);
  const id = await takenIn(w, "interpreters", NEW, AMINA);
  expect(everything(w)).not.toBe(before);
  await takeBack(w, id);
  const added = rowsOf(w, id)[0]?.thing_id;
  expect(w.sqlite.prepare("select name, email, phone, status from interpreters where id = ?").get(added)).toEqual({
    name: "–",
    email: null,
    phone: null,
    status: "erased",
  });
  w.sqlite.pragma("foreign_keys = off");
  w.sqlite.prepare("delete from interpreters where id = ?").run(added);
  expect(everything(w)).toBe(before);
  w.sqlite.pragma("foreign_keys = on");
  expect(events(w).at(-1)).toEqual({
    kind: "import_taken_back",
    table: "interpreters",
    removed: 1,
    restored: 1,
    kept: 0,
  });
});

test("the same table can come in again after it was taken back", async () => {
  const w = world();
  await takeBack(w, await takenIn(w, "interpreters", NEW));
  await takenIn(w, "interpreters", NEW);
  expect(events(w).at(-1)).toMatchObject({ kind: "import_applied", added: 1 });
});

test("institutions are taken back whole, their units, names and keys too", async () => {
  const w = world();
  const before = everything(w);
  const id = await takenIn(
    w,
    "organisations",
    "ORG-1;Cēsu skola;izglītība;Cēsis;64100000;1. korpuss|2. korpuss",
    "social-riga;Rīgas dienests;sociālais dienests;Rīga;67000000;Jauna nodaļa",
  );
  expect(everything(w)).not.toBe(before);
  await takeBack(w, id);
  expect(everything(w)).toBe(before);
});

const LATER = "2026-03-28T12:00";

test.each<[string, (w: World, id: string) => void]>([
  ["offer", (w, id) => record(w, id, "offer_made")],
  ["job", (w, id) => record(w, id, "assignment_made")],
  ["absence", (w, id) => record(w, id, "absence_added")],
  ["changed", (w, id) => void setInterpreterStatus(w.as("ilze", LATER), { interpreterId: id, status: "paused" })],
  [
    "account",
    (w, id) =>
      void inviteUser(admin(w, LATER), {
        role: "interpreter",
        interpreterId: id,
        email: "zane@tilts.test",
        name: "Zane Liepa",
        locale: "lv",
      }),
  ],
  [
    "exclusion",
    (w, id) =>
      void addExclusion(w.as("ilze", LATER), {
        interpreterId: id,
        side: { organisationId: "social-riga" },
        askedBy: "interpreter",
        seenAhead: 0,
      }),
  ],
])("a person whom something refers to stays, and is told why: %s", async (why, happens) => {
  const w = world();
  const id = await takenIn(w, "interpreters", NEW, "T-2;Cita Persona;Cēsis;dari:2");
  happens(w, rowsOf(w, id)[0]?.thing_id ?? "");
  expect(referringTo(w.as("admin", LATER), { id, kind: "interpreters" })).toEqual(new Map([[2, why]]));
  await takeBack(w, id);
  expect(events(w).at(-1)).toMatchObject({ removed: 1, restored: 0, kept: 1 });
  expect(rowsOf(w, id).map(({ taken_back_at }) => taken_back_at !== null)).toEqual([false, true]);
});

function record(w: World, interpreterId: string, kind: string): void {
  w.sqlite
    .prepare(
      "insert into events (at, kind, actor_kind, actor_id, interpreter_id, payload) values (1, ?, 'user', 'user-ilze', ?, '{}')",
    )
    .run(kind, interpreterId);
}

test.each<[string, (w: World, id: string) => void]>([
  ["request", (w, id) => void w.request({ organisationId: id })],
  ["client", (w, id) => void w.client("K-1", id)],
  [
    "account",
    (w, id) => void w.sqlite.prepare("update users set organisation_id = ? where id = 'user-sociala'").run(id),
  ],
  ["exclusion", (w, id) => void w.exclude("amina", { organisationId: id })],
])("an institution that something refers to stays, and is told why: %s", async (why, happens) => {
  const w = world();
  const id = await takenIn(w, "organisations", "ORG-1;Cēsu skola;izglītība;Cēsis;64100000;1. korpuss");
  happens(w, rowsOf(w, id)[0]?.thing_id ?? "");
  expect(referringTo(w.as("admin", LATER), { id, kind: "organisations" })).toEqual(new Map([[2, why]]));
  await takeBack(w, id);
  expect(events(w).at(-1)).toMatchObject({ removed: 0, kept: 1 });
});

test("a change that no event tells of is not overwritten either", async () => {
  const w = world();
  const id = await takenIn(w, "interpreters", AMINA);
  w.sqlite.prepare("update interpreters set phone = '+37120001234' where id = 'amina'").run();
  await takeBack(w, id);
  expect(events(w).at(-1)).toMatchObject({ restored: 0, kept: 1 });
  expect(w.sqlite.prepare("select phone from interpreters where id = 'amina'").pluck().get()).toBe("+37120001234");
});

test("what breaks off in the middle goes on at the next start, and each row is counted once", async () => {
  const w = world();
  const lines = Array.from(
    { length: 25 },
    (_, i) => `P-${i};Persona Nr ${"abcdefghijklmnopqrstuvwxyz"[i]};Cēsis;dari:2`,
  );
  const id = await brought(w, "interpreters", ...lines);
  confirmImport(admin(w), { importId: id });
  const stopping = new AbortController();
  const seen = () => w.sqlite.prepare("select count(*) from interpreters where code like 'P-%'").pluck().get();
  await advanceImports(w.as("system", NOON), stopping.signal, async (asked) => {
    setImmediate(() => stopping.abort());
    return readHere(asked);
  });
  expect(seen()).toBeGreaterThan(0);
  expect(seen()).toBeLessThan(25);
  expect(events(w)).toEqual([]);
  await goOn(w);
  expect(seen()).toBe(25);
  expect(events(w)).toEqual([{ kind: "import_applied", table: "interpreters", added: 25, changed: 0 }]);
  await takeBack(w, id);
  expect(events(w).at(-1)).toMatchObject({ removed: 25, kept: 0 });
});

test("lines are left out, and a code near a known one is another, when that is said", async () => {
  const w = world();
  const id = await brought(w, "interpreters", NEW, "a-mina;Cita Sieviete;Cēsis;dari:2");
  expect(rowsOf(w, id).map(({ became }) => became)).toEqual(["added", "wrong"]);
  const choices = { sheet: null, asNew: ["a-mina"], leftOut: [2], isVouched: false };
  expect(lookAgain(admin(w), { importId: id, choices })).toMatchObject({ ok: true });
  await goOn(w);
  expect(rowsOf(w, id).map(({ became }) => became)).toEqual(["left_out", "added"]);
  confirmImport(admin(w), { importId: id });
  await goOn(w);
  expect(w.sqlite.prepare("select code from interpreters where code in ('T-1', 'a-mina')").pluck().all()).toEqual([
    "a-mina",
  ]);
});

test("a file that cannot be read is refused whole and cannot be confirmed; given up, nothing of it is left", async () => {
  const w = world();
  const done = bringTable(admin(w), { kind: "interpreters", file: new TextEncoder().encode("kods;klients\n1;2") });
  const importId = done.ok ? done.value.importId : "";
  await goOn(w);
  expect(JSON.parse(String(importOf(w, importId).refusal))).toMatchObject({ reason: "unknown_column" });
  expect(confirmImport(admin(w), { importId })).toMatchObject({ reason: "import_changed" });
  expect(giveUpImport(admin(w), { importId })).toMatchObject({ ok: true });
  expect(importOf(w, importId)).toMatchObject({ file: null, refusal: null });
  expect(
    lookAgain(admin(w), { importId, choices: { sheet: null, asNew: [], leftOut: [], isVouched: true } }),
  ).toMatchObject({
    reason: "import_changed",
  });
});

test("nobody but an administrator does any of it", async () => {
  const w = world();
  const id = await brought(w, "interpreters", NEW);
  const choices = { sheet: null, asNew: [], leftOut: [], isVouched: false };
  for (const who of ["ilze", "sociala", "amina", "anonymous"]) {
    const ctx = w.as(who, NOON);
    for (const done of [
      bringTable(ctx, { kind: "interpreters", file: new Uint8Array([65]) }),
      confirmImport(ctx, { importId: id }),
      lookAgain(ctx, { importId: id, choices }),
      giveUpImport(ctx, { importId: id }),
      takeBackImport(ctx, { importId: id }),
    ])
      expect(done).toMatchObject({ reason: "not_found" });
  }
});

test.each(["disabled_at = 1", "role = 'coordinator'"])(
  "whoever is no administrator any more has nothing taken in: %s",
  async (now) => {
    const w = world();
    const id = await brought(w, "interpreters", NEW);
    confirmImport(admin(w), { importId: id });
    w.sqlite.prepare(`update users set ${now} where id = 'user-admin'`).run();
    await goOn(w);
    expect(w.sqlite.prepare("select count(*) from interpreters where code = 'T-1'").pluck().get()).toBe(0);
    expect(importOf(w, id)).toMatchObject({ file: null, applied_at: null });
  },
);

test("nobody comes back for it: a day later the file and what it said are gone", async () => {
  const w = world();
  const id = await brought(w, "interpreters", NEW);
  forgetImports(w.as("system", "2026-03-28T11:59"));
  expect(rowsOf(w, id)).toHaveLength(1);
  forgetImports(w.as("system", "2026-03-28T12:00"));
  expect(rowsOf(w, id)).toEqual([]);
  expect(importOf(w, id)).toMatchObject({ file: null, forget_at: null });
  expect(importOf(w, id).ended_at).not.toBeNull();
});

test("thirty days after it came in, what it changed is forgotten, and what it added can still be taken back", async () => {
  const w = world();
  const id = await takenIn(w, "interpreters", NEW, AMINA);
  const day = (days: number) => `${addDays("2026-03-27", days)}T12:00`;
  forgetImports(w.as("system", day(30)));
  expect(rowsOf(w, id)[1]?.before).not.toBeNull();
  forgetImports(w.as("system", day(31)));
  expect(rowsOf(w, id)).toMatchObject([{ line: 2, said: null, before: null }]);
  await takeBack(w, id);
  expect(events(w).at(-1)).toMatchObject({ removed: 1, restored: 0 });
  expect(w.sqlite.prepare("select name from interpreters where id = 'amina'").pluck().get()).toBe("Amina Cita");
});

test("others are answered between any two slices of rows", async () => {
  const w = world();
  let turns = 0;
  let isOver = false;
  const others = () => {
    turns++;
    if (!isOver) setImmediate(others);
  };
  setImmediate(others);
  await brought(w, "interpreters", ...Array.from({ length: 60 }, (_, i) => `P-${i};Persona;Cēsis;dari:2`));
  isOver = true;
  expect(turns).toBeGreaterThanOrEqual(6);
});
