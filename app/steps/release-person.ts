import { may } from "#app/auth/policy";
import type { Work } from "#app/context.server";
import type { GuardRefusal } from "#app/privacy";
import { type Result, refuse } from "#app/result";
import { beginAction, endAction } from "./board";
import type { BoardAction } from "./changes";
import { passText } from "./free-text";
import { findAssignment } from "./live";
import { searchAgain, takeOff } from "./place-person";

export interface Release {
  assignmentId: string;
  reason: string;
  isVouched?: boolean;
}
export type ReleaseRefusal = "not_found" | "already_released" | "reason_missing" | "time_passed" | GuardRefusal;

/** A coordinator takes a person off a job; after the undo window both sides are told and dispatch asks the next person. */
export function releasePerson(
  work: Work,
  { assignmentId, reason, isVouched }: Release,
): Result<BoardAction, ReleaseRefusal> {
  const assignment = findAssignment(work, assignmentId);
  if (!assignment || !may.dispatch(work.viewer)) return refuse("not_found");
  if (assignment.releasedAt !== null) return refuse("already_released");
  if (assignment.endAt <= work.now) return refuse("time_passed");
  if (!reason.trim()) return refuse("reason_missing");
  const { requestId } = assignment;
  const passed = passText(work, { field: "reason", requestId }, reason, { longest: 500, isVouched });
  if (!passed.ok) return passed;

  const board = beginAction(work);
  takeOff(work, assignment, passed.value, board.changes);
  searchAgain(work, requestId, board.changes);
  return endAction(work, board, {
    kind: "assignment_released",
    requestId,
    interpreterId: assignment.interpreterId,
    payload: { assignmentId, slot: assignment.slot, reason: passed.value },
  });
}
