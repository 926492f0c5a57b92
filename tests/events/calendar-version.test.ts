/** The number of a calendar entry rises with what changes the entry for whoever has it, and tells nothing else. */
import { expect, test } from "vitest";
import { answerOffer } from "#app/commands/answer-offer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { noteCall } from "#app/commands/note-call";
import { offerRequest } from "#app/commands/offer-request";
import { releaseAssignment } from "#app/commands/release-assignment";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { seeOffers } from "#app/commands/see-offers";
import { undoAction } from "#app/commands/undo-action";
import { jobIcs, requestIcs } from "#app/events/ics";
import { assignments, offers } from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { readIcs } from "./post-office";

const SENDER = { appUrl: "https://tilts.example", from: "Tilts <dispecers@tilts.example>" };
const override = { reason: "pa tālruni", twice: true };

function entryOf(w: World, who: string, id: string) {
  const ctx = w.as(who, "2026-03-28T12:00");
  const text = (who.startsWith("sociala") ? requestIcs(ctx, id, SENDER) : jobIcs(ctx, id, SENDER)) ?? "";
  return { sequence: readIcs(text).sequence, stamp: /DTSTAMP:(\w+)/.exec(text)?.[1] };
}

function assigned(w: World, requestId: string, interpreterId: string, slot: 1 | 2, when: string) {
  const made = assignInterpreter(w.as("ilze", when), { requestId, interpreterId, slot, override });
  if (!made.ok) throw new Error(made.reason);
  const row = w.db.select().from(assignments).all();
  return { id: row.find((one) => one.interpreterId === interpreterId)!.id, eventId: made.value.eventId };
}

test("who else is asked, looks, says no, is called or falls out leaves number and date of an entry as they were", () => {
  const w = world();
  const requestId = w.request({ interpreterCount: 2 });
  const { id } = assigned(w, requestId, "amina", 1, "2026-03-20T10:00");
  const [sociala, amina] = [entryOf(w, "sociala", requestId), entryOf(w, "amina", id)];

  const asked = offerRequest(w.as("ilze", "2026-03-20T11:00"), {
    requestId,
    interpreterId: "karim",
    slot: 2,
    override,
  });
  expect(asked).toMatchObject({ ok: true });
  const offerId = w.db.select().from(offers).get()!.id;
  seeOffers(w.as("karim", "2026-03-20T11:05"), { offerIds: [offerId] });
  noteCall(w.as("ilze", "2026-03-20T11:06"), { requestId, interpreterId: "karim", outcome: "no_answer" });
  answerOffer(w.as("karim", "2026-03-20T11:10"), { offerId, move: "decline" });
  expect(entryOf(w, "sociala", requestId)).toEqual(sociala);
  expect(entryOf(w, "amina", id)).toEqual(amina);

  const karim = assigned(w, requestId, "karim", 2, "2026-03-20T12:00");
  const full = entryOf(w, "sociala", requestId);
  expect(full.sequence).toBeGreaterThan(sociala.sequence);
  releaseAssignment(w.as("ilze", "2026-03-20T13:00"), { assignmentId: karim.id, reason: "slima" });
  expect(entryOf(w, "sociala", requestId).sequence).toBeGreaterThan(full.sequence);
  expect(entryOf(w, "amina", id)).toEqual(amina);
});

test("a colleague who has lost the job hears nothing of what becomes of it", () => {
  const w = world();
  const requestId = w.request();
  const first = assigned(w, requestId, "amina", 1, "2026-03-20T10:00");
  releaseAssignment(w.as("ilze", "2026-03-20T11:00"), { assignmentId: first.id, reason: "slima" });
  const lost = entryOf(w, "amina", first.id);
  assigned(w, requestId, "karim", 1, "2026-03-20T12:00");
  rescheduleRequest(w.as("ilze", "2026-03-20T13:00"), { requestId, startAt: at("2026-03-30T15:00"), override });
  expect(entryOf(w, "amina", first.id)).toEqual(lost);
});

test("each change of the entry raises the number, within one second and when the clock goes back", () => {
  const w = world();
  const requestId = w.request();
  const { id } = assigned(w, requestId, "amina", 1, "2026-03-20T10:00");
  const numbers = [[entryOf(w, "sociala", requestId).sequence, entryOf(w, "amina", id).sequence]];
  for (const [hour, when] of [
    ["14", "2026-03-20T11:00"],
    ["15", "2026-03-20T11:00"],
    ["13", "2026-03-20T10:30"],
  ]) {
    const moved = { requestId, startAt: at(`2026-03-30T${hour}:00`), override };
    expect(rescheduleRequest(w.as("ilze", when!), moved)).toMatchObject({ ok: true });
    numbers.push([entryOf(w, "sociala", requestId).sequence, entryOf(w, "amina", id).sequence]);
  }
  cancelRequest(w.as("sociala", "2026-03-20T10:31"), { requestId });
  numbers.push([entryOf(w, "sociala", requestId).sequence, entryOf(w, "amina", id).sequence]);
  for (const [i, pair] of numbers.slice(1).entries())
    for (const whose of [0, 1]) expect(pair[whose]).toBeGreaterThan(numbers[i]![whose]!);
});

test("a move that is taken back is one more change", () => {
  const w = world();
  const requestId = w.request();
  const { id } = assigned(w, requestId, "amina", 1, "2026-03-20T10:00");
  const moved = rescheduleRequest(w.as("ilze", "2026-03-20T11:00"), { requestId, startAt: at("2026-03-30T14:00") });
  if (!moved.ok) throw new Error(moved.reason);
  const between = entryOf(w, "amina", id);
  expect(undoAction(w.as("ilze", "2026-03-20T11:00"), { eventId: moved.value.eventId }).ok).toBe(true);
  expect(entryOf(w, "amina", id).sequence).toBeGreaterThan(between.sequence);
});

test("numbers are above all that were given before, when they counted what had happened, and fit every calendar", () => {
  const w = world();
  const requestId = w.request();
  const { id } = assigned(w, requestId, "amina", 1, "2026-03-20T10:00");
  for (const { sequence } of [entryOf(w, "sociala", requestId), entryOf(w, "amina", id)]) {
    expect(sequence).toBeGreaterThan(1_000_000);
    expect(sequence).toBeLessThan(2 ** 31);
  }
});
