import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { isLateCancellation } from "#app/dispatch/deadlines";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { ownText } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { beginAction, endAction } from "#app/steps/board";
import { type BoardAction, rememberRequest } from "#app/steps/changes";
import { withdraw } from "#app/steps/close-offers";
import { changeRequest, findRequest, isStanding, liveAssignments, waitingOffers } from "#app/steps/live";
import { takeOff } from "#app/steps/place-person";

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

    const onIt = liveAssignments(work, requestId);
    const late =
      onIt.length > 0 &&
      isLateCancellation(rulesAt(work, work.now), workCalendarAt(work, work.now), work.now, request.startAt);
    const board = beginAction(work);
    rememberRequest(board.changes, request);
    for (const offer of waitingOffers(work, requestId)) withdraw(work, offer, "cancelled", board);
    for (const assignment of onIt) takeOff(work, assignment, ownText("cancelled"), board.changes);
    changeRequest(work, requestId, {
      cancelledAt: work.now,
      cancelledBy: actorOf(work.viewer),
      cancelledLate: late,
      queuedAt: null,
    });
    const done = endAction(work, board, {
      kind: "request_cancelled",
      requestId,
      payload: { late, wasSecured: onIt.length > 0, releasedInterpreterIds: onIt.map((a) => a.interpreterId) },
    });
    return ok({ ...done.value, late });
  });
}
