import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Result } from "#app/result";
import type { BoardAction } from "#app/steps/changes";
import { type Release, type ReleaseRefusal, releasePerson } from "#app/steps/release-person";

/** A coordinator takes a person off a job, with the answers and refusals of `releasePerson`. */
export function releaseAssignment(
  ctx: Ctx,
  { key, ...release }: Release & { key?: string },
): Result<BoardAction, ReleaseRefusal> {
  return transact(ctx, onceFor("release_assignment", key, release), (work) => releasePerson(work, release));
}
