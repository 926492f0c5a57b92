/** What is told of complaints: that there is one, or an answer, and where it can be read by whoever signs in. */
import { eq } from "drizzle-orm";
import { surveyToken, tokenHash } from "#app/auth/link-token.server";
import { ok, refuse } from "#app/result";
import { complaints, surveyLinks } from "#db/schema";
import type { Notice, Reading, Told } from "../message";

export function complaintToHandle(ctx: Reading, notice: Notice): Told {
  const complaint = complaintOf(ctx, notice);
  if (!complaint || complaint.decidedAt !== null || complaint.closedAt !== null) return refuse("decided");
  return ok({ opens: { page: "coordinator_complaint", complaintId: complaint.id } });
}

export function complaintDecided(ctx: Reading, notice: Notice): Told {
  const complaint = complaintOf(ctx, notice);
  if (!complaint || complaint.answer === null) return refuse("request_ended");
  const { byAssignmentId, requestId } = complaint;
  return ok({
    opens: byAssignmentId
      ? { page: "job_feedback", assignmentId: byAssignmentId }
      : { page: "institution_feedback", requestId },
  });
}

export function surveyToAnswer(ctx: Reading, { event }: Notice): Told {
  if (event.kind !== "survey_sent") return refuse("link_over");
  const token = surveyToken(event.payload.period, event.payload.userId);
  const row = ctx.db
    .select()
    .from(surveyLinks)
    .where(eq(surveyLinks.linkHash, tokenHash(token)))
    .get();
  if (!row || row.isUsed || row.closesAt <= ctx.now) return refuse("link_over");
  return ok({ due: row.closesAt, opens: { page: "survey", token } });
}

function complaintOf({ db }: Reading, { event }: Notice) {
  if (!("complaintId" in event.payload)) return undefined;
  return db.select().from(complaints).where(eq(complaints.id, event.payload.complaintId)).get();
}
