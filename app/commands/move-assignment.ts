import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Result } from "#app/result";
import type { BoardAction } from "#app/steps/changes";
import { type Move, type MoveRefusal, moveJob } from "#app/steps/move-job";

/** A coordinator moves a job to another person, another time, or both, with the answers and refusals of `moveJob`. */
export function moveAssignment(ctx: Ctx, { key, ...move }: Move & { key?: string }): Result<BoardAction, MoveRefusal> {
  return transact(ctx, onceFor("move_assignment", key, move), (work) => moveJob(work, move));
}
