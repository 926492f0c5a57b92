/** What is told of complaints: that there is one, or an answer, and where it can be read by whoever signs in. */
import { eq } from "drizzle-orm";
import { ok, refuse } from "#app/result";
import { complaints } from "#db/schema";
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

function complaintOf({ db }: Reading, { event }: Notice) {
  if (!("complaintId" in event.payload)) return undefined;
  return db.select().from(complaints).where(eq(complaints.id, event.payload.complaintId)).get();
}
