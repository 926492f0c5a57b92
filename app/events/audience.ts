/** Who hears what: one table from event to listeners. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { earliestSend } from "#app/dispatch/deadlines";
import { rulesAt } from "#app/facts/rules";
import type { Tx } from "#db/client.server";
import { assignments, events, notifications, organisations, requests, users } from "#db/schema";
import type { EventKind, NotificationKind, WithdrawnBecause } from "./kinds";
import type { EventToRecord, Listener } from "./record";

type Hears = (tx: Tx, ctx: Ctx, event: EventToRecord) => Listener[];

const nobody: Hears = () => [];

const requesterHears =
  (kind: NotificationKind): Hears =>
  (tx, _ctx, event) =>
    requesterSide(tx, event).map((to) => ({ ...to, kind }));

const coordinatorsHear =
  (kind: NotificationKind): Hears =>
  (tx) =>
    coordinators(tx).map((userId) => ({ kind, userId }));

/** The person named by the event hears. */
const personHears =
  (kind: NotificationKind): Hears =>
  (_tx, _ctx, event) =>
    event.interpreterId ? [{ kind, interpreterId: event.interpreterId }] : [];

const all =
  (...parts: Hears[]): Hears =>
  (tx, ctx, event) =>
    parts.flatMap((hears) => hears(tx, ctx, event));

const AUDIENCE: Record<EventKind, Hears> = {
  request_submitted: requesterHears("request_received"),
  request_rescheduled: all(requesterHears("request_moved"), assigneesHear("job_moved")),
  request_cancelled: all(
    requesterHears("request_cancelled"),
    peopleOfPayloadHear("job_cancelled", "releasedInterpreterIds"),
  ),
  request_rejected: requesterHears("request_rejected"),
  request_queued: coordinatorsHear("needs_decision"),
  info_asked: requesterHears("info_asked"),
  info_cleared: nobody,
  proposal_made: requesterHears("info_asked"),
  proposal_accepted: newTimeHears,
  proposal_declined: nobody,
  proposal_overtaken: nobody,
  language_mapped: nobody,
  offer_made: offerHeardAtDay,
  offer_seen: nobody,
  offer_accepted: all(personHears("job_confirmed"), requesterHearsOutcome),
  offer_declined: nobody,
  offer_expired: offerClosedHears,
  offer_withdrawn: offerClosedHears,
  offer_superseded: offerClosedHears,
  assignment_made: all(personHears("job_confirmed"), othersHearNewTime, requesterHearsPlacing),
  assignment_moved: assignmentMovedHears,
  assignment_released: all(personHears("job_cancelled"), requesterHearsOutcome),
  assignment_withdrawn: requesterHears("request_searching_again"),
  assignment_reported: nobody,
  action_undone: nobody,
  availability_saved: nobody,
  absence_added: absenceHears,
  absence_cancelled: nobody,
  interpreter_status_changed: nobody,
  interpreter_imported: nobody,
  user_invited: (_tx, _ctx, event) => [{ kind: "invite", userId: String(event.payload?.userId) }],
  user_disabled: nobody,
  user_enabled: nobody,
  password_set: nobody,
  password_reset_asked: (_tx, _ctx, event) => [{ kind: "password_reset", userId: String(event.payload?.userId) }],
  setting_saved: nobody,
  holiday_saved: nobody,
  setting_removed: nobody,
  holiday_removed: nobody,
  organisation_saved: nobody,
  notification_retried: nobody,
};

/** Who is told of an event and under which notification kind. Reads the rows as the command has left them. */
export function listeners(tx: Tx, ctx: Ctx, event: EventToRecord): Listener[] {
  return AUDIENCE[event.kind](tx, ctx, event);
}

/** The person who asked, if their account still stands, and the organisation's functional mailbox. */
function requesterSide(tx: Tx, event: EventToRecord): Omit<Listener, "kind">[] {
  if (!event.requestId) return [];
  const row = tx
    .select({
      userId: users.id,
      disabledAt: users.disabledAt,
      organisationId: organisations.id,
      mailbox: organisations.noticeEmail,
    })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.requesterId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(eq(requests.id, event.requestId))
    .get();
  if (!row) return [];
  return [
    ...(row.disabledAt === null ? [{ userId: row.userId }] : []),
    ...(row.mailbox ? [{ organisationId: row.organisationId }] : []),
  ];
}

/** Whoever coordinates: where nobody has only that role, the admins do. */
function coordinators(tx: Tx): string[] {
  const people = tx
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(and(inArray(users.role, ["coordinator", "admin"]), isNull(users.disabledAt)))
    .all();
  const coordinating = people.filter(({ role }) => role === "coordinator");
  return (coordinating.length > 0 ? coordinating : people).map(({ id }) => id);
}

/** Confirmed when every slot has its person, partly when one has, searching again when none has. */
function requesterHearsOutcome(tx: Tx, ctx: Ctx, event: EventToRecord): Listener[] {
  const request = tx
    .select({ count: requests.interpreterCount })
    .from(requests)
    .where(eq(requests.id, event.requestId ?? ""))
    .get();
  const live = liveAssignees(tx, event).length;
  if (!request) return [];
  const kind =
    live >= request.count ? "request_confirmed" : live > 0 ? "request_partly_confirmed" : "request_searching_again";
  return requesterHears(kind)(tx, ctx, event);
}

/** Who was placed at another time than asked for has moved the request, and that is what its requester must notice. */
function requesterHearsPlacing(tx: Tx, ctx: Ctx, event: EventToRecord): Listener[] {
  return (event.payload?.to ? requesterHears("request_moved") : requesterHearsOutcome)(tx, ctx, event);
}

function liveAssignees(tx: Tx, event: EventToRecord): string[] {
  return tx
    .select({ interpreterId: assignments.interpreterId })
    .from(assignments)
    .where(and(eq(assignments.requestId, event.requestId ?? ""), isNull(assignments.releasedAt)))
    .all()
    .map((row) => row.interpreterId);
}

function assigneesHear(kind: NotificationKind): Hears {
  return (tx, _ctx, event) => liveAssignees(tx, event).map((interpreterId) => ({ kind, interpreterId }));
}

function peopleOfPayloadHear(kind: NotificationKind, field: string): Hears {
  return (_tx, _ctx, event) =>
    ((event.payload?.[field] as string[] | undefined) ?? []).map((interpreterId) => ({ kind, interpreterId }));
}

/** An offer's mail waits for the morning unless the rules say it may go at night. */
function offerHeardAtDay(tx: Tx, ctx: Ctx, event: EventToRecord): Listener[] {
  const request = tx
    .select({ startAt: requests.startAt })
    .from(requests)
    .where(eq(requests.id, event.requestId ?? ""))
    .get();
  if (!request || !event.interpreterId) return [];
  return [
    {
      kind: "offer",
      interpreterId: event.interpreterId,
      tellFrom: earliestSend(rulesAt(tx, ctx.now), ctx.now, request.startAt),
    },
  ];
}

const SEEN_AT_ONCE = new Set<unknown>(["assigned_directly", "obstacles"] satisfies WithdrawnBecause[]);

/**
 * Who was asked is told how it ended. Nobody is told that a question is closed which never reached them,
 * nor of what they were shown or told otherwise: that it became their job directly, or that their yes met obstacles.
 */
function offerClosedHears(tx: Tx, ctx: Ctx, event: EventToRecord): Listener[] {
  if (!event.interpreterId || SEEN_AT_ONCE.has(event.payload?.why)) return [];
  return withholdUnsentOffer(tx, ctx, event) ? [] : [{ kind: "offer_closed", interpreterId: event.interpreterId }];
}

/** Suppresses the offer's own mail if it has not gone out; true when it had not. */
function withholdUnsentOffer(tx: Tx, ctx: Ctx, event: EventToRecord): boolean {
  const unsent = tx
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(
      and(
        eq(events.requestId, event.requestId ?? ""),
        eq(events.kind, "offer_made"),
        sql`json_extract(${events.payload}, '$.offerId') = ${String(event.payload?.offerId)}`,
        eq(notifications.kind, "offer"),
        isNull(notifications.sentAt),
        isNull(notifications.suppressedAt),
        sql`(${notifications.leaseUntil} is null or ${notifications.leaseUntil} < ${ctx.now})`,
      ),
    )
    .all();
  for (const { id } of unsent)
    tx.update(notifications).set({ suppressedAt: ctx.now }).where(eq(notifications.id, id)).run();
  return unsent.length > 0;
}

function assignmentMovedHears(tx: Tx, ctx: Ctx, event: EventToRecord): Listener[] {
  const from = event.payload?.fromInterpreterId as string | undefined;
  const isSamePerson = from === event.interpreterId;
  return [
    ...(isSamePerson
      ? personHears("job_moved")(tx, ctx, event)
      : [
          ...personHears("job_confirmed")(tx, ctx, event),
          ...(from ? [{ kind: "job_cancelled" as const, interpreterId: from }] : []),
        ]),
    ...(event.payload?.timeChanged ? othersHearNewTime(tx, ctx, event) : []),
    ...(event.payload?.timeChanged ? requesterHears("request_moved") : requesterHearsOutcome)(tx, ctx, event),
  ];
}

/** A new time is the whole request's: whoever has its other place moves with it. */
function othersHearNewTime(tx: Tx, _ctx: Ctx, event: EventToRecord): Listener[] {
  if (!event.payload?.to) return [];
  return liveAssignees(tx, event)
    .filter((interpreterId) => interpreterId !== event.interpreterId)
    .map((interpreterId) => ({ kind: "job_moved" as const, interpreterId }));
}

/** Who agreed to a new time has it in writing, and whoever is on the request already hears of it. */
function newTimeHears(tx: Tx, ctx: Ctx, event: EventToRecord): Listener[] {
  if (!event.payload?.to) return [];
  return all(requesterHears("request_moved"), assigneesHear("job_moved"))(tx, ctx, event);
}

function absenceHears(tx: Tx, _ctx: Ctx, event: EventToRecord): Listener[] {
  const affects = (event.payload?.affects as string[] | undefined) ?? [];
  return affects.length ? coordinators(tx).map((userId) => ({ kind: "absence_conflict" as const, userId })) : [];
}
