/** Jobs as cards, with whatever a proposal about them shows. */

import { and, asc, eq, gt, lt } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Gender, Mode, Names } from "#app/dispatch/vocabulary";
import { isStanding } from "#app/facts/live";
import type { Interval } from "#app/time";
import { assignments, interpreters, languages, organisations, places, requests } from "#db/schema";

export interface Named {
  id: string;
  name: string;
  gender: Gender | null;
}

export interface JobCard {
  assignmentId: string;
  requestId: string;
  reference: string;
  /** The request's version that was looked at. */
  version: number;
  interval: Interval;
  language: Names | null;
  mode: Mode;
  place: Names | null;
  organisation: string;
}

export type JobRow = ReturnType<typeof jobsWithin>[number];

/** Live and released jobs of a person that touch the time. */
export function jobsWithin(ctx: Pick<Ctx, "db">, interpreterId: string, { start, end }: Interval) {
  return cardsWhere(
    ctx,
    and(eq(assignments.interpreterId, interpreterId), lt(assignments.startAt, end), gt(assignments.endAt, start)),
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
      requestId: requests.id,
      reference: requests.reference,
      version: requests.version,
      mode: requests.mode,
      pivot: requests.pivotLanguage,
      language: languages.name,
      place: places.name,
      organisation: organisations.name,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .leftJoin(places, eq(places.id, requests.placeId))
    .where(and(condition, isStanding()))
    .orderBy(asc(assignments.startAt), asc(assignments.id))
    .limit(500)
    .all()
    .map(({ start, end, ...row }) => ({ ...row, interval: { start, end } }));
}

/** What pages show of a job. */
export function cardOf(job: JobRow): JobCard {
  const { assignmentId, requestId, reference, version, interval, language, mode, place, organisation } = job;
  return { assignmentId, requestId, reference, version, interval, language, mode, place, organisation };
}
