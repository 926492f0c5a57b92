/** Whoever said yes to an offer and met an obstacle, and what has become of it. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Obstacle, YesEnd } from "#app/dispatch/vocabulary";
import { endOfYes, type YesFacts } from "#app/dispatch/yes";
import { isLiveJob, stillNeedsSomebody } from "#app/facts/live";
import type { Instant } from "#app/time";

export interface Yes {
  offerId: string;
  requestId: string;
  interpreterId: string;
  saidAt: Instant;
  obstacles: readonly Obstacle[];
  /** null: a coordinator has still to decide. */
  end: YesEnd | null;
  /** Their live job on the request, whichever way they came to it. */
  jobId: string | null;
}

/** Of one offer; null when it was not answered so. */
export function yesTo(ctx: Pick<Ctx, "db" | "now">, offerId: string): Yes | null {
  return yesesWhere(ctx, sql`o.id = ${offerId} and o.met_obstacles is not null`, 1)[0] ?? null;
}

/** Of one person, to requests that are not over, the next to begin first. */
export function yesesOf(ctx: Pick<Ctx, "db" | "now">, interpreterId: string): Yes[] {
  const theirs = sql`o.interpreter_id = ${interpreterId} and o.met_obstacles is not null and r.end_at > ${ctx.now}`;
  return yesesWhere(ctx, theirs, 20);
}

/** To a request, while they wait for a coordinator. */
export function waitingYesesTo(ctx: Pick<Ctx, "db" | "now">, requestId: string): Yes[] {
  return openYeses(ctx, sql`o.request_id = ${requestId}`, 20).filter(({ end }) => end === null);
}

/** Those whose person has not been told how they ended. */
export function openYeses(ctx: Pick<Ctx, "db" | "now">, condition: SQL, limit: number): Yes[] {
  return yesesWhere(ctx, sql`o.met_obstacles is not null and o.yes_ended_as is null and ${condition}`, limit);
}

type Row = Omit<Yes, "obstacles" | "end"> &
  Omit<YesFacts, "hasJob" | "isAskedAgain" | "isOpen"> & { obstacles: string; isAskedAgain: number; isOpen: number };

function yesesWhere(ctx: Pick<Ctx, "db" | "now">, condition: SQL, limit: number): Yes[] {
  return ctx.db
    .all<Row>(sql`
      select o.id offerId, o.request_id requestId, o.interpreter_id interpreterId, o.answered_at saidAt,
        o.met_obstacles obstacles, o.yes_ended_as endedAs, o.request_version offeredVersion, r.version version,
        r.cancelled_at cancelledAt, r.rejected_at rejectedAt, r.start_at startAt,
        ${stillNeedsSomebody("r")} isOpen,
        (select a.id from assignments a where a.request_id = o.request_id and a.interpreter_id = o.interpreter_id
          and ${isLiveJob("a")}) jobId,
        exists (select 1 from offers n where n.request_id = o.request_id and n.interpreter_id = o.interpreter_id
          and n.id <> o.id and n.offered_at >= o.answered_at) isAskedAgain
      from offers o join requests r on r.id = o.request_id
      where ${condition} order by r.start_at, o.id limit ${limit}`)
    .map(({ obstacles, isAskedAgain, isOpen, ...row }) => {
      const facts = { ...row, hasJob: row.jobId !== null, isAskedAgain: isAskedAgain === 1, isOpen: isOpen === 1 };
      const { offerId, requestId, interpreterId, saidAt, jobId } = row;
      const end = endOfYes(facts, ctx.now);
      return { offerId, requestId, interpreterId, saidAt, jobId, end, obstacles: JSON.parse(obstacles) };
    });
}
