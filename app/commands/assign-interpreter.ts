import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Result } from "#app/result";
import { type AssignRefusal, assignPerson, type DirectAssignment } from "#app/steps/assign-person";
import type { BoardAction } from "#app/steps/changes";

/** A coordinator gives the job to one person without asking, with the answers and refusals of `assignPerson`. */
export function assignInterpreter(
  ctx: Ctx,
  { key, ...assignment }: DirectAssignment & { key?: string },
): Result<BoardAction, AssignRefusal> {
  return transact(ctx, onceFor("assign_interpreter", key, assignment), (work) => assignPerson(work, assignment));
}
