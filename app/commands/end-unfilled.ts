import { and, gt, lte, notExists, sql } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { isLiveJob, isStanding } from "#app/facts/live";
import { ok } from "#app/result";
import { DAY, instantFrom } from "#app/time";
import { assignments, events, requests } from "#db/schema";

/** How many one tick writes down; the rest waits for the next. */
const BATCH = 100;

/** Tells whoever asked, when the start has come, that nobody was found; once, and nothing that is a day old. Returns how many. */
export function endUnfilled(ctx: Ctx): number {
  const { db, now } = ctx;
  const one = { one: sql`1` };
  const onIt = and(sql`${assignments.requestId} = ${requests.id}`, isLiveJob());
  const told = sql`${events.requestId} = ${requests.id} and ${events.kind} = 'request_unfilled'`;
  const unfilled = db
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        isStanding(),
        lte(requests.startAt, now),
        gt(requests.startAt, instantFrom(now - DAY)),
        notExists(db.select(one).from(assignments).where(onIt)),
        notExists(db.select(one).from(events).where(told)),
      ),
    )
    .limit(BATCH)
    .all();
  for (const { id } of unfilled) {
    transact(ctx, (work) => {
      record(work, { kind: "request_unfilled", requestId: id });
      return ok(null);
    });
  }
  return unfilled.length;
}
