import { may } from "#app/auth/policy";
import type { Work } from "#app/context.server";
import type { WrongCode } from "#app/dispatch/request-questions";
import { type Result, refuse } from "#app/result";
import type { Instant } from "#app/time";
import { beginAction, endAction, isStale, moveInTime, newTime, overruleEach, place } from "./board";
import type { BoardAction } from "./changes";
import { findRequest, isStanding, liveAssignments, openSlots } from "./live";
import type { Override } from "./override";
import { timeWrong } from "./request-wrongs";

export interface DirectAssignment {
  requestId: string;
  interpreterId: string;
  /** Default: the first slot that nobody does. */
  slot?: number;
  /** A new time at once, for the whole request; the length stays. Default: the time asked for. */
  startAt?: Instant;
  override?: Override;
  expectedVersion?: number;
}
export type AssignRefusal =
  | "not_found"
  | "slot_taken"
  | "language_missing"
  | "obstacles"
  | "version_changed"
  | "guard_refused"
  | WrongCode;

/**
 * A coordinator gives the job to one person without asking. Obstacles need an override and stay on the assignment with who
 * and why. Undoable until `undoUntil`; nobody is told before. Source: docs/domain.md, "What stands in the way".
 */
export function assignPerson(work: Work, input: DirectAssignment): Result<BoardAction, AssignRefusal> {
  const request = findRequest(work, input.requestId);
  if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
  if (isStale(request, input.expectedVersion)) return refuse("version_changed");
  if (request.endAt <= work.now) return refuse("time_passed");
  const freeSlots = openSlots(work, request);
  const slot = input.slot ?? freeSlots[0];
  if (slot === undefined || !freeSlots.includes(slot)) return refuse("slot_taken");
  const to = newTime(request, input.startAt);
  const wrong = to && timeWrong(work, request, to);
  if (wrong) return refuse(wrong);
  const coming = { slot, interpreterId: input.interpreterId };
  const staying = to ? liveAssignments(work, request.id) : [];
  const allowed = overruleEach(work, request, [coming, ...staying], input.override, to ?? undefined);
  if (!allowed.ok) return allowed;

  const board = beginAction(work);
  const moved = to ? moveInTime(work, board, request, to, allowed.value) : request;
  const overruled = allowed.value.get(coming.interpreterId) ?? null;
  const assignmentId = place(work, board, moved, { ...coming, overruled });
  return endAction(work, board, {
    kind: "assignment_made",
    requestId: request.id,
    interpreterId: coming.interpreterId,
    payload: {
      assignmentId,
      slot,
      overruled,
      ...(to && { from: { start: request.startAt, end: request.endAt }, to }),
    },
  });
}
