import { and, asc, eq, isNotNull, lte } from "drizzle-orm";
import { type Ctx, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { type AskedStep, nextAsked, stepAfter } from "#app/pay/attesting";
import { ok } from "#app/result";
import { findAssignment } from "#app/steps/live";
import { attest } from "#app/steps/took-place/attest";
import { findReport, type ReportRow } from "#app/steps/took-place/report";
import { assignments, reports } from "#db/schema";

/** How many one tick asks about; the rest waits for the next. */
const BATCH = 100;

/**
 * Asks those again who have not said whether it took place as reported, warns them, and in the end takes their silence for a yes,
 * which stays marked as such. One letter for a request, however many came. Returns how many reports something was done about.
 */
export function chaseAttestations(ctx: Ctx): number {
  const due = ctx.db
    .select({ assignmentId: reports.assignmentId, requestId: assignments.requestId })
    .from(reports)
    .innerJoin(assignments, eq(assignments.id, reports.assignmentId))
    .where(and(isNotNull(reports.askAt), lte(reports.askAt, ctx.now)))
    .orderBy(asc(reports.askAt))
    .limit(BATCH)
    .all();
  const byRequest = new Map<string, typeof due>();
  for (const row of due) byRequest.set(row.requestId, [...(byRequest.get(row.requestId) ?? []), row]);
  let done = 0;
  for (const [requestId, rows] of byRequest) {
    const steps = transact(ctx, (work) => {
      const taken = rows.flatMap(({ assignmentId }) => chase(work, assignmentId) ?? []);
      const number = Math.max(...taken.flatMap((step) => (step === "silence" ? [] : [step === "last" ? 2 : 1])), 0);
      if (number > 0) record(work, { kind: "attestation_asked_again", requestId, payload: { isLast: number === 2 } });
      return ok(taken.length);
    });
    done += steps.value;
  }
  return done;
}

/** What is due for one report, by the rules of today; null when nothing is. */
function chase(work: Work, assignmentId: string): AskedStep | null {
  const report = findReport(work, assignmentId);
  if (!report || report.askAt === null || report.askAt > work.now) return null;
  const [rules, calendar] = [rulesAt(work, work.now), workCalendarAt(work, work.now)];
  const { step, at } = nextAsked(rules, calendar, report.reportedAt, report.askedAgain);
  if (at > work.now) {
    change(work, assignmentId, { askAt: at });
    return null;
  }
  if (step === "silence") return confirm(work, report);
  const askedAgain = report.askedAgain + 1;
  change(work, assignmentId, { askedAgain, askAt: stepAfter(rules, calendar, work.now, { ...report, askedAgain }) });
  return step;
}

function confirm(work: Work, report: ReportRow): AskedStep | null {
  const assignment = findAssignment(work, report.assignmentId);
  if (!assignment) return null;
  attest(work, assignment, report, { way: "silence", told: null });
  return "silence";
}

function change(work: Work, assignmentId: string, set: Partial<ReportRow>): void {
  work.db.update(reports).set(set).where(eq(reports.assignmentId, assignmentId)).run();
}
