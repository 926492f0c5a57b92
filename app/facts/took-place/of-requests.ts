/** Services that are reported, with all that was said and asked of them, for a set of requests. */
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Said, TookPlace } from "#app/pay/took-place";
import type { Instant, Interval } from "#app/time";
import { assignments, correctionsAsked, interpreters, reports, requests } from "#db/schema";
import { isLiveJob } from "../live";
import { among } from "../sets";
import { tookPlaceOf } from "./said";

/** What one side asks to be corrected after both had agreed. */
export interface Asked {
  at: Instant;
  said: Said;
  /** By those who asked for the service, against what was attested on the spot; else by the interpreter, or a coordinator for them. */
  isObjection: boolean;
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
      isObjection: sql<number>`${isByRequester()}`.mapWith(Boolean),
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(reports, eq(reports.assignmentId, assignments.id))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(
      correctionsAsked,
      and(eq(correctionsAsked.assignmentId, assignments.id), isNull(correctionsAsked.endedAt)),
    )
    .where(and(sql`${assignments.requestId} in ${among(JSON.stringify(requestIds))}`, isLiveJob()))
    .orderBy(asc(assignments.startAt), asc(assignments.requestId), asc(assignments.slot))
    .all();
  const said = tookPlaceOf(
    ctx,
    rows.map(({ assignmentId }) => assignmentId),
  );
  return rows.flatMap(({ start, end, asked, isObjection, ...row }) => {
    const tookPlace = said.get(row.assignmentId);
    if (!tookPlace) return [];
    const question = asked && { at: asked.askedAt, said: asked.said, isObjection, isOpen: asked.refusedAt === null };
    return [{ ...tookPlace, ...row, planned: { start, end }, asked: question }];
  });
}

/** Of what is asked to be corrected: by the link of a letter, or by an account of an institution. */
const isByRequester = (): SQL =>
  sql`(${correctionsAsked.askedBy} like 'attester:%' or exists (select 1 from users u where u.id = substr(${correctionsAsked.askedBy}, 6) and u.role = 'requester'))`;

/** Services of which it was said already that it was otherwise than attested on the spot, of the report as it stands: once is enough. */
export function objectedTo(
  { db }: Pick<Ctx, "db">,
  services: readonly { assignmentId: string; report: { number: number } }[],
): Set<string> {
  const ids = services.map(({ assignmentId }) => assignmentId);
  const rows = db
    .select({ id: correctionsAsked.assignmentId, number: correctionsAsked.number })
    .from(correctionsAsked)
    .where(and(sql`${correctionsAsked.assignmentId} in ${among(JSON.stringify(ids))}`, isByRequester()))
    .all();
  const numbers = new Map(services.map(({ assignmentId, report }) => [assignmentId, report.number]));
  return new Set(rows.filter(({ id, number }) => numbers.get(id) === number).map(({ id }) => id));
}
