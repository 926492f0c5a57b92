import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { GuardRefusal } from "#app/privacy";
import { type Result, refuse } from "#app/result";
import { beginAction, endAction } from "#app/steps/board";
import { type BoardAction, rememberRequest } from "#app/steps/changes";
import { withdraw } from "#app/steps/close-offers";
import { passText } from "#app/steps/free-text";
import { changeRequest, findRequest, isStanding, liveAssignments, waitingOffers } from "#app/steps/live";

/** A coordinator refuses a request by rule; the reason is shown to the requester. Not while somebody is on it: release them first. Undoable. */
export function rejectRequest(
  ctx: Ctx,
  { key, ...rejection }: { requestId: string; reason: string; isVouched?: boolean; key?: string },
): Result<BoardAction, "not_found" | "reason_missing" | "already_secured" | GuardRefusal> {
  const { requestId, reason, isVouched } = rejection;
  return transact(ctx, onceFor("reject_request", key, rejection), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (!reason.trim()) return refuse("reason_missing");
    if (liveAssignments(work, requestId).length > 0) return refuse("already_secured");
    const passed = passText(work, { field: "reason", requestId }, reason, { longest: 500, isVouched });
    if (!passed.ok) return passed;

    const board = beginAction(work);
    rememberRequest(board.changes, request);
    for (const offer of waitingOffers(work, requestId)) withdraw(work, offer, "rejected", board);
    changeRequest(work, requestId, { rejectedAt: work.now, rejectionReason: passed.value, queuedAt: null });
    return endAction(work, board, { kind: "request_rejected", requestId });
  });
}
