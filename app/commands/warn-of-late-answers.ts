import { and, asc, gt, isNotNull, isNull, lte, notExists, sql } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { quietAt } from "#app/dispatch/deadlines";
import { promiseRisk } from "#app/dispatch/promise";
import { record } from "#app/events/record";
import { isStanding, stillNeedsSomebody } from "#app/facts/live";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { ok } from "#app/result";
import { DAY, instantFrom } from "#app/time";
import { events, requests } from "#db/schema";

/** How many one tick warns of; the rest waits for the next. */
const BATCH = 100;
/** Longer than office hours are ever closed on end: a promise that falls due later is not near. */
const FAR_DAYS = 14;

/**
 * Tells whoever asked that the answer promised to them may be late, once for each promise and never at night. A request in which
 * something happened within the undo window waits. Returns how many promises.
 */
export function warnOfLateAnswers(ctx: Ctx): number {
  const rules = rulesAt(ctx, ctx.now);
  if (quietAt(rules, ctx.now)) return 0;
  const calendar = workCalendarAt(ctx, ctx.now);
  const atRisk = unwarned(ctx, rules["undo.seconds"]).flatMap(({ id, submittedAt, dueAt }) =>
    dueAt !== null && promiseRisk(rules, calendar, ctx.now, { submittedAt, dueAt }) ? [{ id, dueAt }] : [],
  );
  for (const { id, dueAt } of atRisk) {
    transact(ctx, (work) => {
      record(work, { kind: "promise_at_risk", requestId: id, payload: { dueAt } });
      return ok(null);
    });
  }
  return atRisk.length;
}

/** Promises still to be kept of which nobody was warned, soonest first. */
function unwarned(ctx: Ctx, undoSeconds: number) {
  const { now } = ctx;
  const one = { one: sql`1` };
  const ofThis = sql`${events.requestId} = ${requests.id}`;
  const warned = sql`${events.kind} = 'promise_at_risk' and json_extract(${events.payload}, '$.dueAt') = ${requests.answerDueAt}`;
  const recent = gt(events.at, instantFrom(now - undoSeconds * 1000));
  return ctx.db
    .select({ id: requests.id, submittedAt: requests.submittedAt, dueAt: requests.answerDueAt })
    .from(requests)
    .where(
      and(
        isStanding(),
        gt(requests.startAt, now),
        lte(requests.submittedAt, now),
        isNull(requests.needsInfoAt),
        isNotNull(requests.answerDueAt),
        lte(requests.answerDueAt, instantFrom(now + FAR_DAYS * DAY)),
        stillNeedsSomebody(),
        notExists(ctx.db.select(one).from(events).where(and(ofThis, recent))),
        notExists(ctx.db.select(one).from(events).where(and(ofThis, warned))),
      ),
    )
    .orderBy(asc(requests.answerDueAt))
    .limit(BATCH)
    .all();
}
