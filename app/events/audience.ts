/** Who hears what, and by which channel: tables from event to listeners. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { earliestSend } from "#app/dispatch/deadlines";
import { isToldToInterpreter } from "#app/dispatch/request-edit";
import type { Channel } from "#app/dispatch/vocabulary";
import { isLiveJob } from "#app/facts/live";
import { rulesAt } from "#app/facts/rules";
import type { Instant } from "#app/time";
import { assignments, events, notifications, requests } from "#db/schema";
import { HEARD } from "./heard/audience";
import { howItStands } from "./how-it-stands";
import {
  type EventKind,
  NOTIFICATION_KINDS,
  type NotificationKind,
  UNDECIDED_INSIDE,
  type WithdrawnBecause,
} from "./kinds";
import { PAY_AUDIENCE } from "./pay/audience";
import { sameOf } from "./pay/kinds";
import { coordinators, recipientOf } from "./recipient";
import type { EventToRecord, Listener } from "./record";
import { asksToAttest, TOOK_PLACE_AUDIENCE } from "./took-place/audience";
import { requesterSide } from "./took-place/requester-side";

/** What goes out by each channel. */
export const SENT_BY: Record<Channel, readonly NotificationKind[]> = { email: NOTIFICATION_KINDS };

type Hears<K extends EventKind = EventKind> = (work: Work, event: EventToRecord<K>) => Listener[];

const nobody: Hears = () => [];

const requesterHears =
  (kind: NotificationKind): Hears =>
  (work, event) =>
    requesterSide(work, event).map((to) => ({ ...to, kind }));

const coordinatorsHear =
  (kind: NotificationKind): Hears =>
  (work) =>
    coordinators(work).map((userId) => ({ kind, userId }));

/** Whoever asked at the door hears. */
const applicantHears =
  (kind: NotificationKind) =>
  (_work: Work, { payload }: { payload: { applicationId: string } }): Listener[] => [{ kind, ...payload }];

/** The person named by the event hears. */
const personHears =
  (kind: NotificationKind): Hears =>
  (_work, event) =>
    event.interpreterId ? [{ kind, interpreterId: event.interpreterId }] : [];

const all =
  <K extends EventKind>(...parts: Hears<K>[]): Hears<K> =>
  (work, event) =>
    parts.flatMap((hears) => hears(work, event));

const AUDIENCE: { [K in EventKind]: Hears<K> } = {
  request_submitted: requesterHears("request_received"),
  request_rescheduled: all(requesterHears("request_moved"), assigneesHear("job_moved")),
  request_edited: requestEditedHears,
  request_cancelled: all(requesterHears("request_cancelled"), releasedHear),
  request_rejected: requesterHears("request_rejected"),
  caller_told: nobody,
  caller_corrected: callerHearsAnew,
  request_queued: all(coordinatorsHear("needs_decision"), requesterHearsQueued),
  promise_at_risk: requesterHears("promise_at_risk"),
  request_unfilled: requesterHears("request_unfilled"),
  request_handed_over: newRequesterHears,
  info_asked: requesterHears("info_asked"),
  info_cleared: requesterHears("request_clarified"),
  proposal_made: requesterHears("info_asked"),
  proposal_accepted: newTimeHears,
  proposal_declined: nobody,
  proposal_overtaken: nobody,
  place_mapped: requesterHears("request_clarified"),
  language_mapped: requesterHears("request_clarified"),
  offer_made: offerHeardAtDay,
  offer_seen: nobody,
  offer_accepted: all(personHears("job_confirmed"), requesterHearsOutcome),
  offer_declined: declineHears,
  call_noted: nobody,
  offer_expired: offerClosedHears,
  offer_withdrawn: offerClosedHears,
  offer_superseded: offerClosedHears,
  yes_ended: yesEndHeard,
  assignment_made: all(personHears("job_confirmed"), othersHearNewTime, requesterHearsPlacing),
  assignment_moved: assignmentMovedHears,
  assignment_released: all(personHears("job_cancelled"), requesterHearsOutcome),
  assignment_withdrawn: all(personHears("job_given_back"), requesterHears("request_searching_again")),
  assignment_reported: asksToAttest,
  ...TOOK_PLACE_AUDIENCE,
  action_undone: nobody,
  ...HEARD,
  availability_saved: nobody,
  text_vouched: nobody,
  absence_added: (work, event) =>
    event.payload.affects.length ? coordinatorsHear("absence_conflict")(work, event) : [],
  absence_cancelled: nobody,
  interpreter_status_changed: nobody,
  interpreter_imported: nobody,
  interpreter_saved: nobody,
  interpreters_merged: nobody,
  user_invited: (_work, { payload }) => [{ kind: "invite", userId: payload.userId }],
  user_disabled: nobody,
  user_enabled: nobody,
  sessions_ended: nobody,
  account_saved: nobody,
  password_set: nobody,
  password_reset_asked: (_work, { payload }) => [{ kind: "password_reset", userId: payload.userId }],
  setting_saved: nobody,
  holiday_saved: nobody,
  setting_removed: nobody,
  holiday_removed: nobody,
  organisation_saved: nobody,
  organisations_merged: nobody,
  unit_saved: nobody,
  members_saved: nobody,
  desk_saved: nobody,
  language_saved: nobody,
  substitution_saved: nobody,
  substitution_removed: nobody,
  travel_saved: nobody,
  travel_removed: nobody,
  letter_saved: nobody,
  letter_reset: nobody,
  exclusion_added: nobody,
  exclusion_ended: nobody,
  clients_linked: nobody,
  clients_unlinked: nobody,
  notification_retried: nobody,
  application_made: applicantHears("application_check"),
  application_confirmed: (work, event) => [
    ...applicantHears("application_received")(work, event),
    ...coordinatorsHear("application_waiting")(work, event),
  ],
  // Whoever gets an account is told so by its invitation.
  application_admitted: (_work, { payload: { applicationId, joined } }) =>
    joined ? [{ kind: "application_closed", applicationId }] : [],
  candidate_added: applicantHears("application_closed"),
  application_refused: applicantHears("application_closed"),
  application_lapsed: applicantHears("application_closed"),
  first_admin_made: nobody,
  list_exported: nobody,
  installation_exported: nobody,
  import_applied: nobody,
  import_taken_back: nobody,
  ...sameOf(["mail_tested", "mail_settings_saved", "guide_settled", "service_named"] as const, nobody),
  ...PAY_AUDIENCE,
};

/** Who is told of an event and under which notification kind. Reads the rows as the command has left them. */
export function listeners<K extends EventKind>(work: Work, event: EventToRecord<K>): Listener[] {
  return AUDIENCE[event.kind](work, event);
}

/** At the corrected address nothing is known yet: how the request stands, in the message that would have said so. */
function callerHearsAnew(work: Work, event: EventToRecord): Listener[] {
  const request = work.db
    .select()
    .from(requests)
    .where(eq(requests.id, event.requestId ?? ""))
    .get();
  if (!request) return [];
  const live = liveAssignees(work, event).length;
  const kind = howItStands(request, live, work.now);
  return requesterSide(work, event).flatMap((to) => (to.callerId ? [{ ...to, kind }] : []));
}

/** Confirmed when every slot has its person, partly when one has, searching again when none has. */
function requesterHearsOutcome(work: Work, event: EventToRecord): Listener[] {
  const request = work.db
    .select({ count: requests.interpreterCount })
    .from(requests)
    .where(eq(requests.id, event.requestId ?? ""))
    .get();
  const live = liveAssignees(work, event).length;
  if (!request) return [];
  const kind =
    live >= request.count ? "request_confirmed" : live > 0 ? "request_partly_confirmed" : "request_searching_again";
  return requesterHears(kind)(work, event);
}

/** Who was placed at another time than asked for has moved the request, and that is what its requester must notice. */
function requesterHearsPlacing(work: Work, event: EventToRecord<"assignment_made">): Listener[] {
  return (event.payload.to ? requesterHears("request_moved") : requesterHearsOutcome)(work, event);
}

function liveAssignees(work: Work, event: EventToRecord): string[] {
  return work.db
    .select({ interpreterId: assignments.interpreterId })
    .from(assignments)
    .where(and(eq(assignments.requestId, event.requestId ?? ""), isLiveJob()))
    .all()
    .map((row) => row.interpreterId);
}

function assigneesHear(kind: NotificationKind): Hears {
  return (work, event) => liveAssignees(work, event).map((interpreterId) => ({ kind, interpreterId }));
}

/** Whoever was on a request that is cancelled. */
function releasedHear(_work: Work, { payload }: EventToRecord<"request_cancelled">): Listener[] {
  return payload.releasedInterpreterIds.map((interpreterId) => ({ kind: "job_cancelled", interpreterId }));
}

/** An offer's message waits for the morning unless the rules say it may go at night. */
function offerHeardAtDay(work: Work, event: EventToRecord): Listener[] {
  const tellFrom = atDay(work, event);
  if (!tellFrom || !event.interpreterId) return [];
  return [{ kind: "offer", interpreterId: event.interpreterId, tellFrom: later(event.tellFrom, tellFrom) }];
}

/** Now, or in the morning when it is night and the request does not begin early. */
function atDay(work: Work, event: EventToRecord): Instant | null {
  const request = work.db
    .select({ startAt: requests.startAt })
    .from(requests)
    .where(eq(requests.id, event.requestId ?? ""))
    .get();
  return request ? earliestSend(rulesAt(work, work.now), work.now, request.startAt) : null;
}

/** What is read when it goes out and then says itself that a coordinator decides. */
const SAYS_IT_ITSELF: ReadonlySet<string> = new Set(UNDECIDED_INSIDE);

/**
 * Whoever asked is told that nobody is found yet: by a message that has not gone out yet, else by one of its own. Nobody is told it
 * twice in a row.
 */
function requesterHearsQueued(work: Work, event: EventToRecord<"request_queued">): Listener[] {
  const tellFrom = atDay(work, event) ?? work.now;
  return requesterSide(work, event).flatMap((to) => {
    const last = lastToldOf(work, event.requestId ?? "", recipientOf(to));
    const isSaid = !to.isCall && last?.isUnsent && SAYS_IT_ITSELF.has(last.kind);
    if (last?.kind === "request_undecided" || isSaid) return [];
    return [{ ...to, kind: "request_undecided", tellFrom }];
  });
}

/** The newest message about the request to that recipient, of those that were not held back. */
function lastToldOf(work: Work, requestId: string, recipient: string) {
  const last = work.db
    .select({
      kind: notifications.kind,
      sentAt: notifications.sentAt,
      deadAt: notifications.deadAt,
      leaseUntil: notifications.leaseUntil,
    })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(
      and(eq(events.requestId, requestId), eq(notifications.recipient, recipient), isNull(notifications.suppressedAt)),
    )
    .orderBy(desc(events.id))
    .limit(1)
    .get();
  if (!last) return null;
  const isLeased = last.leaseUntil !== null && last.leaseUntil >= work.now;
  return { kind: last.kind, isUnsent: last.sentAt === null && last.deadAt === null && !isLeased };
}

/** The mailbox has heard everything all along. */
function newRequesterHears(_work: Work, { payload: { to } }: EventToRecord<"request_handed_over">): Listener[] {
  return typeof to === "object" ? [{ kind: "request_handed_over", userId: to.colleague }] : [];
}

/** Whoever got the job or was asked again hears that by its own message. */
function yesEndHeard(work: Work, event: EventToRecord<"yes_ended">): Listener[] {
  const { as } = event.payload;
  return as === "assigned" || as === "asked_again" ? [] : personHears("yes_ended")(work, event);
}

function later(held: Instant | undefined, at: Instant): Instant {
  return held !== undefined && held > at ? held : at;
}

/** Their no came by phone, so the question that has not gone out never does. */
function declineHears(work: Work, event: EventToRecord<"offer_declined">): Listener[] {
  if (event.payload.byPhone) withholdUnsentOffer(work, event);
  return [];
}

const SEEN_AT_ONCE: ReadonlySet<WithdrawnBecause> = new Set(["assigned_directly", "obstacles"]);

type OfferClosed = EventToRecord<"offer_expired" | "offer_withdrawn" | "offer_superseded">;
type OfferEnded = OfferClosed | EventToRecord<"offer_declined">;

/**
 * Who was asked is told how it ended. Nobody is told that a question is closed which never reached them,
 * nor of what they were shown or told otherwise: that it became their job directly, or that their yes met obstacles.
 */
function offerClosedHears(work: Work, event: OfferClosed): Listener[] {
  if (!event.interpreterId) return [];
  if (event.kind === "offer_withdrawn" && SEEN_AT_ONCE.has(event.payload.why)) return [];
  return withholdUnsentOffer(work, event) ? [] : [{ kind: "offer_closed", interpreterId: event.interpreterId }];
}

/** Suppresses the offer's own messages if they have not gone out; true when they had not. */
function withholdUnsentOffer(work: Work, event: OfferEnded): boolean {
  const unsent = work.db
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(
      and(
        eq(events.requestId, event.requestId ?? ""),
        eq(events.kind, "offer_made"),
        sql`json_extract(${events.payload}, '$.offerId') = ${event.payload.offerId}`,
        eq(notifications.kind, "offer"),
        isNull(notifications.sentAt),
        isNull(notifications.suppressedAt),
        sql`(${notifications.leaseUntil} is null or ${notifications.leaseUntil} < ${work.now})`,
      ),
    )
    .all();
  for (const { id } of unsent)
    work.db.update(notifications).set({ suppressedAt: work.now }).where(eq(notifications.id, id)).run();
  return unsent.length > 0;
}

function assignmentMovedHears(work: Work, event: EventToRecord<"assignment_moved">): Listener[] {
  const { fromInterpreterId, timeChanged } = event.payload;
  const people: Hears =
    fromInterpreterId === event.interpreterId
      ? personHears("job_moved")
      : all(personHears("job_confirmed"), () => [{ kind: "job_cancelled", interpreterId: fromInterpreterId }]);
  return [
    ...people(work, event),
    ...(timeChanged ? othersHearNewTime(work, event) : []),
    ...(timeChanged ? requesterHears("request_moved") : requesterHearsOutcome)(work, event),
  ];
}

/** A new time is the whole request's: whoever has its other place moves with it. */
function othersHearNewTime(work: Work, event: EventToRecord<"assignment_made" | "assignment_moved">): Listener[] {
  if (!event.payload.to) return [];
  return liveAssignees(work, event)
    .filter((interpreterId) => interpreterId !== event.interpreterId)
    .map((interpreterId) => ({ kind: "job_moved", interpreterId }));
}

/** Who agreed to a new time has it in writing, and whoever is on the request already hears of it. */
function newTimeHears(work: Work, event: EventToRecord<"proposal_accepted">): Listener[] {
  return event.payload.to ? all(requesterHears("request_moved"), assigneesHear("job_moved"))(work, event) : [];
}

/**
 * Whoever has the job hears what of it has changed, whoever loses it that they do. The requester's side hears all of
 * it, but for whoever changed it themselves.
 */
function requestEditedHears(work: Work, event: EventToRecord<"request_edited">): Listener[] {
  const { changed, releasedInterpreterIds } = event.payload;
  const self = work.viewer.kind === "user" ? work.viewer.userId : null;
  const side = requesterHears("request_changed")(work, event).filter(({ userId }) => !userId || userId !== self);
  return [
    ...side,
    ...(changed.some(isToldToInterpreter) ? assigneesHear("job_changed")(work, event) : []),
    ...releasedInterpreterIds.map((interpreterId) => ({ kind: "job_cancelled" as const, interpreterId })),
    ...(releasedInterpreterIds.length > 0 ? requesterHearsOutcome(work, event) : []),
  ];
}
