import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { invariant, ok, type Result, refuse } from "#app/result";
import { findAssignment, findRequest } from "#app/steps/live";
import { findReport, type ReportTold, saidOf, type ToldRefusal, writeReport } from "#app/steps/took-place/report";

export interface Report extends ReportTold {
  assignmentId: string;
  key?: string;
}
export type ReportRefusal = "not_found" | "not_yet" | "already_reported" | ToldRefusal;

/**
 * The interpreter (or a coordinator for them) says what really happened, once the job has begun. Refuses what has not
 * happened yet (`start_in_future`, `end_in_future`), an end that is not after its beginning (`invalid_time`) or, until they say so,
 * before the planned one (`ended_early`), and what lasted longer than any job can and than this one was to (`lasted_too_long`).
 */
export function reportAssignment(ctx: Ctx, { key, ...report }: Report): Result<{ requestId: string }, ReportRefusal> {
  return transact(ctx, onceFor("report_assignment", key, report), (work) => {
    const assignment = findAssignment(work, report.assignmentId);
    if (!assignment || assignment.releasedAt !== null || !may.reportAssignment(work.viewer, assignment))
      return refuse("not_found");
    if (work.now < assignment.startAt) return refuse("not_yet");
    if (findReport(work, assignment.id)) return refuse("already_reported");
    const request = findRequest(work, assignment.requestId);
    invariant(request, "a job is of a request");
    const said = saidOf(work, assignment, request, report);
    if (!said.ok) return said;

    writeReport(work, assignment.id, said.value, actorOf(work.viewer));
    const { held, notHeldReason } = said.value;
    record(work, {
      kind: "assignment_reported",
      requestId: assignment.requestId,
      interpreterId: assignment.interpreterId,
      payload: { assignmentId: assignment.id, held, ...(notHeldReason ? { notHeldReason } : {}) },
    });
    return ok({ requestId: assignment.requestId });
  });
}
