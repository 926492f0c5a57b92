import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { WrongCode } from "#app/dispatch/request-questions";
import { type Result, refuse } from "#app/result";
import { beginAction, changeOnBoard, endAction, keepBefore } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { findRequest, isStanding } from "#app/steps/live";
import { deskFor } from "#app/steps/request-desk";
import { requestWrongs } from "#app/steps/request-wrongs";

/**
 * A coordinator says which listed place a request "elsewhere" means; the request then belongs to the desk of its region and
 * dispatch begins, once that can no longer be undone and its language is known too. What was typed stays.
 */
export function mapPlace(
  ctx: Ctx,
  { requestId, placeId, key }: { requestId: string; placeId: string; key?: string },
): Result<BoardAction, "not_found" | "already_mapped" | WrongCode> {
  return transact(ctx, onceFor("map_place", key, { requestId, placeId }), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (request.mode !== "onsite" || request.placeId !== null) return refuse("already_mapped");
    const [wrong] = requestWrongs(work, request.organisationId, { mode: "onsite", placeId });
    if (wrong) return refuse(wrong.code);

    const board = beginAction(work);
    const change = { placeId, deskId: deskFor(work, placeId), queuedAt: null };
    const before = changeOnBoard(work, board, request, change);
    const done = endAction(work, board, { kind: "place_mapped", requestId, payload: { placeId } });
    keepBefore(work, before, done.value);
    return done;
  });
}
