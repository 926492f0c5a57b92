/** The requests of which somebody who leaves hears, and those of an institution that works with us no more. */
import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isStanding, stillNeedsSomebody } from "#app/facts/live";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { callers, requests } from "#db/schema";

export interface RequestAhead extends RequestHead {
  organisationId: string;
  /** Every place has its person. */
  isSecured: boolean;
}

/** The requests of one account that are open or still to come, soonest first; not those of which a caller hears instead. */
export function requestsAhead(ctx: Pick<Ctx, "db" | "now">, requesterId: string): RequestAhead[] {
  return aheadWhere(ctx, and(eq(requests.requesterId, requesterId), isNull(callers.requestId)));
}

/** All of an institution that are open or still to come, whoever asked, soonest first. */
export function requestsAheadOf(ctx: Pick<Ctx, "db" | "now">, organisationId: string): RequestAhead[] {
  return aheadWhere(ctx, eq(requests.organisationId, organisationId));
}

function aheadWhere(ctx: Pick<Ctx, "db" | "now">, where: SQL | undefined): RequestAhead[] {
  return ctx.db
    .select({
      ...headColumns,
      organisationId: requests.organisationId,
      start: requests.startAt,
      end: requests.endAt,
      isOpen: sql<number>`${stillNeedsSomebody()}`,
    })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(callers, eq(callers.requestId, requests.id))
    .where(and(where, isStanding(), gt(requests.endAt, ctx.now)))
    .orderBy(asc(requests.startAt))
    .all()
    .map(({ start, end, isOpen, ...head }) => ({ ...head, interval: { start, end }, isSecured: isOpen === 0 }));
}
