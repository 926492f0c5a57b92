/** What the board's actions share: place one person, free one person, move in time, and end as one undoable event. Not a command itself. */
import { and, eq } from "drizzle-orm";
import { whereTheyAre } from "#app/commands/answer-offer";
import { newId, type Work } from "#app/context.server";
import type { EventKind } from "#app/events/kinds";
import { record } from "#app/events/record";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { rulesAt } from "#app/facts/rules";
import { ok, type Result } from "#app/result";
import { type Instant, type Interval, instantFrom } from "#app/time";
import { assignments, type Overruled, offers, requests } from "#db/schema";
import { type BoardAction, type Changes, noChanges, rememberAssignment, rememberRequest } from "./changes";
import { supersede, withdraw, withdrawClashing } from "./close-offers";
import { type AssignmentRow, findRequest, liveAssignments, openSlots, type RequestRow, waitingOffers } from "./live";
import { type Override, overrule } from "./override";

/** Collects what one action changes; nobody is told before `tellFrom`. */
export interface Board {
  changes: Changes;
  tellFrom: Instant;
}

export function beginAction(work: Work): Board {
  return { changes: noChanges(), tellFrom: instantFrom(work.now + rulesAt(work, work.now)["undo.seconds"] * 1000) };
}

/** The action's own event comes last, so that any later event means that the world has moved on. */
export function endAction(
  work: Work,
  board: Board,
  event: { kind: EventKind; requestId: string; interpreterId?: string | null; payload: Record<string, unknown> },
): Result<BoardAction, never> {
  const payload = { ...event.payload, undo: board.changes };
  const eventId = record(work, { ...event, payload, tellFrom: board.tellFrom });
  return ok({ eventId, requestId: event.requestId, undoUntil: board.tellFrom });
}

/** The obstacles of one person for one place of a request at a time, as overruled as the override allows. */
export function overruleFor(
  work: Work,
  request: RequestRow,
  slot: number,
  interpreterId: string,
  override: Override | undefined,
  at?: Interval,
): Result<Overruled | null, "obstacles" | "language_missing"> {
  const need = needOf(work, request.id, at, slot);
  if (!need) return { ok: false, reason: "language_missing" };
  const ignoreAssignmentIds = liveAssignments(work, request.id)
    .filter((a) => a.interpreterId === interpreterId)
    .map((a) => a.id);
  return overrule(work, obstaclesFor(work, need, interpreterId, { ignoreAssignmentIds }), override);
}

/** Puts one person on a slot. Whoever was asked for the slot is told that it is taken, once the undo window is over. */
export function place(
  work: Work,
  board: Board,
  request: RequestRow,
  slot: number,
  interpreterId: string,
  overruled: Overruled | null,
): string {
  for (const offer of waitingOffers(work, request.id)) {
    if (offer.interpreterId === interpreterId) withdraw(work, offer, "assigned_directly", board);
    else if (offer.slot === slot) supersede(work, offer, board);
  }
  const id = newId();
  work.db
    .insert(assignments)
    .values({
      id,
      requestId: request.id,
      slot,
      interpreterId,
      startAt: request.startAt,
      endAt: request.endAt,
      ...whereTheyAre(work, request, interpreterId),
      overruled,
      createdAt: work.now,
      assignedBy: work.viewer.kind === "user" ? work.viewer.userId : null,
    })
    .run();
  board.changes.created.push(id);
  rememberRequestOnce(board, request);
  if (openSlots(work, request).length === 0)
    work.db.update(requests).set({ queuedAt: null }).where(eq(requests.id, request.id)).run();
  withdrawClashing(work, interpreterId, request.id, board);
  return id;
}

/** Takes one person off. Their accepted offer ends with it, so that the slot can be accepted by another. */
export function free(work: Work, board: Board, assignment: AssignmentRow, reason: string): void {
  rememberAssignment(board.changes, assignment);
  work.db
    .update(assignments)
    .set({
      releasedAt: work.now,
      releasedBy: work.viewer.kind === "user" ? work.viewer.userId : "system",
      releaseReason: reason,
    })
    .where(eq(assignments.id, assignment.id))
    .run();
  if (!assignment.offerId) return;
  const accepted = work.db
    .select()
    .from(offers)
    .where(and(eq(offers.id, assignment.offerId), eq(offers.status, "accepted")))
    .get();
  if (!accepted) return;
  board.changes.offers.push({ id: accepted.id, status: accepted.status });
  work.db.update(offers).set({ status: "withdrawn" }).where(eq(offers.id, accepted.id)).run();
}

/**
 * Moves the request and whoever stays on it. What was offered is no longer true, so live offers are withdrawn.
 * `overruled` says per interpreter what stands in the way at the new time.
 */
export function moveInTime(
  work: Work,
  board: Board,
  request: RequestRow,
  to: Interval,
  overruled: ReadonlyMap<string, Overruled | null>,
): RequestRow {
  rememberRequestOnce(board, request);
  for (const offer of waitingOffers(work, request.id)) withdraw(work, offer, "rescheduled", board);
  work.db
    .update(requests)
    .set({ startAt: to.start, endAt: to.end, version: request.version + 1, queuedAt: null })
    .where(eq(requests.id, request.id))
    .run();
  for (const assignment of liveAssignments(work, request.id)) {
    rememberAssignment(board.changes, assignment);
    work.db
      .update(assignments)
      .set({ startAt: to.start, endAt: to.end, overruled: overruled.get(assignment.interpreterId) ?? null })
      .where(eq(assignments.id, assignment.id))
      .run();
    withdrawClashing(work, assignment.interpreterId, request.id, board);
  }
  return findRequest(work, request.id)!;
}

function rememberRequestOnce(board: Board, request: RequestRow): void {
  if (!board.changes.requests.some(({ id }) => id === request.id)) rememberRequest(board.changes, request);
}

/** What a person must not do twice or by mistake: an old form is refused when the request has changed since. */
export function isStale(request: RequestRow, expectedVersion: number | undefined): boolean {
  return expectedVersion !== undefined && expectedVersion !== request.version;
}
