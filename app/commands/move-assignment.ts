import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact, type Work } from "#app/context.server";
import { type Result, refuse } from "#app/result";
import { type Board, beginAction, endAction, free, isStale, moveInTime, overruleFor, place } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { type AssignmentRow, findRequest, isStanding, liveAssignments, type RequestRow } from "#app/steps/live";
import type { Override } from "#app/steps/override";
import { type Instant, type Interval, instantFrom } from "#app/time";
import { assignments, type Overruled } from "#db/schema";

export interface Move {
  assignmentId: string;
  /** Default: the same person. */
  interpreterId?: string;
  /** Default: the same time. The length stays. */
  startAt?: Instant;
  override?: Override;
  expectedVersion?: number;
  key?: string;
}
export type MoveRefusal =
  | "not_found"
  | "nothing_to_move"
  | "language_missing"
  | "obstacles"
  | "version_changed"
  | "time_passed"
  | "guard_refused";

/**
 * A coordinator moves a job to another person, another time, or both. A new time moves the whole request, with its
 * other interpreter. Obstacles of everybody concerned need the override. Undoable until `undoUntil`.
 */
export function moveAssignment(ctx: Ctx, input: Move): Result<BoardAction, MoveRefusal> {
  return transact(ctx, (work) => moveIn(work, input), input.key);
}

/** `moveAssignment` inside the transaction of another command. */
export function moveIn(work: Work, input: Move): Result<BoardAction, MoveRefusal> {
  const assignment = work.db.select().from(assignments).where(eq(assignments.id, input.assignmentId)).get();
  const request = assignment && findRequest(work, assignment.requestId);
  if (!assignment || !request || !may.dispatch(work.viewer)) return refuse("not_found");
  if (assignment.releasedAt !== null || !isStanding(request)) return refuse("version_changed");
  if (isStale(request, input.expectedVersion)) return refuse("version_changed");
  const move = whatMoves(assignment, request, input);
  if (!move.newPerson && !move.to) return refuse("nothing_to_move");
  if (request.endAt <= work.now || (move.to && move.to.end <= work.now)) return refuse("time_passed");

  const allowed = overruleEverybody(work, request, assignment, move, input.override);
  if (!allowed.ok) return allowed;
  return carryOut(work, request, assignment, move, allowed.value);
}

interface Moves {
  person: string;
  newPerson: boolean;
  to: Interval | null;
}

function whatMoves(assignment: AssignmentRow, request: RequestRow, { interpreterId, startAt }: Move): Moves {
  const length = request.endAt - request.startAt;
  const isNewTime = startAt !== undefined && startAt !== request.startAt;
  return {
    person: interpreterId ?? assignment.interpreterId,
    newPerson: interpreterId !== undefined && interpreterId !== assignment.interpreterId,
    to: isNewTime ? { start: startAt, end: instantFrom(startAt + length) } : null,
  };
}

/** The mover, and at a new time everybody else who stays on the request. */
function overruleEverybody(
  work: Work,
  request: RequestRow,
  assignment: AssignmentRow,
  move: Moves,
  override?: Override,
) {
  const others = move.to
    ? liveAssignments(work, request.id)
        .filter((a) => a.id !== assignment.id)
        .map(({ slot, interpreterId }) => ({ slot, interpreterId }))
    : [];
  const overruled = new Map<string, Overruled | null>();
  for (const { slot, interpreterId } of [{ slot: assignment.slot, interpreterId: move.person }, ...others]) {
    const allowed = overruleFor(work, request, slot, interpreterId, override, move.to ?? undefined);
    if (!allowed.ok) return allowed;
    overruled.set(interpreterId, allowed.value);
  }
  return { ok: true as const, value: overruled };
}

function carryOut(
  work: Work,
  request: RequestRow,
  assignment: AssignmentRow,
  move: Moves,
  overruled: ReadonlyMap<string, Overruled | null>,
) {
  const board: Board = beginAction(work);
  if (move.newPerson) free(work, board, assignment, "moved");
  const moved = move.to ? moveInTime(work, board, request, move.to, overruled) : request;
  const mine = overruled.get(move.person) ?? null;
  const assignmentId = move.newPerson ? place(work, board, moved, assignment.slot, move.person, mine) : assignment.id;
  return endAction(work, board, {
    kind: "assignment_moved",
    requestId: request.id,
    interpreterId: move.person,
    payload: {
      assignmentId,
      slot: assignment.slot,
      fromInterpreterId: assignment.interpreterId,
      timeChanged: move.to !== null,
      from: { start: request.startAt, end: request.endAt },
      to: { start: moved.startAt, end: moved.endAt },
      overruled: mine,
    },
  });
}
