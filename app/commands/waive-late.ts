import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { assignments, lateWaivers, requests, statementRows } from "#db/schema";

/**
 * A coordinator lets a late cancellation pass: nothing is owed for it. Refusals: `not_found`, `reason_missing`, `already_approved`,
 * `already_waived`, and what the guard of free text refuses.
 */
export function waiveLate(
  ctx: Ctx,
  {
    key,
    ...given
  }: { assignmentId: string; reason: string; isVouched?: boolean | undefined; key?: string | undefined },
) {
  return transact(ctx, onceFor("waive_late", key, given), (work) => {
    const { assignmentId } = given;
    if (!may.approveStatements(work.viewer)) return refuse("not_found");
    const job = work.db
      .select({ requestId: assignments.requestId, interpreterId: assignments.interpreterId })
      .from(assignments)
      .innerJoin(requests, eq(requests.id, assignments.requestId))
      .where(
        and(
          eq(assignments.id, assignmentId),
          eq(requests.cancelledLate, true),
          eq(assignments.releasedAt, requests.cancelledAt),
        ),
      )
      .get();
    if (!job) return refuse("not_found");
    const paid = work.db
      .select({ id: statementRows.id })
      .from(statementRows)
      .where(and(eq(statementRows.assignmentId, assignmentId), eq(statementRows.kind, "cancellation")))
      .get();
    if (paid) return refuse("already_approved");
    const before = work.db.select().from(lateWaivers).where(eq(lateWaivers.assignmentId, assignmentId)).get();
    if (before) return refuse("already_waived");
    if (given.reason.trim() === "") return refuse("reason_missing");
    const reason = passText(work, { field: "reason", requestId: job.requestId }, given.reason, {
      longest: 500,
      isVouched: given.isVouched,
    });
    if (!reason.ok) return reason;
    work.db
      .insert(lateWaivers)
      .values({ assignmentId, at: work.now, waivedBy: actorOf(work.viewer), reason: reason.value })
      .run();
    record(work, { kind: "late_waived", ...job, payload: { assignmentId } });
    return ok({ assignmentId });
  });
}
