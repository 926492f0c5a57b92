import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { ok, type Result, refuse } from "#app/result";
import { callOff } from "#app/steps/call-off";
import type { BoardAction } from "#app/steps/changes";
import { findRequest, isStanding } from "#app/steps/live";

/** The requesting side, or a coordinator, calls the request off. Everyone on it or asked for it is told. Undoable by coordinators. */
export function cancelRequest(
  ctx: Ctx,
  { requestId, key }: { requestId: string; key?: string },
): Result<BoardAction & { late: boolean }, "not_found" | "already_cancelled" | "already_begun"> {
  return transact(ctx, onceFor("cancel_request", key, { requestId }), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.cancelRequest(work.viewer, request)) return refuse("not_found");
    if (!isStanding(request)) return refuse("already_cancelled");
    if (request.startAt <= work.now) return refuse("already_begun");
    return ok(callOff(work, request));
  });
}
