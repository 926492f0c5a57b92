/** The requesters' survey: who is asked about which time, once; and that nobody is singled out. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { surveyToken } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { answerSurvey } from "#app/commands/answer-survey";
import { forgetSurveys } from "#app/commands/forget-surveys";
import { saveSetting } from "#app/commands/save-setting";
import { sendSurveys } from "#app/commands/send-surveys";
import type { Ctx } from "#app/context.server";
import { surveysTable } from "#app/exports/surveys";
import { periodBefore } from "#app/heard/survey";
import { surveyByLink, surveyResults } from "#app/queries/heard/surveys";
import { addMinutes } from "#app/time";
import { attestations, events, notifications, settlements, surveyAnswers, surveyLinks, users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const AFTER = "2026-04-01T00:10";
const CLOSED = "2026-04-15T00:00";

/** A meeting of the social service that was interpreted. */
function met(w: World, date: string, more: Parameters<World["request"]>[0] = {}) {
  const requestId = w.request({ startAt: at(`${date}T10:00`), endAt: at(`${date}T11:00`), ...more });
  return w.assign(requestId, "amina");
}

const asked = (w: World) =>
  w.db
    .select({ who: surveyLinks.userId })
    .from(surveyLinks)
    .all()
    .map(({ who }) => who)
    .sort();

test.each([
  ["2026-04-01", 3, "2026-01-01", "2026-04-01"],
  ["2026-03-31", 3, "2025-10-01", "2026-01-01"],
  ["2026-01-01", 3, "2025-10-01", "2026-01-01"],
  ["2026-01-15", 1, "2025-12-01", "2026-01-01"],
  ["2026-12-31", 1, "2026-11-01", "2026-12-01"],
  ["2026-12-31", 2, "2026-09-01", "2026-11-01"],
])("before %s, every %i months, the last whole period is %s to %s", (date, months, from, until) => {
  expect(periodBefore(date, months)).toEqual({ from, until });
});

test("after the quarter everybody who had a service is asked once, in the morning, and nobody else", () => {
  const w = world();
  expect(periodBefore("2026-04-01", 0)).toBeNull();
  met(w, "2026-01-02");
  met(w, "2026-02-02"); // a second one of the same person
  met(w, "2026-04-01", { requesterId: "user-sociala2" }); // of the next quarter
  met(w, "2026-02-03", {
    requesterId: "user-krize",
    organisationId: "crisis-riga",
    cancelledAt: at("2026-02-01T10:00"),
  });
  w.report(met(w, "2026-02-04", { requesterId: "user-banka", organisationId: "bank-liepaja" }), {
    held: false,
    notHeldReason: "client_no_show",
    startedAt: null,
    endedAt: null,
  });
  w.request({ startAt: at("2026-02-05T10:00"), endAt: at("2026-02-05T11:00"), requesterId: "user-sociala2" }); // nobody came
  sendSurveys(w.as("system", "2026-03-31T23:50"));
  expect(asked(w)).toEqual([]);
  for (const time of [AFTER, "2026-04-01T00:11", "2026-04-10T12:00"]) sendSurveys(w.as("system", time));
  expect(asked(w)).toEqual(["user-sociala"]);
  const letters = w.db.select().from(notifications).where(eq(notifications.kind, "survey")).all();
  expect(letters.map(({ recipient, nextAt }) => [recipient, nextAt])).toEqual([
    ["user:user-sociala", at("2026-04-01T09:00")],
  ]);
});

test("whether they had a service is what holds: a coordinator's decision, else their own word, else the report", () => {
  const w = world();
  const held = { startedAt: at("2026-02-02T10:00"), endedAt: at("2026-02-02T11:00") };
  const not = { held: false, notHeldReason: "client_no_show", startedAt: null, endedAt: null } as const;
  const reportedFor = (requesterId: string, organisationId: string, person: string, said: object, hours = 0) => {
    const times = { startAt: addMinutes(held.startedAt, 60 * hours), endAt: addMinutes(held.endedAt, 60 * hours) };
    const assignmentId = w.assign(w.request({ ...times, requesterId, organisationId }), person);
    w.report(assignmentId, { held: true, ...held, ...said });
    return { assignmentId, reportNumber: 1, at: at("2026-02-03T10:00") };
  };
  const word = { way: "link", attestedAs: "differs" } as const;
  const decided = { by: "user-ilze", settledAs: "attestation", breakMinutes: 0, waitingMinutes: 0 } as const;
  const disputed = reportedFor("user-sociala", "social-riga", "amina", {});
  w.db
    .insert(attestations)
    .values({ ...disputed, ...word, ...not })
    .run();
  const against = reportedFor("user-krize", "crisis-riga", "karim", {});
  w.db
    .insert(attestations)
    .values({ ...against, ...word, ...not })
    .run();
  w.db
    .insert(settlements)
    .values({ ...against, ...decided, ...not })
    .run();
  const after = reportedFor("user-banka", "bank-liepaja", "amina", not, 3);
  w.db
    .insert(attestations)
    .values({ ...after, ...word, held: true, ...held })
    .run();
  w.db
    .insert(settlements)
    .values({ ...after, ...decided, held: true, ...held })
    .run();
  sendSurveys(w.as("system", AFTER));
  expect(asked(w)).toEqual(["user-banka"]);
});

test("nobody is asked where the setting is off, nor about what is over so long that it would be closed", () => {
  const w = world();
  met(w, "2026-02-02");
  sendSurveys(w.as("system", CLOSED));
  expect(asked(w)).toEqual([]);
  saveSetting(w.as("admin", "2026-03-31T10:00") as Ctx<UserViewer>, {
    key: "survey.months",
    holdsFrom: "2026-03-31",
    value: "0",
  });
  sendSurveys(w.as("system", AFTER));
  expect(asked(w)).toEqual([]);
});

/** So many people of the social service, each with a service of the quarter. */
function people(w: World, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `user-more${index}`;
    const sociala = w.db.select().from(users).where(eq(users.id, "user-sociala")).get();
    if (!sociala) throw new Error("nobody");
    w.db
      .insert(users)
      .values({ ...sociala, id, email: `more${index}@tilts.test` })
      .run();
    met(w, `2026-02-${String(index + 2).padStart(2, "0")}`, { requesterId: id });
    return id;
  });
}

test("answers are nobody's: a link works once, nothing is shown before it closes, nor of fewer than five, words by the alphabet", () => {
  const w = world();
  const ids = people(w, 6);
  sendSurveys(w.as("system", AFTER));
  const anyone = w.as("anonymous", "2026-04-02T12:00");
  const answer = (index: number, words = "") =>
    answerSurvey(anyone, {
      token: surveyToken("2026-01-01", ids[index] ?? ""),
      scores: { answered: 5 - index, interpreter: null, overall: index === 0 ? null : 4 },
      words,
    });
  const said = ["Žēl, ka vēlu", "Ātri", "Labi", "Paldies", "Bez piezīmēm"];
  for (const [index, words] of said.slice(0, 4).entries()) expect(answer(index, words)).toMatchObject({ ok: true });
  expect(answer(0)).toMatchObject({ reason: "link_over" });
  expect(
    answerSurvey(anyone, { token: "x".repeat(43), scores: { answered: 1, interpreter: 1, overall: 1 } }),
  ).toMatchObject({
    reason: "link_over",
  });
  expect(answer(4, "Tulks 010190-12345")).toMatchObject({ ok: false });
  expect(surveyResults(w.as("ilze", CLOSED))).toMatchObject([
    { answers: null, questions: [{ average: null }, {}, {}], words: [] },
  ]);
  expect(answer(4, said[4])).toMatchObject({ ok: true });
  expect(
    answerSurvey(anyone, {
      token: surveyToken("2026-01-01", ids[5] ?? ""),
      scores: { answered: null, interpreter: null, overall: null },
    }),
  ).toMatchObject({ ok: true });
  expect(surveyResults(w.as("ilze", "2026-04-14T23:59"))).toMatchObject([{ answers: null, words: [] }]);
  const closed = surveyResults(w.as("ilze", CLOSED));
  expect(closed).toMatchObject([
    {
      answers: 5,
      questions: [{ average: 3 }, { average: null }, { average: null }], // of the third there are four
      words: ["Ātri", "Bez piezīmēm", "Labi", "Paldies", "Žēl, ka vēlu"],
    },
  ]);
  expect(Object.keys(w.db.select().from(surveyAnswers).get() ?? {}).sort()).toEqual([
    "answered",
    "id",
    "interpreter",
    "overall",
    "period",
    "words",
  ]);
  expect(
    w.db
      .select()
      .from(events)
      .all()
      .filter(({ kind }) => kind !== "survey_sent"),
  ).toEqual([]);
  const [rows = []] = [...surveysTable({ locale: "lv" }, closed).pages()];
  expect(rows).toHaveLength(8);
  expect(JSON.stringify(rows)).not.toMatch(/user-|Sanita/);
  expect(surveyByLink(w.as("anonymous", CLOSED), surveyToken("2026-01-01", ids[5] ?? ""))).toMatchObject({
    isOpen: false,
  });
});

test("links are deleted when they close, words a year later, figures stay", () => {
  const w = world();
  const [id = ""] = people(w, 1);
  sendSurveys(w.as("system", AFTER));
  answerSurvey(w.as("anonymous", "2026-04-02T12:00"), {
    token: surveyToken("2026-01-01", id),
    scores: { answered: 5, interpreter: 5, overall: 5 },
    words: "Labi",
  });
  forgetSurveys(w.as("system", "2026-04-14T23:59"));
  expect(asked(w)).toEqual([id]);
  forgetSurveys(w.as("system", CLOSED));
  expect(asked(w)).toEqual([]);
  expect(w.db.select().from(surveyAnswers).get()?.words).toBe("Labi");
  forgetSurveys(w.as("system", "2027-04-15T00:00"));
  expect(w.db.select().from(surveyAnswers).get()).toMatchObject({ words: null, overall: 5 });
});
