import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import { interpreterProfile, interpretersList, type PersonFilters } from "#app/queries/coordinator/interpreters";
import { interpreters, offers } from "#db/schema";
import { at, world } from "#tests/support/world";

const NOW = "2026-03-27T12:00";
const ALL: PersonFilters = { q: null, language: null, deskId: null, mode: null, status: null, page: 1 };

test("the directory is in the order of the Latvian alphabet and leaves out the erased", () => {
  const { as, db } = world();
  const before = interpretersList(as("ilze", NOW), ALL);
  expect(before.total).toBe(13);
  expect(before.rows.map((row) => row.name).slice(0, 3)).toEqual(["Ayşe Kaya", "Amina Karimi", "Bilal Hussain"]);
  db.update(interpreters).set({ status: "erased" }).where(eq(interpreters.id, "amina")).run();
  expect(interpretersList(as("ilze", NOW), ALL).total).toBe(12);
});

test("filters combine: language, desk, mode and status", () => {
  const { as, db } = world();
  const names = (filters: Partial<PersonFilters>) =>
    interpretersList(as("ilze", NOW), { ...ALL, ...filters }).rows.map((row) => row.id);
  expect(names({ language: "prs" }).sort()).toEqual(["amina", "karim"]);
  expect(names({ language: "ar", deskId: "kurzeme" })).toEqual(["yousef"]);
  db.update(interpreters).set({ byVideo: false }).where(eq(interpreters.id, "amina")).run();
  expect(names({ language: "prs", mode: "video" })).toEqual(["karim"]);
  db.update(interpreters).set({ status: "paused" }).where(eq(interpreters.id, "karim")).run();
  expect(names({ status: "paused" })).toEqual(["karim"]);
});

test("a person is found by name or town without diacritics", () => {
  const { as } = world();
  const found = (q: string) => interpretersList(as("ilze", NOW), { ...ALL, q }).rows.map((row) => row.id);
  expect(found("ayse")).toEqual(["ayse"]);
  expect(found("al-dzab")).toEqual(["huda"]);
  expect(found("liepaja").sort()).toEqual(["diego", "yousef"]);
  expect(found("zzz")).toEqual([]);
});

test("a row says the hours of this Riga week and the next absence", () => {
  const { as, request, assign, absence } = world();
  assign(request({ startAt: at("2026-03-25T10:00"), endAt: at("2026-03-25T11:30") }), "amina");
  assign(request({ startAt: at("2026-03-30T10:00"), endAt: at("2026-03-30T11:00") }), "amina");
  absence("amina", "2026-03-01T00:00", "2026-03-02T00:00");
  absence("amina", "2026-04-10T00:00", "2026-04-12T00:00");
  const [amina] = interpretersList(as("ilze", NOW), { ...ALL, q: "amina" }).rows;
  expect(amina).toMatchObject({ minutesThisWeek: 90, nextAbsence: { start: at("2026-04-10T00:00") } });
});

test("a profile lists coming work and marks what an absence has broken", () => {
  const { as, request, assign, absence, exclude } = world();
  assign(request(), "amina");
  assign(request({ startAt: at("2026-04-07T10:00"), endAt: at("2026-04-07T11:00") }), "amina");
  absence("amina", "2026-04-07T00:00", "2026-04-08T00:00");
  exclude("amina", { organisationId: "bank-liepaja" });
  const profile = interpreterProfile(as("ilze", NOW), "amina");
  expect(profile?.upcoming.map((job) => job.needsDecision)).toEqual([false, true]);
  expect(profile?.exclusions).toMatchObject([{ organisation: "Kursas banka", clientCode: null }]);
  expect(interpreterProfile(as("ilze", NOW), "nobody")).toBeNull();
});

test("who stops working is asked nothing more: offers are withdrawn and the next person is asked", () => {
  const { as, request, offer, db, eventKinds } = world();
  const id = request();
  offer(id, "amina", { deadlineAt: at("2026-03-27T16:00") });
  const done = setInterpreterStatus(as("ilze", NOW), { interpreterId: "amina", status: "inactive" });
  expect(done).toEqual({ ok: true, value: { affected: [] } });
  const asked = db.select().from(offers).where(eq(offers.requestId, id)).all();
  expect(asked.map((row) => `${row.interpreterId} ${row.status}`)).toEqual(["amina withdrawn", "karim pending"]);
  expect(eventKinds(id)).toEqual(["offer_withdrawn", "offer_made"]);
});

test("accepted work of who stops working stays and is listed for a decision; the past is not", () => {
  const { as, request, assign } = world();
  assign(request({ startAt: at("2026-03-20T10:00"), endAt: at("2026-03-20T11:00") }), "amina");
  const future = assign(request(), "amina");
  const done = setInterpreterStatus(as("ilze", NOW), { interpreterId: "amina", status: "paused" });
  expect(done).toEqual({ ok: true, value: { affected: [future] } });
  expect(interpreterProfile(as("ilze", NOW), "amina")?.upcoming).toMatchObject([{ needsDecision: true }]);
});

test("only coordinators set a status, and nobody sets that of an erased person", () => {
  const { as, db } = world();
  for (const who of ["sociala", "amina", "konsultants"])
    expect(setInterpreterStatus(as(who, NOW), { interpreterId: "amina", status: "inactive" })).toEqual({
      ok: false,
      reason: "not_found",
    });
  db.update(interpreters).set({ status: "erased" }).where(eq(interpreters.id, "karim")).run();
  expect(setInterpreterStatus(as("ilze", NOW), { interpreterId: "karim", status: "active" }).ok).toBe(false);
});

test("a second press with the same key changes nothing more", () => {
  const { as, db } = world();
  const press = () =>
    setInterpreterStatus(as("ilze", NOW), { interpreterId: "amina", status: "paused", key: "form-1" });
  expect(press()).toEqual(press());
  expect(db.query.events.findMany().sync()).toHaveLength(1);
});
