/** What is asked to be corrected after both sides had agreed, ended inside a command's transaction. Not a command itself. */
import { and, eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import type { CorrectionEnd, Said } from "#app/pay/took-place";
import { invariant } from "#app/result";
import { correctionsAsked } from "#db/schema";
import { type CorrectionAsked, findReport, type ReportRow, replaceReport } from "./report";

export function endCorrection(work: Work, { assignmentId, askedAt }: CorrectionAsked, endedAs: CorrectionEnd): void {
  work.db
    .update(correctionsAsked)
    .set({ endedAt: work.now, endedAs })
    .where(and(eq(correctionsAsked.assignmentId, assignmentId), eq(correctionsAsked.askedAt, askedAt)))
    .run();
}

/** The report says it from now on; whose word makes it hold, its caller writes next. */
export function takeOver(work: Work, asked: CorrectionAsked, said: Said): ReportRow {
  const before = findReport(work, asked.assignmentId);
  invariant(before, "what is corrected was reported");
  replaceReport(work, before, said, asked.askedBy);
  const after = findReport(work, asked.assignmentId);
  invariant(after, "it was written just now");
  return after;
}
