import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { servicesOf } from "#app/facts/took-place/of-requests";
import { ok, type Result, refuse } from "#app/result";
import { findAssignment } from "#app/steps/live";
import { agree } from "#app/steps/took-place/agree";
import { endCorrection, takeOver } from "#app/steps/took-place/correction";
import { openCorrection } from "#app/steps/took-place/report";
import type { Instant } from "#app/time";
import { settlements } from "#db/schema";

export interface CorrectionSettled {
  assignmentId: string;
  askedAt: Instant;
  /** What was agreed stays, or what was asked is taken over. */
  as: "stays" | "asked";
  key?: string;
}

/**
 * A coordinator decides about what an interpreter asks to be corrected, answered by the other side or not; or about what those who
 * asked for the service say against what was attested on the spot, where the report stays as the interpreter gave it.
 */
export function settleCorrection(
  ctx: Ctx,
  { key, ...settled }: CorrectionSettled,
): Result<{ requestId: string }, "not_found" | "question_over"> {
  const { assignmentId, askedAt, as } = settled;
  return transact(ctx, onceFor("settle_correction", key, settled), (work) => {
    const assignment = findAssignment(work, assignmentId);
    if (!assignment || !may.dispatch(work.viewer) || work.viewer.kind !== "user") return refuse("not_found");
    const asked = openCorrection(work, assignmentId);
    if (!asked || asked.askedAt !== askedAt) return refuse("question_over");

    const { requestId, interpreterId } = assignment;
    if (as === "asked") {
      const isObjection = servicesOf(work, [requestId]).some(
        (one) => one.assignmentId === assignmentId && one.asked?.isObjection,
      );
      endCorrection(work, asked, as);
      const said = isObjection ? { ...asked.said, number: asked.number } : takeOver(work, asked, asked.said);
      const { number, held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes } = said;
      work.db
        .insert(settlements)
        .values({
          ...{ assignmentId, reportNumber: number, at: work.now, by: work.viewer.userId },
          settledAs: isObjection ? "attestation" : "report",
          ...{ held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes, reason: null },
        })
        .run();
      agree(work, assignmentId);
    } else endCorrection(work, asked, as);
    record(work, {
      kind: "correction_settled",
      requestId,
      interpreterId,
      payload: { assignmentId, number: asked.number, as },
    });
    return ok({ requestId });
  });
}
