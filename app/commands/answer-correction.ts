import { and, eq } from "drizzle-orm";
import { hasRole, may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { findAssignment, findRequest } from "#app/steps/live";
import { attest } from "#app/steps/took-place/attest";
import { endCorrection, takeOver } from "#app/steps/took-place/correction";
import { openCorrection } from "#app/steps/took-place/report";
import type { Instant } from "#app/time";
import { correctionsAsked } from "#db/schema";

export interface CorrectionAnswer {
  assignmentId: string;
  /** When it was asked: an answer to an earlier question counts for nothing. */
  askedAt: Instant;
  agree: boolean;
  key?: string;
}

/**
 * The requester's side answers what the interpreter asks to be corrected. Yes: the report says it, and holds. No: a coordinator
 * decides, and what was agreed holds until then. Refuses the code on the interpreter's own screen (`not_by_code`): who asks for the
 * correction holds it in their hand.
 */
export function answerCorrection(
  ctx: Ctx,
  { key, ...answer }: CorrectionAnswer,
): Result<{ requestId: string; agreed: boolean }, "not_found" | "not_by_code" | "question_over"> {
  const { assignmentId, askedAt, agree } = answer;
  return transact(ctx, onceFor("answer_correction", key, answer), (work) => {
    const assignment = findAssignment(work, assignmentId);
    const request = findRequest(work, assignment?.requestId ?? ""); // asked for what is not there too, as for another's
    if (!assignment || !request || !may.attestService(work.viewer, request)) return refuse("not_found");
    if (work.viewer.kind === "attester" && work.viewer.way === "qr") return refuse("not_by_code");
    const asked = openCorrection(work, assignmentId);
    if (!asked || asked.askedAt !== askedAt || asked.refusedAt !== null) return refuse("question_over");

    const { requestId, interpreterId } = assignment;
    const { number } = asked;
    record(work, {
      kind: "correction_answered",
      requestId,
      interpreterId,
      payload: { assignmentId, number, agreed: agree },
    });
    if (!agree) {
      work.db
        .update(correctionsAsked)
        .set({ refusedAt: work.now })
        .where(and(eq(correctionsAsked.assignmentId, assignmentId), eq(correctionsAsked.askedAt, askedAt)))
        .run();
      return ok({ requestId, agreed: false });
    }
    endCorrection(work, asked, "agreed");
    const report = takeOver(work, asked, asked.said);
    const way =
      work.viewer.kind === "attester" ? work.viewer.way : hasRole(work.viewer, "requester") ? "portal" : "paper";
    attest(work, assignment, report, { way, told: null });
    return ok({ requestId, agreed: true });
  });
}
