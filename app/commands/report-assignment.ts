import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { MINUTES } from "#app/dispatch/request-questions";
import type { NotHeldReason } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { findAssignment } from "#app/steps/live";
import { type Instant, MINUTE } from "#app/time";
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
export type ReportRefusal =
  | "not_found"
  | "not_yet"
  | "already_reported"
  | "invalid_time"
  | "start_in_future"
  | "end_in_future"
  | "lasted_too_long"
  | "reason_missing";

/** Who reports while saying goodbye rounds up by as much. */
const ROUNDED_UP = 5 * MINUTE;

/**
 * The interpreter (or a coordinator for them) says what really happened, once the job has begun. Refuses what has not
 * happened yet (`start_in_future`, `end_in_future`), an end that is not after its beginning (`invalid_time`), and what
 * lasted longer than any job can and than this one was to (`lasted_too_long`).
 */
export function reportAssignment(ctx: Ctx, { key, ...report }: Report): Result<{ requestId: string }, ReportRefusal> {
  return transact(ctx, onceFor("report_assignment", key, report), (work) => {
    const assignment = findAssignment(work, report.assignmentId);
    if (!assignment || assignment.releasedAt !== null || !may.reportAssignment(work.viewer, assignment))
      return refuse("not_found");
    if (work.now < assignment.startAt) return refuse("not_yet");
    if (work.db.select().from(reports).where(eq(reports.assignmentId, assignment.id)).get())
      return refuse("already_reported");
    if (!report.held && !report.notHeldReason) return refuse("reason_missing");
    const startedAt = report.held ? (report.startedAt ?? assignment.startAt) : null;
    const endedAt = report.held ? (report.endedAt ?? assignment.endAt) : null;
    const wrong = startedAt !== null && endedAt !== null && timeWrong(work.now, assignment, startedAt, endedAt);
    if (wrong) return refuse(wrong);

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

function timeWrong(
  now: Instant,
  planned: { startAt: Instant; endAt: Instant },
  start: Instant,
  end: Instant,
): ReportRefusal | null {
  if (start > now) return "start_in_future";
  if (end <= start) return "invalid_time";
  if (end > now + ROUNDED_UP) return "end_in_future";
  const most = Math.max(MINUTES.most * MINUTE, planned.endAt - planned.startAt);
  return end - start > most ? "lasted_too_long" : null;
}
