/** How an offer lies in a person's own day. Others' days are never looked at. */
import { and, eq, gt, lt, ne } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type OwnCode, type OwnObstacle, ownObstacles } from "#app/dispatch/own-obstacles";
import { isWayThatCanWait } from "#app/dispatch/travel";
import { isLiveJob } from "#app/facts/live";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { joins } from "#app/facts/request-head";
import { dateOf, dayInterval, type Instant, type Interval } from "#app/time";
import { assignments, type Overruled, places, requests } from "#db/schema";

/** One thing of the person's own that stands in the way; times and minutes only for a person who is signed in. */
export interface FitObstacle {
  code: OwnCode;
  /** The coordinator who asks knows of it. */
  isOverruled: boolean;
  with: Interval | null;
  way: { needMinutes: number; haveMinutes: number } | null;
}

export interface DayFit {
  /** Nothing of theirs stands in the way, whether or not a coordinator has set it aside. */
  fits: boolean;
  hasOtherJob: boolean;
  /** Only for a person who is signed in. */
  otherJobs: { start: Instant; end: Instant; town: string | null }[];
  obstacles: FitObstacle[];
  /** What a yes needs: nothing, their word that they take the call from where they are, or a coordinator. */
  yesNeeds: "nothing" | "own_word" | "coordinator";
}

interface Asked {
  requestId: string;
  interpreterId: string;
  slot: number;
  start: Instant;
  end: Instant;
  overruled: Overruled | null;
}

/** `withTimes: false` leaves out what would tell of the person's other jobs. */
export function dayFit(ctx: Ctx, asked: Asked, { withTimes }: { withTimes: boolean }): DayFit {
  const need = needOf(ctx, asked.requestId, undefined, asked.slot);
  const all = need ? obstaclesFor(ctx, need, asked.interpreterId) : [];
  const overruled = new Set(asked.overruled?.obstacles.map(({ code }) => code));
  const open = all.filter(({ code }) => !overruled.has(code));
  const otherJobs = jobsOfTheDay(ctx, asked);
  const obstacles = ownObstacles(all).map((obstacle) => shown(obstacle, overruled.has(obstacle.code), withTimes));
  return {
    fits: obstacles.length === 0,
    hasOtherJob: otherJobs.length > 0,
    otherJobs: withTimes ? otherJobs : [],
    obstacles,
    yesNeeds: open.length === 0 ? "nothing" : open.every(isWayThatCanWait) ? "own_word" : "coordinator",
  };
}

function shown(obstacle: OwnObstacle, isOverruled: boolean, withTimes: boolean): FitObstacle {
  const isTold = withTimes && "with" in obstacle;
  return {
    code: obstacle.code,
    isOverruled,
    with: isTold ? obstacle.with.interval : null,
    way:
      isTold && obstacle.code === "travel_too_short"
        ? { needMinutes: obstacle.needMinutes, haveMinutes: obstacle.haveMinutes }
        : null,
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
