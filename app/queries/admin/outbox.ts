import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, type SQL } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { CHANNELS } from "#app/dispatch/vocabulary";
import { countOf } from "#app/facts/lists/pages";
import { DAY, instantFrom } from "#app/time";
import { applications, callers, interpreters, notifications, organisations, users } from "#db/schema";

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
  // Each by the index of its own; neither reads what went out well.
  const dead = mailsWhere({ db }, isNotNull(notifications.deadAt), notifications.deadAt);
  const retried = mailsWhere({ db }, and(waits, gt(notifications.tries, 0)), notifications.nextAt);
  const troubled = [...dead, ...retried].sort((a, b) => b.nextAt - a.nextAt).slice(0, LONGEST_LIST);
  return {
    due: counted(and(waits, lte(notifications.nextAt, now))),
    later: counted(and(waits, gt(notifications.nextAt, now))),
    sentToday: counted(gte(notifications.sentAt, instantFrom(now - DAY))),
    dead: counted(isNotNull(notifications.deadAt)),
    troubled: troubled.map(({ userName, interpreterName, organisationName, callerName, applicantName, ...mail }) => ({
      ...mail,
      recipient: userName ?? interpreterName ?? organisationName ?? callerName ?? applicantName ?? "",
    })),
  };
}

function mailsWhere(
  { db }: Pick<Ctx, "db">,
  where: SQL | undefined,
  order: typeof notifications.deadAt | typeof notifications.nextAt,
) {
  return db
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
      applicantName: applications.name,
    })
    .from(notifications)
    .leftJoin(users, eq(users.id, notifications.userId))
    .leftJoin(interpreters, eq(interpreters.id, notifications.interpreterId))
    .leftJoin(organisations, eq(organisations.id, notifications.organisationId))
    .leftJoin(callers, eq(callers.requestId, notifications.callerId))
    .leftJoin(applications, eq(applications.id, notifications.applicationId))
    .where(where)
    .orderBy(desc(order))
    .limit(LONGEST_LIST)
    .all();
}
