/** Every free text of the service has the same guard: a table of all columns, and of all doors to them. */

import { eq } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { surveyToken, tokenHash } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { addComplaint } from "#app/commands/add-complaint";
import { addExpense } from "#app/commands/add-expense";
import { answerProposal } from "#app/commands/answer-proposal";
import { answerSurvey } from "#app/commands/answer-survey";
import { askForInfo } from "#app/commands/ask-for-info";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { handInStatement } from "#app/commands/hand-in-statement";
import { decideComplaint } from "#app/commands/handle-complaint";
import { inviteUser } from "#app/commands/invite-user";
import { moveAssignment } from "#app/commands/move-assignment";
import { offerRequest } from "#app/commands/offer-request";
import { refuseApplicant } from "#app/commands/refuse-applicant";
import { rejectRequest } from "#app/commands/reject-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { replaceAbsent } from "#app/commands/replace-absent";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { returnStatement } from "#app/commands/return-statement";
import { savePayer } from "#app/commands/save-bank-account";
import { saveEvaluationTexts } from "#app/commands/save-evaluation-texts";
import { saveHoliday } from "#app/commands/save-holiday";
import { type PersonToSave, saveInterpreter } from "#app/commands/save-interpreter";
import { saveLetter } from "#app/commands/save-letter";
import { saveOrganisation } from "#app/commands/save-organisation";
import { saveOwnDetails } from "#app/commands/save-own-details";
import { type NewRequest, submitRequest } from "#app/commands/submit-request";
import { waiveLate } from "#app/commands/waive-late";
import type { Ctx } from "#app/context.server";
import { letterToday } from "#app/events/texts/edited";
import { readRequest } from "#app/forms/request";
import { timelineFor } from "#app/queries/everyone/timeline";
import type { Result } from "#app/result";
import { instantFrom } from "#app/time";
import { EVALUATION_DRAFTS } from "#db/reference/evaluation-drafts";
import * as schema from "#db/schema";
import { layApplication } from "#tests/support/applications";
import { choicesFor } from "#tests/support/choices";
import { lateCancelled } from "#tests/support/pay";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-20T09:00";

// --- columns -------------------------------------------------------------------------------------------

/** Columns of text that nobody fills in their own words, and why. */
const NOT_WORDS: Record<string, RegExp> = {
  "made by the house: ids, hashes, references, sort keys, kinds, results":
    /\.(id|hash|\w*_hash|\w+_id|reference|sha256|sort_key|kind|key|near_key|actor|actor_kind|recipient|channel|result|nonce|bundle|by|\w+_by)$/,
  "chosen from a list":
    /\.(status|role|locale|theme|gender|gender_strength|variant_strength|sector|mode|topic|protection_class|language|requested_language|pivot_language|variant|decline_reason|yes_ended_as|side|not_held_reason|asked_by|outcome|changed_area|unwished_topics|way|attested_as|settled_as|travel_means|type|used_language|used_variant|ended_as|terms|funding)$/,
  "reference data, and names in every language":
    /^(places|languages|language_variants|language_substitutions|desks)\.|^holidays\.(name|date)$|^travel_times\./,
  "a date or a month, and what is sealed": /\.(month|corrects|sealed_iban)$|^(expenses|statement_rows)\.date$/,
  "typed, and of a shape of its own: addresses of mail, numbers, dates, a rule's value":
    /\.(email|notice_email|phone|contact_phone|holds_from|value|password_hash)$/,
  "first days of months": /^(surveys|survey_links|survey_answers)\.(period|until)$/,
  "counted, not written: of whom, and about what": /^evaluation_counts\.(dimension|thing|question)$/,
  "of a mail server, which only the administrator's form and that server read, and none of it people write about":
    /^mail_settings\./,
  "the house's own: which text of the catalogue, and how it was shipped": /^letter_texts\.(letter|part|shipped)$/,
  "what is read from a file that is looked at: forgotten soon, and guarded where it is taken in":
    /^imports\.(choices|guessed|refusal)$|^import_rows\.(became|said|before|mark)$/,
  "drawn by a finger: lines and nothing else": /^signatures\.drawn$/,
  "codes, which the guard reads as well, and compares":
    /^(organisations|interpreters|clients|languages|language_variants)\.code$/,
  "what a program says of itself":
    /^(sessions\.device|sign_ins\.(device|network)|notifications\.last_error|installation\.value)$/,
  "reckoned for a record of proof from what is guarded where it was written": /^(service_records|record_head)\./,
  "of typed shapes; a reason in them is `Guarded`":
    /\.(payload|texts|overruled|met_obstacles|points|proposal|asked|skills|columns|changed_thing)$|^(report_corrections|corrections_asked)\.said$|^statement_rows\.reasons$/,
};

const columns = Object.values(schema)
  .filter((one) => one instanceof SQLiteTable)
  .flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns
      .filter((column) => column.getSQLType() === "text")
      .map((column) => ({ name: `${name}.${column.name}`, isGuarded: column.columnType === "SQLiteCustomColumn" }));
  });

test("every column of text is guarded, or it is said why nobody writes into it in their own words", () => {
  expect(columns.length).toBeGreaterThan(90);
  const open = columns.filter(
    ({ name, isGuarded }) => !isGuarded && !Object.values(NOT_WORDS).some((pattern) => pattern.test(name)),
  );
  expect(open.map(({ name }) => name)).toEqual([]);
});

// --- doors ---------------------------------------------------------------------------------------------

interface Door {
  /** Lays what is needed, and answers how the text is handed in and who does it. */
  lay: (w: World) => (text: string, isVouched: boolean) => Result<unknown>;
  /** The guarded columns that the text reaches. */
  fills: readonly string[];
  /** Whoever says it is nobody on purpose. */
  isNobodys?: boolean;
}

const sound: NewRequest = {
  organisationId: "social-riga",
  contactName: "Sanita Ozola",
  contactPhone: "+37127011868",
  language: "prs",
  mode: "onsite",
  placeId: "riga-centrs",
  address: "Lielā iela 1",
  startAt: at("2026-03-30T14:00"),
  endAt: at("2026-03-30T15:00"),
  topic: "health",
};
const asking =
  (changes: (text: string) => Partial<NewRequest>): Door["lay"] =>
  (w) =>
  (text, isVouched) =>
    submitRequest(w.as("sociala", NOW), { ...sound, ...changes(text), isVouched });

const organisation = {
  id: null,
  code: "Z-1",
  name: "Osta",
  sector: "state",
  placeId: "liepaja",
  isActive: true,
} as const;
const person: PersonToSave = {
  ...{ id: null, name: "Zane Vītola", code: "T-1", gender: null, email: null, phone: null, locale: "lv", note: null },
  ...{ homePlaceId: "valmiera", deskId: "vidzeme", modes: ["phone"], radiusKm: null, hoursPerWeek: 20 },
  languages: [{ language: "prs", variant: "", level: 3 }],
  credentials: [],
};
const organising =
  (changes: (text: string) => Partial<Parameters<typeof saveOrganisation>[1]>): Door["lay"] =>
  (w) =>
  (text, isVouched) =>
    saveOrganisation(w.as("admin", NOW), { ...organisation, units: [], ...changes(text), isVouched });

function complaintIn(w: World): string {
  const said = { requestId: w.request(), side: "requester", kind: "complaint", words: "Kavējās" } as const;
  const added = addComplaint(w.as("sociala", NOW) as Ctx<UserViewer>, said);
  if (!added.ok) throw new Error(added.reason);
  return added.value.complaintId;
}

/** Somebody is away on the day of the request, so that whoever gives it to them says why. */
function awayOn(w: World): string {
  w.absence("amina", "2026-03-30T00:00", "2026-04-03T00:00");
  return w.request();
}
const because = (reason: string, isVouched: boolean) => ({ override: { reason, twice: true, isVouched } });

const DOORS: Record<string, Door> = {
  "a complaint": {
    lay: (w) => {
      const requestId = w.request();
      return (words, isVouched) =>
        addComplaint(w.as("sociala", NOW) as Ctx<UserViewer>, {
          ...{ requestId, side: "requester", kind: "complaint" },
          words,
          isVouched,
        });
    },
    fills: ["complaints.words"],
  },
  "a question to a client": {
    lay: (w) => {
      const texts = EVALUATION_DRAFTS.prs;
      if (!texts) throw new Error("no draft");
      return (fair, isVouched) =>
        saveEvaluationTexts(w.as("admin", NOW) as Ctx<UserViewer>, {
          ...{ language: "prs", variant: "", texts: { ...texts, fair } },
          isVouched,
        });
    },
    fills: [],
  },
  "what a requester says in a survey": {
    lay: (w) => {
      const token = surveyToken("2025-10-01", "user-sociala");
      const row = {
        period: "2025-10-01",
        userId: "user-sociala",
        linkHash: tokenHash(token),
        closesAt: at("2026-05-01T00:00"),
      };
      w.db.insert(schema.surveyLinks).values(row).run();
      const scores = { answered: 5, interpreter: null, overall: null };
      return (words, isVouched) => answerSurvey(w.as("anonymous", NOW), { token, scores, words, isVouched });
    },
    fills: ["survey_answers.words"],
    isNobodys: true,
  },
  "the answer to a complaint": {
    lay: (w) => {
      const complaintId = complaintIn(w);
      return (answer, isVouched) =>
        decideComplaint(w.as("ilze", NOW) as Ctx<UserViewer>, { complaintId, isUpheld: true, answer, isVouched });
    },
    fills: ["complaints.answer"],
  },
  "a request's note": { lay: asking((note) => ({ note })), fills: ["requests.note"] },
  "whom to ask for": { lay: asking((contactName) => ({ contactName })), fills: ["requests.contact_name"] },
  "where to meet": { lay: asking((address) => ({ address })), fills: ["requests.address"] },
  "a language in words": {
    lay: asking((languageText) => ({ language: null, languageText })),
    fills: ["requests.language_text"],
  },
  "a place in words": {
    lay: asking((placeText) => ({ mode: "onsite", placeId: null, placeText, address: "Skolas iela 1" })),
    fills: ["requests.place_text"],
  },
  "who called": {
    lay: (w) => (name, isVouched) =>
      submitRequest(w.as("ilze", NOW), {
        ...sound,
        caller: { kind: "once", name, email: null, phone: "+37127011868" },
        isVouched,
      }),
    fills: ["callers.name"],
  },
  "a question to the requester": {
    lay: (w) => {
      const requestId = w.request();
      return (question, isVouched) => askForInfo(w.as("ilze", NOW), { requestId, question, isVouched });
    },
    fills: ["requests.info_question"],
  },
  "why a request is refused": {
    lay: (w) => {
      const requestId = w.request();
      return (reason, isVouched) => rejectRequest(w.as("ilze", NOW), { requestId, reason, isVouched });
    },
    fills: ["requests.rejection_reason"],
  },
  "why somebody at the door is refused": {
    lay: (w) => {
      const applicationId = layApplication(w);
      return (reason, isVouched) => refuseApplicant(w.as("ilze", NOW), { applicationId, reason, isVouched });
    },
    fills: ["applications.reason"],
  },
  "why somebody is taken off a job": {
    lay: (w) => {
      const assignmentId = w.assign(w.request(), "amina");
      return (reason, isVouched) => releaseAssignment(w.as("ilze", NOW), { assignmentId, reason, isVouched });
    },
    fills: ["assignments.release_reason"],
  },
  "why somebody is asked all the same": {
    lay: (w) => {
      const requestId = awayOn(w);
      return (reason, isVouched) =>
        offerRequest(w.as("ilze", NOW), { requestId, interpreterId: "amina", ...because(reason, isVouched) });
    },
    fills: [],
  },
  "why somebody is given a job all the same": {
    lay: (w) => {
      const requestId = awayOn(w);
      return (reason, isVouched) =>
        assignInterpreter(w.as("ilze", NOW), { requestId, interpreterId: "amina", ...because(reason, isVouched) });
    },
    fills: [],
  },
  "why a job is handed over all the same": {
    lay: (w) => {
      const assignmentId = w.assign(awayOn(w), "karim");
      return (reason, isVouched) =>
        moveAssignment(w.as("ilze", NOW), { assignmentId, interpreterId: "amina", ...because(reason, isVouched) });
    },
    fills: [],
  },
  "why a job is moved all the same": {
    lay: (w) => {
      const requestId = w.request({ startAt: at("2026-03-27T10:00"), endAt: at("2026-03-27T11:00") });
      w.assign(requestId, "amina");
      w.absence("amina", "2026-03-30T00:00", "2026-04-03T00:00");
      const startAt = at("2026-03-31T10:00");
      return (reason, isVouched) =>
        rescheduleRequest(w.as("ilze", NOW), { requestId, startAt, ...because(reason, isVouched) });
    },
    fills: [],
  },
  "what an organisation is called": { lay: organising((name) => ({ name })), fills: ["organisations.name"] },
  "where an organisation is": { lay: organising((address) => ({ address })), fills: ["organisations.address"] },
  "an organisation's unit": { lay: organising((unit) => ({ units: ["Pirmā", unit] })), fills: ["units.name"] },
  "what an interpreter is called": {
    lay: (w) => (name, isVouched) => saveInterpreter(w.as("ilze", NOW), { ...person, name, isVouched }),
    fills: ["interpreters.name"],
  },
  "what coordinators note of an interpreter": {
    lay: (w) => (note, isVouched) => saveInterpreter(w.as("ilze", NOW), { ...person, note, isVouched }),
    fills: ["interpreters.note"],
  },
  "who is invited": {
    lay: (w) => (name, isVouched) =>
      inviteUser(w.as("admin", NOW), { email: "jauna@tilts.test", name, role: "coordinator", locale: "lv", isVouched }),
    fills: ["users.name"],
  },
  "what somebody is called": {
    lay: (w) => (name, isVouched) =>
      saveOwnDetails(w.as("ilze", NOW) as Ctx<UserViewer>, { name, phone: null, isVouched }),
    fills: [],
  },
  "where a holiday stands written": {
    lay: (w) => (source, isVouched) =>
      saveHoliday(w.as("admin", NOW), {
        date: "2026-05-08",
        kind: "holiday",
        name: { lv: "Diena", en: "Day" },
        source,
        isVouched,
      }),
    fills: ["holidays.source"],
  },
  "what a holiday is called": {
    lay: (w) => (lv, isVouched) =>
      saveHoliday(w.as("admin", NOW), {
        date: "2026-05-08",
        kind: "holiday",
        name: { lv, en: "Day" },
        source: "Likums",
        isVouched,
      }),
    fills: [],
  },
  "what a letter says": {
    lay: (w) => {
      const of = { letter: "request_received", locale: "lv" } as const;
      const { mark } = letterToday(w.db, of.letter, of.locale);
      return (heading, isVouched) =>
        saveLetter(w.as("admin", NOW), { ...of, mark, words: { heading }, asShipped: [], kept: [], isVouched });
    },
    fills: ["letter_texts.text"],
  },
  "what an interpreter spent money for": {
    lay: (w) => (words, isVouched) =>
      addExpense(w.as("amina", NOW), {
        ...{ interpreterId: "amina", date: "2026-03-19", kind: "other", cents: 420 },
        ...{ words, isVouched },
      }),
    fills: ["expenses.words"],
  },
  "why a statement is sent back": {
    lay: (w) => {
      const february = { interpreterId: "amina", month: "2026-02" };
      handInStatement(w.as("amina", NOW), { ...february, cents: 0 });
      return (reason, isVouched) => returnStatement(w.as("ilze", NOW), { ...february, reason, isVouched });
    },
    fills: ["statements.return_reason"],
  },
  "why a late cancellation is let pass": {
    lay: (w) => {
      const assignmentId = lateCancelled(w, "amina");
      return (reason, isVouched) => waiveLate(w.as("ilze", NOW), { assignmentId, reason, isVouched });
    },
    fills: ["late_waivers.reason"],
  },
  "who pays": {
    lay: (w) => (name, isVouched) => savePayer(w.as("admin", NOW), { name, iban: "LV80BANK0000435195001", isVouched }),
    fills: ["payer.name"],
  },
};

/** Filled by doors of their own, which have tests of their own. */
const ELSEWHERE = [
  ...["applications.name", "applications.organisation_name"], // tests/stories/first-request.test.ts
  "applications.words", // tests/stories/candidates.test.ts
  "organisation_names.name",
  "requests.video_link",
  ...["attestations.name", "attestations.words", "settlements.reason"],
];

test("every guarded column has its door in the table", () => {
  const filled = Object.values(DOORS).flatMap(({ fills }) => fills);
  const guarded = columns.filter(({ isGuarded }) => isGuarded).map(({ name }) => name);
  expect([...filled, ...ELSEWHERE].sort()).toEqual(guarded.sort());
});

/** What a refusal says is wrong, by its own code or as one of a list. */
function wrongOf(done: Result<unknown>): readonly string[] {
  if (done.ok) return [];
  if (done.reason !== "invalid" || !Array.isArray(done.detail)) return [done.reason];
  return done.detail.map(({ code }: { code: string }) => code);
}
const vouchedIn = (w: World) => w.db.select().from(schema.events).where(eq(schema.events.kind, "text_vouched")).all();

describe.each(Object.entries(DOORS))("%s", (_, { lay, isNobodys }) => {
  test("holds no personal code, whatever anybody says, and no phone number", () => {
    const w = world();
    const hand = lay(w);
    for (const isVouched of [false, true])
      expect(wrongOf(hand("Anna, p. k. 050388-12345", isVouched))).toEqual(["holds_personal_code"]);
    expect(wrongOf(hand("zvanīt 26 45 78 12", false))).toEqual(["holds_phone"]);
    expect(wrongOf(hand("SIA, reģ. nr. 40103123456", false))).toEqual(["holds_code_like"]);
    expect(vouchedIn(w)).toEqual([]);
  });

  test("takes a company's number on somebody's word, and says once whose word it was", () => {
    const w = world();
    expect(wrongOf(lay(w)("SIA, reģ. nr. 40103123456", true))).toEqual([]);
    const [said, ...more] = vouchedIn(w);
    expect(more).toEqual([]);
    expect(said).toMatchObject({ actorKind: isNobodys ? "system" : "user", payload: { kinds: ["code_like"] } });
  });

  test("takes ordinary words without anybody's word", () => {
    const w = world();
    expect(wrongOf(lay(w)("Ieeja no pagalma, 2. stāvs", false))).toEqual([]);
    expect(vouchedIn(w)).toEqual([]);
  });
});

test("a link may hold any number but a personal code", () => {
  const w = world();
  const linked = (videoLink: string) =>
    submitRequest(w.as("sociala", NOW), { ...sound, mode: "video", placeId: null, address: null, videoLink });
  expect(wrongOf(linked("https://saruna.example/j/89126457812?pwd=26457812"))).toEqual([]);
  expect(wrongOf(linked("https://saruna.example/050388-12345"))).toEqual(["holds_personal_code"]);

  const [requestId, needsInfoAt] = [w.request({ mode: "onsite" }), at(NOW)];
  const proposal = { change: { kind: "mode", mode: "video" } as const, version: 1, interpreterId: "amina" };
  w.db.update(schema.requests).set({ needsInfoAt, proposal }).where(eq(schema.requests.id, requestId)).run();
  const agreed = (videoLink: string) =>
    answerProposal(w.as("sociala", NOW), { requestId, agree: true, askedAt: instantFrom(needsInfoAt), videoLink });
  expect(wrongOf(agreed("https://saruna.example/050388-12345"))).toEqual(["holds_personal_code"]);
  expect(wrongOf(agreed("https://saruna.example/j/89126457812"))).toEqual([]);
});

test("a reason that the house writes itself for whoever falls ill passes", () => {
  const w = world();
  const assignmentId = w.assign(w.request(), "amina");
  const absence = { interpreterId: "amina", startAt: at("2026-03-30T00:00"), endAt: at("2026-03-31T00:00") };
  const lines = [{ assignmentId, interpreterId: null }];
  const reason = "Tulks nevar strādāt";
  expect(replaceAbsent(w.as("ilze", NOW), { ...absence, by: "offer", lines, reason, key: "k" })).toMatchObject({
    value: { done: [assignmentId] },
  });
});

test("the form keeps the word and the request page tells coordinators whose it was, and nobody else", () => {
  const w = world();
  const sociala = w.as("sociala", NOW) as Ctx<UserViewer>;
  const form = new FormData();
  const typed = {
    ...sound,
    key: "12345678",
    note: "konferences zvans +371 66 901 234",
    minutes: 60,
    place: "Rīga, centrs",
  };
  for (const [name, value] of Object.entries({ ...typed, date: "2026-03-30", start: "14:00" }))
    form.set(name, `${value}`);
  const read = () => readRequest(form, choicesFor(sociala), sociala.now);
  expect(read()).toMatchObject({
    ok: false,
    errors: { note: ["request:error.privatePhone"] },
    values: { note: typed.note },
  });
  form.set("vouched", "on");
  const sent = read();
  if (!sent.ok) throw new Error("the word was given");
  const done = submitRequest(sociala, { organisationId: "social-riga", ...sent.value });
  if (!done.ok) throw new Error(done.reason);
  const told = (who: string) =>
    timelineFor(w.as(who, NOW), done.value.requestId).filter(({ kind }) => kind === "text_vouched");
  expect(told("ilze")).toMatchObject([{ actor: { kind: "requester", name: "Sanita Ozola" } }]);
  expect(told("sociala2")).toEqual([]);
});
