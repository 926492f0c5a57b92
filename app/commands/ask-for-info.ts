import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import type { GuardRefusal } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { changeRequest, findRequest, isStanding } from "#app/steps/live";

/**
 * A coordinator sends the request back with a question, which its page shows to those who asked. Nobody new is asked
 * until `clearInfo`; whoever is asked already may still answer.
 */
export function askForInfo(
  ctx: Ctx,
  { key, ...asked }: { requestId: string; question: string; isVouched?: boolean; key?: string },
): Result<{ requestId: string }, "not_found" | "question_missing" | "time_passed" | GuardRefusal> {
  const { requestId, question, isVouched } = asked;
  return transact(ctx, onceFor("ask_for_info", key, asked), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (!question.trim()) return refuse("question_missing");
    if (request.startAt <= work.now) return refuse("time_passed");
    const passed = passText(work, { field: "question", requestId }, question, { longest: 500, isVouched });
    if (!passed.ok) return passed;

    changeRequest(work, requestId, { needsInfoAt: work.now, infoQuestion: passed.value, proposal: null });
    record(work, { kind: "info_asked", requestId });
    return ok({ requestId });
  });
}
