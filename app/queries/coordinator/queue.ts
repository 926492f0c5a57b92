/** What a coordinator looks at first: who has nobody, who waits for an answer, and what only a person can decide. */

import { and, asc, desc, eq, exists, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { InterpreterStatus, Mode, Names } from "#app/dispatch/vocabulary";
import { eventFrom } from "#app/events/kinds";
import { canBeAnswered, isWaitingOffer } from "#app/facts/live";
import { addMinutes, DAY, type Instant, type Interval } from "#app/time";
import {
  absences,
  assignments,
  credentials,
  events,
  interpreters,
  languages,
  notifications,
  offers,
  organisations,
  places,
  requests,
  users,
} from "#db/schema";

/** No lane shows more; its heading says how many there are. */
const LANE_LIMIT = 40;
/** A pledge that ends within so many days is renewed before it stops anybody. */
const PLEDGE_DAYS = 30;
/** A message that failed longer ago than this has been dealt with or has lost its meaning. */
const DEAD_MAIL_DAYS = 7;

export interface QueueRequest {
  requestId: string;
  reference: string;
  language: Names | null;
  languageText: string | null;
  mode: Mode;
  place: Names | null;
  organisation: string;
  interval: Interval;
  submittedAt: Instant;
  answerDueAt: Instant;
  /** How many are still missing, of how many. */
  missing: number;
  interpreterCount: number;
}

export interface UnfilledCard extends QueueRequest {
  /** Why dispatch stopped, from the event; null while it has not. */
  why: string | null;
  queuedAt: Instant | null;
}

export interface WaitingCard extends QueueRequest {
  asked: { offerId: string; name: string; deadlineAt: Instant; seenAt: Instant | null }[];
  firstDeadlineAt: Instant;
}

export type DecisionCard =
  | ({ kind: "language"; at: Instant } & QueueRequest)
  | ({ kind: "needs_info"; at: Instant } & QueueRequest)
  | {
      kind: "absence" | "inactive";
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
      requestId: string | null;
      reference: string | null;
      interpreterId: string | null;
    }
  | { kind: "pledge"; at: Instant; interpreterId: string; person: string; validUntil: Instant; isExpired: boolean };

export interface Lane<Card> {
  cards: Card[];
  total: number;
}

export interface Queue {
  unfilled: Lane<UnfilledCard>;
  waiting: Lane<WaitingCard>;
  decisions: Lane<DecisionCard>;
}

/** The three lanes at `now`. A request that still needs somebody stands in exactly one of them. */
export function queueOf(ctx: Pick<Ctx, "db" | "now">): Queue {
  return { unfilled: unfilledLane(ctx), waiting: waitingLane(ctx), decisions: decisionLane(ctx) };
}

/** How many stand in the first and the third lane because of a request: the number beside the way to the queue. */
export function attentionCount(ctx: Pick<Ctx, "db" | "now">): number {
  return countWhere(ctx, and(stillNeeds(ctx.now), sql`${liveOffers(ctx.now)} = 0`));
}

// --- the parts of a request's state that lanes ask about -------------------------------------------

const liveJobs = sql<number>`(select count(*) from ${assignments} a where a.request_id = ${requests.id} and a.released_at is null)`;
const liveOffers = (now: Instant) =>
  sql<number>`(select count(*) from ${offers} o where o.request_id = ${requests.id} and ${canBeAnswered(now, "o")})`;

/** Not ended, still ahead (or going on), and fewer people than asked for. */
function stillNeeds(now: Instant): SQL | undefined {
  return and(
    isNull(requests.cancelledAt),
    isNull(requests.rejectedAt),
    gt(requests.startAt, (now - DAY) as Instant),
    gt(requests.endAt, now),
    sql`${liveJobs} < ${requests.interpreterCount}`,
  );
}

const cardFields = {
  requestId: requests.id,
  reference: requests.reference,
  language: languages.name,
  languageText: requests.languageText,
  mode: requests.mode,
  place: places.name,
  organisation: organisations.name,
  startAt: requests.startAt,
  endAt: requests.endAt,
  submittedAt: requests.submittedAt,
  answerDueAt: requests.answerDueAt,
  queuedAt: requests.queuedAt,
  needsInfoAt: requests.needsInfoAt,
  interpreterCount: requests.interpreterCount,
  live: liveJobs,
};

function cardsWhere(ctx: Pick<Ctx, "db">, where: SQL | undefined) {
  return ctx.db
    .select(cardFields)
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .leftJoin(places, eq(places.id, requests.placeId))
    .where(where)
    .orderBy(asc(requests.startAt), asc(requests.id))
    .limit(LANE_LIMIT)
    .all();
}

type CardRow = ReturnType<typeof cardsWhere>[number];

function cardOf(row: CardRow): QueueRequest {
  return {
    requestId: row.requestId,
    reference: row.reference,
    language: row.language,
    languageText: row.languageText,
    mode: row.mode,
    place: row.place,
    organisation: row.organisation,
    interval: { start: row.startAt, end: row.endAt },
    submittedAt: row.submittedAt,
    answerDueAt: row.answerDueAt,
    missing: row.interpreterCount - row.live,
    interpreterCount: row.interpreterCount,
  };
}

function countWhere(ctx: Pick<Ctx, "db">, where: SQL | undefined): number {
  return ctx.db.select({ n: sql<number>`count(*)` }).from(requests).where(where).get()?.n ?? 0;
}

// --- lane 1: nobody comes and nobody is being asked -------------------------------------------------

function unfilledLane(ctx: Pick<Ctx, "db" | "now">): Lane<UnfilledCard> {
  const where = and(
    stillNeeds(ctx.now),
    isNotNull(requests.language),
    isNull(requests.needsInfoAt),
    sql`${liveOffers(ctx.now)} = 0`,
  );
  const rows = cardsWhere(ctx, where);
  const why = whyQueued(
    ctx,
    rows.map((row) => row.requestId),
  );
  const cards = rows.map((row) => ({
    ...cardOf(row),
    queuedAt: row.queuedAt,
    why: row.queuedAt ? (why.get(row.requestId) ?? null) : null,
  }));
  return { cards, total: rows.length < LANE_LIMIT ? rows.length : countWhere(ctx, where) };
}

function whyQueued(ctx: Pick<Ctx, "db">, requestIds: string[]): Map<string, string> {
  if (requestIds.length === 0) return new Map();
  const rows = ctx.db
    .select({ requestId: events.requestId, kind: events.kind, payload: events.payload })
    .from(events)
    .where(and(inArray(events.requestId, requestIds), eq(events.kind, "request_queued")))
    .orderBy(asc(events.id))
    .all();
  return new Map(
    rows.flatMap(({ requestId, ...row }) => {
      const event = eventFrom(row);
      return requestId && event.kind === "request_queued" ? [[requestId, event.payload.why] as const] : [];
    }),
  );
}

// --- lane 2: somebody was asked ----------------------------------------------------------------------

function waitingLane(ctx: Pick<Ctx, "db" | "now">): Lane<WaitingCard> {
  const asked = ctx.db
    .select({
      requestId: offers.requestId,
      offerId: offers.id,
      name: interpreters.name,
      deadlineAt: offers.deadlineAt,
      seenAt: offers.seenAt,
    })
    .from(offers)
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .where(and(isWaitingOffer(), gt(offers.deadlineAt, ctx.now)))
    .orderBy(asc(offers.deadlineAt))
    .limit(LANE_LIMIT * 5)
    .all();
  const byRequest = new Map<string, WaitingCard["asked"]>();
  for (const { requestId, ...offer } of asked) byRequest.set(requestId, [...(byRequest.get(requestId) ?? []), offer]);
  const first = [...byRequest.keys()].slice(0, LANE_LIMIT);
  const rows = first.length ? cardsWhere(ctx, and(stillNeeds(ctx.now), inArray(requests.id, first))) : [];
  const cards = rows
    .map((row) => {
      const people = byRequest.get(row.requestId) ?? [];
      return { ...cardOf(row), asked: people, firstDeadlineAt: people[0]?.deadlineAt ?? row.startAt };
    })
    .sort((a, b) => a.firstDeadlineAt - b.firstDeadlineAt);
  const total =
    first.length < LANE_LIMIT
      ? cards.length
      : countWhere(ctx, and(stillNeeds(ctx.now), sql`${liveOffers(ctx.now)} > 0`));
  return { cards, total };
}

// --- lane 3: what only a person can decide -----------------------------------------------------------

function decisionLane(ctx: Pick<Ctx, "db" | "now">): Lane<DecisionCard> {
  const all = [...unclearRequests(ctx), ...brokenJobs(ctx), ...deadMails(ctx), ...endingPledges(ctx)].sort(
    (a, b) => ORDER[a.kind] - ORDER[b.kind] || a.at - b.at,
  );
  return { cards: all.slice(0, LANE_LIMIT), total: all.length };
}

/** Work that would fall out comes before paper. */
const ORDER: Record<DecisionCard["kind"], number> = {
  absence: 0,
  inactive: 0,
  language: 1,
  needs_info: 1,
  mail: 2,
  pledge: 3,
};

function unclearRequests(ctx: Pick<Ctx, "db" | "now">): DecisionCard[] {
  const isUnclear = or(isNull(requests.language), isNotNull(requests.needsInfoAt));
  return cardsWhere(ctx, and(stillNeeds(ctx.now), isUnclear, sql`${liveOffers(ctx.now)} = 0`)).map((row) => ({
    ...cardOf(row),
    kind: row.language === null ? ("language" as const) : ("needs_info" as const),
    at: row.startAt,
  }));
}

/** Accepted work of somebody who will be away, or who no longer works here. */
function brokenJobs(ctx: Pick<Ctx, "db" | "now">): DecisionCard[] {
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
      organisation: organisations.name,
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
        isNull(assignments.releasedAt),
        gt(assignments.startAt, ctx.now),
        isNull(requests.cancelledAt),
        or(
          inArray(interpreters.status, ["paused", "inactive", "erased"]),
          exists(ctx.db.select({ one: sql`1` }).from(absences).where(absenceOver)),
        ),
      ),
    )
    .orderBy(asc(assignments.startAt))
    .limit(LANE_LIMIT * 2)
    .all();
  return rows
    .filter((row) => !row.overruled?.obstacles.some(({ code }) => code === "absent" && row.status === "active"))
    .map((row) => ({
      kind: row.status === "active" || row.status === "candidate" ? ("absence" as const) : ("inactive" as const),
      at: row.startAt,
      assignmentId: row.assignmentId,
      requestId: row.requestId,
      reference: row.reference,
      interval: { start: row.startAt, end: row.endAt },
      interpreterId: row.interpreterId,
      person: row.person,
      status: row.status,
      absence: row.absenceStart && row.absenceEnd ? { start: row.absenceStart, end: row.absenceEnd } : null,
      organisation: row.organisation,
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
      organisation: organisations.name,
      organisationPhone: organisations.phone,
      contactPhone: requests.contactPhone,
    })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .leftJoin(requests, eq(requests.id, events.requestId))
    .leftJoin(interpreters, eq(interpreters.id, notifications.interpreterId))
    .leftJoin(users, eq(users.id, notifications.userId))
    .leftJoin(organisations, eq(organisations.id, notifications.organisationId))
    .where(gt(notifications.deadAt, (ctx.now - DEAD_MAIL_DAYS * DAY) as Instant))
    .orderBy(desc(notifications.deadAt))
    .limit(LANE_LIMIT)
    .all();
  return rows.map((row) => ({
    kind: "mail" as const,
    at: row.deadAt ?? ctx.now,
    notificationId: row.notificationId,
    mail: row.mail,
    to: row.interpreter ?? row.user ?? row.organisation ?? "",
    phone: row.interpreterId ? row.interpreterPhone : (row.userPhone ?? row.organisationPhone ?? row.contactPhone),
    requestId: row.requestId,
    reference: row.reference,
    interpreterId: row.interpreterId,
  }));
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
  return rows.flatMap(({ interpreterId, person, validUntil }) =>
    validUntil === null
      ? []
      : [
          {
            kind: "pledge" as const,
            at: validUntil,
            interpreterId,
            person,
            validUntil,
            isExpired: validUntil <= ctx.now,
          },
        ],
  );
}
