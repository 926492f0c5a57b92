/** The work that somebody who leaves has or is asked for. */
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { canBeAnswered, isLiveJob, isNotOver, isStanding } from "#app/facts/live";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { assignments, offers, requests } from "#db/schema";

/**
 * The jobs that an interpreter still has and the questions that still wait for their answer, soonest first. `of` narrows the
 * requests.
 */
export function workAhead(ctx: Pick<Ctx, "db" | "now">, interpreterId: string, of?: SQL) {
  return {
    jobs: headsOf(
      ctx,
      of,
      sql`${requests.id} in (select ${assignments.requestId} from ${assignments}
        where ${eq(assignments.interpreterId, interpreterId)} and ${isLiveJob()} and ${isNotOver(ctx.now, "assignments")})`,
    ),
    offers: headsOf(
      ctx,
      of,
      sql`${requests.id} in (select ${offers.requestId} from ${offers}
        where ${eq(offers.interpreterId, interpreterId)} and ${canBeAnswered(ctx.now)})`,
    ),
  };
}

function headsOf(ctx: Pick<Ctx, "db">, of: SQL | undefined, where: SQL): RequestHead[] {
  return ctx.db
    .select({ ...headColumns, start: requests.startAt, end: requests.endAt })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(and(isStanding(), where, of))
    .orderBy(asc(requests.startAt))
    .all()
    .map(({ start, end, ...head }) => ({ ...head, interval: { start, end } }));
}
