/** A word against what was attested on the spot, written inside a command's transaction. Not a command itself. */
import { hasRole } from "#app/auth/policy";
import type { Viewer } from "#app/auth/viewer";
import { actorOf, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { objectedTo } from "#app/facts/took-place/of-requests";
import { canBeContradicted, type Told, type TookPlace } from "#app/pay/took-place";
import { correctionsAsked } from "#db/schema";
import type { AssignmentRow } from "../live";
import { openCorrection } from "./report";

/** Whether this viewer may still say that it was otherwise: once, by letter or portal, never by what the interpreter's screen shows. */
export function mayObject(work: Work, assignment: AssignmentRow, tookPlace: TookPlace): boolean {
  if (!speaksForRequester(work.viewer) || !canBeContradicted(tookPlace) || openCorrection(work, assignment.id))
    return false;
  return !objectedTo(work, [{ assignmentId: assignment.id, report: tookPlace.report }]).has(assignment.id);
}

/** What was attested holds until a coordinator decides between it and what is said now. */
export function objectTo(work: Work, assignment: AssignmentRow, { report }: TookPlace, told: Told): void {
  const { number, reportedAt: _, agreedAt: __, ...said } = report;
  work.db
    .insert(correctionsAsked)
    .values({
      ...{ assignmentId: assignment.id, number, askedAt: work.now, refusedAt: work.now },
      ...{ said: { ...said, ...told }, askedBy: actorOf(work.viewer) },
    })
    .run();
  record(work, {
    kind: "service_objected",
    requestId: assignment.requestId,
    interpreterId: assignment.interpreterId,
    payload: { assignmentId: assignment.id, number },
  });
}

function speaksForRequester(viewer: Viewer): boolean {
  return viewer.kind === "attester" ? viewer.way === "link" : hasRole(viewer, "requester");
}
