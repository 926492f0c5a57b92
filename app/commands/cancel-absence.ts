import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { absences } from "#db/schema";

/**
 * The person will be there after all. Refuses `not_found`, also when it is not `of` the person who was meant, and
 * `absence_over`; one already cancelled stays so.
 */
export function cancelAbsence(
  ctx: Ctx,
  { absenceId, of, key }: { absenceId: string; of?: string; key?: string },
): Result<{ absenceId: string }, "not_found" | "absence_over"> {
  return transact(ctx, onceFor("cancel_absence", key, { absenceId }), (work) => {
    const absence = work.db.select().from(absences).where(eq(absences.id, absenceId)).get();
    if (!absence || (of !== undefined && absence.interpreterId !== of)) return refuse("not_found");
    if (!may.editAvailability(work.viewer, { id: absence.interpreterId })) return refuse("not_found");
    if (absence.cancelledAt !== null) return ok({ absenceId });
    if (absence.endAt <= work.now) return refuse("absence_over");

    work.db.update(absences).set({ cancelledAt: work.now }).where(eq(absences.id, absence.id)).run();

    record(work, { kind: "absence_cancelled", interpreterId: absence.interpreterId, payload: { absenceId } });
    return ok({ absenceId });
  });
}
