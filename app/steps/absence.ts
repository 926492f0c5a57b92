/** The days on which a person is away. Not a command itself. */
import { and, eq, lt } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { newId, type Work } from "#app/context.server";
import { startWrong } from "#app/dispatch/request-questions";
import { type AbsenceKind, isGone } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { isLiveJob, isNotOver } from "#app/facts/live";
import { ok, type Result, refuse } from "#app/result";
import { DAY, type Instant, instantFrom } from "#app/time";
import { absences, assignments, interpreters } from "#db/schema";

/** Longer than this is not an absence but a change of status. */
const LONGEST = 366 * DAY;

export interface Absence {
  interpreterId: string;
  startAt: Instant;
  endAt: Instant;
  kind: AbsenceKind;
}
export type AbsenceRefusal = "not_found" | "absence_order" | "absence_over" | "absence_too_far" | "absence_too_long";

/**
 * A person will be away. Accepted jobs under the absence stay theirs: they are named in `affects`, and coordinators hear.
 * Refuses `not_found`, `absence_order` (ends before it starts), `absence_over`, `absence_too_far` (begins more than a year
 * ahead) and `absence_too_long` (more than a year).
 */
export function enterAbsence(
  work: Work,
  { interpreterId, startAt, endAt, kind }: Absence,
): Result<{ absenceId: string; affects: string[] }, AbsenceRefusal> {
  if (!mayEditDaysOf(work, interpreterId)) return refuse("not_found");
  if (endAt <= startAt) return refuse("absence_order");
  if (endAt <= work.now) return refuse("absence_over");
  if (startWrong(startAt, work.now) === "too_far_ahead") return refuse("absence_too_far");
  if (endAt - startAt > LONGEST) return refuse("absence_too_long");

  const affects = work.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.interpreterId, interpreterId),
        isLiveJob(),
        isNotOver(instantFrom(Math.max(startAt, work.now)), "assignments"),
        lt(assignments.startAt, endAt),
      ),
    )
    .orderBy(assignments.startAt)
    .all()
    .map((job) => job.id);
  const absenceId = newId();
  work.db.insert(absences).values({ id: absenceId, interpreterId, startAt, endAt, kind, createdAt: work.now }).run();
  const payload = { absenceId, start: startAt, end: endAt, kind, affects };
  record(work, { kind: "absence_added", interpreterId, payload });
  return ok({ absenceId, affects });
}

/** There is such a person, not erased, whose hours and absences the viewer may enter. */
export function mayEditDaysOf({ db, viewer }: Work, interpreterId: string): boolean {
  const person = db
    .select({ status: interpreters.status })
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId))
    .get();
  return person !== undefined && !isGone(person.status) && may.editAvailability(viewer, { id: interpreterId });
}
