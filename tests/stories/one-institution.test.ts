/** An institution gets another name, or turns out to be one that is there already. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { disableUser } from "#app/commands/disable-user";
import { mergeOrganisations } from "#app/commands/merge-organisations";
import { saveMembers } from "#app/commands/save-members";
import { saveOrganisation } from "#app/commands/save-organisation";
import { saveUnit } from "#app/commands/save-unit";
import type { Ctx } from "#app/context.server";
import { organisationsLike } from "#app/facts/doubles/organisations-like";
import { importOrganisations } from "#app/imports/organisations";
import { mergeable, mergerOf } from "#app/queries/admin/merger";
import { organisationList, organisationOf } from "#app/queries/admin/organisations";
import { unitsPage } from "#app/queries/admin/units";
import { clientPage, clientsFound } from "#app/queries/coordinator/clients";
import { organisationsFound } from "#app/queries/coordinator/search";
import { requestFormFor } from "#app/queries/everyone/form-options";
import { ledUnitOf, myRequests } from "#app/queries/institution/my-requests";
import { keyOf } from "#app/text/keys";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const NOW = "2026-03-25T09:00";
const admin = (w: World) => w.as("admin", NOW);

const rename = (w: World, name: string) =>
  saveOrganisation(admin(w), {
    id: "social-riga",
    code: "social-riga",
    name,
    sector: "social",
    placeId: "riga-centrs",
    isActive: true,
    units: [],
  });

function unit(w: World, id: string, organisationId: string, name: string): void {
  w.db
    .insert(schema.units)
    .values({ id, organisationId, name: written(name), key: keyOf(name) })
    .run();
}

const MERGER = { from: "crisis-riga", into: "social-riga" } as const;

test("an institution is still found by what it was called, and its page says until when", () => {
  const w = world();
  expect(rename(w, "Rīgas Sociālā pārvalde").ok).toBe(true);
  expect(rename(w, "Rīgas Sociālā pārvalde").ok).toBe(true);
  expect(organisationOf(admin(w), "social-riga")?.earlier).toEqual([
    { name: "Rīgas Sociālais dienests", until: at(NOW), isOfMerged: false },
  ]);
  const ilze = w.as("ilze", NOW);
  for (const words of ["Sociālais dienests", "Sociālā pārvalde"]) {
    expect(organisationList(admin(w), words).rows.map(({ id }) => id)).toEqual(["social-riga"]);
    expect(organisationsFound(ilze, words).map(({ id }) => id)).toEqual(["social-riga"]);
    expect(organisationsLike(ilze, `Rīgas ${words}`)[0]?.id).toBe("social-riga");
  }
});

test("a table that says another name keeps the one before, too", () => {
  const w = world();
  const table = new TextEncoder().encode(
    "kods;nosaukums;nozare;vieta\nsocial-riga;Rīgas pārvalde;sociālais dienests;Rīga, centrs\n",
  );
  const done = importOrganisations(w.as("system", NOW), { table, apply: true });
  if (!done.ok) throw new Error(done.reason);
  expect(done.value).toMatchObject({ changed: 1, problems: [] });
  expect(organisationOf(admin(w), "social-riga")?.earlier).toMatchObject([{ name: "Rīgas Sociālais dienests" }]);
});

test("what was one institution's is the other's: people, units, codes, requests, exclusions, and its code in tables", () => {
  const w = world();
  unit(w, "ours", "social-riga", "Bērnu nodaļa");
  unit(w, "same", "crisis-riga", "BĒRNU  nodaļa");
  unit(w, "other", "crisis-riga", "Krīzes istaba");
  w.db.update(schema.users).set({ unitId: "same" }).where(eq(schema.users.id, "user-krize")).run();
  const clientId = w.client("KR-9", "crisis-riga");
  const requestId = w.request({ organisationId: "crisis-riga", requesterId: "user-krize", clientId, unitId: "same" });
  w.exclude("amina", { organisationId: "crisis-riga" });
  expect(mergeable(admin(w), "crisis-riga", "dienests")).toMatchObject([{ id: "social-riga" }]);
  expect(mergerOf(admin(w), MERGER.from, MERGER.into)).toMatchObject({
    ahead: 1,
    clashes: [],
    people: [{ name: "Kristīne Vītola" }],
  });

  expect(mergeOrganisations(admin(w), { ...MERGER, answers: new Map() }).ok).toBe(true);
  const row = w.db.select().from(schema.requests).where(eq(schema.requests.id, requestId)).get();
  expect(row).toMatchObject({ organisationId: "social-riga", clientId, unitId: "ours" });
  const user = w.db.select().from(schema.users).where(eq(schema.users.id, "user-krize")).get();
  expect(user).toMatchObject({ organisationId: "social-riga", unitId: "ours" });
  expect(organisationOf(admin(w), "social-riga")).toMatchObject({
    units: ["Bērnu nodaļa", "Krīzes istaba"],
    earlier: [{ name: "Krīzes centrs “Krasts”", isOfMerged: true }],
  });
  expect(clientPage(w.as("ilze", NOW), clientId)).toMatchObject({
    organisation: "Rīgas Sociālais dienests",
    exclusions: [{ person: "Amina Karimi" }],
  });
  expect(organisationOf(admin(w), "crisis-riga")).toBeNull();
  expect(organisationsFound(w.as("ilze", NOW), "Krasts").map(({ id }) => id)).toEqual(["social-riga"]);

  const table = new TextEncoder().encode(
    "kods;nosaukums;nozare;vieta;struktūrvienības\nCRISIS-RIGA;Krasts;krīzes centrs;Rīga, centrs;Naktsmītne\n",
  );
  const done = importOrganisations(w.as("system", NOW), { table, apply: true });
  expect(done).toMatchObject({ ok: true, value: { changed: 1, added: 0, problems: [] } });
  expect(organisationOf(admin(w), "social-riga")).toMatchObject({
    name: "Rīgas Sociālais dienests",
    units: ["Bērnu nodaļa", "Krīzes istaba", "Naktsmītne"],
  });
});

test("a code that both have is asked about: one person's requests come together, two people keep two codes", () => {
  const w = world();
  const [ours, theirs] = [w.client("K-0142"), w.client("k–0142", "crisis-riga")];
  const [alsoOurs, alsoTheirs] = [w.client("K-7"), w.client("K-7", "crisis-riga")];
  const ofCrisis = { organisationId: "crisis-riga", requesterId: "user-krize" };
  const one = w.request({ ...ofCrisis, clientId: theirs });
  const two = w.request({ ...ofCrisis, clientId: alsoTheirs, startAt: at("2026-04-01T10:00") });
  w.exclude("amina", { clientId: theirs });
  expect(mergeOrganisations(admin(w), { ...MERGER, answers: new Map([[theirs, "one_person"]]) })).toEqual({
    ok: false,
    reason: "clash_undecided",
  });
  const answers = new Map([
    [theirs, "one_person"],
    [alsoTheirs, "two_people"],
  ] as const);
  expect(mergeOrganisations(admin(w), { ...MERGER, answers }).ok).toBe(true);
  const clientOf = (id: string) =>
    w.db.select().from(schema.requests).where(eq(schema.requests.id, id)).get()?.clientId;
  expect([clientOf(one), clientOf(two)]).toEqual([ours, alsoTheirs]);
  expect(clientPage(w.as("ilze", NOW), ours)?.exclusions).toMatchObject([{ person: "Amina Karimi" }]);
  expect(clientsFound(w.as("ilze", NOW), "K-7").rows.map(({ id, code }) => [id, code])).toEqual([
    [alsoOurs, "K-7"],
    [alsoTheirs, "K-7/2"],
  ]);
});

test("it is refused with a reason when it cannot be", () => {
  const w = world();
  const merge = (from: string, into: string, who = "admin") =>
    mergeOrganisations(w.as(who, NOW), { from, into, answers: new Map() });
  expect(merge("crisis-riga", "crisis-riga")).toEqual({ ok: false, reason: "same_organisation" });
  expect(merge("crisis-riga", "nothing")).toEqual({ ok: false, reason: "not_found" });
  expect(merge("crisis-riga", "social-riga", "ilze")).toEqual({ ok: false, reason: "not_found" });
  w.sqlite.exec("update organisations set deactivated_at = 1 where id = 'bank-liepaja'");
  expect(merge("crisis-riga", "bank-liepaja")).toEqual({ ok: false, reason: "into_inactive" });
  expect(merge("crisis-riga", "social-riga").ok).toBe(true);
  expect(merge("crisis-riga", "social-riga")).toEqual({ ok: false, reason: "not_found" });
  expect(merge("social-riga", "crisis-riga")).toEqual({ ok: false, reason: "not_found" });
});

test("a unit is called otherwise and is asked for no more; who leads it has its requests in sight by themselves", () => {
  const w = world();
  const add = (name: string, unitId: string | null = null, isActive = true) =>
    saveUnit(admin(w), { organisationId: "social-riga", unitId, name, isActive });
  const added = add("Bērnu nodaļa");
  if (!added.ok) throw new Error(added.reason);
  const { unitId } = added.value;
  expect(add("BĒRNU–nodaļa").ok).toBe(true);
  expect(add("bērnu  nodaļa")).toEqual({ ok: false, reason: "unit_taken" });
  expect(add("Ģimeņu nodaļa", unitId).ok).toBe(true);
  expect(saveUnit(admin(w), { organisationId: "crisis-riga", unitId, name: "Cita", isActive: true })).toMatchObject({
    reason: "not_found",
  });

  const ofUnit = w.request({ unitId, requesterId: "user-sociala2" });
  w.request({ startAt: at("2026-04-01T10:00") });
  const sociala = w.as("sociala", NOW) as Ctx<UserViewer>;
  const seen = () =>
    myRequests(sociala, { view: "upcoming", q: "", mine: false, unit: true, page: 1 }).rows.map(({ id }) => id);
  expect(seen()).toHaveLength(2);
  const members = [{ userId: "user-sociala", unitId, leads: true }];
  expect(saveMembers(admin(w), { organisationId: "crisis-riga", members })).toEqual({ ok: false, reason: "not_found" });
  expect(saveMembers(w.as("ilze", NOW), { organisationId: "social-riga", members }).ok).toBe(false);
  expect(saveMembers(admin(w), { organisationId: "social-riga", members }).ok).toBe(true);
  expect(seen()).toEqual([ofUnit]);
  expect(ledUnitOf(sociala)).toEqual({ id: unitId, name: "Ģimeņu nodaļa" });

  expect(requestFormFor(sociala).units).toHaveLength(2);
  expect(add("Ģimeņu nodaļa", unitId, false).ok).toBe(true);
  expect(requestFormFor(sociala).units.map(({ name }) => name)).toEqual(["BĒRNU–nodaļa"]);
  expect(unitsPage(admin(w), "social-riga").units.find(({ id }) => id === unitId)).toMatchObject({
    isActive: false,
    ahead: 1,
  });
});

test("who takes on the requests of somebody who leaves is also whom the interpreter calls", () => {
  const w = world();
  const phone = "+37129000111";
  w.db.update(schema.users).set({ phone }).where(eq(schema.users.id, "user-sociala2")).run();
  const theirs = w.request();
  const others = w.request({ contactName: "Velga Ozola", startAt: at("2026-04-01T10:00") });
  expect(disableUser(admin(w), { userId: "user-sociala", successor: { colleague: "user-sociala2" } }).ok).toBe(true);
  const contact = (id: string) => w.db.select().from(schema.requests).where(eq(schema.requests.id, id)).get();
  expect(contact(theirs)).toMatchObject({
    requesterId: "user-sociala2",
    contactName: "Māris Liepiņš",
    contactPhone: phone,
  });
  expect(contact(others)).toMatchObject({
    requesterId: "user-sociala2",
    contactName: "Velga Ozola",
    contactPhone: "+37120000101",
  });
});

test("an institution that works with us no more has its people signed out", () => {
  const w = world();
  w.db
    .insert(schema.sessions)
    .values({
      idHash: "x",
      userId: "user-banka",
      createdAt: at(NOW),
      lastSeenAt: at(NOW),
      expiresAt: at("2026-03-26T09:00"),
      device: "?",
    })
    .run();
  const done = saveOrganisation(admin(w), {
    id: "bank-liepaja",
    code: "bank-liepaja",
    name: "Kursas banka",
    sector: "bank",
    placeId: "liepaja",
    isActive: false,
    units: [],
    farewell: { fates: new Map(), seenPeople: 1 },
  });
  expect(done.ok).toBe(true);
  expect(w.db.select().from(schema.sessions).all()).toEqual([]);
});
