import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { rulesAt } from "#app/facts/rules";
import { ownText } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { findAssignment } from "#app/steps/live";
import { searchAgain, takeOff } from "#app/steps/place-person";
import { MINUTE } from "#app/time";

/** An interpreter gives a job back, until the hours before it that the rules set; `too_late` after: then by phone. */
export function withdrawAssignment(
  ctx: Ctx,
  { assignmentId, key }: { assignmentId: string; key?: string },
): Result<{ requestId: string }, "not_found" | "already_released" | "too_late"> {
  return transact(ctx, onceFor("withdraw_assignment", key, { assignmentId }), (work) => {
    const assignment = findAssignment(work, assignmentId);
    if (!assignment || !may.withdrawAssignment(work.viewer, assignment)) return refuse("not_found");
    if (assignment.releasedAt !== null) return refuse("already_released");
    const latest = assignment.startAt - rulesAt(work, work.now)["withdraw.untilMinutesBefore"] * MINUTE;
    if (work.now > latest) return refuse("too_late");

    const { requestId, interpreterId, slot } = assignment;
    takeOff(work, assignment, ownText("withdrawn"));
    searchAgain(work, requestId);
    record(work, { kind: "assignment_withdrawn", requestId, interpreterId, payload: { assignmentId, slot } });
    dispatchRequest(work, requestId);
    return ok({ requestId });
  });
}
