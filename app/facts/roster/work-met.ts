/** What stands in the way of the work that somebody has, before and after what is known of them changes. */
import { and, asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isWayThatCanWait } from "#app/dispatch/travel";
import type { Obstacle } from "#app/dispatch/vocabulary";
import type { Interval } from "#app/time";
import { assignments, offers, requests } from "#db/schema";
import { canBeAnswered, isLiveJob, isNotOver, isStanding } from "../live";
import { obstaclesFor } from "../matching";
import { needOf } from "../needs";

type Reading = Pick<Ctx, "db" | "now">;

/** A coming job or a question that can be answered, with what stands in its way. */
export interface WorkMet {
  kind: "job" | "offer";
  /** Of the assignment or the offer. */
  id: string;
  requestId: string;
  reference: string;
  interval: Interval;
  obstacles: readonly Obstacle[];
}

/** Each coming job and live offer of the person, by the same rules as when they were chosen for it. */
export function workMet(ctx: Reading, interpreterId: string): WorkMet[] {
  return [...jobsAhead(ctx, interpreterId), ...offersOpen(ctx, interpreterId)].map(({ slot, start, end, ...one }) => {
    const need = needOf(ctx, one.requestId, undefined, slot);
    const without = one.kind === "job" ? { ignoreAssignmentIds: [one.id] } : {};
    const obstacles = need ? obstaclesFor(ctx, need, interpreterId, without) : [];
    return { ...one, interval: { start, end }, obstacles: obstacles.filter((obstacle) => !isWayThatCanWait(obstacle)) };
  });
}

/** What now meets an obstacle that it did not meet before. */
export function newlyMet(before: readonly WorkMet[], after: readonly WorkMet[]): WorkMet[] {
  const known = new Map(before.map(({ id, obstacles }) => [id, new Set(obstacles.map(nameOf))]));
  return after.flatMap((one) => {
    const obstacles = one.obstacles.filter((obstacle) => !known.get(one.id)?.has(nameOf(obstacle)));
    return obstacles.length > 0 ? [{ ...one, obstacles }] : [];
  });
}

/** The same obstacle, however much of it there is. */
function nameOf(obstacle: Obstacle): string {
  const credential = "credential" in obstacle ? obstacle.credential : "";
  const other = "with" in obstacle ? obstacle.with.requestId : "";
  return `${obstacle.code} ${credential} ${other}`;
}

const ahead = { requestId: requests.id, reference: requests.reference, start: requests.startAt, end: requests.endAt };

function jobsAhead(ctx: Reading, interpreterId: string) {
  return ctx.db
    .select({ id: assignments.id, slot: assignments.slot, ...ahead })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .where(
      and(eq(assignments.interpreterId, interpreterId), isLiveJob(), isNotOver(ctx.now, "assignments"), isStanding()),
    )
    .orderBy(asc(assignments.startAt))
    .all()
    .map((one) => ({ kind: "job" as const, ...one }));
}

function offersOpen(ctx: Reading, interpreterId: string) {
  return ctx.db
    .select({ id: offers.id, slot: offers.slot, ...ahead })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .where(and(eq(offers.interpreterId, interpreterId), canBeAnswered(ctx.now), isStanding()))
    .orderBy(asc(requests.startAt))
    .all()
    .map((one) => ({ kind: "offer" as const, ...one }));
}
