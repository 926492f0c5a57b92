import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { CHANNELS } from "#app/dispatch/vocabulary";
import { countOf } from "#app/facts/pages";
import { DAY, instantFrom } from "#app/time";
import { callers, interpreters, notifications, organisations, users } from "#db/schema";

const LONGEST_LIST = 50;
/** What a coordinator says by phone waits for them, not for delivery. */
const waits = and(
  isNull(notifications.sentAt),
  isNull(notifications.deadAt),
  isNull(notifications.suppressedAt),
  inArray(notifications.channel, CHANNELS),
);

/** How delivery stands: what waits, what went out, and which mails could not be delivered (newest first, at most 50). */
export function outbox({ db, now }: Ctx) {
  const counted = (where: ReturnType<typeof and>) => countOf({ db }, notifications, where);
  const troubled = db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      tries: notifications.tries,
      nextAt: notifications.nextAt,
      deadAt: notifications.deadAt,
      error: notifications.lastError,
      userName: users.name,
      interpreterName: interpreters.name,
      organisationName: organisations.name,
      callerName: callers.name,
    })
    .from(notifications)
    .leftJoin(users, eq(users.id, notifications.userId))
    .leftJoin(interpreters, eq(interpreters.id, notifications.interpreterId))
    .leftJoin(organisations, eq(organisations.id, notifications.organisationId))
    .leftJoin(callers, eq(callers.requestId, notifications.callerId))
    .where(or(isNotNull(notifications.deadAt), and(waits, gt(notifications.tries, 0))))
    .orderBy(desc(notifications.nextAt))
    .limit(LONGEST_LIST)
    .all();
  return {
    due: counted(and(waits, lte(notifications.nextAt, now))),
    later: counted(and(waits, gt(notifications.nextAt, now))),
    sentToday: counted(gte(notifications.sentAt, instantFrom(now - DAY))),
    dead: counted(isNotNull(notifications.deadAt)),
    troubled: troubled.map(({ userName, interpreterName, organisationName, callerName, ...mail }) => ({
      ...mail,
      recipient: userName ?? interpreterName ?? organisationName ?? callerName ?? "",
    })),
  };
}
