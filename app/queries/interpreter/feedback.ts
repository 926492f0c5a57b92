import { and, eq } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { assignments } from "#db/schema";
import { jobForInterpreter } from "./jobs";

/** What an interpreter can say something about: one of their jobs. null when it is not there or not theirs. */
export function feedbackOfInterpreter(ctx: Ctx<UserViewer>, assignmentId: string) {
  const job = jobForInterpreter(ctx, assignmentId);
  if (!job) return null;
  const theirs = and(eq(assignments.id, assignmentId), eq(assignments.interpreterId, ctx.viewer.interpreterId ?? ""));
  const row = ctx.db.select({ requestId: assignments.requestId }).from(assignments).where(theirs).get();
  if (!row) return null;
  const { reference, language, start, end } = job.request;
  return { id: job.id, requestId: row.requestId, reference, language, interval: { start, end } };
}
