/** Every change of a person, an account, a rule and the like is read by somebody where it is edited. */
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { addAbsence } from "#app/commands/add-absence";
import { addExclusion } from "#app/commands/add-exclusion";
import { cancelAbsence } from "#app/commands/cancel-absence";
import { disableUser, enableUser } from "#app/commands/disable-user";
import { endExclusion } from "#app/commands/end-exclusion";
import { inviteAgain } from "#app/commands/invite-user";
import { linkClients } from "#app/commands/link-clients";
import { saveAccount } from "#app/commands/save-account";
import { saveAvailability } from "#app/commands/save-availability";
import { saveDesks } from "#app/commands/save-desks";
import { removeHoliday, saveHoliday } from "#app/commands/save-holiday";
import { saveOrganisation } from "#app/commands/save-organisation";
import { removeSetting, saveSetting } from "#app/commands/save-setting";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import { signOutEverywhere } from "#app/commands/sign-out";
import { unlinkClients } from "#app/commands/unlink-clients";
import type { Ctx } from "#app/context.server";
import { LOCALES } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { changedSentence } from "#app/i18n/changed";
import { SUBJECTS } from "#app/i18n/timeline";
import { type Changed, changesOf } from "#app/queries/everyone/changes";
import { CHANGES } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";
const by = (w: World, who: string) => w.as(who, NOON) as Ctx<UserViewer>;
const told = (w: World, of: Changed, isLong = false) =>
  changesOf(w.as("admin", NOON), of, isLong).rows.map(
    (change) => `${changedSentence(translator("lv"), "lv", change)} (${change.who})`,
  );

test("what was changed of an interpreter stands on their page: hours, absences, status, each with who did it", () => {
  const w = world();
  saveAvailability(by(w, "amina"), { interpreterId: "amina", windows: [] });
  const away = { interpreterId: "amina", startAt: at("2026-04-06T08:00"), endAt: at("2026-04-08T18:00") };
  const added = addAbsence(by(w, "ilze"), { ...away, kind: "holiday" });
  if (!added.ok) throw new Error(added.reason);
  cancelAbsence(by(w, "marta"), { absenceId: added.value.absenceId });
  setInterpreterStatus(by(w, "ilze"), { interpreterId: "amina", status: "paused" });
  setInterpreterStatus(by(w, "ilze"), { interpreterId: "karim", status: "paused" });
  expect(told(w, { thing: "amina" })).toEqual([
    "Statuss: aktīvs → pauzē (Ilze Kalniņa)",
    "Atcelta prombūtne: 06.04.2026. 08:00 – 08.04.2026. 18:00 (Marta Eglīte)",
    "Pievienota prombūtne: 06.04.2026. 08:00 – 08.04.2026. 18:00 (Ilze Kalniņa)",
    "Mainīts darba laiks (Amina Karimi)",
  ]);
});

test("what was changed of a client's code stands on its page, without whom it keeps away", () => {
  const w = world();
  const [clientId, other] = [w.client("K-1"), w.client("K-2")];
  const exclusion = { interpreterId: "amina", side: { clientId }, askedBy: "client", seenAhead: 0 } as const;
  const added = addExclusion(by(w, "ilze"), exclusion);
  if (!added.ok) throw new Error(added.reason);
  endExclusion(by(w, "marta"), { exclusionId: added.value.exclusionId });
  linkClients(by(w, "ilze"), { clientId, withClientId: other, seenAhead: 0 });
  unlinkClients(by(w, "ilze"), { clientId, seenLost: 0 });
  expect(told(w, { thing: clientId })).toEqual([
    "Atsaistīts no citiem kodiem (Ilze Kalniņa)",
    "Saistīts ar citu kodu (Ilze Kalniņa)",
    "Ierobežojums vairs nav spēkā (Marta Eglīte)",
    "Pievienots ierobežojums (Ilze Kalniņa)",
  ]);
  expect(told(w, { thing: "amina" })).toEqual([]);
});

test("what was changed of an account stands on its page, and of all accounts on the list's; never the link's secret", () => {
  const w = world();
  inviteAgain(by(w, "admin"), { userId: "user-sociala" });
  saveAccount(by(w, "sociala"), { locale: "en" });
  signOutEverywhere(by(w, "sociala"), { device: null, keptSecret: null });
  disableUser(by(w, "admin"), { userId: "user-sociala" });
  enableUser(by(w, "admin"), { userId: "user-sociala" });
  disableUser(by(w, "admin"), { userId: "user-krize" });
  expect(told(w, { thing: "user-sociala" })).toEqual([
    "Sanita Ozola: konts atkal ieslēgts (Andris Krūmiņš)",
    "Sanita Ozola: konts atslēgts (Andris Krūmiņš)",
    "Sanita Ozola: izrakstīšanās no ierīcēm (Sanita Ozola)",
    "Sanita Ozola: mainīti konta dati (Sanita Ozola)",
    "Sanita Ozola: nosūtīts uzaicinājums (Andris Krūmiņš)",
  ]);
  const list = changesOf(w.as("admin", NOON), { area: "account" });
  expect([list.rows.length, list.hasMore, list.rows[0]?.name]).toEqual([5, true, "Kristīne Vītola"]);
  expect(JSON.stringify(list)).not.toContain("nonce");
  expect(told(w, { area: "account" }, true)).toHaveLength(6);
});

test("rules, holidays, desks and organisations", () => {
  const w = world();
  const admin = by(w, "admin");
  const rule = { key: "undo.seconds", holdsFrom: "2026-04-01" } as const;
  saveSetting(admin, { ...rule, value: "20", formKey: "rule-form-1" });
  removeSetting(admin, rule);
  const name = { lv: "Svētki", en: "Feast" };
  saveHoliday(admin, { date: "2026-07-06", kind: "holiday", source: "MK", name });
  removeHoliday(admin, { date: "2026-07-06" });
  saveDesks(admin, new Map([["riga", "+37120000999"]]));
  const institution = { id: "crisis-riga", code: "crisis-riga", name: "Krīzes centrs", sector: "crisis" } as const;
  saveOrganisation(admin, { ...institution, placeId: "riga-centrs", isActive: true, units: [] });
  const rules = told(w, { area: "rules" });
  expect(rules).toHaveLength(2);
  expect(rules[1]).toMatch(/: 20, spēkā no .* \(Andris Krūmiņš\)$/);
  expect(told(w, { area: "holidays" })).toHaveLength(2);
  expect(told(w, { area: "desks" })[0]).toMatch(/: saglabāts kontaktpunkts \(Andris Krūmiņš\)$/);
  expect(told(w, { thing: "crisis-riga" })).toEqual(["Krīzes centrs: saglabāti organizācijas dati (Andris Krūmiņš)"]);
});

test("every kind of change has its sentence in every language", () => {
  for (const kind of Object.values(CHANGES).flat())
    for (const locale of LOCALES) {
      const named = { rule: null, value: null, date: null, list: null, letter: null };
      const blank = { interval: null, from: null, to: null, ...named };
      const change = { at: at(NOON), who: null, kind, name: "N", ...blank };
      expect(changedSentence(translator(locale), locale, change)).not.toContain("changes.kind");
    }
});

test("reading the last changes costs the same however much else has happened", () => {
  const w = world();
  for (const where of ["changed_thing = 'x'", "changed_area = 'rules'"]) {
    const plan = w.sqlite
      .prepare(
        `explain query plan select * from events where changed_area is not null and ${where} order by id desc limit 6`,
      )
      .all();
    expect(plan).toMatchObject([{ detail: expect.stringMatching(/USING INDEX events_of_(thing|area)/) }]);
  }
});

test("whatever happens stands in a request's timeline or among the changes; the rest stands in the journal alone", () => {
  const elsewhere = Object.entries(SUBJECTS).flatMap(([kind, subject]) => (subject === null ? [kind] : []));
  expect(elsewhere.sort()).toEqual(
    [
      ...Object.values(CHANGES).flat(),
      "notification_retried",
      "mail_tested",
      "list_exported",
      "mail_settings_saved",
      "first_admin_made",
      "service_named",
      "guide_settled",
      "rates_saved",
      "terms_saved",
      "organisation_funded",
      "request_funded",
      "late_waived",
      "expense_added",
      "expense_withdrawn",
      "statement_handed_in",
      "statement_returned",
      "statement_approved",
      "statement_paid",
      "bank_account_saved",
      "payer_saved",
      "payments_exported",
      "import_applied",
      "installation_exported",
      "import_taken_back",
      "application_made",
      "application_confirmed",
      "application_lapsed",
      "application_admitted",
      "candidate_added",
      "application_refused",
      "survey_sent",
      "evaluation_given",
      "evaluation_texts_saved",
      "evaluation_texts_confirmed",
      "complaint_received",
      "complaint_taken_up",
      "complaint_decided",
      "complaint_closed",
    ].sort(),
  );
});
