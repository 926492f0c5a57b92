import { and, count, eq, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { type ComplaintKind, complaintDueAt, LONGEST_COMPLAINT, MOST_OPEN, type Side } from "#app/heard/complaint";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { type AssignmentRow, findAssignment, findRequest, type RequestRow } from "#app/steps/live";
import { callers, complaints, users } from "#db/schema";

export interface ComplaintToAdd {
  requestId: string;
  kind: ComplaintKind;
  words: string;
  side: Side;
  /** Of whoever says it, where that is an interpreter. */
  byAssignmentId?: string | null;
  /** Of the interpreter it is about; null: about the service, or the other side. */
  aboutAssignmentId?: string | null;
  isVouched?: boolean;
  key?: string;
}

/**
 * A complaint or praise about a request, by whoever asked or whoever interpreted, or by a coordinator for somebody who phoned. Refusals:
 * `not_found`, `words_missing`, `too_many_open`, and the guard's of free text.
 */
export function addComplaint(
  ctx: Ctx<UserViewer>,
  { key, ...given }: ComplaintToAdd,
): Result<{ complaintId: string }, "not_found" | "words_missing" | "too_many_open"> | TextRefusal {
  return transact(ctx, onceFor("add_complaint", key, given), (work) => {
    const { kind, side, isVouched } = given;
    const request = findRequest(work, given.requestId);
    const by = jobOf(work, given.requestId, side === "interpreter" ? given.byAssignmentId : null);
    const about = jobOf(work, given.requestId, side === "requester" ? given.aboutAssignmentId : null);
    if (!request || !mayComplain(work, given, request, by) || about === undefined) return refuse("not_found");
    if (given.words.trim() === "") return refuse("words_missing");
    const words = passText(work, { field: "words" }, given.words, { longest: LONGEST_COMPLAINT, isVouched });
    if (!words.ok) return words;
    const fromUserId = speakerOf(work, request, by);
    if (openOf(work, request.id, side, fromUserId) >= MOST_OPEN) return refuse("too_many_open");
    const days = rulesAt(work, work.now)["complaint.workingDays"];
    const complaintId = newId();
    work.db
      .insert(complaints)
      .values({
        ...{ id: complaintId, kind, side, requestId: request.id, words: words.value, fromUserId },
        byAssignmentId: by?.id ?? null,
        aboutAssignmentId: about?.id ?? null,
        writtenBy: work.viewer.userId,
        receivedAt: work.now,
        dueAt: kind === "complaint" ? complaintDueAt(workCalendarAt(work, work.now), work.now, days) : null,
      })
      .run();
    record(work, { kind: "complaint_received", payload: { complaintId } });
    return ok({ complaintId });
  });
}

/** null where none is named, undefined where the named one is not of this request. */
function jobOf(work: Work, requestId: string, id: string | null | undefined): AssignmentRow | null | undefined {
  if (!id) return null;
  const job = findAssignment(work, id);
  return job?.requestId === requestId ? job : undefined;
}

function mayComplain(
  { viewer }: Work,
  { side }: ComplaintToAdd,
  { organisationId }: RequestRow,
  by: AssignmentRow | null | undefined,
): boolean {
  if (side === "requester") return may.complain(viewer, { organisationId, interpreterId: null });
  return !!by && may.complain(viewer, { organisationId: null, interpreterId: by.interpreterId });
}

/** Who reads the answer: whoever writes it, or for whom a coordinator does, where they have an account. */
function speakerOf(work: Work<UserViewer>, request: RequestRow, by: AssignmentRow | null | undefined): string | null {
  const { viewer } = work;
  if (viewer.organisationId !== null || viewer.interpreterId !== null) return viewer.userId;
  if (by) return accountOf(work, eq(users.interpreterId, by.interpreterId));
  const isCaller = work.db
    .select({ id: callers.requestId })
    .from(callers)
    .where(eq(callers.requestId, request.id))
    .get();
  return isCaller ? null : accountOf(work, and(eq(users.id, request.requesterId), eq(users.role, "requester")));
}

function accountOf({ db }: Work, who: ReturnType<typeof and>): string | null {
  const open = and(who, isNull(users.disabledAt));
  return db.select({ id: users.id }).from(users).where(open).get()?.id ?? null;
}

function openOf({ db }: Work, requestId: string, side: Side, fromUserId: string | null): number {
  const theirs = fromUserId === null ? isNull(complaints.fromUserId) : eq(complaints.fromUserId, fromUserId);
  const open = and(isNull(complaints.decidedAt), isNull(complaints.closedAt));
  const ofRequest = and(eq(complaints.requestId, requestId), theirs, eq(complaints.side, side), open);
  return db.select({ open: count() }).from(complaints).where(ofRequest).get()?.open ?? 0;
}
