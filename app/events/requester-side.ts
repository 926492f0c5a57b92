import { eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { callers, organisations, requests, users } from "#db/schema";
import type { EventToRecord, Listener } from "./record";

/**
 * The person who asked, if their account still stands, and the organisation's functional mailbox. Who called and has no
 * account is told in place of the coordinator who wrote it down: by e-mail, else by a call. Where nobody is left the message
 * is written all the same: delivery finds that nobody hears it, and it becomes a coordinator's card.
 */
export function requesterSide(work: Work, event: EventToRecord): Omit<Listener, "kind">[] {
  if (!event.requestId) return [];
  const row = work.db
    .select({
      userId: users.id,
      disabledAt: users.disabledAt,
      callerId: callers.requestId,
      callerEmail: callers.email,
      organisationId: organisations.id,
      mailbox: organisations.noticeEmail,
      deactivatedAt: organisations.deactivatedAt,
    })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.requesterId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .leftJoin(callers, eq(callers.requestId, requests.id))
    .where(eq(requests.id, event.requestId))
    .get();
  if (!row) return [];
  const hasMailbox = row.mailbox !== null && row.deactivatedAt === null;
  return [
    ...(row.callerId ? [{ callerId: row.callerId, isCall: row.callerEmail === null }] : []),
    ...(row.callerId === null && (row.disabledAt === null || !hasMailbox) ? [{ userId: row.userId }] : []),
    ...(hasMailbox ? [{ organisationId: row.organisationId }] : []),
  ];
}
