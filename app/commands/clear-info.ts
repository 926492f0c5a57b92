import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { findRequest, isStanding } from "#app/steps/live";
import { requests } from "#db/schema";

/** The question of `askForInfo` is answered: dispatch goes on. One that is clear already stays so. Refuses `not_found`. */
export function clearInfo(
  ctx: Ctx,
  { requestId, key }: { requestId: string; key?: string },
): Result<{ requestId: string }, "not_found"> {
  return transact(
    ctx,
    (work): Result<{ requestId: string }, "not_found"> => {
      const request = findRequest(work, requestId);
      if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
      if (request.needsInfoAt === null) return ok({ requestId });

      work.db
        .update(requests)
        .set({ needsInfoAt: null, infoQuestion: null, proposal: null, queuedAt: null })
        .where(eq(requests.id, requestId))
        .run();
      record(work, { kind: "info_cleared", requestId });
      dispatchRequest(work, requestId);
      return ok({ requestId });
    },
    key,
  );
}
