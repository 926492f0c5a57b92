import { and, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { isWaiting } from "#app/facts/institutions/applications";
import { ok } from "#app/result";
import { DAY, instantFrom } from "#app/time";
import { applications, notifications } from "#db/schema";

/** So long the link of a decided application says what became of it. */
const TOLD_FOR = 30 * DAY;
const BATCH = 100;

/**
 * What nobody confirmed in time is erased, and so is what was decided a month ago. Where the time that was asked for has come and nobody has
 * decided, whoever asked is told.
 */
export function endApplications(ctx: Ctx): void {
  const { db, now } = ctx;
  const ids = { id: applications.id };
  const late = db
    .select(ids)
    .from(applications)
    .where(and(isWaiting(), isNotNull(applications.startAt), lte(applications.startAt, now)))
    .limit(BATCH)
    .all();
  const unconfirmed = and(isNull(applications.confirmedAt), lte(applications.expiresAt, now));
  const told = and(isNotNull(applications.decidedAt), lte(applications.decidedAt, instantFrom(now - TOLD_FOR)));
  const over = [unconfirmed, told].flatMap((where) =>
    db.select(ids).from(applications).where(where).limit(BATCH).all(),
  );
  for (const { id } of late) lapse(ctx, id);
  if (over.length > 0)
    erase(
      ctx,
      over.map(({ id }) => id),
    );
}

function lapse(ctx: Ctx, applicationId: string): void {
  transact(ctx, (work) => {
    work.db
      .update(applications)
      .set({ decidedAt: work.now, outcome: "lapsed", asked: null })
      .where(and(eq(applications.id, applicationId), isNull(applications.decidedAt)))
      .run();
    record(work, { kind: "application_lapsed", payload: { applicationId } });
    return ok(null);
  });
}

/** With the messages to whoever asked: nothing then names them. */
function erase(ctx: Ctx, ids: string[]): void {
  transact(ctx, (work) => {
    work.db.delete(notifications).where(inArray(notifications.applicationId, ids)).run();
    work.db.delete(applications).where(inArray(applications.id, ids)).run();
    return ok(null);
  });
}
