/** The third lane: what only a person can decide. */
import { and, asc, desc, eq, exists, gt, inArray, isNotNull, isNull, lt, lte, ne, not, or, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { GONE, type InterpreterStatus } from "#app/dispatch/vocabulary";
import { openYeses } from "#app/facts/asked/yeses";
import { excludedJobs } from "#app/facts/excluded/jobs";
import { isOfSomebodyKnown, isWaiting } from "#app/facts/institutions/applications";
import { organisationThen } from "#app/facts/institutions/former-names";
import { isLiveJob, isMappedSql, isStanding } from "#app/facts/live";
import { addMinutes, type Instant, type Interval } from "#app/time";
import {
  absences,
  applications,
  assignments,
  callers,
  credentials,
  events,
  interpreters,
  notifications,
  offers,
  organisations,
  requests,
  users,
} from "#db/schema";
import { type CallCard, openCalls } from "./calls";
import { cardOf, cardsWhere, LANE_LIMIT, type Lane, liveOffers, type QueueRequest, stillNeeds } from "./queue-cards";

/** A pledge that ends within so many days is renewed before it stops anybody. */
const PLEDGE_DAYS = 30;
/** A message that failed longer ago than this has been dealt with or has lost its meaning. */
const DEAD_MAIL_DAYS = 7;

export type DecisionCard =
  | CallCard
  | ({ kind: "language"; at: Instant } & QueueRequest)
  | ({ kind: "place"; at: Instant } & QueueRequest)
  | ({ kind: "needs_info"; at: Instant } & QueueRequest)
  | {
      kind: "absence" | "inactive" | "excluded";
      at: Instant;
      assignmentId: string;
      requestId: string;
      reference: string;
      interval: Interval;
      interpreterId: string;
      person: string;
      status: InterpreterStatus;
      absence: Interval | null;
      organisation: string;
    }
  | {
      kind: "mail";
      at: Instant;
      notificationId: string;
      mail: string;
      to: string;
      phone: string | null;
      /** The account is closed and nobody else hears it: `to` is then the contact of the request. */
      isOrphaned: boolean;
      requestId: string | null;
      reference: string | null;
      interpreterId: string | null;
    }
  | {
      kind: "yes";
      at: Instant;
      offerId: string;
      requestId: string;
      reference: string;
      interval: Interval;
      interpreterId: string;
      person: string;
      saidAt: Instant;
      organisation: string;
    }
  | {
      kind: "application";
      at: Instant;
      applicationId: string;
      organisation: string;
      name: string;
      /** Of the request that they ask for; null: access alone. */
      interval: Interval | null;
      /** When their mail was confirmed. */
      submittedAt: Instant;
      answerDueAt: Instant | null;
    }
  | { kind: "candidate"; at: Instant; applicationId: string; name: string }
  | { kind: "pledge"; at: Instant; interpreterId: string; person: string; validUntil: Instant; isExpired: boolean };

/** Work that would fall out first, then by time. */
export function decisionLane(ctx: Pick<Ctx, "db" | "now">): Lane<DecisionCard> {
  const all = [
    ...openCalls(ctx),
    ...waitingApplications(ctx),
    ...waitingCandidates(ctx),
    ...unclearRequests(ctx),
    ...brokenJobs(ctx),
    ...openYesCards(ctx),
    ...deadMails(ctx),
    ...endingPledges(ctx),
  ].sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.at - b.at);
  return { cards: all.slice(0, LANE_LIMIT), total: all.length };
}

/** Work that would fall out comes before paper. */
const ORDER: Record<DecisionCard["kind"], number> = {
  absence: 0,
  inactive: 0,
  excluded: 0,
  yes: 1,
  application: 1,
  call: 1,
  language: 1,
  place: 1,
  needs_info: 1,
  mail: 2,
  pledge: 3,
  candidate: 3,
};

function unclearRequests(ctx: Pick<Ctx, "db" | "now">): DecisionCard[] {
  const isUnclear = or(not(isMappedSql()), isNotNull(requests.needsInfoAt));
  return cardsWhere(ctx, and(stillNeeds(ctx.now), isUnclear, sql`${liveOffers(ctx.now)} = 0`)).map((row) => ({
    ...cardOf(row),
    kind: unclearIn(row),
    at: row.startAt,
  }));
}

/** One thing after the other: once the language is set, the place is asked for. */
function unclearIn({ language, mode, placeId }: ReturnType<typeof cardsWhere>[number]) {
  if (language === null) return "language" as const;
  return mode === "onsite" && placeId === null ? ("place" as const) : ("needs_info" as const);
}

/** Accepted work of somebody who will be away, no longer works here, or must not come there any more. */
function brokenJobs(ctx: Pick<Ctx, "db" | "now">): DecisionCard[] {
  const unwanted = new Set(excludedJobs(ctx).map(({ assignmentId }) => assignmentId));
  const absenceOver = and(
    eq(absences.interpreterId, assignments.interpreterId),
    isNull(absences.cancelledAt),
    lt(absences.startAt, assignments.endAt),
    gt(absences.endAt, assignments.startAt),
  );
  const rows = ctx.db
    .select({
      assignmentId: assignments.id,
      requestId: requests.id,
      reference: requests.reference,
      startAt: assignments.startAt,
      endAt: assignments.endAt,
      interpreterId: interpreters.id,
      person: interpreters.name,
      status: interpreters.status,
      organisation: organisationThen,
      overruled: assignments.overruled,
      absenceStart: sql<Instant | null>`(select min(${absences.startAt}) from ${absences} where ${absenceOver})`,
      absenceEnd: sql<Instant | null>`(select max(${absences.endAt}) from ${absences} where ${absenceOver})`,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(
      and(
        isLiveJob(),
        gt(assignments.startAt, ctx.now),
        isStanding(),
        or(
          and(inArray(interpreters.status, ["paused", "inactive", ...GONE]), isNull(assignments.keptAt)),
          inArray(assignments.id, [...unwanted].slice(0, LANE_LIMIT * 2)),
          exists(ctx.db.select({ one: sql`1` }).from(absences).where(absenceOver)),
        ),
      ),
    )
    .orderBy(asc(assignments.startAt))
    .limit(LANE_LIMIT * 2)
    .all();
  return rows.flatMap(({ startAt, endAt, overruled, absenceStart, absenceEnd, ...row }) => {
    const isWorking = row.status === "active" || row.status === "candidate";
    const isAwayAllowed = overruled?.obstacles.some(({ code }) => code === "absent") && row.status === "active";
    const absence = absenceStart && absenceEnd && !isAwayAllowed ? { start: absenceStart, end: absenceEnd } : null;
    const kind = unwanted.has(row.assignmentId) ? "excluded" : !isWorking ? "inactive" : absence ? "absence" : null;
    return kind === null ? [] : [{ ...row, kind, at: startAt, interval: { start: startAt, end: endAt }, absence }];
  });
}

/** Somebody would come, and only a coordinator can say whether they may. */
function openYesCards(ctx: Pick<Ctx, "db" | "now">): DecisionCard[] {
  const open = openYeses(ctx, sql`r.start_at > ${ctx.now}`, LANE_LIMIT).filter(({ end }) => end === null);
  const rows = ctx.db
    .select({
      offerId: offers.id,
      requestId: requests.id,
      reference: requests.reference,
      start: requests.startAt,
      end: requests.endAt,
      interpreterId: interpreters.id,
      person: interpreters.name,
      organisation: organisationThen,
    })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(
      inArray(
        offers.id,
        open.map(({ offerId }) => offerId),
      ),
    )
    .all();
  const saidAt = new Map(open.map((yes) => [yes.offerId, yes.saidAt]));
  return rows.map(({ start, end, ...row }) => ({
    ...row,
    kind: "yes" as const,
    at: start,
    interval: { start, end },
    saidAt: saidAt.get(row.offerId) ?? start,
  }));
}

/** The request whose contact stands on the card, if one does. */
export function contactOf(card: DecisionCard): string[] {
  const isShown = card.kind === "call" || (card.kind === "mail" && card.isOrphaned);
  return isShown && card.requestId !== null ? [card.requestId] : [];
}

/** Who has confirmed that it was they who asked at the door. */
function waitingApplications({ db }: Pick<Ctx, "db">): DecisionCard[] {
  const rows = db
    .select()
    .from(applications)
    .where(and(isWaiting(), ne(applications.kind, "candidate")))
    .orderBy(asc(applications.confirmedAt))
    .limit(LANE_LIMIT)
    .all();
  return rows.map(({ id, asked, organisationName, name, confirmedAt, createdAt, answerDueAt }) => ({
    kind: "application" as const,
    at: asked?.startAt ?? confirmedAt ?? createdAt,
    applicationId: id,
    organisation: organisationName ?? "",
    name,
    interval: asked && { start: asked.startAt, end: addMinutes(asked.startAt, asked.minutes) },
    submittedAt: confirmedAt ?? createdAt,
    answerDueAt,
  }));
}

/** Who wants to interpret: nobody waits for an interpreter because of it. */
function waitingCandidates({ db }: Pick<Ctx, "db">): DecisionCard[] {
  const { id: applicationId, name, confirmedAt, createdAt } = applications;
  return db
    .select({ applicationId, name, confirmedAt, createdAt })
    .from(applications)
    .where(and(isWaiting(), eq(applications.kind, "candidate")))
    .orderBy(asc(confirmedAt))
    .limit(LANE_LIMIT)
    .all()
    .map((row) => ({
      kind: "candidate" as const,
      at: row.confirmedAt ?? row.createdAt,
      applicationId: row.applicationId,
      name: row.name,
    }));
}

function deadMails(ctx: Pick<Ctx, "db" | "now">): DecisionCard[] {
  const rows = ctx.db
    .select({
      notificationId: notifications.id,
      mail: notifications.kind,
      deadAt: notifications.deadAt,
      requestId: requests.id,
      reference: requests.reference,
      interpreterId: interpreters.id,
      interpreter: interpreters.name,
      interpreterPhone: interpreters.phone,
      user: users.name,
      userPhone: users.phone,
      caller: callers.name,
      callerPhone: callers.phone,
      organisation: organisations.name,
      organisationPhone: organisations.phone,
      contactPhone: requests.contactPhone,
      contactName: requests.contactName,
      applicant: applications.name,
      applicantPhone: applications.phone,
      error: notifications.lastError,
    })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .leftJoin(requests, eq(requests.id, events.requestId))
    .leftJoin(interpreters, eq(interpreters.id, notifications.interpreterId))
    .leftJoin(users, eq(users.id, notifications.userId))
    .leftJoin(organisations, eq(organisations.id, notifications.organisationId))
    .leftJoin(callers, eq(callers.requestId, notifications.callerId))
    .leftJoin(applications, eq(applications.id, notifications.applicationId))
    .where(and(gt(notifications.deadAt, addMinutes(ctx.now, -DEAD_MAIL_DAYS * 24 * 60)), isOfSomebodyKnown()))
    .orderBy(desc(notifications.deadAt))
    .limit(LANE_LIMIT)
    .all();
  return rows.map((row) => ({
    kind: "mail" as const,
    at: row.deadAt ?? ctx.now,
    notificationId: row.notificationId,
    mail: row.mail,
    ...whomToCall(row),
    requestId: row.requestId,
    reference: row.reference,
    interpreterId: row.interpreterId,
  }));
}

interface Undelivered {
  error: string | null;
  interpreterId: string | null;
  interpreter: string | null;
  interpreterPhone: string | null;
  user: string | null;
  userPhone: string | null;
  caller: string | null;
  callerPhone: string | null;
  organisation: string | null;
  organisationPhone: string | null;
  contactName: string | null;
  contactPhone: string | null;
  applicant: string | null;
  applicantPhone: string | null;
}

/** Whom a message should have reached and where they answer; where their account is closed, the contact of the request. */
function whomToCall(row: Undelivered): { to: string; phone: string | null; isOrphaned: boolean } {
  const { interpreterId, interpreter, interpreterPhone, contactName, contactPhone } = row;
  const named = row.user ?? row.caller ?? row.organisation ?? row.applicant ?? "";
  const isOrphaned = row.error === "nobody_left";
  if (interpreterId) return { to: interpreter ?? "", phone: interpreterPhone, isOrphaned };
  if (isOrphaned && contactPhone) return { to: contactName ?? named, phone: contactPhone, isOrphaned };
  return {
    to: named,
    phone: row.userPhone ?? row.callerPhone ?? row.organisationPhone ?? row.applicantPhone ?? contactPhone,
    isOrphaned,
  };
}

function endingPledges(ctx: Pick<Ctx, "db" | "now">): DecisionCard[] {
  const until = sql<Instant | null>`max(coalesce(${credentials.validUntil}, 9e15))`;
  const rows = ctx.db
    .select({ interpreterId: interpreters.id, person: interpreters.name, validUntil: until })
    .from(interpreters)
    .innerJoin(
      credentials,
      and(eq(credentials.interpreterId, interpreters.id), eq(credentials.kind, "confidentiality_pledge")),
    )
    .where(eq(interpreters.status, "active"))
    .groupBy(interpreters.id)
    .having(lte(until, addMinutes(ctx.now, PLEDGE_DAYS * 24 * 60)))
    .orderBy(until)
    .limit(LANE_LIMIT)
    .all();
  return rows.flatMap(({ validUntil, ...pledge }) => {
    if (validUntil === null) return [];
    return [{ ...pledge, kind: "pledge" as const, at: validUntil, validUntil, isExpired: validUntil <= ctx.now }];
  });
}
