/** Services that are reported, with all that was said and asked of them, for a set of requests. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Said, TookPlace } from "#app/pay/took-place";
import type { Instant, Interval } from "#app/time";
import { assignments, correctionsAsked, interpreters, reports, requests } from "#db/schema";
import { among } from "./sets";
import { tookPlaceOf } from "./took-place";

/** What the interpreter asks to be corrected after both sides had agreed. */
export interface Asked {
  at: Instant;
  said: Said;
  /** The other side has not answered yet. */
  isOpen: boolean;
}

export interface Service extends TookPlace {
  assignmentId: string;
  requestId: string;
  requesterId: string;
  interpreter: string;
  planned: Interval;
  askedAgain: number;
  asked: Asked | null;
}

/** By request and place in it. Released jobs are no services. */
export function servicesOf(ctx: Pick<Ctx, "db">, requestIds: readonly string[]): Service[] {
  const rows = ctx.db
    .select({
      assignmentId: assignments.id,
      requestId: assignments.requestId,
      requesterId: requests.requesterId,
      interpreter: interpreters.name,
      start: assignments.startAt,
      end: assignments.endAt,
      askedAgain: reports.askedAgain,
      asked: correctionsAsked,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(reports, eq(reports.assignmentId, assignments.id))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(
      correctionsAsked,
      and(eq(correctionsAsked.assignmentId, assignments.id), isNull(correctionsAsked.endedAt)),
    )
    .where(and(sql`${assignments.requestId} in ${among(JSON.stringify(requestIds))}`, isNull(assignments.releasedAt)))
    .orderBy(asc(assignments.startAt), asc(assignments.requestId), asc(assignments.slot))
    .all();
  const said = tookPlaceOf(
    ctx,
    rows.map(({ assignmentId }) => assignmentId),
  );
  return rows.flatMap(({ start, end, asked, ...row }) => {
    const tookPlace = said.get(row.assignmentId);
    if (!tookPlace) return [];
    const question = asked && { at: asked.askedAt, said: asked.said, isOpen: asked.refusedAt === null };
    return [{ ...tookPlace, ...row, planned: { start, end }, asked: question }];
  });
}
