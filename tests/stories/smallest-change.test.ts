import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { answerProposal } from "#app/commands/answer-proposal";
import { askForInfo } from "#app/commands/ask-for-info";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { giveWay } from "#app/commands/give-way";
import { proposeChange } from "#app/commands/propose-change";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import type { Ctx } from "#app/context.server";
import { isJobMove } from "#app/dispatch/relax";
import { translator } from "#app/i18n";
import { timelineSentence } from "#app/i18n/timeline";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { type Way, waysOut } from "#app/queries/coordinator/ways-out";
import { timelineFor } from "#app/queries/everyone/timeline";
import { requestForInstitution } from "#app/queries/institution/request";
import { offersForInterpreter } from "#app/queries/interpreter/offers";
import { assignments, interpreters, notifications, offers, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const lv = translator("lv");
const NOON = "2026-03-23T12:00";
const LATER = "2026-03-23T13:00";
/** The instant at which the question is put. */
const askedAt = at(NOON);

const rowOf = (w: World, id: string) => w.db.select().from(requests).where(eq(requests.id, id)).get()!;
const ways = (w: World, id: string) => waysOut(w.as("ilze", NOON), id);
const kinds = (found: Way[]) => found.map(({ change }) => change.kind);

function asked(w: World, requestId: string): string[] {
  const rows = w.db.select().from(offers).where(eq(offers.requestId, requestId)).all();
  return rows.map(({ interpreterId, status }) => `${interpreterId} ${status}`);
}

function only(w: World, ...able: string[]): void {
  for (const { id } of w.db.select({ id: interpreters.id }).from(interpreters).all())
    if (!able.includes(id)) w.absence(id, "2026-03-29T00:00", "2026-04-04T00:00");
}

/** Amina alone could, but is busy from 9:30 to 10:30; the request is for 10 to 11. */
function halfAnHourTooEarly() {
  const w = world();
  only(w, "amina");
  const other = w.request({ startAt: at("2026-03-30T09:30"), endAt: at("2026-03-30T10:30") });
  const job = w.assign(other, "amina");
  const requestId = w.request();
  return { w, requestId, other, job };
}

function propose(w: World, requestId: string, kind: Way["change"]["kind"], key?: string) {
  const way = ways(w, requestId).find(({ change }) => change.kind === kind);
  if (!way || isJobMove(way.change)) throw new Error(`no ${kind}`);
  const { change, interpreterId } = way;
  return proposeChange(w.as("ilze", NOON), { requestId, change, interpreterId, key });
}

const answer = (w: World, requestId: string, agree: boolean, who = "sociala") =>
  answerProposal(w.as(who, LATER), { requestId, agree, askedAt });

test("who has no hour for it is found half an hour later, and the page says so only where nobody can", () => {
  const { w, requestId } = halfAnHourTooEarly();
  const found = ways(w, requestId);
  expect(found[0]).toMatchObject({ change: { kind: "time", start: at("2026-03-30T10:30") }, person: { id: "amina" } });
  expect(requestForCoordinator(w.as("ilze", NOON), requestId)?.isStuck).toBe(true);
  const easy = w.request({ startAt: at("2026-03-30T14:00"), endAt: at("2026-03-30T15:00") });
  expect(requestForCoordinator(w.as("ilze", NOON), easy)?.isStuck).toBe(false);
});

test("from question to offer: the requester agrees, the request is changed and the interpreter is asked", () => {
  const { w, requestId } = halfAnHourTooEarly();
  expect(propose(w, requestId, "time").ok).toBe(true);
  const page = () => requestForInstitution(w.as("sociala2", LATER) as Ctx<UserViewer>, requestId);
  expect(page()).toMatchObject({ state: "needs_info", proposal: { change: { kind: "time" }, askedAt } });
  expect(JSON.stringify(page())).not.toContain("amina");
  dispatchWaiting(w.as("system", LATER));
  expect(asked(w, requestId)).toEqual([]);

  expect(answer(w, requestId, true)).toMatchObject({ ok: true, value: { outcome: "agreed" } });
  expect(rowOf(w, requestId)).toMatchObject({
    startAt: at("2026-03-30T10:30"),
    endAt: at("2026-03-30T11:30"),
    version: 2,
    needsInfoAt: null,
    proposal: null,
  });
  expect(asked(w, requestId)).toEqual(["amina pending"]);
  expect(w.eventKinds(requestId)).toEqual(["proposal_made", "proposal_accepted", "offer_made"]);
  const told = w.db.select().from(notifications).all();
  expect(told.map(({ kind, recipient }) => `${kind} ${recipient}`)).toEqual(
    expect.arrayContaining([
      "info_asked user:user-sociala",
      "request_moved user:user-sociala",
      "offer interpreter:amina",
    ]),
  );
});

test("no: nothing changes, and the coordinators hear that it is theirs again", () => {
  const { w, requestId } = halfAnHourTooEarly();
  propose(w, requestId, "time");
  expect(answer(w, requestId, false)).toMatchObject({ ok: true, value: { outcome: "declined" } });
  expect(rowOf(w, requestId)).toMatchObject({ startAt: at("2026-03-30T10:00"), version: 1, needsInfoAt: null });
  expect(rowOf(w, requestId).queuedAt).not.toBeNull();
  expect(w.eventKinds(requestId)).toEqual(["proposal_made", "proposal_declined", "request_queued"]);
  const told = w.db.select().from(notifications).all();
  expect(told.map(({ kind, recipient }) => `${kind} ${recipient}`)).toContain("needs_decision user:user-ilze");
});

test("overtaken: she took another job while the question waited, so a yes changes nothing", () => {
  const { w, requestId } = halfAnHourTooEarly();
  propose(w, requestId, "time");
  w.assign(w.request({ startAt: at("2026-03-30T10:30"), endAt: at("2026-03-30T12:00") }), "amina");
  expect(answer(w, requestId, true)).toMatchObject({ ok: true, value: { outcome: "overtaken" } });
  expect(rowOf(w, requestId)).toMatchObject({ startAt: at("2026-03-30T10:00"), version: 1, needsInfoAt: null });
  expect(w.eventKinds(requestId)).toEqual(["proposal_made", "proposal_overtaken", "request_queued"]);
});

test("overtaken: the request was moved while the question waited", () => {
  const { w, requestId } = halfAnHourTooEarly();
  propose(w, requestId, "time");
  rescheduleRequest(w.as("ilze", "2026-03-23T12:30"), { requestId, startAt: at("2026-03-31T10:00") });
  expect(answer(w, requestId, true)).toMatchObject({ ok: true, value: { outcome: "overtaken" } });
  expect(rowOf(w, requestId).startAt).toBe(at("2026-03-31T10:00"));
});

test("a question is answered once, only as it was put, and only by those who asked or a coordinator", () => {
  const { w, requestId } = halfAnHourTooEarly();
  propose(w, requestId, "time");
  for (const who of ["krize", "amina", "anonymous"])
    expect(answer(w, requestId, true, who)).toMatchObject({ reason: "not_found" });
  expect(
    answerProposal(w.as("sociala", LATER), { requestId, agree: true, askedAt: at("2026-03-23T11:00") }),
  ).toMatchObject({ reason: "proposal_over" });
  expect(propose(w, requestId, "time")).toMatchObject({ reason: "question_open" });
  expect(answer(w, requestId, true, "ilze").ok).toBe(true);
  expect(answer(w, requestId, true)).toMatchObject({ reason: "proposal_over" });
  expect(
    proposeChange(w.as("sociala", NOON), { requestId, change: { kind: "gender" }, interpreterId: "amina" }),
  ).toEqual({ ok: false, reason: "not_found" });
});

test("a plain question takes the place of a proposal", () => {
  const { w, requestId } = halfAnHourTooEarly();
  propose(w, requestId, "time");
  askForInfo(w.as("ilze", LATER), { requestId, question: "Kurā stāvā?" });
  const page = requestForInstitution(w.as("sociala", LATER) as Ctx<UserViewer>, requestId);
  expect(page).toMatchObject({ proposal: null, infoQuestion: "Kurā stāvā?" });
  expect(answer(w, requestId, true)).toMatchObject({ reason: "proposal_over" });
});

test("nothing is proposed with which nobody could be asked", () => {
  const { w, requestId } = halfAnHourTooEarly();
  const change = { kind: "time" as const, start: at("2026-03-30T09:30"), end: at("2026-03-30T10:30") };
  expect(proposeChange(w.as("ilze", NOON), { requestId, change, interpreterId: "amina" })).toMatchObject({
    reason: "way_gone",
  });
});

test("nothing is proposed with which the person on the other place could not stay, or only who said no could be asked", () => {
  const { w } = halfAnHourTooEarly();
  const two = w.request({ interpreterCount: 2 });
  w.sqlite.exec("update absences set cancelled_at = created_at where interpreter_id = 'karim'");
  w.assign(two, "karim");
  w.absence("karim", "2026-03-30T11:00", "2026-03-30T20:00");
  const later = { kind: "time" as const, start: at("2026-03-30T10:30"), end: at("2026-03-30T11:30") };
  const ilze = w.as("ilze", NOON);
  expect(proposeChange(ilze, { requestId: two, change: later, interpreterId: "amina" })).toMatchObject({
    reason: "way_gone",
  });

  const must = w.request({
    gender: "F",
    genderStrength: "must",
    excludedInterpreterId: "amina",
    startAt: at("2026-03-31T10:00"),
  });
  expect(kinds(ways(w, must))).toContain("gender");
  w.offer(must, "karim", { status: "declined" });
  expect(proposeChange(ilze, { requestId: must, change: { kind: "gender" }, interpreterId: "karim" })).toMatchObject({
    reason: "way_gone",
  });
});

test("a must about gender and “not this interpreter” are given up only with the requester's word", () => {
  const w = world();
  only(w, "amina", "karim");
  const requestId = w.request({ gender: "F", genderStrength: "must", excludedInterpreterId: "amina" });
  expect(kinds(ways(w, requestId))).toEqual(["unwanted", "gender"]);
  propose(w, requestId, "gender");
  answer(w, requestId, true);
  expect(rowOf(w, requestId)).toMatchObject({ gender: null, genderStrength: null, version: 1 });
  expect(asked(w, requestId)).toEqual(["karim pending"]);
});

test("an approved substitute is spoken once they agree, and what was asked for is kept", () => {
  const w = world();
  only(w, "leila");
  const requestId = w.request();
  expect(ways(w, requestId)).toMatchObject([
    { change: { kind: "substitute", language: "fa" }, note: "often_understood" },
  ]);
  propose(w, requestId, "substitute");
  answer(w, requestId, true);
  expect(rowOf(w, requestId)).toMatchObject({ language: "fa", requestedLanguage: "prs", version: 2 });
  expect(asked(w, requestId)).toEqual(["leila pending"]);
});

test("on site becomes video, with the link they know; the address goes with it", () => {
  const w = world();
  only(w, "yousef");
  w.db.update(interpreters).set({ radiusKm: 20 }).where(eq(interpreters.id, "yousef")).run();
  const requestId = w.request({ language: "ar", mode: "onsite" });
  propose(w, requestId, "mode");
  expect(answerProposal(w.as("sociala", LATER), { requestId, agree: true, askedAt, videoLink: "zoom.us/1" })).toEqual({
    ok: false,
    reason: "invalid",
    detail: [{ field: "videoLink", code: "link_invalid" }],
  });
  expect(rowOf(w, requestId)).toMatchObject({ mode: "onsite", needsInfoAt: askedAt });
  const videoLink = "https://video.example.lv/1";
  answerProposal(w.as("sociala", LATER), { requestId, agree: true, askedAt, videoLink });
  expect(rowOf(w, requestId)).toMatchObject({ mode: "video", placeId: null, address: null, videoLink });
  expect(asked(w, requestId)).toEqual(["yousef pending"]);
});

// --- relay ----------------------------------------------------------------------------------------------------

/** A Hindi talk that needs more than Bilal's Hindi; he and Maira share Urdu. */
function hindiByRelay() {
  const w = world();
  only(w, "bilal", "rojin");
  w.sqlite.exec(`delete from language_substitutions;
    insert into interpreter_languages (interpreter_id, language, variant, level) values ('rojin', 'ur', '', 3);`);
  const requestId = w.request({ language: "hi", minLevel: 2, topic: "health" });
  return { w, requestId };
}

test("relay: each place asks its own people, and both are needed", () => {
  const { w, requestId } = hindiByRelay();
  expect(ways(w, requestId)).toMatchObject([
    { change: { kind: "relay", pivot: "ur" }, person: { id: "bilal" }, second: { id: "rojin" }, level: 1 },
  ]);
  propose(w, requestId, "relay");
  answer(w, requestId, true);
  expect(rowOf(w, requestId)).toMatchObject({ language: "hi", pivotLanguage: "ur", interpreterCount: 2, version: 2 });
  expect(asked(w, requestId)).toEqual(["bilal pending", "rojin pending"]);

  const part = (id: string) => offersForInterpreter(w.as(id, LATER) as Ctx<UserViewer>)[0]?.request;
  expect(part("bilal")).toMatchObject({ language: "hindi–urdu", relay: { slot: 1, language: "hindi", pivot: "urdu" } });
  expect(part("rojin")).toMatchObject({ language: "urdu", relay: { slot: 2 } });
  const story = timelineFor({ ...w, viewer: w.as("ilze", LATER).viewer }, requestId).map((entry) =>
    timelineSentence(lv, "lv", entry),
  );
  expect(story[0]).toBe("Ilze Kalniņa jautāja pieprasītājam, vai derētu izmaiņa – divi tulki ar starpvalodu: urdu");

  const offerOf = (id: string) => w.db.select().from(offers).where(eq(offers.interpreterId, id)).get()!.id;
  const accept = (id: string) => answerOffer(w.as(id, LATER), { offerId: offerOf(id), move: "accept" });
  expect(accept("rojin")).toMatchObject({ value: { outcome: "accepted" } });
  expect(requestForCoordinator(w.as("ilze", LATER), requestId)?.state).toBe("partly_secured");
  expect(accept("bilal")).toMatchObject({ value: { outcome: "accepted" } });
  expect(requestForCoordinator(w.as("ilze", LATER), requestId)?.state).toBe("secured");
});

// --- another job gives way ---------------------------------------------------------------------------------

/** Amina works from 10 to 12 only, and has a job at 10:45 of which a quarter of an hour is in the way. */
function quarterInTheWay() {
  const w = world();
  only(w, "amina");
  w.absence("amina", "2026-03-30T06:00", "2026-03-30T10:00");
  w.absence("amina", "2026-03-30T12:00", "2026-03-30T20:00");
  const other = w.request({ startAt: at("2026-03-30T10:45"), endAt: at("2026-03-30T11:45") });
  const job = w.assign(other, "amina");
  const requestId = w.request();
  const way = ways(w, requestId)[0]!;
  if (!isJobMove(way.change)) throw new Error("no move");
  return { w, other, job, requestId, move: way.change };
}

test("her other job moves and she is asked, both or neither", () => {
  const { w, other, job, requestId, move } = quarterInTheWay();
  expect(giveWay(w.as("ilze", NOON), { requestId, interpreterId: "amina", move }).ok).toBe(true);
  expect(rowOf(w, other).startAt).toBe(at("2026-03-30T11:00"));
  expect(w.db.select().from(assignments).where(eq(assignments.id, job)).get()).toMatchObject({
    startAt: at("2026-03-30T11:00"),
    releasedAt: null,
  });
  expect(asked(w, requestId)).toEqual(["amina pending"]);
  expect(w.eventKinds(other)).toEqual(["assignment_moved"]);
});

test("overtaken: where the offer cannot be made the other job stays, and an old list moves nothing", () => {
  const { w, other, requestId, move } = quarterInTheWay();
  w.exclude("amina", { organisationId: "social-riga" });
  const before = rowOf(w, other);
  expect(giveWay(w.as("ilze", NOON), { requestId, interpreterId: "amina", move })).toMatchObject({
    reason: "obstacles",
  });
  expect(rowOf(w, other)).toEqual(before);
  const old = { ...move, version: move.version - 1 };
  expect(giveWay(w.as("ilze", NOON), { requestId, interpreterId: "amina", move: old })).toMatchObject({
    reason: "version_changed",
  });
  expect(giveWay(w.as("sociala", NOON), { requestId, interpreterId: "amina", move })).toMatchObject({
    reason: "not_found",
  });
  expect(w.eventKinds(other)).toEqual([]);
});

test("pressed twice, it is done once", () => {
  const { w, requestId, move } = quarterInTheWay();
  const once = giveWay(w.as("ilze", NOON), { requestId, interpreterId: "amina", move, key: "k" });
  expect(giveWay(w.as("ilze", NOON), { requestId, interpreterId: "amina", move, key: "k" })).toEqual(once);
  expect(asked(w, requestId)).toEqual(["amina pending"]);
});
