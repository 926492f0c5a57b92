import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { WrongCode } from "#app/dispatch/request-questions";
import { type Result, refuse } from "#app/result";
import { beginAction, changeOnBoard, endAction, keepBefore } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { findRequest, isStanding } from "#app/steps/live";
import { requestWrongs } from "#app/steps/request-wrongs";

/** A coordinator says which language a "not in the list" request means; dispatch begins once that can no longer be undone. What was typed stays. */
export function mapLanguage(
  ctx: Ctx,
  { requestId, language, variant, key }: { requestId: string; language: string; variant?: string | null; key?: string },
): Result<BoardAction, "not_found" | "already_mapped" | WrongCode> {
  return transact(ctx, onceFor("map_language", key, { requestId, language, variant }), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (request.language) return refuse("already_mapped");
    const [wrong] = requestWrongs(work, request.organisationId, { language, variant: variant ?? null });
    if (wrong) return refuse(wrong.code);

    const board = beginAction(work);
    const payload = { language, variant: variant ?? null };
    const before = changeOnBoard(work, board, request, { ...payload, queuedAt: null });
    const done = endAction(work, board, { kind: "language_mapped", requestId, payload });
    keepBefore(work, before, done.value);
    return done;
  });
}
