import { and, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { isWaiting } from "#app/facts/institutions/applications";
import { ok } from "#app/result";
import { closeApplication } from "#app/steps/institutions/close-application";
import { DAY, instantFrom } from "#app/time";
import { applications, notifications } from "#db/schema";

/** Where nothing is asked for a time, whoever waits for a word is told after so long that there was none. */
const UNDECIDED_FOR = 90 * DAY;
/** So long the link of a decided application says what became of it. */
const TOLD_FOR = 30 * DAY;
const BATCH = 100;

/**
 * What nobody confirmed in time is erased, and so is what was decided a month ago. Where the time that was asked for has come and nobody has
 * decided, whoever asked is told; and where it stands for no time, after three months.
 */
export function endApplications(ctx: Ctx): void {
  const { db, now } = ctx;
  const ids = { id: applications.id };
  const isForgotten = and(
    isNull(applications.startAt),
    lte(applications.confirmedAt, instantFrom(now - UNDECIDED_FOR)),
  );
  const late = db
    .select(ids)
    .from(applications)
    .where(and(isWaiting(), or(lte(applications.startAt, now), isForgotten)))
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
    closeApplication(work, applicationId, { outcome: "lapsed" });
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
