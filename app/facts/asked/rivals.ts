/** What else one person is asked, and what a job of theirs does to it: the one answer for pages and for closing offers. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type Clash, clashOf } from "#app/dispatch/travel";
import type { Commitment } from "#app/dispatch/vocabulary";
import { canBeAnswered, isStanding } from "#app/facts/live";
import { travelAmong } from "#app/facts/travel";
import type { Instant, Interval } from "#app/time";
import type { Overruled } from "#db/schema";

/** A question that waits for the person's answer, as the job it would be. */
export interface AskedJob {
  offerId: string;
  requestId: string;
  interval: Interval;
  placeId: string;
  remote: boolean;
  /** A coordinator asks although the journey is too short. */
  isTravelOverruled: boolean;
}

export interface Rival {
  offerId: string;
  requestId: string;
  clash: Clash;
  /** It ends with the job; otherwise it stays, by the person's word about the way or the coordinator's. */
  ends: boolean;
}

export interface Rivalry {
  asked: readonly AskedJob[];
  /** What a job does to whatever else the person is asked. */
  against(job: Pick<AskedJob, "requestId" | "interval" | "placeId" | "remote">): Rival[];
}

/** One person's open questions. */
export function rivalryOf(ctx: Pick<Ctx, "db" | "now">, interpreterId: string): Rivalry {
  const rows = ctx.db.all<AskedRow>(sql`
    select o.id offerId, o.request_id requestId, r.start_at start, r.end_at end, r.mode mode, r.place_id placeId,
      o.overruled, i.home_place_id homePlaceId
    from offers o join requests r on r.id = o.request_id join interpreters i on i.id = o.interpreter_id
    where o.interpreter_id = ${interpreterId} and ${canBeAnswered(ctx.now, "o")} and ${isStanding("r")}
    order by o.deadline_at, o.id`);
  const asked = rows.map(jobOf);
  const homePlaceId = rows[0]?.homePlaceId ?? "";
  const ownPlaces = [homePlaceId, ...asked.map(({ placeId }) => placeId)];
  const amongOwn = travelAmong(ctx, [], ownPlaces);
  return {
    asked,
    against: (job) => {
      const commitment: Commitment = { assignmentId: "", ...job };
      const travel = ownPlaces.includes(job.placeId) ? amongOwn : travelAmong(ctx, [], [...ownPlaces, job.placeId]);
      return asked.flatMap((other) => {
        if (other.requestId === job.requestId) return [];
        const need = { interval: other.interval, placeId: other.remote ? null : other.placeId };
        const clash = clashOf(need, { homePlaceId }, commitment, travel);
        const { offerId, requestId } = other;
        return clash ? [{ offerId, requestId, clash, ends: endsBy(clash, other) }] : [];
      });
    },
  };
}

function endsBy(clash: Clash, { isTravelOverruled }: AskedJob): boolean {
  return clash.kind === "overlap" || !(clash.wayCanWait || isTravelOverruled);
}

interface AskedRow {
  offerId: string;
  requestId: string;
  start: Instant;
  end: Instant;
  mode: string;
  placeId: string | null;
  overruled: string | null;
  homePlaceId: string;
}

function jobOf({ offerId, requestId, start, end, mode, placeId, overruled, homePlaceId }: AskedRow): AskedJob {
  const isOnSite = mode === "onsite" && placeId !== null;
  const decided: Overruled | null = overruled === null ? null : JSON.parse(overruled);
  return {
    offerId,
    requestId,
    interval: { start, end },
    placeId: isOnSite ? placeId : homePlaceId,
    remote: !isOnSite,
    isTravelOverruled: decided?.obstacles.some(({ code }) => code === "travel_too_short") ?? false,
  };
}
