import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { JobMove } from "#app/dispatch/relax";
import { ok, type Result, refuse } from "#app/result";
import { askPerson, type OfferRefusal } from "#app/steps/ask-person";
import { isStale } from "#app/steps/board";
import { findRequest, isStanding } from "#app/steps/live";
import { type MoveRefusal, moveJob } from "#app/steps/move-job";

export interface WayToGive {
  requestId: string;
  /** Who is asked once their other job has given way. */
  interpreterId: string;
  move: JobMove;
  expectedVersion?: number;
  key?: string;
}

/**
 * One other job of a person is moved, or handed to somebody else, and the person is asked for this request: both or
 * neither, each by its own command with its own checks. Whoever the other job concerns is told as after any move.
 */
export function giveWay(
  ctx: Ctx,
  { key, ...way }: WayToGive,
): Result<{ requestId: string; offerId: string }, MoveRefusal | OfferRefusal> {
  const { requestId, interpreterId, move, expectedVersion } = way;
  return transact(ctx, onceFor("give_way", key, way), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (isStale(request, expectedVersion)) return refuse("version_changed");
    const moved = moveJob(work, {
      assignmentId: move.assignmentId,
      expectedVersion: move.version,
      ...(move.kind === "move_job" ? { startAt: move.to.start } : { interpreterId: move.interpreterId }),
    });
    if (!moved.ok) return moved;
    const offered = askPerson(work, { requestId, interpreterId });
    return offered.ok ? ok({ requestId, offerId: offered.value.offerId }) : offered;
  });
}
