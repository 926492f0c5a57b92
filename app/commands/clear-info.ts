import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { promiseAgainFor } from "#app/facts/rules";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { changeRequest, findRequest, isStanding } from "#app/steps/live";

/** The question of `askForInfo` is answered: dispatch goes on. One that is clear already stays so. Refuses `not_found`. */
export function clearInfo(
  ctx: Ctx,
  { requestId, key }: { requestId: string; key?: string },
): Result<{ requestId: string }, "not_found"> {
  return transact(ctx, onceFor("clear_info", key, { requestId }), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (request.needsInfoAt === null) return ok({ requestId });

    const answerDueAt = promiseAgainFor(work, request);
    changeRequest(work, requestId, {
      needsInfoAt: null,
      infoQuestion: null,
      proposal: null,
      queuedAt: null,
      answerDueAt,
    });
    record(work, { kind: "info_cleared", requestId });
    dispatchRequest(work, requestId);
    return ok({ requestId });
  });
}
