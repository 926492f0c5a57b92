/**
 * What a mail may know. Only what the disclosure table allows in messages is selected here, so that no sentence can say
 * more: reference, language, mode, town, times. Institution, topic, address, contact, note, client and names stay unread.
 */

import { and, count, eq, inArray, isNotNull, isNull, lt, lte } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { linkToken, offerToken, tokenHash } from "#app/auth/link-token.server";
import type { Ctx } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import { HOUSE_LOCALE, type Locale, type Mode, type Names } from "#app/dispatch/vocabulary";
import { ok, type Result, refuse } from "#app/result";
import type { Instant, Interval } from "#app/time";
import {
  absences,
  assignments,
  desks,
  events,
  interpreters,
  languages,
  languageVariants,
  notifications,
  offers,
  organisations,
  places,
  requests,
  tokens,
  users,
} from "#db/schema";
import type { EventKind, NotificationKind } from "./kinds";

const pivots = alias(languages, "pivots");

export type Named = Names;

/** The basics that everybody asked is told. `language: null` = not in the list. */
export interface JobFacts {
  requestId: string;
  reference: string;
  language: Named | null;
  variant: Named | null;
  mode: Mode;
  town: Named | null;
  interval: Interval;
}

/** Where the mail's link leads. Tokens are made anew for every mail; only their hash is stored. */
export type Opens =
  | { page: "offer"; token: string }
  | { page: "set_password"; token: string }
  | { page: "institution_request" | "coordinator_request"; requestId: string }
  | { page: "job"; assignmentId: string }
  | { page: "offers" }
  | { page: "interpreter"; interpreterId: string };

/** A calendar entry that this mail adds, changes or takes away. */
export interface CalendarChange {
  /** Unique and stable per request (requester) or per request and slot (interpreter); the host is added when written. */
  uid: string;
  /** Rises with everything that happens to the request. */
  sequence: number;
  status: "confirmed" | "tentative" | "cancelled";
}

export interface MailFacts {
  id: string;
  kind: NotificationKind;
  eventKind: EventKind;
  /** When it happened. */
  at: Instant;
  to: { address: string | null; locale: Locale };
  job: JobFacts | null;
  interpreterCount: number;
  /** The event's reason code. */
  why: string | null;
  /** The time before it was moved. */
  previous: Interval | null;
  /** The promise, the offer's deadline, or the end of a link's life. */
  due: Instant | null;
  opens: Opens;
  calendar: CalendarChange | null;
  /** Whom to phone: the desk of the request (its people) or of the interpreter. */
  phone: string | null;
  /** Jobs under an absence. */
  conflicts: JobFacts[];
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
  | "link_over";

type Row = NonNullable<ReturnType<typeof notificationRow>>;
/** The parts of `MailFacts` that depend on the kind. */
type Particular = Partial<Omit<MailFacts, "opens">> & { opens: Opens };
type Told = Result<Particular, Outdated>;

/** Everything one mail says, read now; refuses when it is no longer true, so that nobody is told what has passed. */
export function mailFacts(
  ctx: Pick<Ctx, "db">,
  notificationId: string,
  now: Instant,
): Result<MailFacts, Outdated | "not_found"> {
  const row = notificationRow(ctx, notificationId);
  if (!row) return refuse("not_found");
  const to = recipientOf(ctx, row);
  if (!to) return refuse("account_closed");
  const told = particularsOf(ctx, row, now);
  if (!told.ok) return told;
  return ok({
    id: row.id,
    kind: row.kind as NotificationKind,
    eventKind: row.eventKind as EventKind,
    at: row.at,
    to,
    job: null,
    interpreterCount: 1,
    why: text(row.payload.why),
    previous: null,
    due: null,
    calendar: null,
    phone: null,
    conflicts: [],
    ...told.value,
  });
}

function notificationRow(ctx: Pick<Ctx, "db">, id: string) {
  return ctx.db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      recipient: notifications.recipient,
      userId: notifications.userId,
      interpreterId: notifications.interpreterId,
      organisationId: notifications.organisationId,
      eventId: events.id,
      eventKind: events.kind,
      at: events.at,
      requestId: events.requestId,
      eventInterpreterId: events.interpreterId,
      payload: events.payload,
    })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(eq(notifications.id, id))
    .get();
}

/** Resolved at delivery: an address corrected meanwhile is the one written to. null = the account is closed. */
function recipientOf(ctx: Pick<Ctx, "db">, row: Row): MailFacts["to"] | null {
  if (row.userId) {
    const user = ctx.db
      .select({ address: users.email, locale: users.locale, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.id, row.userId))
      .get();
    return user && user.disabledAt === null ? { address: user.address, locale: user.locale } : null;
  }
  if (row.interpreterId) {
    const person = ctx.db
      .select({
        address: interpreters.email,
        locale: interpreters.locale,
        status: interpreters.status,
        accountLocale: users.locale,
      })
      .from(interpreters)
      .leftJoin(users, eq(users.interpreterId, interpreters.id))
      .where(eq(interpreters.id, row.interpreterId))
      .get();
    if (!person || person.status === "erased") return null;
    return { address: person.address, locale: person.accountLocale ?? person.locale };
  }
  const mailbox = ctx.db
    .select({ address: organisations.noticeEmail, deactivatedAt: organisations.deactivatedAt })
    .from(organisations)
    .where(eq(organisations.id, row.organisationId ?? ""))
    .get();
  return mailbox && mailbox.deactivatedAt === null ? { address: mailbox.address, locale: HOUSE_LOCALE } : null;
}

function particularsOf(ctx: Pick<Ctx, "db">, row: Row, now: Instant): Told {
  switch (row.kind as NotificationKind) {
    case "request_received":
    case "request_confirmed":
    case "request_partly_confirmed":
    case "request_moved":
    case "request_cancelled":
    case "request_rejected":
    case "info_asked":
    case "request_searching_again":
      return toRequester(ctx, row, now);
    case "offer":
      return askedOffer(ctx, row, now);
    case "offer_closed":
      return closedOffer(ctx, row);
    case "job_confirmed":
    case "job_moved":
      return standingJob(ctx, row, now);
    case "job_cancelled":
      return lostJob(ctx, row);
    case "needs_decision":
      return undecided(ctx, row, now);
    case "absence_conflict":
      return jobsUnderAbsence(ctx, row, now);
    case "invite":
    case "password_reset":
      return passwordLink(ctx, row, now);
  }
}

// --- the requester's side --------------------------------------------------------------------------

function toRequester(ctx: Pick<Ctx, "db">, row: Row, now: Instant): Told {
  const request = requestOf(ctx, row);
  const live = ctx.db
    .select({ n: count() })
    .from(assignments)
    .where(and(eq(assignments.requestId, request.job.requestId), isNull(assignments.releasedAt)))
    .get()!.n;
  const outdated = outdatedForRequester(row.kind as NotificationKind, request, live, now);
  if (outdated) return refuse(outdated);
  return ok({
    job: request.job,
    interpreterCount: request.interpreterCount,
    previous: row.kind === "request_moved" ? intervalOf(row.payload.from) : null,
    due: row.kind === "request_received" ? request.answerDueAt : null,
    opens: { page: opensForRequester(ctx, row), requestId: request.job.requestId },
    calendar: requesterCalendar(ctx, row, request, live),
    phone: request.deskPhone,
  });
}

function outdatedForRequester(
  kind: NotificationKind,
  request: RequestFacts,
  live: number,
  now: Instant,
): Outdated | null {
  if (kind === "request_cancelled" || kind === "request_rejected") return null;
  if (request.hasEnded || request.job.interval.end <= now) return "request_ended";
  if (kind === "request_confirmed" && live < request.interpreterCount) return "request_open_again";
  if (kind === "request_partly_confirmed" && (live === 0 || live >= request.interpreterCount)) return "decided";
  if (kind === "info_asked" && request.needsInfoAt === null) return "decided";
  if (kind === "request_searching_again" && live >= request.interpreterCount) return "decided";
  return null;
}

/** A coordinator who asked on somebody's behalf has another page than the institution. */
function opensForRequester(ctx: Pick<Ctx, "db">, row: Row): "institution_request" | "coordinator_request" {
  const role = row.userId
    ? ctx.db.select({ role: users.role }).from(users).where(eq(users.id, row.userId)).get()?.role
    : "requester";
  return role === "requester" ? "institution_request" : "coordinator_request";
}

/** An entry begins with the confirmation; from then on whoever has it hears of every change. */
function requesterCalendar(ctx: Pick<Ctx, "db">, row: Row, request: RequestFacts, live: number): CalendarChange | null {
  if (["request_received", "request_rejected", "info_asked"].includes(row.kind)) return null;
  const isSecured = live >= request.interpreterCount;
  if (!isSecured && !wasTold(ctx, row, "request_confirmed")) return null;
  return {
    uid: request.job.requestId,
    sequence: sequenceAt(ctx, row.requestId, row.eventId),
    status: request.hasEnded ? "cancelled" : isSecured ? "confirmed" : "tentative",
  };
}

// --- the interpreter's side ------------------------------------------------------------------------

function askedOffer(ctx: Pick<Ctx, "db">, row: Row, now: Instant): Told {
  const offer = ctx.db
    .select({
      id: offers.id,
      slot: offers.slot,
      interpreterId: offers.interpreterId,
      status: offers.status,
      deadlineAt: offers.deadlineAt,
    })
    .from(offers)
    .where(eq(offers.id, text(row.payload.offerId) ?? ""))
    .get();
  if (!offer || offer.interpreterId !== row.interpreterId || statusAt(offer, now) !== "pending")
    return refuse("offer_over");
  return ok({
    job: jobAtSlot(requestOf(ctx, row), offer.slot),
    due: offer.deadlineAt,
    opens: { page: "offer", token: offerToken(offer) },
    phone: phoneOfPerson(ctx, row.interpreterId),
  });
}

function closedOffer(ctx: Pick<Ctx, "db">, row: Row): Told {
  const request = requestOf(ctx, row);
  const again = ctx.db
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(
        eq(offers.requestId, request.job.requestId),
        eq(offers.interpreterId, row.interpreterId ?? ""),
        inArray(offers.status, ["pending", "accepted"]),
      ),
    )
    .get();
  if (again) return refuse("asked_again");
  return ok({ job: request.job, opens: { page: "offers" }, phone: phoneOfPerson(ctx, row.interpreterId) });
}

function standingJob(ctx: Pick<Ctx, "db">, row: Row, now: Instant): Told {
  const job = jobOf(ctx, row, "live");
  if (!job || job.interval.end <= now) return refuse("job_over");
  const request = requestOf(ctx, row);
  return ok({
    job: { ...jobAtSlot(request, job.slot), interval: job.interval },
    previous: row.kind === "job_moved" ? intervalOf(row.payload.from) : null,
    opens: { page: "job", assignmentId: job.id },
    calendar: jobCalendar(ctx, row, job.slot, "confirmed"),
    phone: phoneOfPerson(ctx, row.interpreterId),
  });
}

/** A calendar entry is only taken back from whom it was given. */
function lostJob(ctx: Pick<Ctx, "db">, row: Row): Told {
  if (jobOf(ctx, row, "live")) return refuse("job_back");
  const job = jobOf(ctx, row, "released");
  if (!job) return refuse("job_over");
  const request = requestOf(ctx, row);
  return ok({
    job: { ...jobAtSlot(request, job.slot), interval: job.interval },
    opens: { page: "job", assignmentId: job.id },
    calendar: wasTold(ctx, row, "job_confirmed") ? jobCalendar(ctx, row, job.slot, "cancelled") : null,
    phone: phoneOfPerson(ctx, row.interpreterId),
  });
}

function jobOf(ctx: Pick<Ctx, "db">, row: Row, which: "live" | "released") {
  const found = ctx.db
    .select({
      id: assignments.id,
      slot: assignments.slot,
      start: assignments.startAt,
      end: assignments.endAt,
      createdAt: assignments.createdAt,
      releasedAt: assignments.releasedAt,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.requestId, row.requestId ?? ""),
        eq(assignments.interpreterId, row.interpreterId ?? ""),
        which === "live" ? isNull(assignments.releasedAt) : isNotNull(assignments.releasedAt),
      ),
    )
    .all()
    .sort((a, b) => (b.releasedAt ?? 0) - (a.releasedAt ?? 0) || b.createdAt - a.createdAt)[0];
  return found && { id: found.id, slot: found.slot, interval: { start: found.start, end: found.end } };
}

function jobCalendar(ctx: Pick<Ctx, "db">, row: Row, slot: number, status: CalendarChange["status"]): CalendarChange {
  return { uid: `${row.requestId}-${slot}`, sequence: sequenceAt(ctx, row.requestId, row.eventId), status };
}

// --- coordinators and accounts -----------------------------------------------------------------------

function undecided(ctx: Pick<Ctx, "db">, row: Row, now: Instant): Told {
  const request = requestOf(ctx, row);
  if (request.hasEnded || request.job.interval.end <= now) return refuse("request_ended");
  if (request.queuedAt === null && request.needsInfoAt === null) return refuse("decided");
  return ok({ job: request.job, opens: { page: "coordinator_request", requestId: request.job.requestId } });
}

function jobsUnderAbsence(ctx: Pick<Ctx, "db">, row: Row, now: Instant): Told {
  const absence = ctx.db
    .select({ cancelledAt: absences.cancelledAt })
    .from(absences)
    .where(eq(absences.id, text(row.payload.absenceId) ?? ""))
    .get();
  const ids = Array.isArray(row.payload.affects) ? row.payload.affects.map(String) : [];
  const conflicts = ctx.db
    .select({ requestId: assignments.requestId, end: assignments.endAt })
    .from(assignments)
    .where(and(inArray(assignments.id, ids), isNull(assignments.releasedAt)))
    .orderBy(assignments.startAt)
    .all()
    .filter(({ end }) => end > now)
    .map(({ requestId }) => requestFacts(ctx, requestId)!.job);
  if (absence?.cancelledAt != null || conflicts.length === 0) return refuse("absence_over");
  return ok({ conflicts, opens: { page: "interpreter", interpreterId: row.eventInterpreterId ?? "" } });
}

/** The event's `nonce` makes each link another one; the table knows whether it still opens anything. */
function passwordLink(ctx: Pick<Ctx, "db">, row: Row, now: Instant): Told {
  const kind = row.kind === "invite" ? "invite" : "reset";
  const token = linkToken(kind, `${row.userId}:${text(row.payload.nonce) ?? ""}`);
  const stored = ctx.db
    .select({ expiresAt: tokens.expiresAt, usedAt: tokens.usedAt })
    .from(tokens)
    .where(eq(tokens.hash, tokenHash(token)))
    .get();
  if (!stored || stored.usedAt !== null || stored.expiresAt <= now) return refuse("link_over");
  return ok({ due: stored.expiresAt, opens: { page: "set_password", token } });
}

// --- common ----------------------------------------------------------------------------------------

interface RequestFacts {
  job: JobFacts;
  /** Of a relay. */
  pivot: Named | null;
  interpreterCount: number;
  answerDueAt: Instant;
  queuedAt: Instant | null;
  needsInfoAt: Instant | null;
  hasEnded: boolean;
  deskPhone: string;
}

/** In a relay each place has its own languages: the request's and the pivot, or the pivot alone. */
function jobAtSlot({ job, pivot }: RequestFacts, slot: number): JobFacts {
  if (!pivot || !job.language) return job;
  if (slot === 2) return { ...job, language: pivot, variant: null };
  const both = { lv: `${job.language.lv}–${pivot.lv}`, en: `${job.language.en}–${pivot.en}` };
  return { ...job, language: both };
}

function requestOf(ctx: Pick<Ctx, "db">, row: Row): RequestFacts {
  const facts = requestFacts(ctx, row.requestId ?? "");
  if (!facts) throw new Error(`a ${row.kind} without a request`);
  return facts;
}

/** One request's basics. null: there is none. */
export function requestFacts(ctx: Pick<Ctx, "db">, requestId: string): RequestFacts | null {
  const row = ctx.db
    .select({
      requestId: requests.id,
      reference: requests.reference,
      language: languages.name,
      variant: languageVariants.name,
      pivot: pivots.name,
      mode: requests.mode,
      town: places.name,
      start: requests.startAt,
      end: requests.endAt,
      interpreterCount: requests.interpreterCount,
      answerDueAt: requests.answerDueAt,
      queuedAt: requests.queuedAt,
      needsInfoAt: requests.needsInfoAt,
      cancelledAt: requests.cancelledAt,
      rejectedAt: requests.rejectedAt,
      deskPhone: desks.phone,
    })
    .from(requests)
    .innerJoin(desks, eq(desks.id, requests.deskId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .leftJoin(
      languageVariants,
      and(eq(languageVariants.language, requests.language), eq(languageVariants.code, requests.variant)),
    )
    .leftJoin(pivots, eq(pivots.code, requests.pivotLanguage))
    .leftJoin(places, eq(places.id, requests.placeId))
    .where(eq(requests.id, requestId))
    .get();
  if (!row) return null;
  const { requestId: id, reference, language, variant, mode, town, start, end, cancelledAt, rejectedAt, ...rest } = row;
  return {
    ...rest,
    job: { requestId: id, reference, language, variant, mode, town: townOf(town), interval: { start, end } },
    hasEnded: cancelledAt !== null || rejectedAt !== null,
  };
}

/** The town, not the part of it: "Rīga" of "Rīga, centrs". */
function townOf(place: Named | null): Named | null {
  const town = (name: string) => name.replace(/,.*$/s, "");
  return place && { lv: town(place.lv), en: town(place.en) };
}

function phoneOfPerson(ctx: Pick<Ctx, "db">, interpreterId: string | null): string | null {
  const row = ctx.db
    .select({ phone: desks.phone })
    .from(interpreters)
    .innerJoin(desks, eq(desks.id, interpreters.deskId))
    .where(eq(interpreters.id, interpreterId ?? ""))
    .get();
  return row?.phone ?? null;
}

/** How much had happened to the request by this event: 0, 1, 2 … */
export function sequenceAt(ctx: Pick<Ctx, "db">, requestId: string | null, eventId: number): number {
  const { n } = ctx.db
    .select({ n: count() })
    .from(events)
    .where(and(eq(events.requestId, requestId ?? ""), lte(events.id, eventId)))
    .get()!;
  return Math.max(0, n - 1);
}

/** True when the same recipient has been sent this kind of message about the same request before. */
function wasTold(ctx: Pick<Ctx, "db">, row: Row, kind: NotificationKind): boolean {
  const earlier = alias(events, "earlier");
  return !!ctx.db
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(earlier, eq(earlier.id, notifications.eventId))
    .where(
      and(
        eq(earlier.requestId, row.requestId ?? ""),
        lt(earlier.id, row.eventId),
        eq(notifications.recipient, row.recipient),
        eq(notifications.kind, kind),
        isNotNull(notifications.sentAt),
      ),
    )
    .get();
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function intervalOf(value: unknown): Interval | null {
  const { start, end } = (value ?? {}) as { start?: unknown; end?: unknown };
  return typeof start === "number" && typeof end === "number" ? { start: start as Instant, end: end as Instant } : null;
}
