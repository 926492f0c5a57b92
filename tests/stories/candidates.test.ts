/** Somebody wants to interpret, or asks twice: confirmed by mail, read by a coordinator, and never there twice. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { applicationToken } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { admitApplicant } from "#app/commands/admit-applicant";
import { applyAtDoor } from "#app/commands/apply-at-door";
import { confirmApplication } from "#app/commands/confirm-application";
import { endApplications } from "#app/commands/end-applications";
import { noteReading } from "#app/commands/note-reading";
import { type PersonToSave, saveInterpreter } from "#app/commands/save-interpreter";
import type { Ctx } from "#app/context.server";
import { readCandidate } from "#app/forms/door";
import { journalPage } from "#app/queries/admin/journal";
import { queueOf } from "#app/queries/coordinator/queue";
import { allPlaces } from "#app/queries/everyone/places";
import { savePerson } from "#app/routes/coordinator.interpreters.$id_.edit/deeds";
import { readPage } from "#app/routes/coordinator.interpreters.$id_.edit/page";
import { applications, interpreters, notifications, readings, requests, settings, users } from "#db/schema";
import { layApplication } from "#tests/support/applications";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const NOW = "2026-03-23T10:00";
let turn = 0;

function open(w: World) {
  w.db
    .insert(settings)
    .values({ key: "door.candidates", holdsFrom: "2026-03-01", value: "on", enteredAt: at(NOW) })
    .run();
  return w;
}

function typed(w: World, fields: Record<string, string> = {}) {
  const form = new FormData();
  const said = {
    key: `form-key-${++turn}`,
    contactName: "Zahra Kalniņa",
    email: `zahra${turn}@pasts.example`,
    contactPhone: "27 555 111",
    place: "Cēsis",
    "language-0": "prs",
    "level-0": "2",
    words: "Tulkoju desmit gadus",
    ...fields,
  };
  for (const [name, value] of Object.entries(said)) form.set(name, value);
  form.set("modes[]", fields.modes ?? "phone");
  return readCandidate(form, allPlaces(w.as("anonymous", NOW)));
}

async function apply(w: World, fields: Record<string, string> = {}) {
  const read = typed(w, fields);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return applyAtDoor(w.as("anonymous", NOW), { ...read.value, address: `10.9.${turn}.1` });
}

const only = (w: World) => {
  const row = w.db.select().from(applications).get();
  if (!row) throw new Error("no application");
  return row;
};
const ilze = (w: World) => w.as("ilze", NOW) as Ctx<UserViewer>;
const candidates = (w: World) => queueOf(ilze(w)).decisions.cards.filter(({ kind }) => kind === "candidate");

test("while their page is closed nobody applies, by whichever door", async () => {
  const w = world();
  expect(await apply(w)).toMatchObject({ ok: false, reason: "not_found" });
  expect(w.db.select().from(applications).all()).toEqual([]);
});

test("from the form through the mail's link to the roster, and the form for somebody new is filled in", async () => {
  const w = open(world());
  expect(await apply(w)).toEqual({ ok: true, value: null });
  expect(candidates(w)).toEqual([]);
  const { id } = only(w);
  expect(confirmApplication(w.as("anonymous", NOW), applicationToken(id)).ok).toBe(true);
  expect(candidates(w)).toMatchObject([{ applicationId: id, name: "Zahra Kalniņa" }]);
  const page = readPage(ilze(w), "new", id);
  expect(page.candidate).toMatchObject({
    name: "Zahra Kalniņa",
    phone: "+37127555111",
    homePlaceId: "cesis",
    modes: ["phone"],
    languages: [{ code: "prs", level: 2 }],
    note: "Tulkoju desmit gadus",
  });
  const form = new FormData();
  const said = { key: page.key, application: id, name: "Zahra Kalniņa", place: "Cēsis", locale: "lv", hours: "40" };
  for (const [name, value] of Object.entries({ ...said, status: "candidate", "language-0": "prs", "level-0": "2" }))
    form.set(name, value);
  form.set("desk", page.desks[0]?.id ?? "");
  form.append("modes[]", "phone");
  const saved = savePerson(ilze(w), "new", form);
  expect(saved).toBeInstanceOf(Response);
  expect(
    w.db
      .select()
      .from(interpreters)
      .where(eq(interpreters.name, written("Zahra Kalniņa")))
      .all(),
  ).toHaveLength(1);
  expect(only(w)).toMatchObject({ outcome: "admitted", skills: null, words: null });
  expect(candidates(w)).toEqual([]);
  const told = w.db.select().from(notifications).where(eq(notifications.applicationId, id)).all();
  expect(told.map(({ kind }) => kind)).toContain("application_closed");
});

test("of two coordinators who take somebody in the second is told so, and nobody is there twice", async () => {
  const w = open(world());
  await apply(w);
  const { id } = only(w);
  const person: PersonToSave = {
    ...{ id: null, name: "Zahra Kalniņa", code: "", gender: null, email: null, phone: null, locale: "lv" },
    ...{ homePlaceId: "cesis", deskId: readPage(ilze(w), "new").desks[0]?.id ?? "", modes: ["phone"], radiusKm: null },
    ...{ hoursPerWeek: 40, languages: [{ language: "prs", variant: "", level: 2 }], credentials: [], note: null },
    applicationId: id,
  };
  expect(saveInterpreter(ilze(w), person)).toMatchObject({ reason: "application_decided" });
  confirmApplication(w.as("anonymous", NOW), applicationToken(id));
  expect(saveInterpreter(ilze(w), person)).toMatchObject({ ok: true });
  expect(saveInterpreter(ilze(w), { ...person, name: "Cita Cilvēce" })).toMatchObject({
    reason: "application_decided",
  });
  expect(
    w.db
      .select()
      .from(interpreters)
      .where(eq(interpreters.name, written("Cita Cilvēce")))
      .all(),
  ).toEqual([]);
});

test("an interpreter with the same number is asked about before somebody new is there", () => {
  const w = world();
  w.db.update(interpreters).set({ phone: "+37127555111" }).where(eq(interpreters.id, "amina")).run();
  const person: PersonToSave = {
    ...{ id: null, name: "Pavisam Cita", code: "", gender: null, email: null, phone: "+37127555111", locale: "lv" },
    ...{ homePlaceId: "cesis", deskId: readPage(ilze(w), "new").desks[0]?.id ?? "", modes: ["phone"], radiusKm: null },
    ...{ hoursPerWeek: 40, languages: [{ language: "prs", variant: "", level: 2 }], credentials: [], note: null },
  };
  expect(saveInterpreter(ilze(w), person)).toMatchObject({ reason: "known_already", detail: [{ id: "amina" }] });
  expect(saveInterpreter(ilze(w), { ...person, notThese: ["amina"] })).toMatchObject({ ok: true });
});

test.each([
  ["no language", { "language-0": "" }, "language-0"],
  ["a language without its level", { "level-0": "" }, "level-0"],
  ["no way of working", { modes: "dancing" }, "modes"],
  ["a place that nobody knows", { place: "Nekurciems" }, "place"],
  ["a personal code in the words", { words: "Kods 010190-11111" }, "words"],
])("%s is told beside its field", (_what, fields, field) => {
  const read = typed(open(world()), fields);
  expect(read.ok ? [] : Object.keys(read.errors)).toEqual([expect.stringMatching(field)]);
});

test("a personal code in the words is stopped before anything is written, by whichever door it comes", async () => {
  const w = open(world());
  const read = typed(w);
  if (!read.ok) throw new Error("the form is sound");
  const said = { ...read.value, words: "Kods 010190-11111", isVouched: true, address: "10.9.250.1" };
  expect(await applyAtDoor(w.as("anonymous", NOW), said)).toMatchObject({ reason: "holds_personal_code" });
  expect(w.db.select().from(applications).all()).toEqual([]);
});

test("a language that is not served is refused by the command too", async () => {
  const w = open(world());
  w.sqlite.exec("update languages set served = 0 where code = 'prs'");
  expect(await apply(w)).toMatchObject({ reason: "language_unknown" });
});

test("what nobody decides for three months ends, and a month later nothing of them is left", () => {
  const w = world();
  const candidate = { kind: "candidate" as const, organisationName: null, answerDueAt: null };
  layApplication(w, { ...candidate, confirmedAt: at("2026-01-02T10:00"), words: written("Sveiki") });
  endApplications(w.as("system", "2026-04-02T08:00"));
  expect(only(w).outcome).toBeNull();
  endApplications(w.as("system", "2026-04-02T12:00"));
  expect(only(w)).toMatchObject({ outcome: "lapsed", words: null });
  endApplications(w.as("system", "2026-05-03T12:00"));
  expect(w.db.select().from(applications).all()).toEqual([]);
});

test("whoever opened it stands in the journal, also once it is erased", () => {
  const w = world();
  const applicationId = layApplication(w, { decidedAt: at(NOW), outcome: "refused" });
  noteReading(ilze(w), { applicationId });
  noteReading(ilze(w), { applicationId });
  const read = () =>
    journalPage(ilze(w), { actor: null, thing: null, group: "readings", from: null, to: null }, 10).rows.map(
      ({ who, what, thing }) => [who?.name, what, thing?.page],
    );
  expect(w.db.select().from(readings).all()).toHaveLength(1);
  expect(read()).toEqual([["Ilze Kalniņa", { read: "application" }, "application"]]);
  endApplications(w.as("system", "2026-05-30T10:00"));
  expect(read()).toEqual([["Ilze Kalniņa", { read: "application" }, undefined]]);
});

test("somebody of the same number, or nearly the same name, is asked about before there is a second account", () => {
  const w = world();
  const accounts = () => w.db.select().from(users).all().length;
  const before = accounts();
  w.db.update(users).set({ phone: "+37127011868" }).where(eq(users.id, "user-sociala")).run();
  const sociala = w.db.select().from(users).where(eq(users.id, "user-sociala")).get();
  const institution = { id: sociala?.organisationId ?? "" };
  const applicationId = layApplication(w);
  expect(admitApplicant(ilze(w), { applicationId, institution })).toMatchObject({
    reason: "known_person",
    detail: [{ id: "user-sociala", mayAskThere: true }],
  });
  expect(accounts()).toBe(before);
  const elsewhere = { applicationId, institution: { id: "bank-liepaja" }, person: { id: "user-sociala" } };
  expect(admitApplicant(ilze(w), elsewhere)).toMatchObject({ reason: "person_elsewhere" });
  expect(admitApplicant(ilze(w), { applicationId, institution, person: { id: "user-sociala" } })).toMatchObject({
    ok: true,
  });
  expect(accounts()).toBe(before);
  const told = w.db.select().from(notifications).where(eq(notifications.applicationId, applicationId)).all();
  expect(told.map(({ kind }) => kind)).toEqual(["application_closed"]);
  expect(w.db.select().from(requests).all()).toEqual([]);
});

test("where it is another person, the account is their own", () => {
  const w = world();
  w.db
    .update(users)
    .set({ name: written("Rita Zalite") })
    .where(eq(users.id, "user-sociala"))
    .run();
  const applicationId = layApplication(w);
  const admission = { applicationId, institution: { id: "bank-liepaja" } };
  expect(admitApplicant(ilze(w), admission)).toMatchObject({ reason: "known_person" });
  const person = { notThese: ["user-sociala"] };
  expect(admitApplicant(ilze(w), { ...admission, person })).toMatchObject({ ok: true });
  expect(w.db.select().from(users).where(eq(users.email, "rita@biblioteka.example")).all()).toHaveLength(1);
});
