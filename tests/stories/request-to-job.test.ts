import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { answerOffer } from "#app/commands/answer-offer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { expireOffers } from "#app/commands/expire-offers";
import { moveAssignment } from "#app/commands/move-assignment";
import { offerRequest } from "#app/commands/offer-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { reportAssignment } from "#app/commands/report-assignment";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { seeOffers } from "#app/commands/see-offers";
import { type NewRequest, submitRequest } from "#app/commands/submit-request";
import { undoAction } from "#app/commands/undo-action";
import { withdrawAssignment } from "#app/commands/withdraw-assignment";
import { withdrawOffer } from "#app/commands/withdraw-offer";
import type { Instant } from "#app/time";
import { absences, assignments, notifications, offers, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const dariByPhone: NewRequest = {
  organisationId: "social-riga",
  contactName: "Sanita Ozola",
  contactPhone: "+37120000101",
  language: "prs",
  mode: "phone",
  startAt: at("2026-03-31T10:00"),
  endAt: at("2026-03-31T11:00"),
  topic: "social",
  clientCode: "K-0142",
};

/** Offers of a request as "person status", in the order they were made. */
function offersOf(w: World, requestId: string): string[] {
  const rows = w.db.select().from(offers).where(eq(offers.requestId, requestId)).all();
  return rows.map((row) => `${row.interpreterId} ${row.status}`);
}

function liveOffer(w: World, requestId: string) {
  const row = w.db
    .select()
    .from(offers)
    .where(and(eq(offers.requestId, requestId), eq(offers.status, "pending")))
    .get();
  if (!row) throw new Error("nobody is asked");
  return row;
}

function onTheJob(w: World, requestId: string): string[] {
  return w.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.requestId, requestId), isNull(assignments.releasedAt)))
    .all()
    .map((row) => row.interpreterId);
}

/** What people would be told by now, as "kind recipient". */
function told(w: World): string[] {
  return w.db
    .select()
    .from(notifications)
    .where(isNull(notifications.suppressedAt))
    .all()
    .map((row) => `${row.kind} ${row.recipient}`)
    .sort();
}

function submitted(w: World, overrides: Partial<NewRequest> = {}, when = "2026-03-24T10:00"): string {
  const result = submitRequest(w.as("sociala", when), { ...dariByPhone, ...overrides });
  if (!result.ok) throw new Error(result.reason);
  return result.value.requestId;
}

const requestRow = (w: World, id: string) => w.db.select().from(requests).where(eq(requests.id, id)).get()!;

test("a request is promised an answer and offered to the best person at once", () => {
  const w = world();
  const id = submitted(w);
  expect(requestRow(w, id)).toMatchObject({
    answerDueAt: at("2026-03-25T10:00"),
    deskId: "riga",
    protectionClass: "B",
  });
  expect(offersOf(w, id)).toHaveLength(1);
  expect(w.eventKinds(id)).toEqual(["request_submitted", "offer_made"]);
  expect(told(w)).toContain("request_received user:user-sociala");
});

test("yes by the mail's link makes the job theirs and tells both sides", () => {
  const w = world();
  const id = submitted(w);
  const offer = liveOffer(w, id);
  const answer = answerOffer(w.asLink(offer.id, "2026-03-24T10:05"), { offerId: offer.id, move: "accept" });
  expect(answer).toEqual({ ok: true, value: { requestId: id, outcome: "accepted", obstacles: [], ended: [] } });
  expect(onTheJob(w, id)).toEqual([offer.interpreterId]);
  expect(told(w)).toEqual(
    expect.arrayContaining([`job_confirmed interpreter:${offer.interpreterId}`, "request_confirmed user:user-sociala"]),
  );
});

test("no asks the next person, and when there is none the coordinators decide", () => {
  const w = world();
  const id = submitted(w);
  const first = liveOffer(w, id);
  answerOffer(w.as(first.interpreterId, "2026-03-24T10:05"), { offerId: first.id, move: "decline", reason: "busy" });
  const second = liveOffer(w, id);
  expect(second.interpreterId).not.toBe(first.interpreterId);
  answerOffer(w.as(second.interpreterId, "2026-03-24T10:06"), { offerId: second.id, move: "decline" });
  expect(requestRow(w, id).queuedAt).toBe(at("2026-03-24T10:06"));
  expect(told(w)).toEqual(expect.arrayContaining(["needs_decision user:user-ilze", "needs_decision user:user-marta"]));
});

test("at the deadline it is too late, even if the worker has not run; the worker then asks the next", () => {
  const w = world();
  const id = submitted(w);
  const offer = liveOffer(w, id);
  const late = w.as(offer.interpreterId, offer.deadlineAt);
  expect(answerOffer(late, { offerId: offer.id, move: "accept" })).toMatchObject({
    ok: false,
    reason: "offer_expired",
  });
  expect(expireOffers(w.as("system", offer.deadlineAt))).toBe(1);
  expect(offersOf(w, id)).toHaveLength(2);
  expect(expireOffers(w.as("system", offer.deadlineAt))).toBe(0);
});

test("an offer of somebody else is not there", () => {
  const w = world();
  const id = submitted(w);
  const offer = liveOffer(w, id);
  for (const who of ["samir", "sociala", "ilze", "anonymous"]) {
    const answer = answerOffer(w.as(who, "2026-03-24T10:05"), { offerId: offer.id, move: "accept" });
    expect(answer).toMatchObject({ ok: false, reason: "not_found" });
  }
  expect(onTheJob(w, id)).toEqual([]);
});

test("an offer is seen once, by the person it was made to, while it waits", () => {
  const w = world();
  const id = submitted(w);
  const { id: offerId, interpreterId } = liveOffer(w, id);
  expect(seeOffers(w.as("samir", "2026-03-24T10:05"), { offerIds: [offerId] })).toMatchObject({ value: { seen: 0 } });
  expect(seeOffers(w.as(interpreterId, "2026-03-24T10:06"), { offerIds: [offerId] })).toMatchObject({
    value: { seen: 1 },
  });
  expect(seeOffers(w.as(interpreterId, "2026-03-24T10:07"), { offerIds: [offerId] })).toMatchObject({
    value: { seen: 0 },
  });
  expect(w.eventKinds(id)).toEqual(["request_submitted", "offer_made", "offer_seen"]);
});

test("two live offers of one person that overlap are linked: yes to one withdraws the other and asks the next", () => {
  const w = world();
  const one = submitted(w);
  const person = liveOffer(w, one).interpreterId;
  const later = { startAt: at("2026-03-31T10:30"), endAt: at("2026-03-31T11:30") };
  const other = submitted(w, { ...later, besides: [one] });
  if (liveOffer(w, other).interpreterId !== person) {
    offerRequest(w.as("ilze", "2026-03-24T10:01"), { requestId: other, interpreterId: person });
  }
  const offer = liveOffer(w, one);
  answerOffer(w.as(person, "2026-03-24T10:05"), { offerId: offer.id, move: "accept" });
  expect(offersOf(w, other)).toContain(`${person} withdrawn`);
  expect(offersOf(w, other).some((o) => o.endsWith(" pending") && !o.startsWith(person))).toBe(true);
});

test("a yes in whose way something has come is not a job, is not lost, and the next person is asked", () => {
  const w = world();
  const id = submitted(w);
  const offer = liveOffer(w, id);
  w.absence(offer.interpreterId, "2026-03-31T00:00", "2026-04-01T00:00");
  const answer = answerOffer(w.as(offer.interpreterId, "2026-03-24T10:05"), { offerId: offer.id, move: "accept" });
  expect(answer).toMatchObject({ ok: true, value: { outcome: "obstacles", obstacles: [{ code: "absent" }] } });
  expect(onTheJob(w, id)).toEqual([]);
  expect(w.eventKinds(id)).toEqual(["request_submitted", "offer_made", "offer_withdrawn", "offer_made"]);
  expect(liveOffer(w, id).interpreterId).not.toBe(offer.interpreterId);
});

test("whoever was asked beside the winner is told that it is taken", () => {
  const w = world();
  const id = submitted(w);
  const first = liveOffer(w, id);
  const second = first.interpreterId === "amina" ? "karim" : "amina";
  expect(offerRequest(w.as("ilze", "2026-03-24T10:02"), { requestId: id, interpreterId: second })).toMatchObject({
    ok: true,
  });
  w.db
    .update(notifications)
    .set({ sentAt: at("2026-03-24T10:03") })
    .run();
  answerOffer(w.as(first.interpreterId, "2026-03-24T10:05"), { offerId: first.id, move: "accept" });
  expect(offersOf(w, id)).toContain(`${second} superseded`);
  expect(told(w)).toContain(`offer_closed interpreter:${second}`);
});

test("pressing twice makes one request", () => {
  const w = world();
  const form = { ...dariByPhone, key: "form-1" };
  const first = submitRequest(w.as("sociala", "2026-03-24T10:00"), form);
  const again = submitRequest(w.as("sociala", "2026-03-24T10:01"), form);
  expect(again).toEqual(first);
  expect(w.db.select().from(requests).all()).toHaveLength(1);
});

test("a foreign organisation cannot be asked for, and a personal code is refused without a trace", () => {
  const w = world();
  expect(submitRequest(w.as("krize", "2026-03-24T10:00"), dariByPhone)).toMatchObject({
    ok: false,
    reason: "not_found",
  });
  expect(
    submitRequest(w.as("sociala", "2026-03-24T10:00"), { ...dariByPhone, note: "personas kods 120385-11234" }),
  ).toMatchObject({
    ok: false,
    reason: "invalid",
    detail: [{ field: "note", code: "holds_personal_code" }],
  });
  expect(w.db.select().from(requests).all()).toHaveLength(0);
});

test("a language that is not in the list waits for a coordinator and is not lost", () => {
  const w = world();
  const id = submitted(w, { language: null, languageText: "tigriņu" });
  expect(offersOf(w, id)).toEqual([]);
  expect(w.eventKinds(id)).toEqual(["request_submitted", "request_queued"]);
});

test("a coordinator's override names who, why and what stood in the way", () => {
  const w = world();
  w.absence("amina", "2026-03-31T00:00", "2026-04-01T00:00");
  const id = submitted(w);
  const bare = assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina" });
  expect(bare).toMatchObject({ ok: false, reason: "obstacles", detail: { obstacles: [{ code: "absent" }] } });
  const override = { reason: "Zvanīju, piekrīt", twice: false };
  const done = assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina", override });
  expect(done).toMatchObject({ ok: true });
  const row = w.db.select().from(assignments).get();
  expect(row?.overruled).toMatchObject({
    by: "user-ilze",
    reason: "Zvanīju, piekrīt",
    obstacles: [{ code: "absent" }],
  });
});

test("overlap is never overruled, and an exclusion only when confirmed twice", () => {
  const w = world();
  const first = submitted(w);
  assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: first, interpreterId: "amina" });
  const later = { startAt: at("2026-03-31T10:30"), endAt: at("2026-03-31T11:30") };
  const second = submitted(w, { ...later, besides: [first] });
  const strong = { reason: "Steidzami", twice: true };
  expect(
    assignInterpreter(w.as("ilze", "2026-03-24T10:12"), {
      requestId: second,
      interpreterId: "amina",
      override: strong,
    }),
  ).toMatchObject({ ok: false, reason: "obstacles" });
  w.exclude("karim", { organisationId: "social-riga" });
  const weak = { reason: "Steidzami", twice: false };
  expect(
    assignInterpreter(w.as("ilze", "2026-03-24T10:12"), { requestId: second, interpreterId: "karim", override: weak }),
  ).toMatchObject({ ok: false, reason: "obstacles" });
  expect(
    assignInterpreter(w.as("ilze", "2026-03-24T10:12"), {
      requestId: second,
      interpreterId: "karim",
      override: strong,
    }),
  ).toMatchObject({ ok: true });
});

test("undo within ten seconds puts everything back and nobody is told", () => {
  const w = world();
  const id = submitted(w);
  const asked = liveOffer(w, id);
  w.db
    .update(notifications)
    .set({ sentAt: at("2026-03-24T10:01") })
    .run();
  const before = told(w);
  const other = asked.interpreterId === "amina" ? "karim" : "amina";
  const done = assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: other });
  if (!done.ok) throw new Error(done.reason);
  expect(onTheJob(w, id)).toEqual([other]);
  const undo = undoAction(w.as("marta", (at("2026-03-24T10:10") + 9_000) as Instant), { eventId: done.value.eventId });
  expect(undo).toMatchObject({ ok: true });
  expect(onTheJob(w, id)).toEqual([]);
  expect(offersOf(w, id)).toEqual([`${asked.interpreterId} pending`]);
  expect(told(w)).toEqual(before);
});

test("after ten seconds, or once a message is on its way, undo is refused and changes nothing", () => {
  const w = world();
  const id = submitted(w);
  const done = assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina" });
  if (!done.ok) throw new Error(done.reason);
  const { eventId } = done.value;
  expect(undoAction(w.as("ilze", (at("2026-03-24T10:10") + 11_000) as Instant), { eventId })).toMatchObject({
    reason: "undo_too_late",
  });
  w.db
    .update(notifications)
    .set({ leaseUntil: at("2026-03-24T10:30") })
    .where(eq(notifications.eventId, eventId))
    .run();
  expect(undoAction(w.as("ilze", (at("2026-03-24T10:10") + 5_000) as Instant), { eventId })).toMatchObject({
    reason: "undo_too_late",
  });
  expect(onTheJob(w, id)).toEqual(["amina"]);
});

test("what another coordinator did since is not undone with it", () => {
  const w = world();
  const id = submitted(w);
  const done = assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina" });
  if (!done.ok) throw new Error(done.reason);
  const { id: assignmentId } = w.db.select().from(assignments).get()!;
  const soon = (at("2026-03-24T10:10") + 3_000) as Instant;
  releaseAssignment(w.as("marta", soon), { assignmentId, reason: "Kļūda" });
  expect(undoAction(w.as("ilze", soon), { eventId: done.value.eventId })).toMatchObject({ reason: "undo_conflict" });
  expect(onTheJob(w, id)).toEqual([]);
});

test("a move to another person and time is one event, undone as one", () => {
  const w = world();
  const id = submitted(w);
  assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina" });
  const { id: assignmentId } = w.db.select().from(assignments).get()!;
  const move = moveAssignment(w.as("ilze", "2026-03-24T11:00"), {
    assignmentId,
    interpreterId: "karim",
    startAt: at("2026-03-31T14:00"),
  });
  if (!move.ok) throw new Error(move.reason);
  expect(onTheJob(w, id)).toEqual(["karim"]);
  expect(requestRow(w, id)).toMatchObject({
    startAt: at("2026-03-31T14:00"),
    endAt: at("2026-03-31T15:00"),
    version: 2,
  });
  undoAction(w.as("ilze", "2026-03-24T11:00"), { eventId: move.value.eventId });
  expect(onTheJob(w, id)).toEqual(["amina"]);
  expect(requestRow(w, id)).toMatchObject({ startAt: dariByPhone.startAt, version: 1 });
});

test("an old form is refused when the request has changed since", () => {
  const w = world();
  const id = submitted(w);
  rescheduleRequest(w.as("ilze", "2026-03-24T10:20"), { requestId: id, startAt: at("2026-03-31T12:00") });
  expect(
    assignInterpreter(w.as("marta", "2026-03-24T10:21"), { requestId: id, interpreterId: "amina", expectedVersion: 1 }),
  ).toMatchObject({ ok: false, reason: "version_changed" });
});

test("a rescheduled request withdraws its offer and is asked anew after the undo window", () => {
  const w = world();
  const id = submitted(w);
  const offer = liveOffer(w, id);
  rescheduleRequest(w.as("ilze", "2026-03-24T10:20"), { requestId: id, startAt: at("2026-03-31T12:00") });
  expect(
    answerOffer(w.as(offer.interpreterId, "2026-03-24T10:21"), { offerId: offer.id, move: "accept" }),
  ).toMatchObject({
    reason: "offer_withdrawn",
  });
  expect(dispatchWaiting(w.as("system", (at("2026-03-24T10:20") + 5_000) as Instant))).toBe(0);
  expect(dispatchWaiting(w.as("system", "2026-03-24T10:21"))).toBe(1);
  expect(liveOffer(w, id).requestVersion).toBe(2);
});

test("a released person is not asked again by dispatch, though they were never asked before", () => {
  const w = world();
  const away = w.absence("amina", "2026-03-31T00:00", "2026-04-01T00:00");
  const id = submitted(w);
  answerOffer(w.as("karim", "2026-03-24T10:05"), { offerId: liveOffer(w, id).id, move: "decline" });
  const override = { reason: "Zvanīju, piekrīt", twice: false };
  assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina", override });
  w.db
    .update(absences)
    .set({ cancelledAt: at("2026-03-24T10:15") })
    .where(eq(absences.id, away))
    .run();
  const { id: assignmentId } = w.db.select().from(assignments).get()!;
  const release = { assignmentId, reason: "Saslima" };
  expect(releaseAssignment(w.as("ilze", "2026-03-24T10:20"), release)).toMatchObject({ ok: true });
  dispatchWaiting(w.as("system", "2026-03-24T10:21"));
  expect(offersOf(w, id)).toEqual(["karim declined"]);
  expect(requestRow(w, id).queuedAt).toBe(at("2026-03-24T10:21"));
});

test("an interpreter gives a job back until 24 hours before, later only by phone", () => {
  const w = world();
  const id = submitted(w);
  assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina" });
  const { id: assignmentId } = w.db.select().from(assignments).get()!;
  expect(withdrawAssignment(w.as("amina", "2026-03-30T10:01"), { assignmentId })).toMatchObject({ reason: "too_late" });
  expect(withdrawAssignment(w.as("karim", "2026-03-30T09:00"), { assignmentId })).toMatchObject({
    reason: "not_found",
  });
  expect(withdrawAssignment(w.as("amina", "2026-03-30T10:00"), { assignmentId })).toMatchObject({ ok: true });
  expect(onTheJob(w, id)).toEqual([]);
});

test("cancelling frees the interpreter and tells everyone concerned; late is counted in office hours", () => {
  const w = world();
  const id = submitted(w);
  assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina" });
  expect(cancelRequest(w.as("banka", "2026-03-30T12:00"), { requestId: id })).toMatchObject({ reason: "not_found" });
  expect(cancelRequest(w.as("sociala2", "2026-03-30T12:00"), { requestId: id })).toMatchObject({
    ok: true,
    value: { requestId: id, late: true },
  });
  expect(told(w)).toEqual(
    expect.arrayContaining(["job_cancelled interpreter:amina", "request_cancelled user:user-sociala"]),
  );
});

test("two interpreters are two people, and the request is partly secured in between", () => {
  const w = world();
  const id = submitted(w, { interpreterCount: 2 });
  const [first, second] = w.db.select().from(offers).where(eq(offers.requestId, id)).all();
  expect(new Set([first?.interpreterId, second?.interpreterId]).size).toBe(2);
  answerOffer(w.as(first!.interpreterId, "2026-03-24T10:05"), { offerId: first!.id, move: "accept" });
  expect(told(w)).toContain("request_partly_confirmed user:user-sociala");
  answerOffer(w.as(second!.interpreterId, "2026-03-24T10:06"), { offerId: second!.id, move: "accept" });
  expect(told(w)).toContain("request_confirmed user:user-sociala");
});

test("a coordinator's withdrawn offer goes to the next person, not to the same again", () => {
  const w = world();
  const id = submitted(w);
  const first = liveOffer(w, id);
  withdrawOffer(w.as("ilze", "2026-03-24T10:05"), { offerId: first.id });
  dispatchWaiting(w.as("system", "2026-03-24T10:06"));
  expect(liveOffer(w, id).interpreterId).not.toBe(first.interpreterId);
});

test("a job is reported once, by the person who did it, after it began", () => {
  const w = world();
  const id = submitted(w);
  assignInterpreter(w.as("ilze", "2026-03-24T10:10"), { requestId: id, interpreterId: "amina" });
  const { id: assignmentId } = w.db.select().from(assignments).get()!;
  const held = { assignmentId, held: true };
  expect(reportAssignment(w.as("amina", "2026-03-31T09:59"), held)).toMatchObject({ reason: "not_yet" });
  expect(reportAssignment(w.as("karim", "2026-03-31T11:00"), held)).toMatchObject({ reason: "not_found" });
  expect(reportAssignment(w.as("amina", "2026-03-31T11:00"), held)).toMatchObject({ ok: true });
  expect(reportAssignment(w.as("amina", "2026-03-31T11:01"), held)).toMatchObject({ reason: "already_reported" });
});
