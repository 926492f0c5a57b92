import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { promiseAgainFor } from "#app/facts/rules";
import { type Result, refuse } from "#app/result";
import { beginAction, changeOnBoard, endAction, keepBefore } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { findRequest, isStanding } from "#app/steps/live";

/**
 * The question of `askForInfo` is answered: dispatch goes on once that can no longer be undone. Refusals: `not_found`, and
 * `question_answered` where none waits.
 */
export function clearInfo(
  ctx: Ctx,
  { requestId, key }: { requestId: string; key?: string },
): Result<BoardAction, "not_found" | "question_answered"> {
  return transact(ctx, onceFor("clear_info", key, { requestId }), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (request.needsInfoAt === null) return refuse("question_answered");

    const answerDueAt = promiseAgainFor(work, request);
    const board = beginAction(work);
    const before = changeOnBoard(work, board, request, {
      needsInfoAt: null,
      infoQuestion: null,
      proposal: null,
      queuedAt: null,
      answerDueAt,
    });
    const done = endAction(work, board, { kind: "info_cleared", requestId });
    keepBefore(work, before, done.value);
    return done;
  });
}
