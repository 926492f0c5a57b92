import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { rulesAt } from "#app/facts/rules";
import { LONGEST_COMPLAINT } from "#app/heard/complaint";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { DAY, instantFrom } from "#app/time";
import { complaints } from "#db/schema";

interface Handling {
  complaintId: string;
  key?: string;
}

/** A coordinator looks into it. Refusals: `not_found`, `decided`. */
export function takeUpComplaint(
  ctx: Ctx<UserViewer>,
  { complaintId, key }: Handling,
): Result<null, "not_found" | "decided"> {
  return transact(ctx, onceFor("take_up_complaint", key, { complaintId }), (work) => {
    const complaint = complaintOf(work, complaintId);
    if (!complaint) return refuse("not_found");
    if (complaint.decidedAt !== null || complaint.closedAt !== null) return refuse("decided");
    if (complaint.examinedAt !== null) return ok(null);
    set(work, complaintId, { examinedAt: work.now, examinedBy: work.viewer.userId });
    record(work, { kind: "complaint_taken_up", payload: { complaintId } });
    return ok(null);
  });
}

/**
 * Whether it is upheld, once, and the answer, which whoever wrote it is told of by mail and reads on their own page. Refusals:
 * `not_found`, `decided`, `answer_missing`, and the guard's of free text.
 */
export function decideComplaint(
  ctx: Ctx<UserViewer>,
  { key, ...given }: Handling & { isUpheld: boolean; answer: string; isVouched?: boolean },
): Result<null, "not_found" | "decided" | "answer_missing"> | TextRefusal {
  return transact(ctx, onceFor("decide_complaint", key, given), (work) => {
    const { complaintId, isUpheld, isVouched } = given;
    const complaint = complaintOf(work, complaintId);
    if (complaint?.kind !== "complaint") return refuse("not_found");
    if (complaint.decidedAt !== null || complaint.closedAt !== null) return refuse("decided");
    if (given.answer.trim() === "") return refuse("answer_missing");
    const answer = passText(work, { field: "answer" }, given.answer, { longest: LONGEST_COMPLAINT, isVouched });
    if (!answer.ok) return answer;
    const by = work.viewer.userId;
    set(work, complaintId, {
      ...(complaint.examinedAt === null && { examinedAt: work.now, examinedBy: by }),
      ...{ decidedAt: work.now, decidedBy: by, upheld: isUpheld, answer: answer.value, forgetAt: forgetAt(work) },
    });
    record(work, { kind: "complaint_decided", payload: { complaintId } });
    return ok(null);
  });
}

/** Nothing is left to be done: the answer to a complaint has reached whoever wrote it, praise was read. Refusals: `not_found`, `undecided`. */
export function closeComplaint(
  ctx: Ctx<UserViewer>,
  { complaintId, key }: Handling,
): Result<null, "not_found" | "undecided"> {
  return transact(ctx, onceFor("close_complaint", key, { complaintId }), (work) => {
    const complaint = complaintOf(work, complaintId);
    if (!complaint) return refuse("not_found");
    if (complaint.kind === "complaint" && complaint.decidedAt === null) return refuse("undecided");
    if (complaint.closedAt !== null) return ok(null);
    set(work, complaintId, { closedAt: work.now, forgetAt: forgetAt(work) });
    record(work, { kind: "complaint_closed", payload: { complaintId } });
    return ok(null);
  });
}

function complaintOf(work: Work, id: string) {
  if (!may.examineComplaint(work.viewer)) return undefined;
  return work.db.select().from(complaints).where(eq(complaints.id, id)).get();
}

function set(work: Work, id: string, values: Partial<typeof complaints.$inferInsert>): void {
  work.db.update(complaints).set(values).where(eq(complaints.id, id)).run();
}

function forgetAt(work: Work) {
  return instantFrom(work.now + rulesAt(work, work.now)["complaint.keepDays"] * DAY);
}
