/** What a message may know. Only this is read for it, so that no sentence on any channel can say more. */
import { and, eq, isNotNull, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Ctx } from "#app/context.server";
import type { Office } from "#app/dispatch/office";
import type { OwnCode } from "#app/dispatch/own-obstacles";
import type { Outlook } from "#app/dispatch/promise";
import { type EditedField, isAnotherMeeting } from "#app/dispatch/request-edit";
import type { Locale, YesEnd } from "#app/dispatch/vocabulary";
import type { Translate } from "#app/i18n";
import type { AttestingWay, Spent, Told as Took } from "#app/pay/took-place";
import type { MonthText } from "#app/pay/vocabulary";
import { invariant, type Result } from "#app/result";
import type { Instant, Interval } from "#app/time";
import { desks, events, interpreters, notifications } from "#db/schema";
import { type EntryOf, entryVersion } from "./calendar-version";
import { type JobFacts, type RequestFacts, requestFacts } from "./job-facts";
import {
  type Event,
  type EventKind,
  eventFrom,
  NOTIFICATION_KINDS,
  type NotificationKind,
  type QueuedBecause,
  type WithdrawnWhy,
} from "./kinds";

/** Where the message's link leads. Tokens are made anew for every message; only their hash is stored. */
export type Opens =
  | { page: "offer"; token: string }
  | { page: "set_password"; token: string }
  | { page: "caller_request"; token: string }
  | { page: "application"; token: string }
  | { page: "attest"; token: string }
  | { page: "sign_in" }
  | { page: "coordinator_application"; applicationId: string }
  | { page: "institution_request" | "coordinator_request"; requestId: string }
  | { page: "job"; assignmentId: string }
  | { page: "job_feedback"; assignmentId: string }
  | { page: "institution_feedback"; requestId: string }
  | { page: "coordinator_complaint"; complaintId: string }
  | { page: "survey"; token: string }
  | { page: "statement"; month: MonthText }
  | { page: "offers" }
  | { page: "interpreter"; interpreterId: string };

/** A calendar entry that this message adds, changes or takes away. */
export interface CalendarChange {
  /** Unique and stable per request (requester) or per request and slot (interpreter); the host is added when written. */
  uid: string;
  /** Rises with every change of the entry. */
  sequence: number;
  status: "confirmed" | "tentative" | "cancelled";
}

export interface MessageFacts {
  id: string;
  kind: NotificationKind;
  eventKind: EventKind;
  /** When it happened. */
  at: Instant;
  to: { address: string | null; locale: Locale };
  job: JobFacts | null;
  interpreterCount: number;
  /** The event's reason code. */
  why: QueuedBecause | WithdrawnWhy | YesEnd | null;
  /** The time before it was moved. */
  previous: Interval | null;
  /** What a coordinator asks them in spite of, as far as it concerns the person themselves. */
  despite: readonly OwnCode[];
  /** What was edited of the request. */
  changed: readonly EditedField[];
  /** The same person was asked before, about what the request was then. */
  isAskedAnew: boolean;
  /** Whether whoever asks at the door has an account already; it is told by mail alone. */
  account: "none" | "open" | "closed";
  /** What was said to have taken place, and how. */
  took: (Took & Pick<Spent, "breakMinutes" | "waitingMinutes"> & { way: AttestingWay }) | null;
  /** Which month of pay it is. */
  statement: { month: MonthText; cents: number } | null;
  /** The offer's deadline, or the end of a link's life. */
  due: Instant | null;
  /** What is said of the answer to a request that waits for one. */
  outlook: Outlook | null;
  /** A coordinator must decide about the request. */
  isUndecided: boolean;
  /** One of its places has its person. */
  isPartly: boolean;
  opens: Opens;
  calendar: CalendarChange | null;
  /** By which whoever has this message attests on the spot. */
  code: string | null;
  /** Whom to phone: the desk of the request (its people) or of the interpreter. */
  phone: string | null;
  /** Whether somebody answers it. */
  office: Office;
  /** Jobs under an absence. */
  conflicts: JobFacts[];
  /** What letters say, as the administrator has it. */
  words: (locale: Locale) => Translate;
  /** Which of the kind's texts, where its facts say it or only who is told decides; or a preview shows it whatever happened. */
  as?: string;
}

/** Why a message that is due is no longer sent. */
export type Outdated =
  | "offer_over"
  | "asked_again"
  | "request_ended"
  | "request_open_again"
  | "decided"
  | "job_over"
  | "job_back"
  | "absence_over"
  | "account_closed"
  | "application_over"
  | "nobody_left"
  | "link_over";

/** The parts of `MessageFacts` that depend on the kind, or why nothing is said. */
export type Told = Result<Partial<Omit<MessageFacts, "opens">> & { opens: Opens }, Outdated>;

export type Reading = Pick<Ctx, "db" | "now">;
export type Notice = NonNullable<ReturnType<typeof noticeById>>;

/** One notification and what it is about; null when there is none. */
export function noticeById(ctx: Pick<Ctx, "db">, id: string) {
  const row = ctx.db
    .select({
      notification: notifications,
      event: events,
    })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(eq(notifications.id, id))
    .get();
  if (!row) return null;
  const { notification, event } = row;
  const kind = NOTIFICATION_KINDS.find((known) => known === notification.kind);
  invariant(kind, `a notification of a kind that nothing writes: ${notification.kind}`);
  const { at, requestId, interpreterId } = event;
  return { ...notification, kind, at, requestId, aboutInterpreterId: interpreterId, event: eventFrom(event) };
}

/** The request that a notice is about. */
export function requestOf(ctx: Pick<Ctx, "db">, { kind, requestId }: Notice): RequestFacts {
  const facts = requestFacts(ctx, requestId ?? "");
  if (!facts) throw new Error(`a ${kind} without a request`);
  return facts;
}

/** The time before the event, where it brought a new one. */
export function timeBefore(event: Event): Interval | null {
  switch (event.kind) {
    case "request_rescheduled":
    case "request_edited":
    case "proposal_accepted":
    case "assignment_made":
    case "assignment_moved":
      return event.payload.from ?? null;
    default:
      return null;
  }
}

/** An edit that leaves every calendar entry as it was. */
export function isOnlyToRead({ event }: Pick<Notice, "event">): boolean {
  return event.kind === "request_edited" && !isAnotherMeeting(event.payload.changed);
}

/** The change to the entry in the recipient's calendar. */
export function calendarChange(
  ctx: Pick<Ctx, "db">,
  { requestId, eventId }: Notice,
  of: EntryOf,
  status: CalendarChange["status"],
): CalendarChange {
  const uid = of === "requester" ? `${requestId}` : `${requestId}-${of.slot}`;
  const { sequence } = entryVersion(ctx, requestId ?? "", of, eventId);
  return { uid, sequence, status };
}

/** The telephone of the desk that the notified interpreter belongs to. */
export function deskPhoneOf(ctx: Pick<Ctx, "db">, { interpreterId }: Notice): string | null {
  const row = ctx.db
    .select({ phone: desks.phone })
    .from(interpreters)
    .innerJoin(desks, eq(desks.id, interpreters.deskId))
    .where(eq(interpreters.id, interpreterId ?? ""))
    .get();
  return row?.phone ?? null;
}

/** True when the same recipient has been sent that kind of message about the same request before, by the same channel. */
export function wasTold(ctx: Pick<Ctx, "db">, notice: Notice, kind: NotificationKind): boolean {
  return wasSent(ctx, notice, kind);
}

/** True when the recipient took the request over when it was secured, and has been sent that. */
export function tookOverSecured(ctx: Pick<Ctx, "db">, notice: Notice): boolean {
  return wasSent(ctx, notice, "request_handed_over", sql`json_extract(${earlier.payload}, '$.isSecured') = 1`);
}

const earlier = alias(events, "earlier");

function wasSent(ctx: Pick<Ctx, "db">, notice: Notice, kind: NotificationKind, besides?: SQL): boolean {
  return !!ctx.db
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(earlier, eq(earlier.id, notifications.eventId))
    .where(
      and(
        eq(earlier.requestId, notice.requestId ?? ""),
        lt(earlier.id, notice.eventId),
        eq(notifications.recipient, notice.recipient),
        eq(notifications.channel, notice.channel),
        eq(notifications.kind, kind),
        isNotNull(notifications.sentAt),
        besides,
      ),
    )
    .get();
}

/** Somebody else is told of the same event in the same words, or has been. */
export function isHeardByAnother(ctx: Pick<Ctx, "db">, { eventId, kind, recipient }: Notice): boolean {
  return !!ctx.db
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        eq(notifications.eventId, eventId),
        eq(notifications.kind, kind),
        ne(notifications.recipient, recipient),
        isNull(notifications.deadAt),
        isNull(notifications.suppressedAt),
      ),
    )
    .get();
}
