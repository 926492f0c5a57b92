/** How an offer lies in a person's own day. Others' days are never looked at. */
import { and, eq, gt, lt, ne } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { isLiveJob } from "#app/facts/live";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { joins } from "#app/facts/request-head";
import { dateOf, dayInterval, type Instant } from "#app/time";
import { assignments, type Overruled, places, requests } from "#db/schema";

export interface DayFit {
  /** Nothing of theirs overlaps and the way between is long enough. */
  fits: boolean;
  hasOtherJob: boolean;
  /** Only for a person who is signed in. */
  otherJobs: { start: Instant; end: Instant; town: string | null }[];
}

interface Asked {
  requestId: string;
  interpreterId: string;
  start: Instant;
  end: Instant;
  overruled: Overruled | null;
}

const CLASHES: readonly Obstacle["code"][] = ["overlap", "travel_too_short"];
/** What a person may hear about themselves; the rest (exclusions above all) is for coordinators. */
const OWN: readonly Obstacle["code"][] = [
  "overlap",
  "travel_too_short",
  "absent",
  "not_available",
  "hours_cap",
  "mode_not_offered",
  "outside_radius",
];

/** Obstacles a coordinator overruled in the offer are not counted. `withTimes: false` leaves the other jobs' times out. */
export function dayFit(
  ctx: Ctx,
  asked: Asked,
  { withTimes }: { withTimes: boolean },
): { day: DayFit; obstacles: Obstacle["code"][] } {
  const need = needOf(ctx, asked.requestId);
  const overruled = new Set(asked.overruled?.obstacles.map(({ code }) => code));
  const codes = (need ? obstaclesFor(ctx, need, asked.interpreterId) : [])
    .map(({ code }) => code)
    .filter((code) => OWN.includes(code) && !overruled.has(code));
  const otherJobs = jobsOfTheDay(ctx, asked);
  return {
    day: {
      fits: !codes.some((code) => CLASHES.includes(code) || code === "absent"),
      hasOtherJob: otherJobs.length > 0,
      otherJobs: withTimes ? otherJobs : [],
    },
    obstacles: withTimes ? [...new Set(codes)] : [],
  };
}

function jobsOfTheDay(ctx: Ctx, { requestId, interpreterId, start }: Asked): DayFit["otherJobs"] {
  const day = dayInterval(dateOf(start));
  return ctx.db
    .select({
      start: assignments.startAt,
      end: assignments.endAt,
      town: places.name,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .leftJoin(...joins.place)
    .where(
      and(
        eq(assignments.interpreterId, interpreterId),
        isLiveJob(),
        ne(assignments.requestId, requestId),
        lt(assignments.startAt, day.end),
        gt(assignments.endAt, day.start),
      ),
    )
    .orderBy(assignments.startAt)
    .limit(20)
    .all()
    .map(({ town, ...job }) => ({ ...job, town: town?.[ctx.locale] ?? null }));
}
