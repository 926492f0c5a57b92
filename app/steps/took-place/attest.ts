/** The requester's word about one report, written inside a command's transaction. Not a command itself. */

import { eq } from "drizzle-orm";
import { actorOf, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { rulesAt } from "#app/facts/rules";
import { type AttestedAs, type AttestingWay, attestedAs, type Told } from "#app/pay/took-place";
import type { Guarded } from "#app/privacy";
import { attestations, reports } from "#db/schema";
import type { AssignmentRow } from "../live";
import { agree } from "./agree";
import type { ReportRow } from "./report";

export interface Word {
  way: AttestingWay;
  /** null: as reported. */
  told: Told | null;
  name?: Guarded | null;
  words?: Guarded | null;
}

/** Writes the word, and what follows from it: the service is agreed, or a coordinator decides. */
export function attest(work: Work, assignment: AssignmentRow, report: ReportRow, word: Word): AttestedAs {
  const { held, notHeldReason, startedAt, endedAt } = word.told ?? report;
  const told = { held, notHeldReason, startedAt, endedAt };
  const as = attestedAs(report, told, rulesAt(work, work.now)["attest.differenceMinutes"]);
  work.db
    .insert(attestations)
    .values({
      assignmentId: assignment.id,
      reportNumber: report.number,
      at: work.now,
      way: word.way,
      attestedAs: as,
      ...told,
      attestedBy: work.viewer.kind === "user" ? actorOf(work.viewer) : null,
      name: word.name ?? null,
      words: word.words ?? null,
    })
    .run();
  record(work, {
    kind: "service_attested",
    requestId: assignment.requestId,
    interpreterId: assignment.interpreterId,
    payload: { assignmentId: assignment.id, number: report.number, way: word.way, as },
  });
  if (as === "differs") stopAsking(work, assignment.id);
  else agree(work, assignment.id);
  return as;
}

function stopAsking(work: Work, assignmentId: string): void {
  work.db.update(reports).set({ askAt: null }).where(eq(reports.assignmentId, assignmentId)).run();
}
