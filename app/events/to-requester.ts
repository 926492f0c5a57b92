/** What the one who asked is told. */
import { and, eq } from "drizzle-orm";
import { confirmationCode } from "#app/auth/attest-link.server";
import { callerToken } from "#app/auth/link-token.server";
import type { Outlook } from "#app/dispatch/promise";
import { countOf } from "#app/facts/lists/pages";
import { isLiveJob } from "#app/facts/live";
import { outlookOf } from "#app/facts/offers-and-jobs";
import { ok, refuse } from "#app/result";
import type { Instant } from "#app/time";
import { assignments, callers, users } from "#db/schema";
import type { RequestFacts } from "./job-facts";
import { type NotificationKind, UNDECIDED_INSIDE } from "./kinds";
import {
  type CalendarChange,
  calendarChange,
  isOnlyToRead,
  type Notice,
  type Opens,
  type Outdated,
  type Reading,
  requestOf,
  type Told,
  timeBefore,
  tookOverSecured,
  wasTold,
} from "./message";

/** What became of the request, to the person who asked or their organisation's mailbox. */
export function toRequester(ctx: Reading, notice: Notice): Told {
  const request = requestOf(ctx, notice);
  const live = countOf(ctx, assignments, and(eq(assignments.requestId, request.job.requestId), isLiveJob()));
  const outdated = outdatedForRequester(notice, request, live, ctx.now);
  if (outdated) return refuse(outdated);
  return ok({
    job: request.job,
    interpreterCount: request.interpreterCount,
    previous: notice.kind === "request_moved" || notice.kind === "request_changed" ? timeBefore(notice.event) : null,
    outlook: SAYS_THE_PROMISE.has(notice.kind) ? outlookNow(ctx, request) : null,
    isUndecided: request.queuedAt !== null,
    isPartly: live > 0,
    opens: opensForRequester(ctx, notice, request.job.requestId),
    calendar: requesterCalendar(ctx, notice, request, live),
    code: notice.kind === "request_confirmed" ? confirmationCode(request.job.requestId) : null,
    phone: request.deskPhone,
  });
}

const SAYS_THE_PROMISE: ReadonlySet<NotificationKind> = new Set([
  ...UNDECIDED_INSIDE,
  "request_undecided",
  "promise_at_risk",
]);

function outdatedForRequester(
  { kind, event }: Notice,
  request: RequestFacts,
  live: number,
  now: Instant,
): Outdated | null {
  if (kind === "request_cancelled" || kind === "request_rejected") return null;
  if (kind === "request_unfilled") return request.hasEnded || live > 0 ? "decided" : null;
  if (request.hasEnded || request.job.interval.end <= now) return "request_ended";
  if (kind === "request_confirmed" && live < request.interpreterCount) return "request_open_again";
  if (kind === "request_partly_confirmed" && (live === 0 || live >= request.interpreterCount)) return "decided";
  if (kind === "info_asked" && request.needsInfoAt === null) return "decided";
  if (kind === "request_undecided" && request.queuedAt === null) return "decided";
  if (event.kind === "promise_at_risk" && event.payload.dueAt !== request.answerDueAt) return "decided";
  if (SEARCHING.has(kind) && (live >= request.interpreterCount || request.needsInfoAt !== null)) return "decided";
  return null;
}

/** True only while somebody is still being looked for. */
const SEARCHING: ReadonlySet<NotificationKind> = new Set([
  "request_searching_again",
  "request_clarified",
  "request_undecided",
  "promise_at_risk",
]);

function outlookNow(ctx: Reading, { job, languageCode, ...request }: RequestFacts): Outlook {
  return outlookOf(ctx, {
    ...request,
    id: job.requestId,
    mode: job.mode,
    language: languageCode,
    startAt: job.interval.start,
  });
}

/** Who called has a link of their own; a coordinator who asked for themselves another page than the institution. */
function opensForRequester({ db }: Reading, { userId, callerId }: Notice, requestId: string): Opens {
  if (callerId)
    return { page: "caller_request", token: callerToken({ requestId, linkNumber: linkNumberOf(db, callerId) }) };
  const role = userId
    ? db.select({ role: users.role }).from(users).where(eq(users.id, userId)).get()?.role
    : "requester";
  return { page: role === "requester" ? "institution_request" : "coordinator_request", requestId };
}

function linkNumberOf(db: Reading["db"], callerId: string): number {
  const row = db.select({ linkNumber: callers.linkNumber }).from(callers).where(eq(callers.requestId, callerId)).get();
  return row?.linkNumber ?? 0;
}

/** An entry begins with the confirmation, or with taking over what is confirmed; from then on whoever has it hears of every change. */
function requesterCalendar(ctx: Reading, notice: Notice, request: RequestFacts, live: number): CalendarChange | null {
  if (WITHOUT_ENTRY.has(notice.kind)) return null;
  if (isOnlyToRead(notice)) return null;
  const isSecured = live >= request.interpreterCount;
  const isHeld = wasTold(ctx, notice, "request_confirmed") || tookOverSecured(ctx, notice);
  if (!isSecured && !isHeld) return null;
  const status = request.hasEnded ? "cancelled" : isSecured ? "confirmed" : "tentative";
  return calendarChange(ctx, notice, "requester", status);
}

/** What changes nothing that a calendar shows. */
const WITHOUT_ENTRY: ReadonlySet<NotificationKind> = new Set([
  "request_received",
  "request_rejected",
  "info_asked",
  "request_clarified",
  "promise_at_risk",
  "request_unfilled",
]);
