import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { undoAction } from "#app/commands/undo-action";
import { CHANNELS } from "#app/dispatch/vocabulary";
import { eventFrom, undoIn } from "#app/events/kinds";
import { record } from "#app/events/record";
import { timelineFor } from "#app/queries/everyone/timeline";
import { events, notifications } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";

const eventsOf = ({ db }: World, requestId: string) =>
  db.select().from(events).where(eq(events.requestId, requestId)).all();

test("an event is read back as it was written, with what an undo puts back", () => {
  const w = world();
  const requestId = w.request();
  const done = assignInterpreter(w.as("ilze", NOON), { requestId, interpreterId: "karim" });
  if (!done.ok) throw new Error(done.reason);
  const made = eventsOf(w, requestId).map(eventFrom).at(-1)!;
  if (made.kind !== "assignment_made") throw new Error(made.kind);
  expect(made.payload).toMatchObject({ slot: 1, overruled: null, undo: { created: [made.payload.assignmentId] } });
  expect(undoIn(made)).toEqual({ kind: "assignment_made", changes: made.payload.undo });
});

test("a row without what was added later is still told, and one without an undo is not taken back", () => {
  const w = world();
  const requestId = w.request();
  const interval = { start: at("2026-03-30T10:00"), end: at("2026-03-30T11:00") };
  const old = { at: at(NOON), actorKind: "system" as const, requestId, interpreterId: "karim" };
  w.db
    .insert(events)
    .values([
      { ...old, kind: "request_rescheduled", payload: { from: interval, to: interval } },
      { ...old, kind: "offer_made", payload: { offerId: "gone", slot: 1, deadlineAt: at(NOON) } },
      { ...old, kind: "assignment_made", payload: { assignmentId: "gone", slot: 1, overruled: null } },
    ])
    .run();
  expect(timelineFor(w.as("ilze", NOON), requestId)).toMatchObject([
    { kind: "request_rescheduled", from: interval, to: interval, overruled: [] },
    { kind: "offer_made", deadlineAt: at(NOON), person: "Karim Rahimi" },
    { kind: "assignment_made", from: null, to: null },
  ]);
  const eventId = eventsOf(w, requestId).at(-1)!.id;
  expect(undoAction(w.as("ilze", NOON), { eventId })).toEqual({ ok: false, reason: "not_found" });
});

test("whoever hears something hears it once on each channel that carries it", () => {
  const w = world();
  const requestId = w.request();
  w.db.transaction((tx) => record({ ...w.as("sociala", NOON), db: tx }, { kind: "request_submitted", requestId }));
  const told = w.db.select().from(notifications).where(eq(notifications.recipient, "user:user-sociala")).all();
  expect(told.map(({ kind, channel }) => [kind, channel])).toEqual(
    CHANNELS.map((channel) => ["request_received", channel]),
  );
});
