import { isConfirmationCode } from "#app/auth/attest-link.server";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { attestationState } from "#app/pay/took-place";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { findAssignment } from "#app/steps/live";
import { attest } from "#app/steps/took-place/attest";
import { findReport } from "#app/steps/took-place/report";
import { signatures } from "#db/schema";

export interface OnTheSpot {
  assignmentId: string;
  reportNumber: number;
  /** Of whoever attests. */
  name: string;
  /** What their finger drew, as an SVG path, or the code of their confirmation. */
  by: { drawn: string } | { code: string };
  isVouched?: boolean;
  key?: string;
}
export type OnTheSpotRefusal =
  | "not_found"
  | "name_missing"
  | "changed_meanwhile"
  | "already_attested"
  | "signature_missing"
  | "code_wrong";

const LONGEST_NAME = 120;

/**
 * Whoever is there for the requester attests on the interpreter's device: as reported, with their name and a signature, or with the
 * code that stands in the confirmation. Whoever tries codes is slowed down by the route.
 */
export function attestOnTheSpot(
  ctx: Ctx,
  { key, ...said }: OnTheSpot,
): Result<{ requestId: string }, OnTheSpotRefusal> | TextRefusal {
  const { assignmentId, by } = said;
  return transact(
    ctx,
    onceFor("attest_on_the_spot", key, said),
    (work): Result<{ requestId: string }, OnTheSpotRefusal> | TextRefusal => {
      const assignment = findAssignment(work, assignmentId);
      const report = findReport(work, assignmentId);
      if (!assignment || !report || !may.reportAssignment(work.viewer, assignment)) return refuse("not_found");
      const { requestId } = assignment;
      const tookPlace = tookPlaceOf(work, [assignmentId]).get(assignmentId);
      if (!tookPlace || report.number !== said.reportNumber) return refuse("changed_meanwhile");
      if (attestationState(tookPlace) !== "waiting") return refuse("already_attested");
      if (!said.name.trim()) return refuse("name_missing");
      if ("drawn" in by && !isDrawn(by.drawn)) return refuse("signature_missing");
      if ("code" in by && !isConfirmationCode(requestId, by.code)) return refuse("code_wrong");
      const name = passText(work, { field: "name", requestId }, said.name, {
        longest: LONGEST_NAME,
        isVouched: said.isVouched,
      });
      if (!name.ok) return name;

      if ("drawn" in by)
        work.db
          .insert(signatures)
          .values({ assignmentId, reportNumber: report.number, at: work.now, drawn: by.drawn })
          .run();
      attest(work, assignment, report, { way: "drawn" in by ? "signature" : "code", told: null, name: name.value });
      return ok({ requestId });
    },
  );
}

/** Lines in a box of 600 by 200 and nothing else, long enough to be somebody's hand. */
function isDrawn(path: string): boolean {
  return path.length >= 40 && path.length <= 20_000 && /^(?:[ML]\d{1,3} \d{1,3})+$/.test(path);
}
