import { and, eq, gt, lt } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, transact } from "#app/context.server";
import { startWrong } from "#app/dispatch/request-questions";
import type { AbsenceKind } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { isLiveJob } from "#app/facts/live";
import { ok, type Result, refuse } from "#app/result";
import { DAY, type Instant } from "#app/time";
import { absences, assignments, interpreters } from "#db/schema";

/** Longer than this is not an absence but a change of status. */
const LONGEST = 366 * DAY;

export interface AbsenceToAdd {
  interpreterId: string;
  startAt: Instant;
  endAt: Instant;
  kind: AbsenceKind;
  key?: string;
}

/**
 * A person will be away. Accepted jobs under the absence stay theirs: they are named in `affects`, and coordinators hear.
 * Refuses `not_found`, `absence_order` (ends before it starts), `absence_over`, `absence_too_far` (begins more than a year
 * ahead) and `absence_too_long` (more than a year).
 */
export function addAbsence(ctx: Ctx, { interpreterId, startAt, endAt, kind, key }: AbsenceToAdd) {
  return transact(
    ctx,
    (work): Result<{ absenceId: string; affects: string[] }, "not_found" | AbsenceRefusal> => {
      const person = work.db
        .select({ id: interpreters.id, status: interpreters.status })
        .from(interpreters)
        .where(eq(interpreters.id, interpreterId))
        .get();
      if (!person || person.status === "erased" || !may.editAvailability(work.viewer, person))
        return refuse("not_found");

      const wrong = whatIsWrong(work.now, startAt, endAt);
      if (wrong) return refuse(wrong);

      const affects = work.db
        .select({ id: assignments.id })
        .from(assignments)
        .where(
          and(
            eq(assignments.interpreterId, person.id),
            isLiveJob(),
            lt(assignments.startAt, endAt),
            gt(assignments.endAt, startAt),
            gt(assignments.endAt, work.now),
          ),
        )
        .orderBy(assignments.startAt)
        .all()
        .map((job) => job.id);
      const absenceId = newId();
      work.db
        .insert(absences)
        .values({ id: absenceId, interpreterId: person.id, startAt, endAt, kind, createdAt: work.now })
        .run();

      record(work, {
        kind: "absence_added",
        interpreterId: person.id,
        payload: { absenceId, start: startAt, end: endAt, kind, affects },
      });
      return ok({ absenceId, affects });
    },
    key,
  );
}

type AbsenceRefusal = "absence_order" | "absence_over" | "absence_too_far" | "absence_too_long";

function whatIsWrong(now: Instant, startAt: Instant, endAt: Instant): AbsenceRefusal | null {
  if (endAt <= startAt) return "absence_order";
  if (endAt <= now) return "absence_over";
  if (startWrong(startAt, now) === "too_far_ahead") return "absence_too_far";
  return endAt - startAt > LONGEST ? "absence_too_long" : null;
}
