import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { type Result, refuse } from "#app/result";
import { beginAction, endAction, free } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import type { Tx } from "#db/client.server";
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
  return transact(ctx, (tx) => releaseIn(tx, ctx, release), key);
}

/** `releaseAssignment` inside the transaction of another command. */
export function releaseIn(tx: Tx, ctx: Ctx, { assignmentId, reason }: Release): Result<BoardAction, ReleaseRefusal> {
  const assignment = tx.select().from(assignments).where(eq(assignments.id, assignmentId)).get();
  if (!assignment || !may.dispatch(ctx.viewer)) return refuse("not_found");
  if (assignment.releasedAt !== null) return refuse("already_released");
  if (assignment.endAt <= ctx.now) return refuse("time_passed");
  if (!reason.trim()) return refuse("reason_missing");

  const board = beginAction(tx, ctx);
  free(tx, ctx, board, assignment, reason.trim().slice(0, 500));
  return endAction(tx, ctx, board, {
    kind: "assignment_released",
    requestId: assignment.requestId,
    interpreterId: assignment.interpreterId,
    payload: { assignmentId, slot: assignment.slot, reason: reason.trim().slice(0, 500) },
  });
}
