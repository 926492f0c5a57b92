import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { type Result, refuse } from "#app/result";
import { beginAction, endAction, isStale, moveInTime, overruleEach } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { findRequest, isStanding, liveAssignments } from "#app/steps/live";
import type { MoveRefusal } from "#app/steps/move-job";
import type { Override } from "#app/steps/override";
import { timeWrong } from "#app/steps/request-wrongs";
import { type Instant, instantFrom } from "#app/time";

export interface Reschedule {
  requestId: string;
  startAt: Instant;
  /** Default: the same length. */
  endAt?: Instant;
  override?: Override;
  expectedVersion?: number;
  key?: string;
}
/**
 * A coordinator moves a request to another time. Whoever is on it stays on it, with their obstacles at the new time
 * overruled; whoever was asked is told that the question is withdrawn, and dispatch asks anew. Undoable.
 */
export function rescheduleRequest(ctx: Ctx, { key, ...input }: Reschedule): Result<BoardAction, MoveRefusal> {
  return transact(ctx, onceFor("reschedule_request", key, input), (work) => {
    const request = findRequest(work, input.requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (isStale(request, input.expectedVersion)) return refuse("version_changed");
    const end = input.endAt ?? instantFrom(input.startAt + (request.endAt - request.startAt));
    const to = { start: input.startAt, end };
    if (to.start === request.startAt && to.end === request.endAt) return refuse("nothing_to_move");
    if (to.end <= work.now || request.endAt <= work.now) return refuse("time_passed");
    const wrong = timeWrong(work, request, to);
    if (wrong) return refuse(wrong);

    const allowed = overruleEach(work, request, liveAssignments(work, request.id), input.override, to);
    if (!allowed.ok) return allowed;

    const board = beginAction(work);
    moveInTime(work, board, request, to, allowed.value);
    return endAction(work, board, {
      kind: "request_rescheduled",
      requestId: request.id,
      payload: {
        from: { start: request.startAt, end: request.endAt },
        to,
        overruled: [...allowed.value.values()].find((value) => value !== null) ?? null,
      },
    });
  });
}
