/** Everything that happened to one request: who, what, when, and whether each message arrived. */

import { and, desc, eq, inArray } from "drizzle-orm";
import { hasRole, may } from "#app/auth/policy";
import type { Ctx } from "#app/context.server";
import type { ProposedChange } from "#app/dispatch/relax";
import type { EditedField } from "#app/dispatch/request-edit";
import type { DeclineReason, HandedTo, Names, NotHeldReason, Obstacle, YesEnd } from "#app/dispatch/vocabulary";
import {
  type Event,
  type EventKind,
  eventFrom,
  type QueuedBecause,
  type UndoableKind,
  type WithdrawnWhy,
  whyWithdrawn,
} from "#app/events/kinds";
import { namesOfLanguages, namesOfPeople, namesOfPlaces } from "#app/facts/names";
import { listOf } from "#app/facts/sets";
import type { Instant, Interval } from "#app/time";
import {
  callers,
  events,
  interpreters,
  notifications,
  type Overruled,
  organisations,
  requests,
  users,
} from "#db/schema";
import { languageIn } from "./proposed";

/** A timeline is read whole; a request with more events than this is shown from its newest ones. */
const LONGEST = 500;

export interface Actor {
  kind: "system" | "coordinator" | "requester" | "interpreter";
  /** null where the reader may not know it, and for the system. */
  name: string | null;
}

export interface Delivery {
  kind: string;
  isCall: boolean;
  to: string;
  state: "sent" | "waiting" | "dead" | "suppressed";
  /** When it was sent, gave up or was held back; for a waiting one, when it is tried next. */
  at: Instant;
  tries: number;
  error: string | null;
}

export interface TimelineEntry extends Particulars {
  at: Instant;
  kind: EventKind;
  actor: Actor;
  /** The interpreter it is about. */
  person: string | null;
  isUndone: boolean;
  deliveries: Delivery[];
}

/** Who hears of a request that was handed over. */
type HandedBecause = `handed_${"colleague" | Extract<HandedTo, string>}`;

/** What only some kinds have to say. */
interface Particulars {
  /** Whose job it was before a move. */
  fromPerson: string | null;
  from: Interval | null;
  to: Interval | null;
  deadlineAt: Instant | null;
  /** Why it was queued or withdrawn, or the reason of a refusal. */
  why: QueuedBecause | WithdrawnWhy | `yes_${YesEnd}` | DeclineReason | NotHeldReason | HandedBecause | null;
  /** A coordinator's own words: of a release, a rejection or an override. */
  reason: string | null;
  overruled: readonly Obstacle[];
  late: boolean;
  held: boolean;
  languageNames: Names | null;
  placeNames: Names | null;
  /** What was proposed to the requester; `languageNames` then names its language. */
  change: ProposedChange | null;
  /** Which facts were edited, and whether that settled a question to the requester. */
  changed: readonly EditedField[];
  cleared: boolean;
  /** A no that a coordinator wrote down after a call. */
  byPhone: boolean;
  /** The kind of action that was taken back, in `action_undone`. */
  undid: UndoableKind | null;
}

/**
 * The request's events, oldest first. Coordinators see all of it. Requesters of the organisation see what became of
 * their request: no names of interpreters, nothing from which one could count who was asked, nothing that was undone.
 * Anybody else: nothing.
 */
export function timelineFor(ctx: Pick<Ctx, "db" | "viewer">, requestId: string): TimelineEntry[] {
  const request = ctx.db
    .select({ organisationId: requests.organisationId, rejectionReason: requests.rejectionReason })
    .from(requests)
    .where(eq(requests.id, requestId))
    .get();
  if (!request) return [];
  const { organisationId, rejectionReason } = request;
  if (hasRole(ctx.viewer, "coordinator")) return wholeTimeline(ctx, requestId, rejectionReason);
  if (!may.seeRequest(ctx.viewer, request)) return [];
  return redacted(wholeTimeline(ctx, requestId, rejectionReason, organisationId));
}

function wholeTimeline(
  ctx: Pick<Ctx, "db">,
  requestId: string,
  rejectionReason: string | null,
  ownOrganisation: string | null = null,
): TimelineEntry[] {
  const rows = eventsOf(ctx, requestId);
  const told = rows.map(({ event }) => eventFrom(event));
  const ids = rows.map(({ event }) => event.id);
  const around: Around = {
    deliveries: ownOrganisation ? new Map() : deliveriesOf(ctx, ids),
    undone: new Set(told.flatMap((event) => (event.kind === "action_undone" ? [event.payload.eventId] : []))),
    named: namesIn(ctx, told),
    rejectionReason,
    ownOrganisation,
  };
  return rows.map((row) => entryOf(row, around));
}

/** The newest ones when there are too many, oldest first. */
function eventsOf(ctx: Pick<Ctx, "db">, requestId: string) {
  return ctx.db
    .select({
      event: events,
      person: interpreters.name,
      userName: users.name,
      userRole: users.role,
      userOrganisation: users.organisationId,
    })
    .from(events)
    .leftJoin(interpreters, eq(interpreters.id, events.interpreterId))
    .leftJoin(users, and(eq(events.actorKind, "user"), eq(users.id, events.actorId)))
    .where(eq(events.requestId, requestId))
    .orderBy(desc(events.id))
    .limit(LONGEST)
    .all()
    .reverse();
}

/** What an event's ids stand for, and what the reader may know. */
interface Around {
  deliveries: Map<number, Delivery[]>;
  undone: ReadonlySet<number>;
  named: ReturnType<typeof namesIn>;
  rejectionReason: string | null;
  ownOrganisation: string | null;
}

function entryOf(row: ReturnType<typeof eventsOf>[number], around: Around): TimelineEntry {
  const { event, person, userName, userRole, userOrganisation } = row;
  const { ownOrganisation } = around;
  const mayKnow = !ownOrganisation || userOrganisation === ownOrganisation;
  const told = eventFrom(event);
  return {
    ...NOTHING_MORE,
    ...particularsOf(told, around),
    at: event.at,
    kind: told.kind,
    actor: actorOf(event.actorKind, userRole, userName ?? person, mayKnow),
    person,
    isUndone: around.undone.has(event.id),
    deliveries: around.deliveries.get(event.id) ?? [],
  };
}

function actorOf(actorKind: string, role: string | null, name: string | null, mayKnow: boolean): Actor {
  if (actorKind === "system") return { kind: "system", name: null };
  if (actorKind === "interpreter_link" || role === "interpreter") return { kind: "interpreter", name };
  const kind = role === "requester" ? "requester" : "coordinator";
  return { kind, name: mayKnow ? name : null };
}

const NOTHING_MORE: Particulars = {
  fromPerson: null,
  from: null,
  to: null,
  deadlineAt: null,
  why: null,
  reason: null,
  overruled: [],
  late: false,
  held: false,
  languageNames: null,
  placeNames: null,
  change: null,
  changed: [],
  cleared: false,
  byPhone: false,
  undid: null,
};

function particularsOf(event: Event, { named, rejectionReason }: Around): Partial<Particulars> {
  const languageNames = named.languages.get(languageOf(event) ?? "") ?? null;
  switch (event.kind) {
    case "request_rescheduled":
    case "assignment_made":
      return { ...newTime(event.payload), ...overriding(event.payload.overruled) };
    case "request_edited": {
      const { changed, cleared, overruled } = event.payload;
      return { changed, cleared, ...newTime(event.payload), ...overriding(overruled) };
    }
    case "request_cancelled":
      return { late: event.payload.late };
    case "request_rejected":
      return { reason: rejectionReason };
    case "request_queued":
      return { why: event.payload.why };
    case "request_handed_over":
      return { why: typeof event.payload.to === "string" ? `handed_${event.payload.to}` : "handed_colleague" };
    case "offer_withdrawn":
      return { why: whyWithdrawn(event.payload) };
    case "yes_ended":
      return { why: `yes_${event.payload.as}` };
    case "offer_declined":
      return { why: event.payload.reason ?? null, byPhone: event.payload.byPhone === true };
    case "proposal_accepted":
      return { ...newTime(event.payload), change: event.payload.change, languageNames };
    case "proposal_made":
    case "proposal_declined":
    case "proposal_overtaken":
      return { change: event.payload.change, languageNames };
    case "language_mapped":
      return { languageNames };
    case "place_mapped":
      return { placeNames: named.places.get(event.payload.placeId) ?? null };
    case "offer_made":
      return { deadlineAt: event.payload.deadlineAt, ...overriding(event.payload.overruled) };
    case "assignment_moved": {
      const fromPerson = named.interpreters.get(event.payload.fromInterpreterId) ?? null;
      return { fromPerson, ...newTime(event.payload), ...overriding(event.payload.overruled) };
    }
    case "assignment_released":
      return { reason: event.payload.reason };
    case "assignment_reported":
      return { held: event.payload.held, why: event.payload.notHeldReason ?? null };
    case "action_undone":
      return { undid: event.payload.kind };
    default:
      return {};
  }
}

function newTime({ from, to }: { from?: Interval; to?: Interval }): Partial<Particulars> {
  return { from: from ?? null, to: to ?? null };
}

function overriding(overruled: Overruled | null | undefined): Partial<Particulars> {
  return overruled ? { overruled: overruled.obstacles, reason: overruled.reason } : {};
}

/** What the one who asked may read: the search is one sentence, however many were asked. */
function redacted(entries: TimelineEntry[]): TimelineEntry[] {
  const shown: TimelineEntry[] = [];
  let isSearchTold = false;
  for (const entry of entries) {
    if (entry.isUndone || !TOLD_TO_REQUESTERS.has(entry.kind)) continue;
    if (entry.kind === "offer_made" || entry.kind === "request_queued") {
      if (isSearchTold && entry.kind === "offer_made") continue;
      if (shown.at(-1)?.kind === entry.kind) continue;
      isSearchTold = true;
    }
    if (STARTS_A_SEARCH.has(entry.kind)) isSearchTold = false;
    const isTheirs = entry.actor.kind === "requester";
    shown.push({
      ...entry,
      actor: isTheirs && entry.kind === "request_submitted" ? entry.actor : NOBODY_NAMED,
      person: null,
      fromPerson: null,
      deadlineAt: null,
      why: entry.kind === "assignment_reported" ? entry.why : null,
      reason: entry.kind === "request_rejected" ? entry.reason : null,
      overruled: [],
      deliveries: [],
    });
  }
  return shown;
}

/** Whether a rule or a coordinator did it is nobody else's business. */
const NOBODY_NAMED: Actor = { kind: "system", name: null };

/** What their page has words for. */
const TOLD_TO_REQUESTERS: ReadonlySet<EventKind> = new Set([
  "request_submitted",
  "request_rescheduled",
  "request_edited",
  "request_cancelled",
  "request_rejected",
  "request_queued",
  "info_asked",
  "info_cleared",
  "proposal_made",
  "proposal_accepted",
  "proposal_declined",
  "proposal_overtaken",
  "language_mapped",
  "place_mapped",
  "offer_made",
  "offer_accepted",
  "assignment_made",
  "assignment_moved",
  "assignment_released",
  "assignment_withdrawn",
  "assignment_reported",
]);
const STARTS_A_SEARCH: ReadonlySet<EventKind> = new Set([
  "assignment_released",
  "assignment_withdrawn",
  "request_rescheduled",
]);

function deliveriesOf(ctx: Pick<Ctx, "db">, eventIds: number[]): Map<number, Delivery[]> {
  const byEvent = new Map<number, Delivery[]>();
  if (eventIds.length === 0) return byEvent;
  const rows = ctx.db
    .select({
      row: notifications,
      user: users.name,
      interpreter: interpreters.name,
      organisation: organisations.name,
      caller: callers.name,
    })
    .from(notifications)
    .leftJoin(users, eq(users.id, notifications.userId))
    .leftJoin(interpreters, eq(interpreters.id, notifications.interpreterId))
    .leftJoin(organisations, eq(organisations.id, notifications.organisationId))
    .leftJoin(callers, eq(callers.requestId, notifications.callerId))
    .where(inArray(notifications.eventId, eventIds))
    .limit(LONGEST * 4)
    .all();
  for (const { row, user, interpreter, organisation, caller } of rows) {
    listOf(byEvent, row.eventId).push({
      kind: row.kind,
      isCall: row.channel === "call",
      to: user ?? interpreter ?? organisation ?? caller ?? "",
      state: row.sentAt ? "sent" : row.deadAt ? "dead" : row.suppressedAt ? "suppressed" : "waiting",
      at: row.sentAt ?? row.deadAt ?? row.suppressedAt ?? row.nextAt,
      tries: row.tries,
      error: row.lastError,
    });
  }
  return byEvent;
}

function namesIn(ctx: Pick<Ctx, "db">, told: Event[]) {
  const before = told.flatMap((event) => (event.kind === "assignment_moved" ? [event.payload.fromInterpreterId] : []));
  const codes = told.map(languageOf).filter((code) => code !== null);
  const places = told.flatMap((event) => (event.kind === "place_mapped" ? [event.payload.placeId] : []));
  return {
    interpreters: namesOfPeople(ctx, before),
    languages: namesOfLanguages(ctx, codes),
    places: namesOfPlaces(ctx, places),
  };
}

/** The language that the event brings into play. */
function languageOf(event: Event): string | null {
  switch (event.kind) {
    case "language_mapped":
      return event.payload.language;
    case "proposal_made":
    case "proposal_accepted":
    case "proposal_declined":
    case "proposal_overtaken":
      return languageIn(event.payload.change);
    default:
      return null;
  }
}
