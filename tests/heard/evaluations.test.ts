/** The client's evaluation: whose hand it is in, what it says in which language, and that no single answer is ever kept or shown. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluationToken } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { answerEvaluation } from "#app/commands/answer-evaluation";
import { forgetEvaluations } from "#app/commands/forget-evaluations";
import { giveEvaluation } from "#app/commands/give-evaluation";
import { mergeInterpreters } from "#app/commands/merge-interpreters";
import { confirmEvaluationTexts, saveEvaluationTexts } from "#app/commands/save-evaluation-texts";
import type { Ctx } from "#app/context.server";
import {
  type Answers,
  averageOf,
  directionOf,
  EVALUATION_PARTS,
  FACES,
  moodOf,
  NOTHING,
  STEP,
  sumOf,
  withAnswer,
} from "#app/heard/evaluation";
import {
  evaluationByLink,
  evaluationOfInstitution,
  evaluationResults,
  ownEvaluation,
} from "#app/queries/heard/evaluation";
import { evaluationTextsOf, evaluationTongues } from "#app/queries/heard/evaluation-texts";
import { DAY, HOUR, type Instant, instantFrom } from "#app/time";
import { EVALUATION_DRAFTS } from "#db/reference/evaluation-drafts";
import { evaluationCounts, evaluationLinks, events } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const DURING = at("2026-03-30T10:30");
const by = (w: World, who: string, when: Instant = DURING) => w.as(who, when) as Ctx<UserViewer>;
const ALL: Answers = { understood: "good", fair: "good", helped: "bad" };

/** A meeting of half an hour that Amina interprets, the `index`-th of that morning or of days before. */
function met(w: World, index = 0) {
  const startAt = instantFrom(at("2026-03-30T10:00") - index * DAY);
  const requestId = w.request({ startAt, endAt: instantFrom(startAt + HOUR) });
  w.assign(requestId, "amina");
  return { requestId, during: instantFrom(startAt + HOUR / 2) };
}

function evaluate(w: World, index: number, answers: Answers = ALL) {
  const { requestId, during } = met(w, index);
  expect(giveEvaluation(by(w, "sociala", during), { requestId })).toMatchObject({ ok: true });
  return answerEvaluation(w.as("anonymous", during), { token: evaluationToken(requestId), answers });
}

test("answers are shown five at a time: whatever comes, what is shown is a multiple of five and nothing is lost", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...FACES), { maxLength: 60 }), (faces) => {
      let counts = { waiting: NOTHING, shown: NOTHING };
      for (const face of faces) {
        counts = withAnswer(counts, face);
        expect(sumOf(counts.shown) % STEP).toBe(0);
        expect(sumOf(counts.waiting)).toBeLessThan(STEP);
      }
      const lost = FACES.map(
        (face) => faces.filter((one) => one === face).length - counts.shown[face] - counts.waiting[face],
      );
      expect(lost).toEqual([0, 0, 0]);
    }),
    { numRuns: 300 },
  );
  expect(averageOf(NOTHING)).toBeNull();
  expect(averageOf({ good: 3, middle: 1, bad: 1 })).toBe(2.4);
  expect([moodOf(NOTHING), moodOf({ good: 5, middle: 0, bad: 0 }), moodOf({ good: 0, middle: 5, bad: 0 })]).toEqual([
    null,
    "good",
    "mixed",
  ]);
  expect(moodOf({ good: 0, middle: 1, bad: 4 })).toBe("poor");
});

test("only whoever asked hands it over, from the beginning until the rule's days after the end, once", () => {
  const w = world();
  const { requestId } = met(w);
  for (const who of ["amina", "krize", "ilze", "admin"])
    expect(giveEvaluation(by(w, who), { requestId }), who).toMatchObject({ reason: "not_found" });
  expect(giveEvaluation(by(w, "sociala", at("2026-03-30T09:59")), { requestId })).toMatchObject({ reason: "not_yet" });
  const closes = instantFrom(at("2026-03-30T11:00") + 7 * DAY);
  expect(giveEvaluation(by(w, "sociala", closes), { requestId })).toMatchObject({ reason: "evaluation_over" });
  expect(giveEvaluation(by(w, "sociala2"), { requestId })).toMatchObject({ ok: true });
  expect(giveEvaluation(by(w, "sociala"), { requestId })).toMatchObject({ ok: true }); // again, before it is answered
  expect(w.db.select().from(evaluationLinks).all()).toHaveLength(1);
  const token = evaluationToken(requestId);
  expect(evaluationByLink(w.as("anonymous", closes), token)).toMatchObject({ isOpen: false });
  expect(answerEvaluation(w.as("anonymous", closes), { token, answers: ALL })).toMatchObject({ reason: "link_over" });
  expect(answerEvaluation(w.as("anonymous", DURING), { token, answers: ALL })).toMatchObject({ ok: true });
  expect(answerEvaluation(w.as("anonymous", DURING), { token, answers: ALL })).toMatchObject({ reason: "link_over" });
  expect(giveEvaluation(by(w, "sociala"), { requestId })).toMatchObject({ reason: "evaluation_over" });
  expect(evaluationOfInstitution(by(w, "sociala"), requestId)).toMatchObject({ state: "over" });
  expect(evaluationOfInstitution(by(w, "krize"), requestId)).toBeNull();
  expect(giveEvaluation(by(w, "sociala"), { requestId: w.request({ startAt: at("2026-03-30T10:00") }) })).toMatchObject(
    {
      reason: "not_found",
    },
  ); // nobody came
});

test("a link that was not handed out, or guessed, opens nothing", () => {
  const w = world();
  const { requestId } = met(w);
  expect(evaluationByLink(w.as("anonymous", DURING), evaluationToken(requestId))).toBeNull();
  expect(answerEvaluation(w.as("anonymous", DURING), { token: "x".repeat(43), answers: ALL })).toMatchObject({
    reason: "link_over",
  });
});

test("no single answer is kept: nothing is stored of whose it was, when, or beside which other one", () => {
  const w = world();
  expect(evaluate(w, 0)).toMatchObject({ ok: true });
  const kept = w.db.select().from(evaluationCounts).all();
  expect(kept.map(({ dimension, thing, question }) => `${dimension} ${thing} ${question}`).sort()).toEqual(
    ["interpreter amina", "language prs", "sector social"]
      .flatMap((cell) => ["fair", "helped", "understood"].map((question) => `${cell} ${question}`))
      .sort(),
  );
  expect(Object.keys(kept[0] ?? {}).sort()).toEqual(
    [
      "bad",
      "dimension",
      "good",
      "middle",
      "question",
      "thing",
      "waitingBad",
      "waitingGood",
      "waitingMiddle",
      "year",
    ].sort(),
  );
  expect(Object.keys(w.db.select().from(evaluationLinks).get() ?? {}).sort()).toEqual([
    "closesAt",
    "isUsed",
    "linkHash",
    "requestId",
  ]);
  const told = w.db.select().from(events).all();
  expect(
    told.map(({ kind, payload, requestId, interpreterId }) => ({ kind, payload, requestId, interpreterId })),
  ).toEqual([{ kind: "evaluation_given", payload: {}, requestId: null, interpreterId: null }]);
});

test("results: nothing under five, then averages to coordinators and to the interpreter only how it sounds; a sixth changes nothing", () => {
  const w = world();
  const results = () => evaluationResults(by(w, "ilze"), 2026);
  const own = () => ownEvaluation(by(w, "amina"))[0]?.answers.map(({ mood }) => mood);
  for (const index of [0, 1, 2, 3]) evaluate(w, index);
  expect(results()).toEqual({ people: [], languages: [], sectors: [] });
  expect(own()).toEqual([null, null, null]);
  evaluate(w, 4, { understood: "bad", fair: "good", helped: null });
  const five = results();
  expect(five.people).toMatchObject([
    {
      name: "Amina Karimi",
      answers: [{ average: 2.6 }, { average: 3 }, { average: null }], // of the third there are only four
    },
  ]);
  expect(five.languages).toMatchObject([
    { name: "dari", answers: [{ mood: "good" }, { mood: "good" }, { mood: null }] },
  ]);
  expect(five.sectors).toMatchObject([
    { sector: "social", answers: [{ mood: "good" }, { mood: "good" }, { mood: null }] },
  ]);
  expect(own()).toEqual(["good", "good", null]);
  expect(JSON.stringify(ownEvaluation(by(w, "amina")))).not.toMatch(/average|\d\.\d/);
  evaluate(w, 5, { understood: "bad", fair: "bad", helped: null });
  expect(results()).toEqual(five);
  expect(ownEvaluation(by(w, "karim"))[0]?.answers.map(({ mood }) => mood)).toEqual([null, null, null]);
});

test("an evaluation that is skipped uses the link up and counts nothing; where two interpreted it is about neither", () => {
  const w = world();
  expect(evaluate(w, 0, { understood: null, fair: null, helped: null })).toMatchObject({ ok: true });
  expect(w.db.select().from(evaluationCounts).all()).toEqual([]);
  expect(w.db.select().from(evaluationLinks).get()).toMatchObject({ isUsed: true });
  const { requestId, during } = met(w, 1);
  w.assign(requestId, "karim", { slot: 2 });
  giveEvaluation(by(w, "sociala", during), { requestId });
  answerEvaluation(w.as("anonymous", during), { token: evaluationToken(requestId), answers: ALL });
  const dimensions = w.db
    .select()
    .from(evaluationCounts)
    .all()
    .map(({ dimension }) => dimension);
  expect([...new Set(dimensions)].sort()).toEqual(["language", "sector"]);
});

test("when two people of the roster are one, their answers are one's; and figures end after three years, links at their end", () => {
  const w = world();
  for (const index of [0, 1, 2]) evaluate(w, index);
  const counts = { dimension: "interpreter", thing: "karim", year: 2026, question: "fair" } as const;
  w.db
    .insert(evaluationCounts)
    .values({ ...counts, waitingBad: 2, good: 5 })
    .run();
  const later = instantFrom(at("2026-04-01T12:00"));
  expect(mergeInterpreters(by(w, "ilze", later), { from: "amina", into: "karim" })).toMatchObject({ ok: true });
  const rows = w.db
    .select()
    .from(evaluationCounts)
    .all()
    .filter(({ dimension }) => dimension === "interpreter");
  expect(rows.map(({ thing }) => thing)).toEqual(["karim", "karim", "karim"]);
  expect(rows.find(({ question }) => question === "fair")).toMatchObject({
    good: 8,
    bad: 2,
    waitingGood: 0,
    waitingBad: 0,
  });
  forgetEvaluations(w.as("system", at("2026-04-05T12:00")));
  expect(w.db.select().from(evaluationLinks).all()).toHaveLength(1); // of the last of March's days, until the 6th
  forgetEvaluations(w.as("system", at("2029-12-31T12:00")));
  expect(w.db.select().from(evaluationLinks).all()).toEqual([]);
  expect(w.db.select().from(evaluationCounts).all()).not.toEqual([]);
  forgetEvaluations(w.as("system", at("2030-01-01T12:00")));
  expect(w.db.select().from(evaluationCounts).all()).toEqual([]);
});

test("a language's words show once somebody has confirmed exactly them, a variant's before its language's", () => {
  const w = world();
  const { requestId } = met(w);
  giveEvaluation(by(w, "sociala"), { requestId });
  const said = () => evaluationByLink(w.as("anonymous", DURING), evaluationToken(requestId))?.said?.title ?? null;
  const texts = EVALUATION_DRAFTS.prs;
  if (!texts) throw new Error("no draft");
  const dari = { language: "prs", variant: "" };
  expect(evaluationTextsOf(by(w, "admin"), "prs", "")).toMatchObject({ state: "draft", texts });
  expect(said()).toBeNull();
  expect(saveEvaluationTexts(by(w, "ilze"), { ...dari, texts })).toMatchObject({ reason: "not_found" });
  expect(saveEvaluationTexts(by(w, "admin"), { ...dari, texts: { ...texts, fair: " " } })).toMatchObject({
    reason: "texts_missing",
  });
  expect(saveEvaluationTexts(by(w, "admin"), { ...dari, variant: "kmr", texts })).toMatchObject({
    reason: "not_found",
  });
  expect(saveEvaluationTexts(by(w, "admin"), { ...dari, texts })).toMatchObject({ ok: true });
  expect(said()).toBeNull();
  const confirm = { ...dari, savedAt: DURING };
  expect(confirmEvaluationTexts(by(w, "ilze"), confirm)).toMatchObject({ reason: "not_found" });
  expect(confirmEvaluationTexts(by(w, "admin"), { ...confirm, savedAt: instantFrom(DURING - 1) })).toMatchObject({
    reason: "saved_meanwhile",
  });
  expect(confirmEvaluationTexts(by(w, "admin"), confirm)).toMatchObject({ ok: true });
  expect(said()).toBe(texts.title);
  expect(evaluationTextsOf(by(w, "ilze"), "prs", "")).toMatchObject({
    state: "confirmed",
    confirmedBy: "Andris Krūmiņš",
    confirmedAt: DURING,
  });
  saveEvaluationTexts(by(w, "admin", instantFrom(DURING + 1)), { ...dari, texts: { ...texts, title: "…" } });
  expect(said()).toBeNull(); // other words are nobody's word yet
  expect(evaluationTongues(by(w, "admin")).find(({ code }) => code === "ti")).toMatchObject({ state: "none" });
});

test("a draft has every part, stands in a direction of its own, and none is longer than a button bears", () => {
  for (const [language, texts] of Object.entries(EVALUATION_DRAFTS)) {
    expect(
      EVALUATION_PARTS.filter((part) => texts[part].trim() === "" || texts[part].length > 120),
      language,
    ).toEqual([]);
    const rtl = ["ar", "fa", "prs", "ur"].includes(language);
    expect(new Set(EVALUATION_PARTS.map((part) => directionOf(texts[part]))), language).toEqual(
      new Set([rtl ? "rtl" : "ltr"]),
    );
  }
  expect(["¿Qué?", "«نعم»", "1. שלום", "Jā", "हाँ"].map(directionOf)).toEqual(["ltr", "rtl", "rtl", "ltr", "ltr"]);
});
