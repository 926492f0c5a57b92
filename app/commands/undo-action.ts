import { and, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { type Changes, eventFrom, undoIn } from "#app/events/kinds";
import { record } from "#app/events/record";
import { rulesAt } from "#app/facts/rules";
import { ownText } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { changeAssignment, changeOffer, changeRequest, findAssignment, findOffer } from "#app/steps/live";
import { takeOff } from "#app/steps/place-person";
import type { Instant } from "#app/time";
import { events, notifications, requestsBefore, tokens } from "#db/schema";

/**
 * Takes a board action back within the undo window: what it changed is as before and nobody has been told.
 * `undo_too_late` once a message may be on its way; `undo_conflict` when something else happened to the request since.
 */
export function undoAction(
  ctx: Ctx,
  { eventId, key }: { eventId: number; key?: string },
): Result<{ requestId: string }, "not_found" | "undo_too_late" | "undo_conflict" | "guard_refused"> {
  return transact(ctx, onceFor("undo_action", key, { eventId }), (work) => {
    const event = work.db.select().from(events).where(eq(events.id, eventId)).get();
    const undo = event && undoIn(eventFrom(event));
    if (!event?.requestId || !undo || !may.dispatch(work.viewer)) return refuse("not_found");
    if (work.now > event.at + rulesAt(work, event.at)["undo.seconds"] * 1000) return refuse("undo_too_late");
    if (hasMovedOn(work, event.requestId, eventId)) return refuse("undo_conflict");
    if (!suppress(work, [eventId, ...undo.changes.eventIds])) return refuse("undo_too_late");

    putBack(work, undo.changes);
    putBackWords(work, event.requestId, eventId);
    sendWhatWasWithheld(work, undo.changes, event.at);
    record(work, {
      kind: "action_undone",
      requestId: event.requestId,
      interpreterId: event.interpreterId,
      payload: { eventId, kind: undo.kind },
    });
    return ok({ requestId: event.requestId });
  });
}

function hasMovedOn(work: Work, requestId: string, eventId: number): boolean {
  return !!work.db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.requestId, requestId), gt(events.id, eventId)))
    .get();
}

/** False, with nothing suppressed that counts, when any of the messages has gone or is being sent. */
function suppress(work: Work, eventIds: number[]): boolean {
  const waiting = and(
    inArray(notifications.eventId, eventIds),
    isNull(notifications.sentAt),
    isNull(notifications.deadAt),
    or(isNull(notifications.leaseUntil), lt(notifications.leaseUntil, work.now)),
  );
  const all = work.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(inArray(notifications.eventId, eventIds))
    .all();
  const { changes } = work.db.update(notifications).set({ suppressedAt: work.now }).where(waiting).run();
  return changes === all.length;
}

/** People who were put on are taken off first, so that those who come back find the slot and the time free. */
function putBack(work: Work, changes: Changes): void {
  for (const id of changes.created) {
    const made = findAssignment(work, id);
    if (made) takeOff(work, made, ownText("undone"));
  }
  for (const id of changes.offersMade ?? []) unmakeOffer(work, id);
  for (const { id, ...facts } of changes.requests)
    changeRequest(work, id, {
      ...facts,
      ...(facts.rejectedAt === null && { rejectionReason: null }),
      ...(facts.cancelledAt === null && { cancelledBy: null, cancelledLate: null }),
    });
  for (const { id, ...facts } of changes.assignments) {
    changeAssignment(work, id, { ...facts, releasedAt: null, releasedBy: null, releaseReason: null });
  }
  for (const { id, status } of changes.offers) {
    changeOffer(work, id, { status, ...(status === "pending" && { answeredAt: null, declineReason: null }) });
    if (status === "pending") work.db.update(tokens).set({ usedAt: null }).where(eq(tokens.offerId, id)).run();
  }
}

/** As if it had not been made: whoever was asked can be asked again. */
function unmakeOffer(work: Work, id: string): void {
  const made = findOffer(work, id);
  if (made) changeOffer(work, id, { status: "superseded" });
}

function putBackWords(work: Work, requestId: string, eventId: number): void {
  const before = work.db.select().from(requestsBefore).where(eq(requestsBefore.eventId, eventId)).get();
  if (!before) return;
  changeRequest(work, requestId, before.columns);
  work.db.delete(requestsBefore).where(eq(requestsBefore.eventId, eventId)).run();
}

/** The question that the action ended before it had gone out goes out after all. */
function sendWhatWasWithheld(work: Work, { offers }: Changes, at: Instant): void {
  for (const { id, status } of offers) {
    if (status !== "pending") continue;
    const ofOffer = sql`json_extract(${events.payload}, '$.offerId') = ${id}`;
    const ofRequest = eq(events.requestId, findOffer(work, id)?.requestId ?? "");
    const made = work.db
      .select({ id: events.id })
      .from(events)
      .where(and(ofRequest, eq(events.kind, "offer_made"), ofOffer))
      .get();
    work.db
      .update(notifications)
      .set({ suppressedAt: null })
      .where(
        and(
          eq(notifications.eventId, made?.id ?? -1),
          eq(notifications.kind, "offer"),
          isNull(notifications.sentAt),
          eq(notifications.suppressedAt, at),
        ),
      )
      .run();
  }
}
