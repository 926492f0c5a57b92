import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { applicationById } from "#app/facts/institutions/applications";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { closeApplication } from "#app/steps/institutions/close-application";

/**
 * A coordinator says no, and why: whoever asked is told by mail, and reads the reason behind their link. Refusals: `not_found`, `decided`,
 * `reason_missing`, and what the guard of free text refuses.
 */
export function refuseApplicant(
  ctx: Ctx,
  { key, ...given }: { applicationId: string; reason: string; isVouched?: boolean; key?: string },
): Result<null, "not_found" | "decided" | "reason_missing"> | TextRefusal {
  return transact(ctx, onceFor("refuse_applicant", key, given), (work) => {
    const application = applicationById(work, given.applicationId);
    if (!application || application.confirmedAt === null || !may.decideApplication(work.viewer))
      return refuse("not_found");
    if (application.decidedAt !== null) return refuse("decided");
    if (given.reason.trim() === "") return refuse("reason_missing");
    const reason = passText(work, { field: "reason" }, given.reason, { longest: 500, isVouched: given.isVouched });
    if (!reason.ok) return reason;
    closeApplication(work, application.id, { outcome: "refused", reason: reason.value });
    record(work, { kind: "application_refused", payload: { applicationId: application.id } });
    return ok(null);
  });
}
