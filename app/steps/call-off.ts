/** Calling a request off, whoever decides it. Not a command itself. */
import { actorOf, type Work } from "#app/context.server";
import { isLateCancellation } from "#app/dispatch/deadlines";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { ownText } from "#app/privacy";
import { beginAction, endAction } from "./board";
import { type BoardAction, rememberRequest } from "./changes";
import { withdraw } from "./close-offers";
import { changeRequest, liveAssignments, type RequestRow, waitingOffers } from "./live";
import { takeOff } from "./place-person";

/** Of one that stands and has not begun. Everyone on it or asked for it is told, once it can no longer be undone. */
export function callOff(work: Work, request: RequestRow): BoardAction & { late: boolean } {
  const requestId = request.id;
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
  return { ...done.value, late };
}
