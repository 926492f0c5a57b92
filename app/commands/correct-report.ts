import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { attestationState } from "#app/pay/took-place";
import { invariant, ok, type Result, refuse } from "#app/result";
import { findAssignment, findRequest } from "#app/steps/live";
import {
  findReport,
  openCorrection,
  type ReportTold,
  replaceReport,
  saidOf,
  type ToldRefusal,
} from "#app/steps/took-place/report";
import { correctionsAsked } from "#db/schema";

export interface Correction extends ReportTold {
  assignmentId: string;
  /** The report that they saw. */
  number: number;
  key?: string;
}
export type CorrectionRefusal =
  | "not_found"
  | "changed_meanwhile"
  | "already_asked"
  | "coordinator_decides"
  | "nothing_to_change"
  | ToldRefusal;

/**
 * The interpreter (or a coordinator for them) corrects a report. Until the requester has answered it is replaced, and what stood there
 * is kept (`corrected`); after both sides have agreed it is a question to the requester's side, and what was agreed holds (`asked`).
 * Refuses where a coordinator decides or has decided (`coordinator_decides`) and a second question beside one (`already_asked`).
 */
export function correctReport(
  ctx: Ctx,
  { key, ...correction }: Correction,
): Result<{ requestId: string; as: "corrected" | "asked" }, CorrectionRefusal> {
  const { assignmentId, number } = correction;
  return transact(ctx, onceFor("correct_report", key, correction), (work) => {
    const assignment = findAssignment(work, assignmentId);
    const report = findReport(work, assignmentId);
    if (!assignment || !report || !may.reportAssignment(work.viewer, assignment)) return refuse("not_found");
    if (report.number !== number) return refuse("changed_meanwhile");
    if (openCorrection(work, assignmentId)) return refuse("already_asked");
    const tookPlace = tookPlaceOf(work, [assignmentId]).get(assignmentId);
    const request = findRequest(work, assignment.requestId);
    invariant(tookPlace && request, "what is reported is read");
    const state = attestationState(tookPlace);
    if (state === "disputed" || state === "settled") return refuse("coordinator_decides");
    const said = saidOf(work, assignment, request, correction);
    if (!said.ok) return said;
    if (Object.entries(said.value).every(([name, value]) => report[name as keyof typeof said.value] === value))
      return refuse("nothing_to_change");

    const about = { requestId: assignment.requestId, interpreterId: assignment.interpreterId };
    const by = actorOf(work.viewer);
    if (state === "waiting") {
      replaceReport(work, report, said.value, by);
      record(work, { ...about, kind: "report_corrected", payload: { assignmentId, number } });
      return ok({ requestId: assignment.requestId, as: "corrected" });
    }
    work.db
      .insert(correctionsAsked)
      .values({ assignmentId, number, askedAt: work.now, said: said.value, askedBy: by })
      .run();
    record(work, { ...about, kind: "correction_asked", payload: { assignmentId, number } });
    return ok({ requestId: assignment.requestId, as: "asked" });
  });
}
