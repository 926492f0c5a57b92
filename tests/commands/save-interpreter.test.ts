/** A coordinator adds and edits interpreters: the rules of the table that is read in, and what an edit does to the work they have. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type PersonToSave, saveInterpreter } from "#app/commands/save-interpreter";
import { importInterpreters } from "#app/imports/interpreters";
import { changesOf } from "#app/queries/everyone/changes";
import { sortKeyLv } from "#app/text";
import { keyed } from "#app/text/keys";
import { credentials, interpreterLanguages, interpreters, notifications, offers } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-20T10:00";
const NEW: PersonToSave = {
  id: null,
  name: "Žanete  Ābola",
  code: "",
  gender: "F",
  email: null,
  phone: "+37120000555",
  locale: "lv",
  homePlaceId: "valmiera",
  deskId: "vidzeme",
  modes: ["phone", "video"],
  radiusKm: null,
  hoursPerWeek: 12.5,
  languages: [{ language: "ku", variant: "kmr", level: 2 }],
  credentials: [{ id: null, kind: "confidentiality_pledge", from: "2026-01-01", until: "2026-12-31" }],
  note: "Labprāt zvana vakaros",
};

const save = (w: World, changes: Partial<PersonToSave> = {}, when = NOW, who = "ilze") =>
  saveInterpreter(w.as(who, when), { ...NEW, ...changes });
const row = (w: World, id: string) => w.db.select().from(interpreters).where(eq(interpreters.id, id)).get()!;
/** Everything as it stands, with changes: what the form sends of somebody who is there. */
function asIs(w: World, id: string, changes: Partial<PersonToSave> = {}): PersonToSave {
  const { name, code, gender, email, phone, locale, homePlaceId, deskId, radiusKm, note, ...one } = row(w, id);
  const modes = [...(one.onsite ? (["onsite"] as const) : []), ...(one.byPhone ? (["phone"] as const) : [])];
  return {
    ...{ id, name, code, gender, email, phone, locale, homePlaceId, deskId, radiusKm, note },
    modes: [...modes, ...(one.byVideo ? (["video"] as const) : [])],
    hoursPerWeek: one.maxMinutesPerWeek / 60,
    languages: w.db.select().from(interpreterLanguages).where(eq(interpreterLanguages.interpreterId, id)).all(),
    credentials: [],
    ...changes,
  };
}
const edit = (w: World, id: string, changes: Partial<PersonToSave>, when = NOW) =>
  saveInterpreter(w.as("ilze", when), asIs(w, id, changes));

describe("somebody new", () => {
  test("stands in the roster as a table would have written them, without e-mail and account", () => {
    const w = world();
    const saved = save(w, { code: "T-903" });
    expect(saved.ok).toBe(true);
    const id = saved.ok ? saved.value.interpreterId : "";
    expect(row(w, id)).toMatchObject({
      name: "Žanete Ābola",
      sortKey: sortKeyLv("Žanete Ābola"),
      code: "T-903",
      ...keyed("T-903"),
      status: "active",
      email: null,
      deskId: "vidzeme",
      onsite: false,
      byPhone: true,
      byVideo: true,
      maxMinutesPerWeek: 750,
      availabilityKnown: false,
      note: "Labprāt zvana vakaros",
    });
    const table = "kods;vārds;dzīvesvieta;valodas;veidi;stundas_nedēļā;apliecinājums_no;apliecinājums_līdz;tālrunis\n";
    const line = "T-903;Žanete Ābola;Valmiera;kurdu/kurmandži:2;telefons|video;12,5;01.01.2026;31.12.2026;20000555\n";
    const bytes = new TextEncoder().encode(table + line);
    const read = importInterpreters(w.as("system", NOW), { table: bytes, apply: true });
    expect(read).toMatchObject({ ok: true, value: { unchanged: 1, changed: 0, problems: [] } });
  });

  test("gets the next code where none is typed", () => {
    const w = world();
    const codeOf = (saved: ReturnType<typeof save>) =>
      saved.ok ? row(w, saved.value.interpreterId).code : saved.reason;
    expect(codeOf(save(w))).toBe("T-001");
    expect(codeOf(save(w, { code: "T-014", name: "Ieva Liepa", phone: null }))).toBe("T-014");
    expect(codeOf(save(w, { name: "Zane Vītola", phone: null }))).toBe("T-015");
  });

  test.each<[Partial<PersonToSave>, string]>([
    [{ code: "amina" }, "code_taken"],
    [{ code: "AMĪNA?" }, "code_invalid"],
    [{ email: "amina@tilts.test" }, "email_taken"],
    [{ homePlaceId: "nekurene" }, "place_missing"],
    [{ deskId: "nekurene" }, "desk_missing"],
    [{ modes: [] }, "mode_missing"],
    [{ hoursPerWeek: 169 }, "value_invalid"],
    [{ radiusKm: -1 }, "value_invalid"],
    [{ languages: [] }, "language_missing"],
    [{ languages: [{ language: "ku", variant: "nav", level: 1 }] }, "language_unknown"],
    [{ languages: [...NEW.languages, { language: "ku", variant: "kmr", level: 3 }] }, "language_twice"],
    [{ credentials: [{ id: null, kind: "court_sworn", from: "2026-02-02", until: "2026-02-01" }] }, "dates_reversed"],
    [{ note: "Personas kods 161175-19997" }, "holds_personal_code"],
    [{ name: "Anna 29123456" }, "holds_phone"],
  ])("is refused: %j", (changes, reason) => {
    const w = world();
    expect(save(w, changes)).toMatchObject({ ok: false, reason });
    expect(w.db.select().from(interpreters).all()).toHaveLength(13);
  });

  test("who may be somebody known is asked about, and is added once it is said that they are not", () => {
    const w = world();
    const name = row(w, "amina").name.toUpperCase();
    const asked = save(w, { name });
    expect(asked).toMatchObject({ ok: false, reason: "known_already", detail: [{ id: "amina" }] });
    expect(save(w, { name, notThese: ["karim"] })).toMatchObject({ ok: false, reason: "known_already" });
    expect(save(w, { name, notThese: ["amina"] })).toMatchObject({ ok: true });
    save(w, { code: "A-17", name: "Zane Vītola", phone: null });
    expect(save(w, { code: "A17", name: "Ieva Liepa", phone: null })).toMatchObject({
      ok: false,
      reason: "known_already",
      detail: [{ code: "A-17" }],
    });
  });

  test("is added by coordinators alone", () => {
    const w = world();
    for (const who of ["sociala", "amina"]) expect(save(w, {}, NOW, who)).toMatchObject({ reason: "not_found" });
  });
});

describe("an edit", () => {
  test("is told among the last changes, and the same again changes nothing", () => {
    const w = world();
    const person = asIs(w, "amina", { radiusKm: 30, name: "Amina Ziedone", code: "AM-1" });
    expect(saveInterpreter(w.as("ilze", NOW), person)).toMatchObject({ ok: true });
    expect(row(w, "amina")).toMatchObject({ sortKey: sortKeyLv("Amina Ziedone"), ...keyed("AM-1") });
    expect(saveInterpreter(w.as("ilze", NOW), person)).toMatchObject({ ok: true });
    const { rows } = changesOf(w.as("ilze", NOW), { thing: "amina" });
    expect(rows.map(({ kind, who }) => [kind, who])).toEqual([["interpreter_saved", "Ilze Kalniņa"]]);
  });

  test("keeps the languages that are no longer served, and takes no new one of them", () => {
    const w = world();
    w.sqlite.exec("update languages set served = 0 where code in ('prs', 'uz')");
    expect(edit(w, "amina", { radiusKm: 30 })).toMatchObject({ ok: true });
    const languages = [...asIs(w, "amina").languages, { language: "uz", variant: "", level: 1 as const }];
    expect(edit(w, "amina", { languages })).toMatchObject({ reason: "language_unknown" });
  });

  test("corrects the dates of what somebody has shown", () => {
    const w = world();
    const held = {
      id: "pledge-amina",
      kind: "confidentiality_pledge",
      from: "2025-02-01",
      until: "2026-03-31",
    } as const;
    expect(edit(w, "amina", { credentials: [held] })).toMatchObject({ ok: true });
    const kept = w.db.select().from(credentials).where(eq(credentials.interpreterId, "amina")).all();
    expect(kept.find(({ id }) => id === held.id)).toMatchObject({
      validFrom: at("2025-02-01T00:00"),
      validUntil: at("2026-04-01T00:00"),
    });
    expect(edit(w, "karim", { credentials: [held] })).toMatchObject({ ok: true });
    expect(w.db.select().from(credentials).where(eq(credentials.id, held.id)).get()?.interpreterId).toBe("amina");
  });

  test("is not written over what a colleague has saved meanwhile", () => {
    const w = world();
    const shown = asIs(w, "amina", { since: 0 });
    expect(edit(w, "amina", { radiusKm: 30 })).toMatchObject({ ok: true });
    expect(saveInterpreter(w.as("marta", NOW), { ...shown, radiusKm: 99 })).toMatchObject({
      ok: false,
      reason: "saved_meanwhile",
    });
    expect(row(w, "amina").radiusKm).toBe(30);
  });
});

describe("an edit of somebody with work ahead", () => {
  /** Amīna has a job by phone and one on site, and is asked about a third by phone. */
  function withWork(w: World) {
    const byPhone = w.assign(w.request(), "amina");
    const onsite = { mode: "onsite", placeId: "riga-centrs", startAt: at("2026-03-31T10:00") } as const;
    const visit = w.assign(w.request(onsite), "amina");
    const asked = w.request({ startAt: at("2026-04-01T10:00") });
    const offer = w.offer(asked, "amina", { deadlineAt: at("2026-03-25T17:00") });
    return { byPhone, visit, asked, offer };
  }
  const offerOf = (w: World, id: string) => w.db.select().from(offers).where(eq(offers.id, id)).get()!;

  test("says which of it would meet what, before anything is written", () => {
    const w = world();
    const { byPhone, offer } = withWork(w);
    const asked = edit(w, "amina", { modes: ["onsite"] });
    expect(asked).toMatchObject({
      ok: false,
      reason: "work_met",
      detail: [
        { kind: "job", id: byPhone, obstacles: [{ code: "mode_not_offered" }] },
        { kind: "offer", id: offer, obstacles: [{ code: "mode_not_offered" }] },
      ],
    });
    expect(row(w, "amina").byPhone).toBe(true);
    expect(offerOf(w, offer).status).toBe("pending");
  });

  test("once seen: the jobs stay, the offer is withdrawn and the next is asked", () => {
    const w = world();
    const { byPhone, visit, asked, offer } = withWork(w);
    expect(edit(w, "amina", { modes: ["onsite"], seen: [byPhone, offer] })).toMatchObject({
      ok: true,
      value: { met: 1 },
    });
    expect(row(w, "amina").byPhone).toBe(false);
    expect(offerOf(w, offer).status).toBe("withdrawn");
    expect(w.eventKinds(asked)).toEqual(["offer_withdrawn", "offer_made"]);
    const next = w.db.select().from(offers).where(eq(offers.requestId, asked)).all().at(-1);
    expect(next).toMatchObject({ interpreterId: "karim", status: "pending" });
    const told = w.db.select().from(notifications).all();
    expect(told.map(({ kind, recipient }) => `${kind} ${recipient}`)).toEqual([
      "offer_closed interpreter:amina",
      "offer interpreter:karim",
    ]);
    const released = w.sqlite.prepare("select count(*) from assignments where released_at is not null").pluck();
    expect([released.get(), visit !== byPhone]).toEqual([0, true]);
  });

  test("what came meanwhile is shown first", () => {
    const w = world();
    const { byPhone, offer } = withWork(w);
    const later = w.assign(w.request({ startAt: at("2026-04-02T10:00") }), "amina");
    expect(edit(w, "amina", { modes: ["onsite"], seen: [byPhone, offer] })).toMatchObject({ reason: "work_met" });
    expect(edit(w, "amina", { modes: ["onsite"], seen: [byPhone, offer, later] })).toMatchObject({ ok: true });
  });

  test("asks nothing about what stood in the way before, nor about what is over", () => {
    const w = world();
    w.absence("amina", "2026-03-30T00:00", "2026-03-31T00:00");
    w.assign(w.request(), "amina");
    w.assign(w.request({ startAt: at("2026-03-10T10:00"), endAt: at("2026-03-10T11:00") }), "amina");
    expect(edit(w, "amina", { email: "jauna@tilts.test", note: "zvanīt" })).toMatchObject({ ok: true });
  });
});
