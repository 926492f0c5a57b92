/** Coming jobs that a longer journey leaves too little time for. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isLiveJob } from "#app/facts/live";
import { listOf } from "#app/facts/sets";
import { travelEverywhere } from "#app/facts/travel";
import { DAY, type Instant, minutesBetween } from "#app/time";

/** How long the journey will take, minutes. */
export interface NewWay {
  fromPlaceId: string;
  toPlaceId: string;
  minutes: number;
}

export interface TightPair {
  person: string;
  /** The job that comes after, which somebody may have to move. */
  assignmentId: string;
  requestId: string;
  reference: string;
  startsAt: Instant;
  /** The one before. */
  beforeReference: string;
  beforeEndsAt: Instant;
  haveMinutes: number;
  needMinutes: number;
}

interface Job {
  id: string;
  requestId: string;
  reference: string;
  interpreterId: string;
  person: string;
  placeId: string;
  remote: number;
  startAt: Instant;
  endAt: Instant;
  isAllowed: number;
}

/** Two jobs of one person each, in time until now and not with these journeys; not where a coordinator has allowed it. */
export function tightBy(ctx: Pick<Ctx, "db" | "now">, ways: readonly NewWay[]): TightPair[] {
  const travel = travelEverywhere(ctx);
  const found: TightPair[] = [];
  for (const jobs of byPerson(ctx, ways).values())
    for (const [index, later] of jobs.entries())
      for (const before of jobs.slice(0, index)) {
        const way = wayBetween(ways, before, later);
        if (!way || later.startAt <= ctx.now || later.isAllowed || (before.remote && later.remote)) continue;
        const haveMinutes = minutesBetween(before.endAt, later.startAt);
        const isTight = haveMinutes >= 0 && haveMinutes < way.minutes;
        if (!isTight || haveMinutes < travel(before.placeId, later.placeId).minutes) continue;
        found.push(pairOf(before, later, haveMinutes, way.minutes));
      }
  return found.sort((a, b) => a.startsAt - b.startsAt);
}

function byPerson(ctx: Pick<Ctx, "db" | "now">, ways: readonly NewWay[]): Map<string, Job[]> {
  const places = JSON.stringify(ways.flatMap(({ fromPlaceId, toPlaceId }) => [fromPlaceId, toPlaceId]));
  const rows = ctx.db.all<Job>(sql`
    select a.id, a.request_id requestId, r.reference, a.interpreter_id interpreterId, i.name person, a.place_id placeId,
      a.remote, a.start_at startAt, a.end_at endAt,
      exists (select 1 from json_each(a.overruled, '$.obstacles') where json_extract(value, '$.code') = 'travel_too_short') isAllowed
    from assignments a cross join requests r on r.id = a.request_id cross join interpreters i on i.id = a.interpreter_id
    where ${isLiveJob("a")} and a.start_at > ${ctx.now - DAY} and a.place_id in (select value from json_each(${places}))
    order by a.start_at`);
  const jobs = new Map<string, Job[]>();
  for (const row of rows) listOf(jobs, row.interpreterId).push(row);
  return jobs;
}

const wayBetween = (ways: readonly NewWay[], before: Job, later: Job) =>
  ways.find(({ fromPlaceId, toPlaceId }) => fromPlaceId === before.placeId && toPlaceId === later.placeId);

function pairOf(before: Job, later: Job, haveMinutes: number, needMinutes: number): TightPair {
  return {
    person: later.person,
    assignmentId: later.id,
    requestId: later.requestId,
    reference: later.reference,
    startsAt: later.startAt,
    beforeReference: before.reference,
    beforeEndsAt: before.endAt,
    haveMinutes,
    needMinutes,
  };
}
