import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { accountOfLink } from "#app/auth/account-links.server";
import { linkToken } from "#app/auth/link-token.server";
import { hashPassword } from "#app/auth/passwords.server";
import type { UserViewer } from "#app/auth/viewer";
import { changePassword } from "#app/commands/change-password";
import { disableUser, enableUser } from "#app/commands/disable-user";
import { inviteAgain, inviteUser } from "#app/commands/invite-user";
import { saveHoliday } from "#app/commands/save-holiday";
import { type OrganisationInput, saveOrganisation } from "#app/commands/save-organisation";
import { removeSetting, saveSetting } from "#app/commands/save-setting";
import { setPassword } from "#app/commands/set-password";
import type { Ctx } from "#app/context.server";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { isWorkingDay, startOfDay } from "#app/time";
import { events, notifications, users } from "#db/schema";
import { at, world } from "#tests/support/world";

const NOW = "2026-03-27T12:00";
const FROM = { address: "203.0.113.200", deviceName: "?" };
const newcomer = { email: "Jauna@Iestade.LV", name: "Jauna Persona", role: "requester", locale: "lv" } as const;

test("an invited person gets a mail with a link; a newer one ends none, and the first that is used ends all", async () => {
  const { as, db } = world();
  const invited = inviteUser(as("admin", NOW), { ...newcomer, organisationId: "social-riga" });
  if (!invited.ok) throw new Error(invited.reason);
  const { userId } = invited.value;
  const first = tokenOf(userId);
  expect(accountOfLink(db, first, at(NOW))).toMatchObject({ email: "jauna@iestade.lv", kind: "invite" });

  inviteAgain(as("admin", "2026-03-27T13:00"), { userId });
  const second = tokenOf(userId);
  expect(accountOfLink(db, second, at("2026-03-27T13:01"))).toMatchObject({ kind: "invite" });
  expect(
    await setPassword(as("admin", "2026-03-27T14:00"), { token: first, password: "divi zili vilki", ...FROM }),
  ).toMatchObject({ ok: true });
  for (const token of [first, second]) {
    expect(accountOfLink(db, token, at("2026-03-27T14:01"))).toBeNull();
    expect(await setPassword(as("admin", "2026-03-27T14:02"), { token, password: "divi zili vilki", ...FROM })).toEqual(
      {
        ok: false,
        reason: "link_over",
      },
    );
  }
  expect(inviteAgain(as("admin", "2026-03-27T15:00"), { userId })).toEqual({ ok: false, reason: "has_password" });
  expect(
    db
      .select()
      .from(notifications)
      .where(eq(notifications.userId, userId))
      .all()
      .map((n) => n.kind),
  ).toEqual(["invite", "invite"]);

  /** As the mail makes it, from the newest invitation. */
  function tokenOf(id: string): string {
    const payloads = db
      .select()
      .from(events)
      .where(eq(events.kind, "user_invited"))
      .all()
      .map((e) => e.payload);
    return linkToken("invite", `${id}:${String(payloads.at(-1)?.nonce)}`);
  }
});

test("coordinators invite institutions and interpreters, admins anybody, others nobody", () => {
  const { as } = world();
  const invite = (who: Parameters<typeof as>[0], role: "requester" | "coordinator" | "admin", n: number) =>
    inviteUser(as(who, NOW), { ...newcomer, email: `n${n}@x.lv`, role, organisationId: "social-riga" }).ok;
  expect([invite("ilze", "requester", 1), invite("ilze", "coordinator", 2), invite("ilze", "admin", 3)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([invite("admin", "coordinator", 4), invite("admin", "admin", 5)]).toEqual([true, true]);
  expect([invite("sociala", "requester", 6), invite("amina", "requester", 7)]).toEqual([false, false]);
});

test("an address has one account, an interpreter one too", () => {
  const { as, db } = world();
  const admin = as("admin", NOW);
  const ilze = db.select().from(users).where(eq(users.id, "user-ilze")).get()!;
  expect(
    inviteUser(admin, { ...newcomer, email: ilze.email.toUpperCase(), organisationId: "social-riga" }),
  ).toMatchObject({
    reason: "email_taken",
  });
  expect(inviteUser(admin, { ...newcomer, role: "interpreter", interpreterId: "amina" })).toMatchObject({
    reason: "interpreter_has_account",
  });
  expect(inviteUser(admin, { ...newcomer, organisationId: "none" })).toMatchObject({ reason: "organisation_missing" });
});

test("the last administrator stays", () => {
  const { as, db } = world();
  const admin = as("admin", NOW);
  expect(disableUser(admin, { userId: "user-admin" })).toEqual({ ok: false, reason: "last_admin" });
  expect(disableUser(admin, { userId: "user-banka" }).ok).toBe(true);
  expect(disableUser(as("ilze", NOW), { userId: "user-krize" })).toEqual({ ok: false, reason: "not_found" });
  expect(enableUser(admin, { userId: "user-banka" }).ok).toBe(true);
  expect(db.select().from(users).where(eq(users.id, "user-banka")).get()?.disabledAt).toBeNull();
});

test("a rule changes from its date on, and the past stays", () => {
  const { as, db } = world();
  const admin = as("admin", NOW);
  const save = (value: string, holdsFrom: string, key = "undo.seconds") =>
    saveSetting(admin, { key, value, holdsFrom });
  expect(save("20", "2026-04-01").ok).toBe(true);
  expect(rulesAt({ db }, startOfDay("2026-03-31"))["undo.seconds"]).toBe(10);
  expect(rulesAt({ db }, startOfDay("2026-04-01"))["undo.seconds"]).toBe(20);
  expect(save("20", "2026-03-26")).toMatchObject({ reason: "date_past" });
  for (const value of ["9", "1e3", "-20", "20.5", "", "abc", "99999"])
    expect(save(value, "2026-04-01")).toMatchObject({ reason: "value_invalid" });
  expect(save("25:00", "2026-04-01", "office.opens")).toMatchObject({ reason: "value_invalid" });
  expect(save("18:00", "2026-04-01", "office.opens")).toMatchObject({ reason: "office_hours_reversed" });
  expect(save("1", "2026-04-01", "__proto__")).toMatchObject({ reason: "not_found" });
  expect(saveSetting(as("ilze", NOW), { key: "undo.seconds", value: "30", holdsFrom: "2026-04-01" }).ok).toBe(false);
  expect(removeSetting(admin, { key: "undo.seconds", holdsFrom: "2026-04-01" }).ok).toBe(true);
  expect(rulesAt({ db }, startOfDay("2026-04-01"))["undo.seconds"]).toBe(10);
});

test("a moved working day counts as one", () => {
  const { as, db } = world();
  const saturday = "2026-05-30";
  expect(isWorkingDay(workCalendarAt({ db }, at(NOW)), saturday)).toBe(false);
  const day = {
    date: saturday,
    kind: "moved_workday",
    name: { lv: "Pārcelta diena", en: "Moved day" },
    source: "MK",
  } as const;
  expect(saveHoliday(as("ilze", NOW), day).ok).toBe(false);
  expect(saveHoliday(as("admin", NOW), day).ok).toBe(true);
  expect(isWorkingDay(workCalendarAt({ db }, at(NOW)), saturday)).toBe(true);
  expect(saveHoliday(as("admin", NOW), { ...day, date: "2026-02-30" })).toMatchObject({ reason: "date_invalid" });
});

test("two organisations never share a code, and units are only ever added", () => {
  const { as } = world();
  const one = {
    id: null,
    code: "NEW-1",
    name: "Jauna skola",
    sector: "education",
    placeId: "liepaja",
    isActive: true,
  } as const;
  const admin = as("admin", NOW);
  const saved = saveOrganisation(admin, { ...one, units: ["A korpuss"] });
  expect(saved.ok).toBe(true);
  expect(saveOrganisation(admin, { ...one, units: [] })).toMatchObject({ reason: "code_taken" });
  expect(saveOrganisation(admin, { ...one, code: "NEW-2", placeId: "atlantis", units: [] })).toMatchObject({
    reason: "place_missing",
  });
  expect(saveOrganisation(as("sociala", NOW), { ...one, code: "NEW-3", units: [] })).toMatchObject({
    reason: "not_found",
  });
});

test("what an administrator changed stands in the events with who did it", () => {
  const { as, db } = world();
  saveSetting(as("admin", NOW), { key: "undo.seconds", value: "20", holdsFrom: "2026-04-01" });
  disableUser(as("admin", NOW), { userId: "user-banka" });
  expect(db.select({ kind: events.kind, by: events.actorId }).from(events).all()).toEqual([
    { kind: "setting_saved", by: "user-admin" },
    { kind: "user_disabled", by: "user-admin" },
  ]);
});

test("of two changes of one password at the same moment one holds, and the other's old password is wrong by then", async () => {
  const { as, db } = world();
  const passwordHash = await hashPassword("divi zili vilki");
  db.update(users).set({ passwordHash }).where(eq(users.id, "user-ilze")).run();
  const ilze = as("ilze", NOW) as Ctx<UserViewer>;
  const change = (password: string) =>
    changePassword(ilze, { current: "divi zili vilki", password, address: "192.0.2.7", deviceName: "Firefox" });
  const both = await Promise.all([change("trīs melni kraukļi"), change("četri balti gulbji")]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: "wrong_password" });
});

describe("an organisation's code", () => {
  const one = {
    id: null,
    code: "DD-40",
    name: "Dzintara dome",
    sector: "state",
    placeId: "liepaja",
    isActive: true,
    units: ["Uzņemšanas nodaļa"],
  } as const;
  function dome() {
    const w = world();
    saveOrganisation(w.as("admin", NOW), one);
    return {
      w,
      save: (more: Partial<OrganisationInput>) => saveOrganisation(w.as("admin", NOW), { ...one, ...more }),
      names: () =>
        w.sqlite.prepare("select code || ' ' || name from organisations where sector = 'state'").pluck().all(),
    };
  }

  test.each(["dd-40", "DD‑40", "ＤＤ-40", "DD-\u200B40"])("is taken in the spelling %j", (code) => {
    expect(dome().save({ code })).toMatchObject({ reason: "code_taken" });
  });

  test("that is near a known one is asked about, and both answers count", () => {
    const { save, names } = dome();
    const near = { code: "DD40", name: "Dzintaru dome" };
    expect(save(near)).toEqual({
      ok: false,
      reason: "code_near",
      detail: [{ code: "DD-40", name: "Dzintara dome" }],
    });
    expect(save({ ...near, codeMeant: "DD-40" })).toMatchObject({ ok: true });
    expect(names()).toEqual(["DD-40 Dzintaru dome"]);
    expect(save({ ...near, codeMeant: "DD40" })).toMatchObject({ ok: true });
    expect(names()).toEqual(["DD-40 Dzintaru dome", "DD40 Dzintaru dome"]);
  });

  test("can be written anew by its own organisation, and one of the roster's spellings stays", () => {
    const { w, save, names } = dome();
    const id = String(w.sqlite.prepare("select id from organisations where code = 'DD-40'").pluck().get());
    expect(save({ id, code: "dd-40" })).toMatchObject({ ok: true });
    expect(names()).toEqual(["dd-40 Dzintara dome"]);
    save({ code: "ĀBOLI-1", name: "Ābolu skola" });
    expect(names()).toContain("ĀBOLI-1 Ābolu skola");
  });

  test("a unit is added once however it is written, and a near one is asked about", () => {
    const { w, save } = dome();
    const id = String(w.sqlite.prepare("select id from organisations where code = 'DD-40'").pluck().get());
    const units = () => w.sqlite.prepare("select name from units order by name").pluck().all();
    expect(save({ id, units: ["uzņemšanas  nodaļa"] })).toMatchObject({ ok: true });
    expect(save({ id, units: ["Uznemsanas nodala"] })).toEqual({
      ok: false,
      reason: "unit_near",
      detail: ["Uznemsanas nodala – Uzņemšanas nodaļa"],
    });
    expect(units()).toEqual(["Uzņemšanas nodaļa"]);
    expect(save({ id, units: ["Uznemsanas nodala"], areOtherUnits: true })).toMatchObject({ ok: true });
    expect(units()).toEqual(["Uznemsanas nodala", "Uzņemšanas nodaļa"]);
  });
});
