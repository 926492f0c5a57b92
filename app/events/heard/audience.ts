/** Who hears of a complaint: coordinators that it has come, and whoever wrote it that it is decided. Nobody else. */
import { eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { complaints } from "#db/schema";
import { coordinators } from "../recipient";
import type { EventToRecord, Listener } from "../record";

const nobody = (): Listener[] => [];

export const HEARD = {
  complaint_received: (work: Work) =>
    coordinators(work).map((userId) => ({ kind: "complaint_waiting" as const, userId })),
  complaint_taken_up: nobody,
  complaint_decided: writerHears,
  complaint_closed: nobody,
  survey_sent: (_work: Work, { payload }: EventToRecord<"survey_sent">) => [
    { kind: "survey" as const, userId: payload.userId },
  ],
  evaluation_given: nobody,
  evaluation_texts_saved: nobody,
  evaluation_texts_confirmed: nobody,
};

/** Somebody without an account is phoned: the complaint's page says so. */
function writerHears(work: Work, { payload: { complaintId } }: EventToRecord<"complaint_decided">): Listener[] {
  const from = { userId: complaints.fromUserId };
  const userId = work.db.select(from).from(complaints).where(eq(complaints.id, complaintId)).get()?.userId;
  return userId ? [{ kind: "complaint_answered", userId }] : [];
}
