/** Jobs as cards, with whatever a proposal about them shows. */

import { and, asc, eq, lt } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isNotOver, isStanding } from "#app/facts/live";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import type { Interval } from "#app/time";
import { assignments, interpreters, requests } from "#db/schema";

export interface JobCard extends RequestHead {
  assignmentId: string;
  /** The request's version that was looked at. */
  version: number;
}

export type JobRow = ReturnType<typeof jobsWithin>[number];

/** Live and released jobs of a person that touch the time. */
export function jobsWithin(ctx: Pick<Ctx, "db">, interpreterId: string, { start, end }: Interval) {
  return cardsWhere(
    ctx,
    and(eq(assignments.interpreterId, interpreterId), lt(assignments.startAt, end), isNotOver(start, "assignments")),
  );
}

/** Jobs of standing requests, earliest first. */
export function cardsWhere(ctx: Pick<Ctx, "db">, condition: Parameters<typeof and>[0]) {
  return ctx.db
    .select({
      assignmentId: assignments.id,
      slot: assignments.slot,
      interpreterId: assignments.interpreterId,
      person: interpreters.name,
      gender: interpreters.gender,
      start: assignments.startAt,
      end: assignments.endAt,
      releasedAt: assignments.releasedAt,
      overruled: assignments.overruled,
      ...headColumns,
      version: requests.version,
      pivot: requests.pivotLanguage,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(and(condition, isStanding()))
    .orderBy(asc(assignments.startAt), asc(assignments.id))
    .limit(500)
    .all()
    .map(({ start, end, ...row }) => ({ ...row, interval: { start, end } }));
}

/** What pages show of a job. */
export function cardOf(job: JobRow): JobCard {
  const { assignmentId, requestId, reference, version, interval, language, variant, mode, place, organisation } = job;
  return { assignmentId, requestId, reference, version, interval, language, variant, mode, place, organisation };
}
