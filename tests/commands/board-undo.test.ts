import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { answerOffer } from "#app/commands/answer-offer";
import { askForInfo } from "#app/commands/ask-for-info";
import { cancelRequest } from "#app/commands/cancel-request";
import { clearInfo } from "#app/commands/clear-info";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { mapLanguage } from "#app/commands/map-language";
import { noteCall } from "#app/commands/note-call";
import { offerRequest } from "#app/commands/offer-request";
import { proposeChange } from "#app/commands/propose-change";
import { rejectRequest } from "#app/commands/reject-request";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { undoAction } from "#app/commands/undo-action";
import { withdrawOffer } from "#app/commands/withdraw-offer";
import { callsOf } from "#app/queries/coordinator/request-work";
import { undoable } from "#app/queries/coordinator/undo";
import { assignments, events, notifications, offers, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-20T12:00";
const AFTER = "2026-03-20T12:01";
const OPEN_UNTIL = at("2026-03-20T17:00");

function asked(w: World, id: string): string[] {
  const rows = w.db.select().from(offers).where(eq(offers.requestId, id)).all();
  return rows.map(({ interpreterId, status }) => `${interpreterId} ${status}`).sort();
}

/** Who will be told what, and from when. */
function toBeTold(w: World): string[] {
  const rows = w.db.select().from(notifications).all();
  return rows.filter(({ suppressedAt }) => suppressedAt === null).map(({ kind, recipient }) => `${kind} ${recipient}`);
}

const rowOf = (w: World, id: string) => w.db.select().from(requests).where(eq(requests.id, id)).get();

function undo(w: World, done: { ok: true; value: { eventId: number } } | { ok: false; reason: string }) {
  if (!done.ok) throw new Error(done.reason);
  expect(undoable(w.as("ilze", NOON), done.value.eventId)?.leftMs).toBe(10_000);
  return undoAction(w.as("ilze", NOON), { eventId: done.value.eventId });
}

test("an offer that a coordinator makes waits ten seconds before its mail goes, and undone it was never made", () => {
  const w = world();
  const id = w.request({ queuedAt: at("2026-03-20T11:00") });
  const done = offerRequest(w.as("ilze", NOON), { requestId: id, interpreterId: "karim" });
  const [mail] = w.db.select().from(notifications).all();
  expect(mail).toMatchObject({ kind: "offer", nextAt: at(NOON) + 10_000 });
  expect(undo(w, done)).toMatchObject({ ok: true });
  expect(toBeTold(w)).toEqual([]);
  expect(rowOf(w, id)?.queuedAt).toBe(at("2026-03-20T11:00"));
  expect(offerRequest(w.as("ilze", AFTER), { requestId: id, interpreterId: "karim" }).ok).toBe(true);
});

test("an offer taken back can be given again for ten seconds; only then is the next person asked", () => {
  const w = world();
  const id = w.request();
  const offerId = w.offer(id, "amina", { deadlineAt: OPEN_UNTIL });
  const done = withdrawOffer(w.as("ilze", NOON), { offerId });
  expect(asked(w, id)).toEqual(["amina withdrawn"]);
  expect(undo(w, done)).toMatchObject({ ok: true });
  expect(toBeTold(w)).toEqual([]);
  expect(answerOffer(w.as("amina", AFTER), { offerId, move: "accept" })).toMatchObject({ ok: true });

  const other = w.request({ startAt: at("2026-03-31T10:00") });
  withdrawOffer(w.as("ilze", NOON), { offerId: w.offer(other, "amina", { deadlineAt: OPEN_UNTIL }) });
  expect(asked(w, other)).toEqual(["amina withdrawn"]);
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, other)).toEqual(["amina withdrawn", "karim pending"]);
});

test("a rejection undone leaves no reason behind, and whoever was asked still is", () => {
  const w = world();
  const id = w.request();
  w.offer(id, "amina", { deadlineAt: OPEN_UNTIL });
  const before = rowOf(w, id);
  expect(undo(w, rejectRequest(w.as("ilze", NOON), { requestId: id, reason: "cita iestāde" }))).toMatchObject({
    ok: true,
  });
  expect(rowOf(w, id)).toEqual(before);
  expect(asked(w, id)).toEqual(["amina pending"]);
  expect(toBeTold(w)).toEqual([]);
});

test("a cancellation undone gives the interpreter the job back and tells nobody", () => {
  const w = world();
  const id = w.request();
  const job = w.assign(id, "amina");
  const before = rowOf(w, id);
  expect(undo(w, cancelRequest(w.as("ilze", NOON), { requestId: id }))).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toEqual(before);
  expect(w.db.select().from(assignments).where(eq(assignments.id, job)).get()?.releasedAt).toBeNull();
  expect(toBeTold(w)).toEqual([]);
});

test("a question that had not gone out when it was taken back goes out after the undo", () => {
  const w = world();
  const id = w.request();
  dispatchWaiting(w.as("system", NOON));
  expect(toBeTold(w)).toEqual(["offer interpreter:amina"]);
  const moved = rescheduleRequest(w.as("ilze", NOON), { requestId: id, startAt: at("2026-03-30T13:00") });
  expect(toBeTold(w)).not.toContain("offer interpreter:amina");
  expect(undo(w, moved)).toMatchObject({ ok: true });
  expect(toBeTold(w)).toEqual(["offer interpreter:amina"]);
});

test("a question to the requester waits ten seconds before it goes; taken back it was never asked, and the search goes on", () => {
  const w = world();
  const id = w.request({ needsInfoAt: null, queuedAt: at("2026-03-20T11:00") });
  const before = rowOf(w, id);
  const done = askForInfo(w.as("ilze", NOON), { requestId: id, question: "Vai tiešām dari?" });
  expect(toBeTold(w)).toEqual(["info_asked user:user-sociala"]);
  expect(w.db.select().from(notifications).get()?.nextAt).toBe(at(NOON) + 10_000);
  expect(undo(w, done)).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toEqual(before);
  expect(toBeTold(w)).toEqual([]);
  expect(JSON.stringify(w.db.select().from(events).all())).not.toContain("tiešām");
});

test("a clarification undone is the open question again, in its words; else the search goes on only when it is over", () => {
  const w = world();
  const asking = { needsInfoAt: at("2026-03-20T11:00"), infoQuestion: "Kurš stāvs?" };
  const id = w.request(asking);
  const before = rowOf(w, id);
  expect(undo(w, clearInfo(w.as("ilze", NOON), { requestId: id }))).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toEqual(before);
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, id)).toEqual([]);

  const other = w.request({ ...asking, startAt: at("2026-03-31T10:00") });
  clearInfo(w.as("ilze", NOON), { requestId: other });
  dispatchWaiting(w.as("system", NOON));
  expect(asked(w, other)).toEqual([]);
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, other)).toEqual(["amina pending"]);
  expect(clearInfo(w.as("ilze", AFTER), { requestId: other })).toMatchObject({ reason: "question_answered" });
});

test("a language set by mistake is taken back before anybody of it is asked", () => {
  const w = world();
  const id = w.request({ language: null, languageText: "kurdu", queuedAt: at("2026-03-20T11:00") });
  const before = rowOf(w, id);
  expect(undo(w, mapLanguage(w.as("ilze", NOON), { requestId: id, language: "prs" }))).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toEqual(before);
  expect(toBeTold(w)).toEqual([]);
  mapLanguage(w.as("ilze", AFTER), { requestId: id, language: "ku", variant: "kmr" });
  dispatchWaiting(w.as("system", "2026-03-20T12:02"));
  expect(asked(w, id)).toEqual(["rojin pending"]);
});

test("a change that was proposed by mistake is not put to the requester", () => {
  const w = world();
  const id = w.request({ gender: "F", genderStrength: "must", queuedAt: at("2026-03-20T11:00") });
  w.absence("amina", "2026-03-29T00:00", "2026-04-04T00:00");
  const before = rowOf(w, id);
  const done = proposeChange(w.as("ilze", NOON), { requestId: id, change: { kind: "gender" }, interpreterId: "karim" });
  expect(rowOf(w, id)?.proposal).not.toBeNull();
  expect(undo(w, done)).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toEqual(before);
  expect(toBeTold(w)).toEqual([]);
});

test("a call that nobody answered is a line for whoever calls next, and changes nothing else", () => {
  const w = world();
  const id = w.request();
  w.offer(id, "amina", { deadlineAt: OPEN_UNTIL });
  const noted = noteCall(w.as("ilze", NOON), { requestId: id, interpreterId: "amina", outcome: "no_answer" });
  expect(noted.ok).toBe(true);
  expect(asked(w, id)).toEqual(["amina pending"]);
  expect(callsOf(w.as("marta", AFTER), id)).toEqual([{ interpreterId: "amina", at: at(NOON) }]);
  expect(toBeTold(w)).toEqual([]);
  expect(undo(w, noted)).toMatchObject({ ok: true });
  expect(callsOf(w.as("marta", AFTER), id)).toEqual([]);
});

test("a no by phone answers the question that waited, and the next person is asked when it can no longer be undone", () => {
  const w = world();
  const id = w.request();
  const offerId = w.offer(id, "amina", { deadlineAt: OPEN_UNTIL });
  noteCall(w.as("ilze", NOON), { requestId: id, interpreterId: "amina", outcome: "declined" });
  expect(asked(w, id)).toEqual(["amina declined"]);
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, id)).toEqual(["amina declined", "karim pending"]);
  expect(answerOffer(w.asLink(offerId, AFTER), { offerId, move: "accept" })).toMatchObject({
    reason: "already_answered",
  });
});

test("a no by phone of somebody who had not been asked counts the same, and undone they can be asked", () => {
  const w = world();
  const id = w.request();
  const noted = noteCall(w.as("ilze", NOON), { requestId: id, interpreterId: "amina", outcome: "declined" });
  expect(asked(w, id)).toEqual(["amina declined"]);
  expect(undo(w, noted)).toMatchObject({ ok: true });
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, id)).toEqual(["amina pending", "amina superseded"]);

  const other = w.request({ startAt: at("2026-03-31T10:00") });
  noteCall(w.as("ilze", NOON), { requestId: other, interpreterId: "amina", outcome: "declined" });
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, other)).toEqual(["amina declined", "karim pending"]);
});

test("a question that the person answers by phone before it has gone out never goes out", () => {
  const w = world();
  const id = w.request();
  dispatchWaiting(w.as("system", "2026-03-20T23:00"));
  noteCall(w.as("ilze", "2026-03-20T23:05"), { requestId: id, interpreterId: "amina", outcome: "declined" });
  expect(toBeTold(w)).toEqual([]);
});

test("whoever has the job is not noted as having said no: they are released from it", () => {
  const w = world();
  const id = w.request();
  w.assign(id, "amina");
  const noted = noteCall(w.as("ilze", NOON), { requestId: id, interpreterId: "amina", outcome: "declined" });
  expect(noted).toMatchObject({ reason: "already_assigned" });
  expect(noteCall(w.as("sociala", NOON), { requestId: id, interpreterId: "karim", outcome: "declined" })).toMatchObject(
    {
      reason: "not_found",
    },
  );
});
