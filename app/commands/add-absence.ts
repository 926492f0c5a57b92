import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Result } from "#app/result";
import { type Absence, type AbsenceRefusal, enterAbsence } from "#app/steps/absence";

/** A person will be away, with the answers and refusals of `enterAbsence`. */
export function addAbsence(
  ctx: Ctx,
  { key, ...absence }: Absence & { key?: string },
): Result<{ absenceId: string; affects: string[] }, AbsenceRefusal> {
  return transact(ctx, onceFor("add_absence", key, absence), (work) => enterAbsence(work, absence));
}
