import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { privateTextIn } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { changeRequest, findRequest, isStanding } from "#app/steps/live";

/**
 * A coordinator sends the request back with a question, which its page shows to those who asked. Nobody new is asked
 * until `clearInfo`; whoever is asked already may still answer.
 */
export function askForInfo(
  ctx: Ctx,
  { requestId, question: typed, key }: { requestId: string; question: string; key?: string },
): Result<{ requestId: string }, "not_found" | "question_missing" | "personal_data" | "time_passed"> {
  return transact(ctx, key, (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    const infoQuestion = typed.trim().slice(0, 500);
    if (!infoQuestion) return refuse("question_missing");
    if (privateTextIn(infoQuestion).length > 0) return refuse("personal_data");
    if (request.startAt <= work.now) return refuse("time_passed");

    changeRequest(work, requestId, { needsInfoAt: work.now, infoQuestion, proposal: null });
    record(work, { kind: "info_asked", requestId });
    return ok({ requestId });
  });
}
