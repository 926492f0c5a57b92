import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { type Result, refuse } from "#app/result";
import { beginAction, endAction } from "#app/steps/board";
import { type BoardAction, rememberRequest } from "#app/steps/changes";
import { withdraw } from "#app/steps/close-offers";
import { changeRequest, findRequest, isStanding, liveAssignments, waitingOffers } from "#app/steps/live";

/** A coordinator refuses a request by rule; the reason is shown to the requester. Not while somebody is on it: release them first. Undoable. */
export function rejectRequest(
  ctx: Ctx,
  { requestId, reason, key }: { requestId: string; reason: string; key?: string },
): Result<BoardAction, "not_found" | "reason_missing" | "already_secured"> {
  return transact(ctx, key, (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (!reason.trim()) return refuse("reason_missing");
    if (liveAssignments(work, requestId).length > 0) return refuse("already_secured");

    const board = beginAction(work);
    rememberRequest(board.changes, request);
    for (const offer of waitingOffers(work, requestId)) withdraw(work, offer, "rejected", board);
    const rejectionReason = reason.trim().slice(0, 500);
    changeRequest(work, requestId, { rejectedAt: work.now, rejectionReason, queuedAt: null });
    return endAction(work, board, { kind: "request_rejected", requestId });
  });
}
