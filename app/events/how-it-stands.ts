import type { Instant } from "#app/time";
import type { requests } from "#db/schema";
import type { NotificationKind } from "./kinds";

/** The message that would have said how a request stands now, with so many at work on it. */
export function howItStands(request: typeof requests.$inferSelect, live: number, now: Instant): NotificationKind {
  if (request.cancelledAt !== null) return "request_cancelled";
  if (request.rejectedAt !== null) return "request_rejected";
  if (live >= request.interpreterCount) return "request_confirmed";
  if (request.needsInfoAt !== null) return "info_asked";
  if (live > 0) return "request_partly_confirmed";
  if (request.startAt <= now) return "request_unfilled";
  return request.queuedAt === null ? "request_received" : "request_undecided";
}
