import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { rulesAt } from "#app/facts/rules";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { MINUTE } from "#app/time";
import { assignments, offers } from "#db/schema";

export type GiveBackRefusal = "not_found" | "already_released" | "too_late";

/** An interpreter gives a job back, until the hours before it that the rules set; `too_late` after: then by phone. */
export function withdrawAssignment(
  ctx: Ctx,
  { assignmentId, key }: { assignmentId: string; key?: string },
): Result<{ requestId: string }, GiveBackRefusal> {
  return transact(
    ctx,
    (tx): Result<{ requestId: string }, GiveBackRefusal> => {
      const assignment = tx.select().from(assignments).where(eq(assignments.id, assignmentId)).get();
      if (!assignment || !may.withdrawAssignment(ctx.viewer, assignment)) return refuse("not_found");
      if (assignment.releasedAt !== null) return refuse("already_released");
      const latest = assignment.startAt - rulesAt(tx, ctx.now)["withdraw.untilMinutesBefore"] * MINUTE;
      if (ctx.now > latest) return refuse("too_late");

      const { requestId, interpreterId, offerId, slot } = assignment;
      const released = { releasedAt: ctx.now, releasedBy: actorOf(ctx.viewer), releaseReason: "withdrawn" };
      tx.update(assignments).set(released).where(eq(assignments.id, assignmentId)).run();
      if (offerId) tx.update(offers).set({ status: "withdrawn" }).where(eq(offers.id, offerId)).run();
      record(tx, ctx, { kind: "assignment_withdrawn", requestId, interpreterId, payload: { assignmentId, slot } });
      dispatchRequest(tx, ctx, requestId);
      return ok({ requestId });
    },
    key,
  );
}
