/** What people do already: the live assignments of a set of people, or of a set of requests. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Commitment } from "#app/dispatch/vocabulary";
import { HOUR, type Instant, type Interval, instantFrom, MINUTE, minutesBetween } from "#app/time";
import { isLiveJob } from "./live";
import { among, listOf, NOBODY } from "./sets";

/** The schema bounds a job to 24 hours and a journey to 10, so nothing outside this reach can be a neighbour. */
const REACH = { before: 34 * HOUR, after: 10 * HOUR };

/** The time in which a neighbour of something within the span begins. */
export function reachOf({ start, end }: Interval): Interval {
  return { start: instantFrom(start - REACH.before), end: instantFrom(end + REACH.after) };
}

/** Live jobs that begin between two instants, earliest first, by person. `ignored` ones are treated as if not there. */
export function jobsBeginning(
  ctx: Pick<Ctx, "db">,
  ids: string,
  { start, end }: Interval,
  ignored: string,
): Map<string, Commitment[]> {
  const rows = ctx.db.all<{
    interpreterId: string;
    id: string;
    requestId: string;
    start: Instant;
    end: Instant;
    placeId: string;
    remote: number;
  }>(sql`
    select interpreter_id interpreterId, id, request_id requestId, start_at start, end_at end, place_id placeId, remote
    from assignments a
    where interpreter_id in ${among(ids)} and ${isLiveJob("a")}
      and start_at >= ${start} and start_at < ${end} and id not in ${among(ignored)}
    order by interpreter_id, start_at`);
  const byPerson = new Map<string, Commitment[]>();
  for (const { interpreterId, id, requestId, start, end, placeId, remote } of rows)
    listOf(byPerson, interpreterId).push({
      assignmentId: id,
      requestId,
      interval: { start, end },
      placeId,
      remote: remote === 1,
    });
  return byPerson;
}

/** Of a person's jobs besides this request: those that begin within reach, and the minutes of those of a Riga week. */
export function jobsAround(
  jobs: readonly Commitment[],
  requestId: string | undefined,
  reach: Interval,
  week: Interval,
) {
  let minutes = 0;
  const commitments: Commitment[] = [];
  for (const job of jobs) {
    if (job.requestId === requestId) continue;
    const { start, end } = job.interval;
    if (start >= week.start && start < week.end) minutes += minutesBetween(start, end);
    if (start > reach.start && start < reach.end) commitments.push(job);
  }
  return { commitments, minutes };
}

/**
 * By Riga week: the minutes of each person's live jobs that begin in it but outside `reach`, summed where they lie, since
 * no decision asks when they are. Jobs of these requests do not count; unmoved ones would begin within reach anyway.
 */
export function minutesElsewhere(
  ctx: Pick<Ctx, "db">,
  ids: string,
  reach: Interval,
  requestIds: string,
  ignored: string,
): (week: Interval) => ReadonlyMap<string, number> {
  return ({ start, end }) => {
    if (reach.start <= start && end <= reach.end) return NOBODY;
    const rows = ctx.db.all<{ id: string; minutes: number }>(sql`
      select interpreter_id id, sum(end_at - start_at) / ${MINUTE} minutes from assignments a
      where interpreter_id in ${among(ids)} and ${isLiveJob("a")} and start_at >= ${start} and start_at < ${end}
        and not (start_at >= ${reach.start} and start_at < ${reach.end})
        and request_id not in ${among(requestIds)} and id not in ${among(ignored)}
      group by interpreter_id`);
    return new Map(rows.map(({ id, minutes }) => [id, minutes]));
  };
}

/** Who is on each request, in the order of its places. `ignored` assignments do not count. */
export function takenOn(ctx: Pick<Ctx, "db">, requestIds: string, ignored: string): Map<string, string[]> {
  const rows = ctx.db.all<{ requestId: string; interpreterId: string }>(sql`
    select request_id requestId, interpreter_id interpreterId from assignments a
    where request_id in ${among(requestIds)} and ${isLiveJob("a")} and id not in ${among(ignored)}
    order by request_id, slot`);
  const taken = new Map<string, string[]>();
  for (const { requestId, interpreterId } of rows) listOf(taken, requestId).push(interpreterId);
  return taken;
}

/** The first place of a request of two that nobody does. */
export function firstOpenSlot(ctx: Pick<Ctx, "db">, requestId: string): 1 | 2 {
  const first = ctx.db.get<{ one: number } | undefined>(
    sql`select 1 one from assignments a where request_id = ${requestId} and slot = 1 and ${isLiveJob("a")}`,
  );
  return first ? 2 : 1;
}
