import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, transact } from "#app/context.server";
import type { NotHeldReason } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { findAssignment } from "#app/steps/live";
import { DAY, type Instant } from "#app/time";
import { reports } from "#db/schema";

export interface Report {
  assignmentId: string;
  held: boolean;
  /** Required when not held. */
  notHeldReason?: NotHeldReason | null;
  /** What really happened; both or neither. */
  startedAt?: Instant | null;
  endedAt?: Instant | null;
  key?: string;
}
export type ReportRefusal = "not_found" | "not_yet" | "already_reported" | "invalid_time" | "reason_missing";

/** The interpreter (or a coordinator for them) says what really happened, once the job has begun. */
export function reportAssignment(ctx: Ctx, report: Report): Result<{ requestId: string }, ReportRefusal> {
  return transact(ctx, report.key, (work) => {
    const assignment = findAssignment(work, report.assignmentId);
    if (!assignment || assignment.releasedAt !== null || !may.reportAssignment(work.viewer, assignment))
      return refuse("not_found");
    if (work.now < assignment.startAt) return refuse("not_yet");
    if (work.db.select().from(reports).where(eq(reports.assignmentId, assignment.id)).get())
      return refuse("already_reported");
    if (!report.held && !report.notHeldReason) return refuse("reason_missing");
    const startedAt = report.held ? (report.startedAt ?? assignment.startAt) : null;
    const endedAt = report.held ? (report.endedAt ?? assignment.endAt) : null;
    if (startedAt !== null && endedAt !== null && (endedAt <= startedAt || endedAt - startedAt > DAY))
      return refuse("invalid_time");

    const notHeldReason = report.held ? null : report.notHeldReason;
    work.db
      .insert(reports)
      .values({
        assignmentId: assignment.id,
        held: report.held,
        notHeldReason,
        startedAt,
        endedAt,
        reportedBy: actorOf(work.viewer),
        reportedAt: work.now,
      })
      .run();
    record(work, {
      kind: "assignment_reported",
      requestId: assignment.requestId,
      interpreterId: assignment.interpreterId,
      payload: { assignmentId: assignment.id, held: report.held, ...(notHeldReason ? { notHeldReason } : {}) },
    });
    return ok({ requestId: assignment.requestId });
  });
}
