import { hasRole, may } from "#app/auth/policy";
import type { Viewer } from "#app/auth/viewer";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { type AttestedAs, type AttestingWay, attestationState, type WordAbout } from "#app/pay/took-place";
import type { Guarded } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { findAssignment, findRequest } from "#app/steps/live";
import { attest } from "#app/steps/took-place/attest";
import { mayObject, objectTo } from "#app/steps/took-place/object";
import { findReport, timeWrong } from "#app/steps/took-place/report";

export interface Attesting {
  services: readonly WordAbout[];
  /** Of whoever says it where nobody is signed in. */
  name?: string;
  /** About what differs. */
  words?: string;
  isVouched?: boolean;
  key?: string;
}
export type AttestRefusal =
  | "not_found"
  | "nothing_chosen"
  | "changed_meanwhile"
  | "already_attested"
  | "reason_missing"
  | "invalid_time"
  | "start_in_future"
  | "end_in_future"
  | "lasted_too_long";
export type Attested = Result<{ as: AttestedAs[] }, AttestRefusal> | TextRefusal;

const LONGEST_NAME = 120;
const LONGEST_WORDS = 1000;
/** As many as a page shows. */
const MOST = 100;

/**
 * The requester's side says what took place: as reported, or not so. Portal, link, QR code or, by a coordinator, paper: the viewer
 * says which. All or nothing. What was attested on the spot can be contradicted once, until a coordinator has decided. Refuses a report that was corrected since they saw it (`changed_meanwhile`) and one that is answered
 * (`already_attested`).
 */
export function attestServices(ctx: Ctx, { key, ...attesting }: Attesting): Attested {
  return transact(ctx, onceFor("attest_services", key, attesting), (work): Attested => {
    const { services, isVouched } = attesting;
    if (services.length === 0 || services.length > MOST) return refuse("nothing_chosen");
    const first = findAssignment(work, services[0]?.assignmentId ?? "");
    const about = { requestId: first?.requestId };
    const name = optional(work, { ...about, field: "name" }, attesting.name, LONGEST_NAME, isVouched);
    if (!name.ok) return name;
    const words = optional(work, { ...about, field: "words" }, attesting.words, LONGEST_WORDS, isVouched);
    if (!words.ok) return words;

    const way = wayOf(work.viewer);
    const as: AttestedAs[] = [];
    for (const service of services) {
      const said = attestOne(work, service, { way, name: name.value, words: service.told ? words.value : null });
      if (!said.ok) return said;
      as.push(said.value);
    }
    return ok({ as });
  });
}

function attestOne(
  work: Work,
  { assignmentId, reportNumber, told }: WordAbout,
  said: { way: AttestingWay; name: Guarded | null; words: Guarded | null },
): Result<AttestedAs, AttestRefusal> {
  const assignment = findAssignment(work, assignmentId);
  const request = findRequest(work, assignment?.requestId ?? ""); // asked for what is not there too, as for another's
  const report = findReport(work, assignmentId);
  if (!assignment || !request || !report || !may.attestService(work.viewer, request)) return refuse("not_found");
  const tookPlace = tookPlaceOf(work, [assignmentId]).get(assignmentId);
  if (!tookPlace || report.number !== reportNumber) return refuse("changed_meanwhile");
  const contradicts = told !== null && mayObject(work, assignment, tookPlace);
  if (attestationState(tookPlace) !== "waiting" && !contradicts) return refuse("already_attested");
  if (told && !told.held && !told.notHeldReason) return refuse("reason_missing");
  const { startedAt, endedAt } = told ?? {};
  if (startedAt && endedAt) {
    const wrong = timeWrong(work.now, assignment, startedAt, endedAt);
    if (wrong) return refuse(wrong);
  }
  if (contradicts) {
    objectTo(work, assignment, tookPlace, told);
    return ok("differs");
  }
  return ok(attest(work, assignment, report, { ...said, told }));
}

function wayOf(viewer: Viewer): AttestingWay {
  if (viewer.kind === "attester") return viewer.way;
  return hasRole(viewer, "requester") ? "portal" : "paper";
}

function optional(
  work: Work,
  about: { field: string; requestId?: string | undefined },
  typed: string | undefined,
  longest: number,
  isVouched: boolean | undefined,
) {
  return typed?.trim() ? passText(work, about, typed, { longest, isVouched }) : ok<Guarded | null>(null);
}
