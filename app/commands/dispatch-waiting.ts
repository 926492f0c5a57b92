import { and, asc, gt, isNull, lte, notExists, sql } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { canBeAnswered, isLiveJob, isStanding } from "#app/facts/live";
import { rulesAt } from "#app/facts/rules";
import { ok } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { instantFrom } from "#app/time";
import { assignments, events, offers, requests } from "#db/schema";

const BATCH = 100;

/**
 * Dispatches what has an open slot, nobody asked and is not in the queue: released, rescheduled, or left by a crash.
 * A request in which something happened within the undo window waits, so that an undo finds it untouched.
 * Returns how many it looked at.
 */
export function dispatchWaiting(ctx: Ctx): number {
  const quietSince = instantFrom(ctx.now - rulesAt(ctx, ctx.now)["undo.seconds"] * 1000);
  const recent = ctx.db
    .select({ one: sql`1` })
    .from(events)
    .where(and(sql`${events.requestId} = ${requests.id}`, gt(events.at, quietSince)));
  const ofThis = (table: typeof assignments | typeof offers) => sql`${table.requestId} = ${requests.id}`;
  const covered = sql<number>`(select count(*) from ${assignments} where ${ofThis(assignments)} and ${isLiveJob()})
    + (select count(distinct ${offers.slot}) from ${offers} where ${ofThis(offers)} and ${canBeAnswered(ctx.now)})`;
  const waiting = ctx.db
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        isStanding(),
        isNull(requests.queuedAt),
        isNull(requests.needsInfoAt),
        gt(requests.startAt, ctx.now),
        lte(requests.submittedAt, ctx.now),
        sql`${covered} < ${requests.interpreterCount}`,
        notExists(recent),
      ),
    )
    .orderBy(asc(requests.startAt))
    .limit(BATCH)
    .all();
  for (const { id } of waiting) {
    transact(ctx, (work) => {
      dispatchRequest(work, id);
      return ok(null);
    });
  }
  return waiting.length;
}
