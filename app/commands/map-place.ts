import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { WrongCode } from "#app/dispatch/request-questions";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { changeRequest, findRequest, isStanding } from "#app/steps/live";
import { deskFor } from "#app/steps/request-desk";
import { requestWrongs } from "#app/steps/request-wrongs";

/**
 * A coordinator says which listed place a request "elsewhere" means; the request then belongs to the desk of its region and
 * dispatch begins, once its language is known too. What was typed stays.
 */
export function mapPlace(
  ctx: Ctx,
  { requestId, placeId, key }: { requestId: string; placeId: string; key?: string },
): Result<{ requestId: string }, "not_found" | "already_mapped" | WrongCode> {
  return transact(ctx, onceFor(key, placeId), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (request.mode !== "onsite" || request.placeId !== null) return refuse("already_mapped");
    const [wrong] = requestWrongs(work, request.organisationId, { mode: "onsite", placeId });
    if (wrong) return refuse(wrong.code);

    changeRequest(work, requestId, { placeId, deskId: deskFor(work, placeId), queuedAt: null });
    record(work, { kind: "place_mapped", requestId, payload: { placeId } });
    dispatchRequest(work, requestId);
    return ok({ requestId });
  });
}
