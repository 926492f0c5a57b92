import { may } from "#app/auth/policy";
import type { Work } from "#app/context.server";
import type { WrongCode } from "#app/dispatch/request-questions";
import { ownText } from "#app/privacy";
import { type Result, refuse } from "#app/result";
import type { Instant, Interval } from "#app/time";
import type { Overruled } from "#db/schema";
import { beginAction, endAction, isStale, moveInTime, newTime, overruleEach, place } from "./board";
import type { BoardAction } from "./changes";
import { type AssignmentRow, findAssignment, findRequest, isStanding, liveAssignments, type RequestRow } from "./live";
import type { Override } from "./override";
import { takeOff } from "./place-person";
import { timeWrong } from "./request-wrongs";

export interface Move {
  assignmentId: string;
  /** Default: the same person. */
  interpreterId?: string;
  /** Default: the same time. The length stays. */
  startAt?: Instant;
  override?: Override;
  expectedVersion?: number;
}
export type MoveRefusal =
  | "not_found"
  | "nothing_to_move"
  | "language_missing"
  | "obstacles"
  | "version_changed"
  | "guard_refused"
  | WrongCode;

/**
 * A coordinator moves a job to another person, another time, or both. A new time moves the whole request, with its
 * other interpreter. Obstacles of everybody concerned need the override. Undoable until `undoUntil`.
 */
export function moveJob(work: Work, input: Move): Result<BoardAction, MoveRefusal> {
  const assignment = findAssignment(work, input.assignmentId);
  const request = assignment && findRequest(work, assignment.requestId);
  if (!assignment || !request || !may.dispatch(work.viewer)) return refuse("not_found");
  if (assignment.releasedAt !== null || !isStanding(request)) return refuse("version_changed");
  if (isStale(request, input.expectedVersion)) return refuse("version_changed");
  const move = whatMoves(assignment, request, input);
  if (!move.newPerson && !move.to) return refuse("nothing_to_move");
  if (request.endAt <= work.now) return refuse("time_passed");
  const wrong = move.to && timeWrong(work, request, move.to);
  if (wrong) return refuse(wrong);

  const mover = { slot: assignment.slot, interpreterId: move.person };
  const others = move.to ? liveAssignments(work, request.id).filter(({ id }) => id !== assignment.id) : [];
  const allowed = overruleEach(work, request, [mover, ...others], input.override, move.to ?? undefined);
  if (!allowed.ok) return allowed;
  return carryOut(work, request, assignment, move, allowed.value);
}

interface Moves {
  person: string;
  newPerson: boolean;
  to: Interval | null;
}

function whatMoves(assignment: AssignmentRow, request: RequestRow, { interpreterId, startAt }: Move): Moves {
  return {
    person: interpreterId ?? assignment.interpreterId,
    newPerson: interpreterId !== undefined && interpreterId !== assignment.interpreterId,
    to: newTime(request, startAt),
  };
}

function carryOut(
  work: Work,
  request: RequestRow,
  assignment: AssignmentRow,
  move: Moves,
  overruled: ReadonlyMap<string, Overruled | null>,
) {
  const board = beginAction(work);
  if (move.newPerson) takeOff(work, assignment, ownText("moved"), board.changes);
  const moved = move.to ? moveInTime(work, board, request, move.to, overruled) : request;
  const mine = overruled.get(move.person) ?? null;
  const placing = { slot: assignment.slot, interpreterId: move.person, overruled: mine };
  const assignmentId = move.newPerson ? place(work, board, moved, placing) : assignment.id;
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
