/** Every command that takes a form's key: the same form twice is done once, and the same key with other answers is not swallowed. */
import { readdirSync, readFileSync } from "node:fs";
import { count, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { addAbsence } from "#app/commands/add-absence";
import { addComplaint } from "#app/commands/add-complaint";
import { addExclusion } from "#app/commands/add-exclusion";
import { addExpense, withdrawExpense } from "#app/commands/add-expense";
import { addOrganisation } from "#app/commands/add-organisation";
import { admitApplicant } from "#app/commands/admit-applicant";
import { adoptHolidays, moveWorkingDay } from "#app/commands/adopt-holidays";
import { answerCorrection } from "#app/commands/answer-correction";
import { answerOffer } from "#app/commands/answer-offer";
import { answerProposal } from "#app/commands/answer-proposal";
import { applyAtDoor } from "#app/commands/apply-at-door";
import { applyPlan } from "#app/commands/apply-plan";
import { approveStatement } from "#app/commands/approve-statement";
import { askForInfo } from "#app/commands/ask-for-info";
import { askPasswordReset } from "#app/commands/ask-password-reset";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { attestOnTheSpot } from "#app/commands/attest-on-the-spot";
import { attestServices } from "#app/commands/attest-services";
import { bringTable } from "#app/commands/bring-table";
import { cancelAbsence } from "#app/commands/cancel-absence";
import { cancelRequest } from "#app/commands/cancel-request";
import { clearInfo } from "#app/commands/clear-info";
import { confirmImport } from "#app/commands/confirm-import";
import { correctCaller } from "#app/commands/correct-caller";
import { correctReport } from "#app/commands/correct-report";
import { disableUser, enableUser } from "#app/commands/disable-user";
import { dropScan } from "#app/commands/drop-scan";
import { editRequest } from "#app/commands/edit-request";
import { endExclusion } from "#app/commands/end-exclusion";
import { forgetSent } from "#app/commands/forget-sent";
import { giveEvaluation } from "#app/commands/give-evaluation";
import { giveUpImport } from "#app/commands/give-up-import";
import { giveWay } from "#app/commands/give-way";
import { handInStatement } from "#app/commands/hand-in-statement";
import { closeComplaint, decideComplaint, takeUpComplaint } from "#app/commands/handle-complaint";
import { inviteColleague } from "#app/commands/invite-colleague";
import { inviteAgain, inviteUser } from "#app/commands/invite-user";
import { keepScan } from "#app/commands/keep-scan";
import { linkClients } from "#app/commands/link-clients";
import { lookAgain } from "#app/commands/look-again";
import { mapLanguage } from "#app/commands/map-language";
import { mapPlace } from "#app/commands/map-place";
import { mergeInterpreters } from "#app/commands/merge-interpreters";
import { mergeOrganisations } from "#app/commands/merge-organisations";
import { moveAssignment } from "#app/commands/move-assignment";
import { nameService } from "#app/commands/name-service";
import { noteCall } from "#app/commands/note-call";
import { offerRequest } from "#app/commands/offer-request";
import { payStatements } from "#app/commands/pay-statements";
import { proposeChange } from "#app/commands/propose-change";
import { refuseApplicant } from "#app/commands/refuse-applicant";
import { rejectRequest } from "#app/commands/reject-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { replaceAbsent } from "#app/commands/replace-absent";
import { reportAssignment } from "#app/commands/report-assignment";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { resetLetter } from "#app/commands/reset-letter";
import { retryNotification } from "#app/commands/retry-notification";
import { returnStatement } from "#app/commands/return-statement";
import { saveAvailability } from "#app/commands/save-availability";
import { saveDesk } from "#app/commands/save-desk";
import { confirmEvaluationTexts, saveEvaluationTexts } from "#app/commands/save-evaluation-texts";
import { removeHoliday, saveHoliday } from "#app/commands/save-holiday";
import { type PersonToSave, saveInterpreter } from "#app/commands/save-interpreter";
import { saveLanguage, saveVariant } from "#app/commands/save-language";
import { saveLetter } from "#app/commands/save-letter";
import { saveMembers } from "#app/commands/save-members";
import { saveOfficeHours } from "#app/commands/save-office-hours";
import { saveOrganisation } from "#app/commands/save-organisation";
import { saveRates } from "#app/commands/save-rates";
import { removeSetting, saveSetting } from "#app/commands/save-setting";
import { removeSubstitution, saveSubstitution } from "#app/commands/save-substitution";
import { removeTravel, saveTravel } from "#app/commands/save-travel";
import { saveUnit } from "#app/commands/save-unit";
import { serveLanguages } from "#app/commands/serve-languages";
import { fundOrganisation, fundRequest } from "#app/commands/set-funding";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import { setTerms } from "#app/commands/set-terms";
import { settleCorrection } from "#app/commands/settle-correction";
import { settleGuide } from "#app/commands/settle-guide";
import { settleService } from "#app/commands/settle-service";
import { stopInterpreter } from "#app/commands/stop-interpreter";
import { submitRequest } from "#app/commands/submit-request";
import { takeBackImport } from "#app/commands/take-back-import";
import { tellCaller } from "#app/commands/tell-caller";
import { undoAction } from "#app/commands/undo-action";
import { unlinkClients } from "#app/commands/unlink-clients";
import { waiveLate } from "#app/commands/waive-late";
import { withdrawAssignment } from "#app/commands/withdraw-assignment";
import { withdrawOffer } from "#app/commands/withdraw-offer";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { letterToday } from "#app/events/texts/edited";
import { editedFieldsOf } from "#app/facts/proposed-change";
import { ok, type Result, refuse } from "#app/result";
import { DAY, instantFrom } from "#app/time";
import type { FileStore } from "#db/files/store.server";
import { EVALUATION_DRAFTS } from "#db/reference/evaluation-drafts";
import * as schema from "#db/schema";
import { layApplication } from "#tests/support/applications";
import { lateCancelled } from "#tests/support/pay";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const NOW = "2026-03-25T09:00";
const KEY = "form-12345";
/** Everybody at the door comes from elsewhere. */
let doors = 0;

type Send = (key: string) => Result<unknown> | Promise<Result<unknown>>;
/** What a form says first, and what the same form says when it was changed and sent again. */
type Row = (w: World) => { first: Send; other: Send };

const PDF = new TextEncoder().encode("%PDF-1.7");
const NO_DISK: FileStore = {
  lay: () => undefined,
  read: () => null,
  drop: () => undefined,
  ids: () => [],
  clear: () => undefined,
};

const ilze = (w: World) => w.as("ilze", NOW);
const admin = (w: World) => w.as("admin", NOW);

const onRequests =
  (send: (w: World, requestId: string, key: string) => Result<unknown>, lay?: (w: World, id: string) => void): Row =>
  (w) => {
    const [one, two] = [w.request(), w.request({ startAt: at("2026-04-02T10:00") })];
    lay?.(w, one);
    lay?.(w, two);
    return { first: (key) => send(w, one, key), other: (key) => send(w, two, key) };
  };

const signedIn = (w: World, who: string) => w.as(who, NOW) as Ctx<UserViewer>;

/** Two complaints about one request. */
const onComplaints =
  (send: (w: World, complaintId: string, key: string) => Result<unknown>): Row =>
  (w) => {
    const requestId = w.request();
    const [one = "", two = ""] = ["Kavējās", "Neatnāca"].map((words) => {
      const added = addComplaint(signedIn(w, "sociala"), { requestId, side: "requester", kind: "complaint", words });
      return added.ok ? added.value.complaintId : "";
    });
    return { first: (key) => send(w, one, key), other: (key) => send(w, two, key) };
  };

type Lay = (w: World) => { first: (key: string) => Result<unknown>; other: (key: string) => Result<unknown> };

/** Two tables that were looked at. */
function twoTables(
  send: (w: World, importId: string, key: string) => Result<unknown>,
  more: Partial<typeof schema.imports.$inferInsert> = {},
): Lay {
  return (w) => {
    const choices = { sheet: null, asNew: [], leftOut: [], isVouched: false };
    for (const id of ["one", "two"]) {
      const row = {
        id,
        kind: "interpreters" as const,
        userId: "user-admin",
        createdAt: at(NOW),
        lookedAt: at(NOW),
        choices,
      };
      w.db
        .insert(schema.imports)
        .values({ ...row, ...more })
        .run();
      w.db.insert(schema.importRows).values({ importId: id, line: 2, became: "added" }).run();
    }
    return { first: (key) => send(w, "one", key), other: (key) => send(w, "two", key) };
  };
}

const person: PersonToSave = {
  ...{ id: null, name: "Zane Vītola", code: "T-1", gender: null, email: null, phone: null, locale: "lv", note: null },
  ...{ homePlaceId: "valmiera", deskId: "vidzeme", modes: ["phone"], radiusKm: null, hoursPerWeek: 20 },
  languages: [{ language: "prs", variant: "", level: 3 }],
  credentials: [],
};
const organisation = {
  id: null,
  code: "cesu-biblioteka",
  name: "Cēsu bibliotēka",
  sector: "library",
  placeId: "cesis",
  isActive: true,
  units: [],
} as const;
const ask = {
  organisationId: "social-riga",
  contactName: "Sanita Ozola",
  contactPhone: "+37127011868",
  language: "prs",
  mode: "phone",
  startAt: at("2026-03-30T14:00"),
  endAt: at("2026-03-30T15:00"),
  topic: "social",
} as const;
const holiday = { date: "2026-12-30", kind: "holiday", name: { lv: "Diena", en: "Day" }, source: "MK" } as const;
const windows = [{ weekday: 1, fromMinute: 540, toMinute: 600 }];
const away = { interpreterId: "amina", startAt: at("2026-04-06T00:00"), endAt: at("2026-04-07T00:00") } as const;

/** Two jobs that are over and reported, and their requests. */
function twoServices(w: World, isAgreed = false) {
  return (["amina", "karim"] as const).map((person) => {
    const id = w.assign(w.request({ startAt: at("2026-03-24T10:00"), endAt: at("2026-03-24T11:00") }), person);
    w.report(id, { reportedAt: at("2026-03-24T11:00"), agreedAt: isAgreed ? at("2026-03-24T11:00") : null });
    return { id, person };
  });
}

/** Each is about one of the two. */
const onServices =
  (send: (w: World, one: { id: string; person: string }, key: string) => Result<unknown>, isAgreed = false): Row =>
  (w) => {
    const [one, two] = twoServices(w, isAgreed);
    if (!one || !two) throw new Error("there are two");
    return { first: (key) => send(w, one, key), other: (key) => send(w, two, key) };
  };

/** A question about what was agreed, as its interpreter asks it. */
function askedToCorrect(w: World, { id, person }: { id: string; person: string }) {
  const said = { held: false, notHeldReason: "technical" } as const;
  return correctReport(w.as(person, NOW), { assignmentId: id, number: 1, ...said });
}

const DEEDS: Record<string, Row> = {
  attest_services: onServices((w, { id }, key) =>
    attestServices(w.as("sociala", NOW), { services: [{ assignmentId: id, reportNumber: 1, told: null }], key }),
  ),
  attest_on_the_spot: onServices((w, { id, person }, key) => {
    const by = { drawn: "M1 1L20 20".repeat(10) };
    return attestOnTheSpot(w.as(person, NOW), { assignmentId: id, reportNumber: 1, name: "Sanita", by, key });
  }),
  correct_report: onServices((w, { id, person }, key) =>
    correctReport(w.as(person, NOW), { assignmentId: id, number: 1, held: false, notHeldReason: "technical", key }),
  ),
  settle_service: onServices((w, { id }, key) =>
    settleService(ilze(w), { assignmentId: id, reportNumber: 1, as: "report", key }),
  ),
  answer_correction: onServices((w, one, key) => {
    askedToCorrect(w, one);
    return answerCorrection(w.as("sociala", NOW), { assignmentId: one.id, askedAt: at(NOW), agree: true, key });
  }, true),
  settle_correction: onServices((w, one, key) => {
    askedToCorrect(w, one);
    return settleCorrection(ilze(w), { assignmentId: one.id, askedAt: at(NOW), as: "asked", key });
  }, true),

  adopt_holidays: (w) => {
    const of = (date: string) => (key: string) => adoptHolidays(admin(w), { year: "2031", dates: [date], key });
    return { first: of("2031-05-01"), other: of("2031-05-04") };
  },
  move_working_day: (w) => {
    const of = (off: string) => (key: string) =>
      moveWorkingDay(admin(w), { off, work: "2031-05-10", decree: "MK", key });
    return { first: of("2031-05-02"), other: of("2031-05-05") };
  },
  invite_colleague: (w) => {
    w.db
      .insert(schema.units)
      .values({ id: "families", organisationId: "social-riga", name: written("Ģimenes") })
      .run();
    w.db
      .update(schema.users)
      .set({ unitId: "families", leadsUnit: true })
      .where(eq(schema.users.id, "user-sociala"))
      .run();
    const of = (email: string) => (key: string) =>
      inviteColleague(w.as("sociala", NOW), { unitId: "families", name: "Jana Kalve", email, locale: "lv", key });
    return { first: of("jana@tilts.test"), other: of("jana.kalve@tilts.test") };
  },
  save_letter: (w) => {
    const shown = { locale: "lv", asShipped: [], kept: [] } as const;
    const of = (letter: "offer" | "invite") => {
      const { mark } = letterToday(w.db, letter, "lv");
      return (key: string) => saveLetter(admin(w), { ...shown, letter, mark, words: { heading: "Virsraksts" }, key });
    };
    return { first: of("offer"), other: of("invite") };
  },
  reset_letter: (w) => {
    const of = (letter: "offer" | "invite") => {
      const { mark } = letterToday(w.db, letter, "lv");
      const words = { heading: "Virsraksts" };
      saveLetter(admin(w), { locale: "lv", asShipped: [], kept: [], letter, mark, words });
      const edited = letterToday(w.db, letter, "lv").mark;
      return (key: string) => resetLetter(admin(w), { letter, locale: "lv", mark: edited, key });
    };
    return { first: of("offer"), other: of("invite") };
  },
  save_desk: (w) => {
    const of = (lv: string) => (key: string) =>
      saveDesk(admin(w), {
        id: "riga",
        region: "riga",
        name: { lv, en: "Riga" },
        placeId: "jelgava",
        phone: null,
        key,
      });
    return { first: of("Rīga"), other: of("Rīgas centrs") };
  },
  save_language: (w) => {
    const of = (lv: string) => (key: string) =>
      saveLanguage(admin(w), { code: "prs", name: { lv, en: "Dari" }, words: "", served: true, key });
    return { first: of("dari"), other: of("darī") };
  },
  save_variant: (w) => {
    const of = (code: string) => (key: string) =>
      saveVariant(admin(w), { language: "prs", code, name: { lv: "a", en: "b" }, key });
    return { first: of("haz"), other: of("aiq") };
  },
  save_substitution: (w) => {
    const of = (spoken: string) => (key: string) =>
      saveSubstitution(admin(w), { requested: "ps", spoken, note: "partly", modes: ["phone"], key });
    return { first: of("prs"), other: of("ur") };
  },
  remove_substitution: (w) => {
    const of = (spoken: string) => (key: string) => removeSubstitution(admin(w), { requested: "tg", spoken, key });
    return { first: of("fa"), other: of("prs") };
  },
  save_travel: (w) => {
    const of = (minutes: number) => (key: string) =>
      saveTravel(admin(w), {
        fromPlaceId: "jelgava",
        toPlaceId: "liepaja",
        minutes,
        bothWays: true,
        seenTight: 0,
        key,
      });
    return { first: of(200), other: of(210) };
  },
  remove_travel: (w) => {
    const of = (toPlaceId: string) => (key: string) =>
      removeTravel(admin(w), { fromPlaceId: "jelgava", toPlaceId, bothWays: true, seenTight: 0, key });
    return { first: of("liepaja"), other: of("valmiera") };
  },
  add_absence: (w) => ({
    first: (key) => addAbsence(ilze(w), { ...away, kind: "holiday", key }),
    other: (key) => addAbsence(ilze(w), { ...away, endAt: at("2026-04-08T00:00"), kind: "holiday", key }),
  }),
  add_complaint: (w) => {
    const requestId = w.request();
    const of = (kind: "complaint" | "praise") => (key: string) =>
      addComplaint(signedIn(w, "sociala"), { requestId, side: "requester", kind, words: "Kavējās", key });
    return { first: of("complaint"), other: of("praise") };
  },
  take_up_complaint: onComplaints((w, complaintId, key) => takeUpComplaint(signedIn(w, "ilze"), { complaintId, key })),
  decide_complaint: onComplaints((w, complaintId, key) =>
    decideComplaint(signedIn(w, "ilze"), { complaintId, isUpheld: true, answer: "Jā", key }),
  ),
  close_complaint: onComplaints((w, complaintId, key) => {
    decideComplaint(signedIn(w, "ilze"), { complaintId, isUpheld: true, answer: "Jā" });
    return closeComplaint(signedIn(w, "ilze"), { complaintId, key });
  }),
  give_evaluation: (w) => {
    const [one, two] = [0, 1].map((index) => {
      const startAt = at(`2026-03-25T08:${index === 0 ? "00" : "20"}`);
      const requestId = w.request({ startAt, endAt: at("2026-03-25T10:00") });
      w.assign(requestId, index === 0 ? "amina" : "karim");
      return requestId;
    }) as [string, string];
    const of = (requestId: string) => (key: string) => giveEvaluation(signedIn(w, "sociala"), { requestId, key });
    return { first: of(one), other: of(two) };
  },
  save_evaluation_texts: (w) => {
    const texts = EVALUATION_DRAFTS.prs;
    if (!texts) throw new Error("no draft");
    const of = (title: string) => (key: string) =>
      saveEvaluationTexts(signedIn(w, "admin"), { language: "prs", variant: "", texts: { ...texts, title }, key });
    return { first: of("چطور؟"), other: of("چطور بود؟") };
  },
  confirm_evaluation_texts: (w) => {
    const texts = EVALUATION_DRAFTS.prs;
    if (!texts) throw new Error("no draft");
    const of = (language: string) => {
      saveEvaluationTexts(signedIn(w, "admin"), { language, variant: "", texts });
      const which = { language, variant: "", savedAt: at(NOW) };
      return (key: string) => confirmEvaluationTexts(signedIn(w, "admin"), { ...which, key });
    };
    return { first: of("prs"), other: of("fa") };
  },
  add_exclusion: (w) => {
    const of = (clientId: string) => (key: string) =>
      addExclusion(ilze(w), { interpreterId: "amina", side: { clientId }, askedBy: "client", seenAhead: 0, key });
    return { first: of(w.client("K-1")), other: of(w.client("K-2")) };
  },
  add_organisation: (w) => {
    const typed = { sector: "library", placeId: "cesis" } as const;
    return {
      first: (key) => addOrganisation(ilze(w), { ...typed, name: "Cēsu bibliotēka", key }),
      other: (key) => addOrganisation(ilze(w), { ...typed, name: "Talsu novada muzejs", key }),
    };
  },
  admit_applicant: (w) => {
    const applicationId = layApplication(w);
    return {
      first: (key) => admitApplicant(ilze(w), { applicationId, institution: { id: "social-riga" }, key }),
      other: (key) => {
        const another = { id: "another", email: "jana@pirmskola.example", linkHash: "another" };
        return admitApplicant(ilze(w), {
          applicationId: layApplication(w, another),
          institution: { id: "social-riga" },
          key,
        });
      },
    };
  },
  answer_offer: (w) => {
    const offerId = w.offer(w.request(), "amina", { deadlineAt: at("2026-03-27T17:00") });
    const amina = w.as("amina", NOW);
    return {
      first: (key) => answerOffer(amina, { offerId, move: "decline", reason: "busy", key }),
      other: (key) => answerOffer(amina, { offerId, move: "accept", key }),
    };
  },
  answer_proposal: (w) => {
    const change = { kind: "mode", mode: "video" } as const;
    const proposal = { change, interpreterId: "amina", version: 1 } as const;
    const requestId = w.request({ needsInfoAt: at(NOW), proposal });
    const sociala = w.as("sociala", NOW);
    return {
      first: (key) => answerProposal(sociala, { requestId, agree: false, askedAt: at(NOW), key }),
      other: (key) => answerProposal(sociala, { requestId, agree: true, askedAt: at(NOW), key }),
    };
  },
  apply_at_door: (w) => {
    const who = {
      organisationName: "Talsu muzejs",
      name: "Rita Zālīte",
      phone: "+37127011868",
      kind: "access" as const,
    } as const;
    const number = ++doors;
    const apply = (email: string, key: string) =>
      applyAtDoor(w.as("anonymous", NOW), { ...who, email, key, address: `192.0.2.${++doors}` });
    return {
      first: (key) => apply(`a${number}@muzejs.example`, key),
      other: (key) => apply(`b${number}@muzejs.example`, key),
    };
  },
  apply_plan: (w) => {
    const requestId = w.request();
    const line = (id: string) => [{ requestId, version: 1, interpreterIds: [id] }];
    return {
      first: (key) => applyPlan(ilze(w), { by: "offer", lines: line("amina"), key }),
      other: (key) => applyPlan(ilze(w), { by: "offer", lines: line("karim"), key }),
    };
  },
  ask_for_info: (w) => {
    const requestId = w.request();
    return {
      first: (key) => askForInfo(ilze(w), { requestId, question: "Kura filiāle?", key }),
      other: (key) => askForInfo(ilze(w), { requestId, question: "Cik cilvēku būs?", key }),
    };
  },
  ask_password_reset: (w) => {
    const of = (email: string) => (key: string) =>
      askPasswordReset(w.as("anonymous", NOW), { email, address: "192.0.2.1", deviceName: "?", key });
    return { first: of("banka@tilts.test"), other: of("krize@tilts.test") };
  },
  assign_interpreter: (w) => {
    const requestId = w.request();
    return {
      first: (key) => assignInterpreter(ilze(w), { requestId, interpreterId: "amina", key }),
      other: (key) => assignInterpreter(ilze(w), { requestId, interpreterId: "karim", key }),
    };
  },
  cancel_absence: (w) => {
    const [one, two] = [
      w.absence("amina", "2026-04-06T00:00", "2026-04-07T00:00"),
      w.absence("amina", "2026-04-08T00:00", "2026-04-09T00:00"),
    ];
    return {
      first: (key) => cancelAbsence(ilze(w), { absenceId: one, key }),
      other: (key) => cancelAbsence(ilze(w), { absenceId: two, key }),
    };
  },
  cancel_request: onRequests((w, requestId, key) => cancelRequest(ilze(w), { requestId, key })),
  clear_info: onRequests(
    (w, requestId, key) => clearInfo(ilze(w), { requestId, key }),
    (w, requestId) => askForInfo(ilze(w), { requestId, question: "Kura filiāle?" }),
  ),
  correct_caller: (w) => {
    const requestId = w.request();
    w.db
      .insert(schema.callers)
      .values({ requestId, name: written("Velga"), email: "old@velga.test", linkHash: "0".repeat(64) })
      .run();
    const to = (email: string) => (key: string) => correctCaller(ilze(w), { requestId, email, phone: null, key });
    return { first: to("velga@velga.test"), other: to("velga.ozolina@velga.test") };
  },
  disable_user: (w) => ({
    first: (key) => disableUser(admin(w), { userId: "user-banka", key }),
    other: (key) => disableUser(admin(w), { userId: "user-krize", key }),
  }),
  enable_user: (w) => ({
    first: (key) => enableUser(admin(w), { userId: "user-banka", key }),
    other: (key) => enableUser(admin(w), { userId: "user-krize", key }),
  }),
  edit_request: (w) => {
    const requestId = w.request();
    const row = w.db.select().from(schema.requests).where(eq(schema.requests.id, requestId)).get();
    if (!row) throw new Error("no request");
    const before = editedFieldsOf(row);
    const noted = (note: string) => (key: string) =>
      editRequest(ilze(w), { requestId, before, fields: { ...before, note }, hasWord: true, key });
    return { first: noted("Otrais stāvs"), other: noted("Trešais stāvs") };
  },
  drop_scan: (w) => {
    const of = (interpreterId: string) => {
      const paperId = w.credential(interpreterId, "court_sworn", "2026-01-01T00:00", null);
      keepScan(ilze(w), NO_DISK, { interpreterId, paperId, bytes: PDF });
      return (key: string) => dropScan(ilze(w), { interpreterId, paperId, key });
    };
    return { first: of("amina"), other: of("karim") };
  },
  keep_scan: (w) => {
    const of = (interpreterId: string) => {
      const paperId = w.credential(interpreterId, "court_sworn", "2026-01-01T00:00", null);
      return (key: string) => keepScan(ilze(w), NO_DISK, { interpreterId, paperId, bytes: PDF, key });
    };
    return { first: of("amina"), other: of("karim") };
  },
  end_exclusion: (w) => {
    const of = (exclusionId: string) => (key: string) => endExclusion(ilze(w), { exclusionId, key });
    const clientId = w.client("K-1");
    return { first: of(w.exclude("amina", { clientId })), other: of(w.exclude("karim", { clientId })) };
  },
  give_way: (w) => {
    const requestId = w.request();
    const otherRequest = w.request();
    const time = { start: at("2026-03-30T10:00"), end: at("2026-03-30T11:00") };
    const move = {
      kind: "hand_over",
      assignmentId: w.assign(otherRequest, "amina"),
      requestId: otherRequest,
      version: 1,
      from: time,
      to: time,
      interpreterId: "karim",
    } as const;
    return {
      first: (key) => giveWay(ilze(w), { requestId, interpreterId: "amina", move, key }),
      other: (key) => giveWay(ilze(w), { requestId, interpreterId: "leila", move, key }),
    };
  },
  invite_again: (w) => ({
    first: (key) => inviteAgain(admin(w), { userId: "user-banka", key }),
    other: (key) => inviteAgain(admin(w), { userId: "user-krize", key }),
  }),
  invite_user: (w) => {
    const of = (email: string) => (key: string) =>
      inviteUser(admin(w), { email, name: "Anna", role: "coordinator", locale: "lv", key });
    return { first: of("anna@tilts.test"), other: of("anna2@tilts.test") };
  },
  link_clients: (w) => {
    const clientId = w.client("K-1");
    const to = (withClientId: string) => (key: string) =>
      linkClients(ilze(w), { clientId, withClientId, seenAhead: 0, key });
    return { first: to(w.client("K-2")), other: to(w.client("K-3")) };
  },
  map_language: (w) => {
    const requestId = w.request({ language: null, languageText: written("dari") });
    return {
      first: (key) => mapLanguage(ilze(w), { requestId, language: "prs", key }),
      other: (key) => mapLanguage(ilze(w), { requestId, language: "ps", key }),
    };
  },
  map_place: (w) => {
    const requestId = w.request({ mode: "onsite", placeId: null, placeText: written("Pļaviņas, dzirnavas") });
    return {
      first: (key) => mapPlace(ilze(w), { requestId, placeId: "cesis", key }),
      other: (key) => mapPlace(ilze(w), { requestId, placeId: "riga-centrs", key }),
    };
  },
  merge_interpreters: (w) => ({
    first: (key) => mergeInterpreters(ilze(w), { from: "karim", into: "amina", key }),
    other: (key) => mergeInterpreters(ilze(w), { from: "karim", into: "leila", key }),
  }),
  merge_organisations: (w) => {
    const of = (from: string) => (key: string) =>
      mergeOrganisations(admin(w), { from, into: "social-riga", answers: new Map(), key });
    return { first: of("crisis-riga"), other: of("bank-liepaja") };
  },
  move_assignment: (w) => {
    const assignmentId = w.assign(w.request(), "amina");
    return {
      first: (key) => moveAssignment(ilze(w), { assignmentId, interpreterId: "karim", key }),
      other: (key) => moveAssignment(ilze(w), { assignmentId, startAt: at("2026-03-31T10:00"), key }),
    };
  },
  note_call: (w) => {
    const requestId = w.request();
    return {
      first: (key) => noteCall(ilze(w), { requestId, interpreterId: "amina", outcome: "no_answer", key }),
      other: (key) => noteCall(ilze(w), { requestId, interpreterId: "amina", outcome: "declined", key }),
    };
  },
  offer_request: (w) => {
    const requestId = w.request();
    return {
      first: (key) => offerRequest(ilze(w), { requestId, interpreterId: "amina", key }),
      other: (key) => offerRequest(ilze(w), { requestId, interpreterId: "karim", key }),
    };
  },
  propose_change: (w) => {
    const requestId = w.request({ gender: "M", genderStrength: "must" });
    return {
      first: (key) => proposeChange(ilze(w), { requestId, change: { kind: "gender" }, interpreterId: "amina", key }),
      other: (key) =>
        proposeChange(ilze(w), { requestId, change: { kind: "mode", mode: "video" }, interpreterId: "amina", key }),
    };
  },
  refuse_applicant: (w) => {
    const [one, two] = [layApplication(w), layApplication(w, { id: "another", linkHash: "another" })];
    return {
      first: (key) => refuseApplicant(ilze(w), { applicationId: one, reason: "nav iestāde", key }),
      other: (key) => refuseApplicant(ilze(w), { applicationId: two, reason: "nav iestāde", key }),
    };
  },
  reject_request: (w) => {
    const requestId = w.request();
    return {
      first: (key) => rejectRequest(ilze(w), { requestId, reason: "Nav mūsu joma", key }),
      other: (key) => rejectRequest(ilze(w), { requestId, reason: "Valoda netiek nodrošināta", key }),
    };
  },
  release_assignment: (w) => {
    const assignmentId = w.assign(w.request(), "amina");
    return {
      first: (key) => releaseAssignment(ilze(w), { assignmentId, reason: "Saslima", key }),
      other: (key) => releaseAssignment(ilze(w), { assignmentId, reason: "Cits iemesls", key }),
    };
  },
  remove_holiday: (w) => {
    saveHoliday(admin(w), holiday);
    saveHoliday(admin(w), { ...holiday, date: "2026-12-29" });
    return {
      first: (key) => removeHoliday(admin(w), { date: "2026-12-30", key }),
      other: (key) => removeHoliday(admin(w), { date: "2026-12-29", key }),
    };
  },
  remove_setting: (w) => {
    for (const holdsFrom of ["2026-04-01", "2026-05-01"] as const)
      saveSetting(admin(w), { key: "undo.seconds", value: "20", holdsFrom });
    return {
      first: (formKey) => removeSetting(admin(w), { key: "undo.seconds", holdsFrom: "2026-04-01", formKey }),
      other: (formKey) => removeSetting(admin(w), { key: "undo.seconds", holdsFrom: "2026-05-01", formKey }),
    };
  },
  replace_absent: (w) => {
    const lines = [
      { assignmentId: w.assign(w.request({ startAt: at("2026-04-06T10:00") }), "amina"), interpreterId: null },
      { assignmentId: w.assign(w.request({ startAt: at("2026-04-06T14:00") }), "amina"), interpreterId: null },
    ];
    const handed = w.assign(w.request({ startAt: at("2026-04-06T17:00") }), "leila");
    const handOvers = [{ assignmentId: handed, interpreterId: "karim" }];
    const common = { ...away, by: "assign", reason: "Tulks nevar strādāt" } as const;
    return {
      first: (key) => replaceAbsent(ilze(w), { ...common, lines: lines.slice(0, 1), handOvers, key }),
      other: (key) => heard(replaceAbsent(ilze(w), { ...common, lines: lines.slice(1), handOvers, key })),
    };
  },
  report_assignment: (w) => {
    const assignmentId = w.assign(w.request({ startAt: at("2026-03-24T10:00") }), "amina");
    const amina = w.as("amina", NOW);
    return {
      first: (key) => reportAssignment(amina, { assignmentId, held: true, key }),
      other: (key) => reportAssignment(amina, { assignmentId, held: false, notHeldReason: "client_no_show", key }),
    };
  },
  reschedule_request: (w) => {
    const requestId = w.request();
    return {
      first: (key) => rescheduleRequest(ilze(w), { requestId, startAt: at("2026-03-31T10:00"), key }),
      other: (key) => rescheduleRequest(ilze(w), { requestId, startAt: at("2026-03-31T12:00"), key }),
    };
  },
  retry_notification: (w) => {
    const [one = "", two = ""] = toldTwice(w, "email");
    return {
      first: (key) => retryNotification(ilze(w), { notificationId: one, key }),
      other: (key) => retryNotification(ilze(w), { notificationId: two, key }),
    };
  },
  save_availability: (w) => ({
    first: (key) => saveAvailability(ilze(w), { interpreterId: "amina", windows, key }),
    other: (key) => saveAvailability(ilze(w), { interpreterId: "karim", windows, key }),
  }),
  save_holiday: (w) => ({
    first: (key) => saveHoliday(admin(w), { ...holiday, key }),
    other: (key) => saveHoliday(admin(w), { ...holiday, date: "2026-12-29", key }),
  }),
  save_interpreter: (w) => ({
    first: (key) => saveInterpreter(ilze(w), { ...person, key }),
    other: (key) => saveInterpreter(ilze(w), { ...person, code: "T-2", name: "Ieva Liepa", key }),
  }),
  save_members: (w) => {
    const of = (leads: boolean) => (key: string) =>
      saveMembers(admin(w), {
        organisationId: "social-riga",
        members: [{ userId: "user-sociala", unitId: null, leads }],
        key,
      });
    return { first: of(true), other: of(false) };
  },
  save_unit: (w) => {
    const of = (name: string) => (key: string) =>
      saveUnit(admin(w), { organisationId: "social-riga", unitId: null, name, isActive: true, key });
    return { first: of("Bērnu nodaļa"), other: of("Pabalstu nodaļa") };
  },
  save_organisation: (w) => ({
    first: (key) => saveOrganisation(admin(w), { ...organisation, key }),
    other: (key) => saveOrganisation(admin(w), { ...organisation, code: "talsu-muzejs", name: "Talsu muzejs", key }),
  }),
  name_service: (w) => ({
    first: (key) => nameService(admin(w), { name: "Tulku dienests", key }),
    other: (key) => nameService(admin(w), { name: "Tulku birojs", key }),
  }),
  save_office_hours: (w) => ({
    first: (key) => saveOfficeHours(admin(w), { opens: "09:00", closes: "17:00", key }),
    other: (key) => saveOfficeHours(admin(w), { opens: "09:00", closes: "18:00", key }),
  }),
  serve_languages: (w) => ({
    first: (key) => serveLanguages(admin(w), { codes: ["prs", "ur"], key }),
    other: (key) => serveLanguages(admin(w), { codes: ["prs"], key }),
  }),
  settle_guide: (w) => ({
    first: (key) => settleGuide(admin(w), { step: "hours", as: "done", key }),
    other: (key) => settleGuide(admin(w), { step: "hours", as: "skipped", key }),
  }),
  bring_table: (w) => {
    const of = (text: string) => (key: string) =>
      bringTable(admin(w), { kind: "interpreters", file: new TextEncoder().encode(text), key });
    return { first: of("kods;vārds"), other: of("kods;vārds\nT-1;Zane") };
  },
  confirm_import: twoTables((w, importId, key) => confirmImport(admin(w), { importId, key })),
  look_again: twoTables((w, importId, key) =>
    lookAgain(admin(w), { importId, choices: { sheet: null, asNew: [], leftOut: [2], isVouched: false }, key }),
  ),
  give_up_import: twoTables((w, importId, key) => giveUpImport(admin(w), { importId, key })),
  take_back_import: twoTables((w, importId, key) => takeBackImport(admin(w), { importId, key }), {
    appliedAt: at(NOW),
  }),
  save_setting: (w) => ({
    first: (formKey) => saveSetting(admin(w), { key: "undo.seconds", value: "20", holdsFrom: "2026-04-01", formKey }),
    other: (formKey) => saveSetting(admin(w), { key: "undo.seconds", value: "30", holdsFrom: "2026-04-01", formKey }),
  }),
  set_interpreter_status: (w) => ({
    first: (key) => setInterpreterStatus(ilze(w), { interpreterId: "amina", status: "paused", key }),
    other: (key) => setInterpreterStatus(ilze(w), { interpreterId: "amina", status: "inactive", key }),
  }),
  stop_interpreter: (w) => {
    const id = w.assign(w.request(), "amina");
    const stop = { interpreterId: "amina", from: "active", status: "paused", offerIds: [], reason: "pauze" } as const;
    return {
      first: (key) => stopInterpreter(ilze(w), { ...stop, fates: new Map([[id, { to: "release" }]]), key }),
      other: (key) => stopInterpreter(ilze(w), { ...stop, from: "paused", status: "inactive", fates: new Map(), key }),
    };
  },
  submit_request: (w) => {
    const sociala = w.as("sociala", NOW);
    return {
      first: (key) => submitRequest(sociala, { ...ask, key }),
      other: (key) => submitRequest(sociala, { ...ask, language: "ps", key }),
    };
  },
  tell_caller: (w) => {
    const [one = "", two = ""] = toldTwice(w, "call");
    return {
      first: (key) => tellCaller(ilze(w), { notificationId: one, key }),
      other: (key) => tellCaller(ilze(w), { notificationId: two, key }),
    };
  },
  undo_action: (w) => {
    const rejected = [w.request(), w.request({ startAt: at("2026-04-02T10:00") })].map((requestId) =>
      rejectRequest(ilze(w), { requestId, reason: "Nav mūsu joma" }),
    );
    const eventIds = rejected.map((one) => (one.ok ? one.value.eventId : 0));
    return {
      first: (key) => undoAction(ilze(w), { eventId: eventIds[0] ?? 0, key }),
      other: (key) => undoAction(ilze(w), { eventId: eventIds[1] ?? 0, key }),
    };
  },
  unlink_clients: (w) => {
    const [one = "", two = "", three = ""] = ["K-1", "K-2", "K-3"].map((code) => w.client(code));
    for (const withClientId of [two, three]) linkClients(ilze(w), { clientId: one, withClientId, seenAhead: 0 });
    const of = (clientId: string) => (key: string) => unlinkClients(ilze(w), { clientId, seenLost: 0, key });
    return { first: of(three), other: of(two) };
  },
  save_rates: (w) => ({
    first: (key) => saveRates(admin(w), { values: { "travel.km": 30 }, holdsFrom: "2026-04-01", formKey: key }),
    other: (key) => saveRates(admin(w), { values: { "travel.km": 31 }, holdsFrom: "2026-04-01", formKey: key }),
  }),
  hand_in_statement: twoMonths((w, month, key) =>
    handInStatement(w.as("amina", NOW), { interpreterId: "amina", month, cents: 0, key }),
  ),
  return_statement: twoMonths(
    (w, month, key) => returnStatement(ilze(w), { interpreterId: "amina", month, reason: "Trūkst", key }),
    handedIn,
  ),
  approve_statement: twoMonths(
    (w, month, key) => approveStatement(ilze(w), { interpreterId: "amina", month, cents: 0, key }),
    handedIn,
  ),
  pay_statements: twoMonths(
    (w, month, key) => payStatements(ilze(w), { month, seen: 1, key }),
    (w, month) => {
      handedIn(w, month);
      approveStatement(ilze(w), { interpreterId: "amina", month, cents: 0 });
    },
  ),
  add_expense: (w) => {
    const of = (cents: number) => (key: string) =>
      addExpense(ilze(w), { interpreterId: "amina", date: "2026-03-19", kind: "parking", cents, key });
    return { first: of(100), other: of(200) };
  },
  withdraw_expense: (w) => {
    const made = [100, 200].map((cents) => {
      const added = addExpense(ilze(w), { interpreterId: "amina", date: "2026-03-19", kind: "parking", cents });
      return added.ok ? added.value.expenseId : "";
    });
    const of =
      (expenseId = "") =>
      (key: string) =>
        withdrawExpense(ilze(w), { expenseId, key });
    return { first: of(made[0]), other: of(made[1]) };
  },
  fund_request: (w) => {
    w.request();
    const row = w.db.select({ reference: schema.requests.reference }).from(schema.requests).get();
    const reference = row?.reference ?? "";
    return {
      first: (key) => fundRequest(ilze(w), { reference, funding: "commercial", key }),
      other: (key) => fundRequest(ilze(w), { reference, funding: "municipality", key }),
    };
  },
  fund_organisation: (w) => {
    const of = (funding: "commercial" | "municipality") => (key: string) =>
      fundOrganisation(admin(w), { organisationId: "social-riga", holdsFrom: "2026-04-01", funding, key });
    return { first: of("commercial"), other: of("municipality") };
  },
  set_terms: (w) => {
    const of = (terms: "paid" | "volunteer") => (key: string) =>
      setTerms(ilze(w), { interpreterId: "amina", holdsFrom: "2026-04-01", terms, key });
    return { first: of("volunteer"), other: of("paid") };
  },
  waive_late: (w) => {
    const [one, two] = [lateCancelled(w, "amina"), lateCancelled(w, "amina", "2026-03-18T10:00")];
    const of = (assignmentId: string) => (key: string) => waiveLate(ilze(w), { assignmentId, reason: "plūdi", key });
    return { first: of(one), other: of(two) };
  },
  withdraw_assignment: (w) => {
    const [one, two] = [
      w.assign(w.request(), "amina"),
      w.assign(w.request({ startAt: at("2026-04-02T10:00") }), "amina"),
    ];
    const amina = w.as("amina", NOW);
    return {
      first: (key) => withdrawAssignment(amina, { assignmentId: one, key }),
      other: (key) => withdrawAssignment(amina, { assignmentId: two, key }),
    };
  },
  withdraw_offer: (w) => {
    const deadlineAt = at("2026-03-27T17:00");
    const [one, two] = [
      w.offer(w.request(), "amina", { deadlineAt }),
      w.offer(w.request({ startAt: at("2026-04-02T10:00") }), "amina", { deadlineAt }),
    ];
    return {
      first: (key) => withdrawOffer(ilze(w), { offerId: one, key }),
      other: (key) => withdrawOffer(ilze(w), { offerId: two, key }),
    };
  },
};

/** The same of two months that are over, each laid before. */
function twoMonths(
  deed: (w: World, month: string, key: string) => Result<unknown>,
  lay: (w: World, month: string) => void = () => {},
): Lay {
  return (w) => {
    for (const month of ["2026-01", "2026-02"]) lay(w, month);
    return { first: (key) => deed(w, "2026-01", key), other: (key) => deed(w, "2026-02", key) };
  };
}

function handedIn(w: World, month: string): void {
  handInStatement(w.as("amina", NOW), { interpreterId: "amina", month, cents: 0 });
}

/** Parts of a deed that are done each for itself. */
const PARTS = ["apply_plan_line", "replace_absent_absence", "replace_absent_line"];

test("the table has every deed that takes a form's key", () => {
  const folder = "app/commands";
  const deeds = readdirSync(folder).flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, "utf8").matchAll(/onceFor\(\s*"([a-z_]+)"|DEED = "([a-z_]+)"/g)].map(
      ([, deed, named]) => deed ?? named,
    ),
  );
  expect([...Object.keys(DEEDS), ...PARTS].sort()).toEqual(deeds.sort());
});

describe.each(Object.entries(DEEDS))("%s", (_, lay) => {
  test("the same form twice is done once", async () => {
    const w = world();
    const { first } = lay(w);
    const done = await first(KEY);
    expect(done).toMatchObject({ ok: true });
    const before = traces(w);
    expect(await first(KEY)).toEqual(done);
    expect(traces(w)).toEqual(before);
  });

  test("other answers under the same key are heard: done, or refused with a reason", async () => {
    const w = world();
    const { first, other } = lay(w);
    await first(KEY);
    const before = keys(w);
    const second = await other(KEY);
    expect(second.ok ? keys(w) > before : "refused").toEqual(second.ok || "refused");
  });
});

test("a key is bound to its deed and its person, and however long it is the row is short", () => {
  const w = world();
  const deed = (who: string, name: string) =>
    transact(w.as(who, NOW), onceFor(name, "k".repeat(5000), { a: 1 }), () => ok(who + name));
  expect([deed("ilze", "one"), deed("marta", "one"), deed("ilze", "two"), deed("ilze", "one")]).toEqual(
    ["ilzeone", "martaone", "ilzetwo", "ilzeone"].map(ok),
  );
  const rows = w.db.select().from(schema.idempotency).all();
  expect(rows.map(({ key }) => key.length <= 80)).toEqual([true, true, true]);
  expect(JSON.stringify(rows)).not.toContain("kkkk");
});

test("keys are forgotten after two weeks, and not before", () => {
  const w = world();
  rejectRequest(ilze(w), { requestId: w.request(), reason: "Nav mūsu joma", key: KEY });
  forgetSent(w.as("system", instantFrom(at(NOW) + 14 * DAY)));
  expect(keys(w)).toBe(1);
  forgetSent(w.as("system", instantFrom(at(NOW) + 14 * DAY + 1)));
  expect(keys(w)).toBe(0);
});

/** Of a deed that says line by line what came of it. */
function heard(result: ReturnType<typeof replaceAbsent>): Result<unknown> {
  const [refused] = result.ok ? result.value.refused : [];
  return refused ? refuse(refused.reason) : result;
}

/** Two messages that did not get through, or that are to be said by phone. */
function toldTwice(w: World, channel: "email" | "call"): string[] {
  const requestId = w.request();
  askForInfo(ilze(w), { requestId, question: "Kura filiāle?" });
  const event = w.db.select().from(schema.events).get();
  return ["one", "two"].map((id) => {
    w.db
      .insert(schema.notifications)
      .values({
        id,
        eventId: event?.id ?? 0,
        kind: "info_asked",
        channel,
        recipient: `user:${id}`,
        userId: "user-sociala",
        nextAt: at(NOW),
        deadAt: channel === "email" ? at(NOW) : null,
      })
      .run();
    return id;
  });
}

function keys({ db }: World): number {
  return db.select({ n: count() }).from(schema.idempotency).get()?.n ?? 0;
}

function traces({ db }: World) {
  return [
    db.select({ n: count() }).from(schema.events).get(),
    db.select({ n: count() }).from(schema.idempotency).get(),
  ];
}
