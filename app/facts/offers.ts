/** Who has been asked and has answered, and whose answer is awaited. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { PassedBy } from "#app/dispatch/vocabulary";
import type { Instant, Interval } from "#app/time";
import { canBeAnswered, hasLapsed, isStanding } from "./live";
import { among, grouped } from "./sets";

/**
 * Who said no to this version of a request, let it lapse, or had the job and gave it back. The one reading of it: whoever
 * is asked again has not passed it by.
 */
export type AskedBefore = ReadonlyMap<string, PassedBy>;

export interface WaitingOffer {
  offerId: string;
  interpreterId: string;
  requestId: string;
  interval: Interval;
  /** Where the job is; null for phone and video. */
  placeId: string | null;
  deadlineAt: Instant;
}

/** By request. A job given back outlives a new version, and outweighs what was answered before it. */
export function askedBefore(ctx: Pick<Ctx, "db" | "now">, requestIds: string): Map<string, AskedBefore> {
  const rows = ctx.db.all<{ requestId: string; id: string; answer: PassedBy }>(sql`
    select o.request_id requestId, o.interpreter_id id,
      case when o.status = 'declined' then 'declined' else 'expired' end answer
    from json_each(${requestIds}) j cross join offers o on o.request_id = j.value join requests r on r.id = o.request_id
    where o.request_version = r.version
      and (o.status in ('declined', 'expired') or ${hasLapsed(ctx.now, "o")}) and ${isNotAskedNow(ctx.now, "o")}
    union all
    select a.request_id, a.interpreter_id, 'gave_back' from assignments a
    where a.request_id in ${among(requestIds)} and a.released_at is not null and a.release_reason = 'withdrawn'
      and ${isNotAskedNow(ctx.now, "a")}`);
  const asked = new Map<string, Map<string, PassedBy>>();
  for (const { requestId, id, answer } of rows)
    asked.set(requestId, (asked.get(requestId) ?? new Map<string, PassedBy>()).set(id, answer));
  return asked;
}

/** They have passed this request by: what was proposed before they did is not done any more. */
export function hasPassedBy(ctx: Pick<Ctx, "db" | "now">, requestId: string, interpreterId: string): boolean {
  return (
    askedBefore(ctx, JSON.stringify([requestId]))
      .get(requestId)
      ?.has(interpreterId) ?? false
  );
}

/** Nobody waits for this person's answer about the request of the row. */
const isNotAskedNow = (now: Instant, row: string): SQL => sql`not exists (select 1 from offers again
  where again.request_id = ${sql.identifier(row)}.request_id and again.interpreter_id = ${sql.identifier(row)}.interpreter_id
    and ${canBeAnswered(now, "again")})`;

/** Offers to these people, of any request, for a time that overlaps the span, by person. */
export function waitingFor(
  ctx: Pick<Ctx, "db" | "now">,
  ids: string,
  { start, end }: Interval,
): Map<string, WaitingOffer[]> {
  const during = sql`o.interpreter_id in ${among(ids)} and r.start_at < ${end} and r.end_at > ${start}`;
  return grouped(waitingWhere(ctx, during), ({ interpreterId }) => interpreterId);
}

/** Offers of these requests, to anybody, by request. */
export function waitingOf(ctx: Pick<Ctx, "db" | "now">, requestIds: string): Map<string, WaitingOffer[]> {
  const asked = waitingWhere(ctx, sql`o.request_id in ${among(requestIds)}`);
  return grouped(asked, ({ requestId }) => requestId);
}

function waitingWhere(ctx: Pick<Ctx, "db" | "now">, condition: SQL): WaitingOffer[] {
  return ctx.db
    .all<Omit<WaitingOffer, "interval"> & { start: Instant; end: Instant }>(sql`
      select o.id offerId, o.interpreter_id interpreterId, o.request_id requestId, o.deadline_at deadlineAt,
        r.place_id placeId, r.start_at start, r.end_at end
      from offers o join requests r on r.id = o.request_id
      where ${condition} and ${canBeAnswered(ctx.now, "o")} and ${isStanding("r")}
      order by o.deadline_at, o.id`)
    .map(({ start, end, ...offer }) => ({ ...offer, interval: { start, end } }));
}
