import { may } from "#app/auth/policy";
import { type Ctx, transact, type Work } from "#app/context.server";
import { ok, type Result, refuse } from "#app/result";
import { beginAction, endAction, isStale, moveInTime, overruleFor, place } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { findRequest, isStanding, liveAssignments, openSlots, type RequestRow } from "#app/steps/live";
import type { Override } from "#app/steps/override";
import { type Instant, type Interval, instantFrom } from "#app/time";
import type { Overruled } from "#db/schema";

export interface DirectAssignment {
  requestId: string;
  interpreterId: string;
  /** Default: the first slot that nobody does. */
  slot?: number;
  /** A new time at once, for the whole request; the length stays. Default: the time asked for. */
  startAt?: Instant;
  override?: Override;
  expectedVersion?: number;
  key?: string;
}
export type AssignRefusal =
  | "not_found"
  | "slot_taken"
  | "language_missing"
  | "obstacles"
  | "version_changed"
  | "time_passed"
  | "guard_refused";

/**
 * A coordinator gives the job to one person without asking. Obstacles need an override (docs/domain.md) and
 * stay on the assignment with who and why. Undoable until `undoUntil`; nobody is told before.
 */
export function assignInterpreter(ctx: Ctx, input: DirectAssignment): Result<BoardAction, AssignRefusal> {
  return transact(ctx, (work) => assignIn(work, input), input.key);
}

/** `assignInterpreter` inside the transaction of another command. */
export function assignIn(work: Work, input: DirectAssignment): Result<BoardAction, AssignRefusal> {
  const request = findRequest(work, input.requestId);
  if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
  if (isStale(request, input.expectedVersion)) return refuse("version_changed");
  if (request.endAt <= work.now) return refuse("time_passed");
  const freeSlots = openSlots(work, request);
  const slot = input.slot ?? freeSlots[0];
  if (slot === undefined || !freeSlots.includes(slot)) return refuse("slot_taken");
  const to = newTime(request, input.startAt);
  if (to && to.end <= work.now) return refuse("time_passed");
  const overruled = overruleFor(work, request, slot, input.interpreterId, input.override, to ?? undefined);
  if (!overruled.ok) return overruled;
  const staying = to ? overruleStaying(work, request, to, input.override) : ok(new Map());
  if (!staying.ok) return staying;

  const board = beginAction(work);
  const moved = to ? moveInTime(work, board, request, to, staying.value) : request;
  const assignmentId = place(work, board, moved, slot, input.interpreterId, overruled.value);
  return endAction(work, board, {
    kind: "assignment_made",
    requestId: request.id,
    interpreterId: input.interpreterId,
    payload: {
      assignmentId,
      slot,
      overruled: overruled.value,
      ...(to && { from: { start: request.startAt, end: request.endAt }, to }),
    },
  });
}

function newTime(request: RequestRow, startAt: Instant | undefined): Interval | null {
  if (startAt === undefined || startAt === request.startAt) return null;
  return { start: startAt, end: instantFrom(startAt + (request.endAt - request.startAt)) };
}

/** Whoever has the request's other place stays on it at the new time; what stands in their way is overruled with it. */
function overruleStaying(work: Work, request: RequestRow, to: Interval, override: Override | undefined) {
  const overruled = new Map<string, Overruled | null>();
  for (const { interpreterId, slot } of liveAssignments(work, request.id)) {
    const allowed = overruleFor(work, request, slot, interpreterId, override, to);
    if (!allowed.ok) return allowed;
    overruled.set(interpreterId, allowed.value);
  }
  return ok(overruled);
}
