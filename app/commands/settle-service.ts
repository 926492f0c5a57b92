import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { attestationState, type SettledAs, type TookPlace } from "#app/pay/took-place";
import type { Guarded } from "#app/privacy";
import { invariant, ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { findAssignment, findRequest } from "#app/steps/live";
import { agree } from "#app/steps/took-place/agree";
import { findReport, type ReportTold, saidOf, type ToldRefusal } from "#app/steps/took-place/report";
import { settlements } from "#db/schema";

export interface Settling {
  assignmentId: string;
  /** The report that they saw. */
  reportNumber: number;
  as: SettledAs;
  /** Where neither version stands. */
  own?: Pick<ReportTold, "held" | "notHeldReason" | "startedAt" | "endedAt" | "breakMinutes" | "waitingMinutes">;
  /** Required where neither version stands. */
  reason?: string;
  isVouched?: boolean;
  key?: string;
}
export type SettleRefusal =
  | "not_found"
  | "changed_meanwhile"
  | "already_agreed"
  | "nothing_said"
  | "settle_reason_missing"
  | ToldRefusal;
type Settled = Result<{ requestId: string }, SettleRefusal> | TextRefusal;

const LONGEST_REASON = 500;

/**
 * A coordinator decides what took place: as the interpreter says, as the requester says, or otherwise, with a reason. Refuses what
 * both sides agree about (`already_agreed`), and the requester's version while they have said none (`nothing_said`).
 */
export function settleService(ctx: Ctx, { key, ...settling }: Settling): Settled {
  const { assignmentId, reportNumber, as, isVouched } = settling;
  return transact(ctx, onceFor("settle_service", key, settling), (work): Settled => {
    const assignment = findAssignment(work, assignmentId);
    const report = findReport(work, assignmentId);
    if (!assignment || !report || !may.dispatch(work.viewer) || work.viewer.kind !== "user") return refuse("not_found");
    const { requestId, interpreterId } = assignment;
    const tookPlace = tookPlaceOf(work, [assignmentId]).get(assignmentId);
    if (!tookPlace || report.number !== reportNumber) return refuse("changed_meanwhile");
    const state = attestationState(tookPlace);
    if (state !== "disputed" && state !== "waiting") return refuse("already_agreed");
    if (as === "attestation" && !tookPlace.attestation) return refuse("nothing_said");
    const told = versionOf(work, tookPlace, settling);
    if (!told.ok) return told;
    const typed = settling.reason?.trim() ?? "";
    if (as === "own" && typed === "") return refuse("settle_reason_missing");
    const reason =
      typed === ""
        ? ok<Guarded | null>(null)
        : passText(work, { field: "reason", requestId }, typed, { longest: LONGEST_REASON, isVouched });
    if (!reason.ok) return reason;

    work.db
      .insert(settlements)
      .values({
        ...{ assignmentId, reportNumber, at: work.now, by: work.viewer.userId, settledAs: as },
        ...{ ...told.value, reason: reason.value },
      })
      .run();
    agree(work, assignmentId);
    record(work, {
      kind: "service_settled",
      requestId,
      interpreterId,
      payload: { assignmentId, number: reportNumber, as },
    });
    return ok({ requestId });
  });
}

/** What holds from now on; of breaks and waiting only the interpreter speaks, or the coordinator. */
function versionOf(work: Work, { report, attestation }: TookPlace, { assignmentId, as, own }: Settling) {
  const assignment = findAssignment(work, assignmentId);
  const request = assignment && findRequest(work, assignment.requestId);
  invariant(assignment && request, "it was found before");
  const { breakMinutes, waitingMinutes } = report;
  if (as === "own") {
    if (!own) return refuse("reason_missing");
    const said = saidOf(work, assignment, request, { ...own, endedEarly: true });
    return said.ok ? ok(told(said.value, said.value)) : said;
  }
  return ok(told(as === "attestation" && attestation ? attestation : report, { breakMinutes, waitingMinutes }));
}

function told(
  {
    held,
    notHeldReason,
    startedAt,
    endedAt,
  }: Pick<TookPlace["report"], "held" | "notHeldReason" | "startedAt" | "endedAt">,
  { breakMinutes, waitingMinutes }: { breakMinutes: number; waitingMinutes: number },
) {
  return { held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes };
}
