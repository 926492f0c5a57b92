import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { WrongCode } from "#app/dispatch/request-questions";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { changeRequest, findRequest, isStanding } from "#app/steps/live";
import { requestWrongs } from "#app/steps/request-wrongs";

/** A coordinator says which language a "not in the list" request means; dispatch then begins. What was typed stays. */
export function mapLanguage(
  ctx: Ctx,
  { requestId, language, variant, key }: { requestId: string; language: string; variant?: string | null; key?: string },
): Result<{ requestId: string }, "not_found" | "already_mapped" | WrongCode> {
  return transact(ctx, onceFor("map_language", key, { requestId, language, variant }), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (request.language) return refuse("already_mapped");
    const [wrong] = requestWrongs(work, request.organisationId, { language, variant: variant ?? null });
    if (wrong) return refuse(wrong.code);

    changeRequest(work, requestId, { language, variant: variant ?? null, queuedAt: null });
    record(work, { kind: "language_mapped", requestId, payload: { language, variant: variant ?? null } });
    dispatchRequest(work, requestId);
    return ok({ requestId });
  });
}
