import { eq } from "drizzle-orm";
import { evaluationToken, tokenHash } from "#app/auth/link-token.server";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { evaluationWindow } from "#app/facts/heard/evaluation-window";
import { ok, type Result, refuse } from "#app/result";
import { findRequest, liveAssignments } from "#app/steps/live";
import { evaluationLinks } from "#db/schema";

/**
 * Whoever asked hands the client the evaluation of one service: the link that opens it, once the meeting has begun and until the rule's
 * days after it. Refusals: `not_found`, `not_yet`, `evaluation_over` when it is answered or too late.
 */
export function giveEvaluation(
  ctx: Ctx<UserViewer>,
  { requestId, key }: { requestId: string; key?: string },
): Result<null, "not_found" | "not_yet" | "evaluation_over"> {
  return transact(ctx, onceFor("give_evaluation", key, { requestId }), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.giveEvaluation(work.viewer, request)) return refuse("not_found");
    const window = evaluationWindow(work, request);
    if (!window || liveAssignments(work, requestId).length === 0) return refuse("not_found");
    if (work.now < window.start) return refuse("not_yet");
    if (work.now >= window.end) return refuse("evaluation_over");
    const known = work.db.select().from(evaluationLinks).where(eq(evaluationLinks.requestId, requestId)).get();
    if (known?.isUsed) return refuse("evaluation_over");
    if (!known) {
      work.db
        .insert(evaluationLinks)
        .values({ requestId, linkHash: tokenHash(evaluationToken(requestId)), closesAt: window.end })
        .run();
      record(work, { kind: "evaluation_given" });
    }
    return ok(null);
  });
}
