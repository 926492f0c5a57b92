/** A person's requests go to somebody else who hears of them. Not a command itself. */
import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Work } from "#app/context.server";
import type { HandedTo } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { requestsAhead } from "#app/facts/leaving/requests-ahead";
import { canGoTo, successorsOf } from "#app/facts/leaving/successors";
import { ok, type Result, refuse } from "#app/result";
import { fold } from "#app/text";
import { events, notifications, users } from "#db/schema";
import { changeRequest, findRequest } from "./live";

/**
 * Hands over what is open or still to come of an account. `successor_missing` when there is such and nobody is named,
 * `successor_wrong` when they cannot take it.
 */
export function handOver(
  work: Work,
  leaving: typeof users.$inferSelect,
  to: HandedTo | null,
): Result<{ handed: string[] }, "successor_missing" | "successor_wrong"> {
  const ahead = requestsAhead(work, leaving.id);
  if (ahead.length === 0) return ok({ handed: [] });
  if (to === null) return refuse("successor_missing");
  if (!canGoTo(successorsOf(work, leaving, ahead), to)) return refuse("successor_wrong");

  const handed = ahead.map(({ requestId }) => requestId);
  if (typeof to === "object") readdressUnsent(work, leaving.id, to.colleague, handed);
  for (const { requestId, isSecured } of ahead) {
    if (typeof to === "object") passOn(work, requestId, leaving, to.colleague);
    record(work, { kind: "request_handed_over", requestId, payload: { from: leaving.id, to, isSecured } });
  }
  return ok({ handed });
}

/** The colleague asks from now on, and is called where the one who leaves was to be called, if they have a number. */
function passOn(work: Work, requestId: string, leaving: typeof users.$inferSelect, colleagueId: string): void {
  const request = findRequest(work, requestId);
  const colleague = work.db.select().from(users).where(eq(users.id, colleagueId)).get();
  const isContact = request !== undefined && fold(request.contactName) === fold(leaving.name);
  const phone = colleague?.phone ?? (leaving.phone === request?.contactPhone ? null : request?.contactPhone);
  const contact = colleague && isContact && phone ? { contactName: colleague.name, contactPhone: phone } : {};
  changeRequest(work, requestId, { requesterId: colleagueId, ...contact });
}

/** What has not gone out yet reaches the colleague. */
function readdressUnsent(work: Work, from: string, to: string, requestIds: readonly string[]): void {
  const about = work.db
    .select({ id: events.id })
    .from(events)
    .where(inArray(events.requestId, [...requestIds]));
  work.db
    .update(notifications)
    .set({ userId: to, recipient: sql`${`user:${to}`}` })
    .where(
      and(
        eq(notifications.userId, from),
        isNull(notifications.sentAt),
        isNull(notifications.deadAt),
        isNull(notifications.suppressedAt),
        or(isNull(notifications.leaseUntil), lt(notifications.leaseUntil, work.now)),
        inArray(notifications.eventId, about),
      ),
    )
    .run();
}
