import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact, type Work } from "#app/context.server";
import { type Result, refuse } from "#app/result";
import { beginAction, endAction, free } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { assignments } from "#db/schema";

export interface Release {
  assignmentId: string;
  reason: string;
}
export type ReleaseRefusal = "not_found" | "already_released" | "reason_missing" | "time_passed";

/** A coordinator takes a person off a job; after the undo window both sides are told and dispatch asks the next person. */
export function releaseAssignment(
  ctx: Ctx,
  { key, ...release }: Release & { key?: string },
): Result<BoardAction, ReleaseRefusal> {
  return transact(ctx, (work) => releaseIn(work, release), key);
}

/** `releaseAssignment` inside the transaction of another command. */
export function releaseIn(work: Work, { assignmentId, reason }: Release): Result<BoardAction, ReleaseRefusal> {
  const assignment = work.db.select().from(assignments).where(eq(assignments.id, assignmentId)).get();
  if (!assignment || !may.dispatch(work.viewer)) return refuse("not_found");
  if (assignment.releasedAt !== null) return refuse("already_released");
  if (assignment.endAt <= work.now) return refuse("time_passed");
  if (!reason.trim()) return refuse("reason_missing");

  const board = beginAction(work);
  free(work, board, assignment, reason.trim().slice(0, 500));
  return endAction(work, board, {
    kind: "assignment_released",
    requestId: assignment.requestId,
    interpreterId: assignment.interpreterId,
    payload: { assignmentId, slot: assignment.slot, reason: reason.trim().slice(0, 500) },
  });
}
