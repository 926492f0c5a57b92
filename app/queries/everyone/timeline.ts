/** Everything that happened to one request: who, what, when, and whether each message arrived. */

import { and, desc, eq, inArray } from "drizzle-orm";
import { hasRole, may } from "#app/auth/policy";
import type { Ctx } from "#app/context.server";
import type { ProposedChange } from "#app/dispatch/relax";
import type { Names, Obstacle } from "#app/dispatch/vocabulary";
import type { Instant, Interval } from "#app/time";
import {
  assignments,
  events,
  interpreters,
  languages,
  notifications,
  offers,
  organisations,
  requests,
  users,
} from "#db/schema";

/** A timeline is read whole; a request with more events than this is shown from its newest ones. */
const LONGEST = 500;

export interface Actor {
  kind: "system" | "coordinator" | "requester" | "interpreter";
  /** null where the reader may not know it, and for the system. */
  name: string | null;
}

export interface Delivery {
  id: string;
  kind: string;
  to: string;
  state: "sent" | "waiting" | "dead" | "suppressed";
  /** When it was sent, gave up or was held back; for a waiting one, when it is tried next. */
  at: Instant;
  tries: number;
  error: string | null;
}

export interface TimelineEntry {
  id: number;
  at: Instant;
  kind: string;
  actor: Actor;
  /** The interpreter it is about. */
  person: string | null;
  /** Whose job it was before a move. */
  fromPerson: string | null;
  from: Interval | null;
  to: Interval | null;
  deadlineAt: Instant | null;
  /** A code: why it was queued or withdrawn, or the reason of a refusal. */
  why: string | null;
  /** A coordinator's own words: of a release, a rejection or an override. */
  reason: string | null;
  overruled: readonly Obstacle[];
  late: boolean;
  held: boolean;
  languageNames: Names | null;
  /** What was proposed to the requester; `languageNames` then names its language. */
  change: ProposedChange | null;
  /** The kind of action that was taken back, in `action_undone`. */
  undid: string | null;
  isUndone: boolean;
  deliveries: Delivery[];
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
  const around: Around = {
    offers: offersById(ctx, requestId),
    assignments: assignmentsById(ctx, requestId),
    deliveries: ownOrganisation
      ? new Map<number, Delivery[]>()
      : deliveriesOf(
          ctx,
          rows.map(({ event }) => event.id),
        ),
    undone: new Set(
      rows.filter(({ event }) => event.kind === "action_undone").map(({ event }) => Number(event.payload.eventId)),
    ),
    named: namesIn(
      ctx,
      rows.map(({ event }) => event.payload),
    ),
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

function offersById(ctx: Pick<Ctx, "db">, requestId: string) {
  const rows = ctx.db
    .select({
      id: offers.id,
      offeredBy: offers.offeredBy,
      deadlineAt: offers.deadlineAt,
      overruled: offers.overruled,
    })
    .from(offers)
    .where(eq(offers.requestId, requestId))
    .all();
  return new Map(rows.map((offer) => [offer.id, offer]));
}

function assignmentsById(ctx: Pick<Ctx, "db">, requestId: string) {
  const rows = ctx.db
    .select({ id: assignments.id, releaseReason: assignments.releaseReason })
    .from(assignments)
    .where(eq(assignments.requestId, requestId))
    .all();
  return new Map(rows.map((assignment) => [assignment.id, assignment]));
}

/** What an event's ids stand for, and what the reader may know. */
interface Around {
  offers: ReturnType<typeof offersById>;
  assignments: ReturnType<typeof assignmentsById>;
  deliveries: Map<number, Delivery[]>;
  undone: ReadonlySet<number>;
  named: ReturnType<typeof namesIn>;
  rejectionReason: string | null;
  ownOrganisation: string | null;
}

function entryOf(row: ReturnType<typeof eventsOf>[number], around: Around): TimelineEntry {
  const { event, person, userName, userRole, userOrganisation } = row;
  const { named, ownOrganisation } = around;
  const { payload } = event;
  const offer = around.offers.get(text(payload.offerId) ?? "");
  const assignment = around.assignments.get(text(payload.assignmentId) ?? "");
  const overruled = overruledIn(payload.overruled) ?? (event.kind === "offer_made" ? offer?.overruled : null);
  const isByDispatch = event.kind === "offer_made" && offer?.offeredBy === null;
  const actor = isByDispatch
    ? SYSTEM_ACTOR
    : actorOf(event.actorKind, userRole, userName ?? person, !ownOrganisation || userOrganisation === ownOrganisation);
  return {
    id: event.id,
    at: event.at,
    kind: event.kind,
    actor,
    person,
    fromPerson: named.interpreters.get(text(payload.fromInterpreterId) ?? "") ?? null,
    from: intervalIn(payload.from),
    to: intervalIn(payload.to),
    deadlineAt: (number(payload.deadlineAt) as Instant | null) ?? offer?.deadlineAt ?? null,
    why:
      text(payload.why) ??
      text(payload.notHeldReason) ??
      (event.kind === "offer_declined" ? text(payload.reason) : null),
    reason: reasonOf(
      event.kind,
      text(payload.reason),
      assignment?.releaseReason,
      around.rejectionReason,
      overruled?.reason,
    ),
    overruled: overruled?.obstacles ?? [],
    late: payload.late === true,
    held: payload.held === true,
    languageNames: named.languages.get(languageIn(payload) ?? "") ?? null,
    change: changeIn(payload),
    undid: event.kind === "action_undone" ? text(payload.kind) : null,
    isUndone: around.undone.has(event.id),
    deliveries: around.deliveries.get(event.id) ?? [],
  };
}

const SYSTEM_ACTOR: Actor = { kind: "system", name: null };

function actorOf(actorKind: string, role: string | null, name: string | null, mayKnow: boolean): Actor {
  if (actorKind === "system") return SYSTEM_ACTOR;
  if (actorKind === "interpreter_link" || role === "interpreter") return { kind: "interpreter", name };
  const kind = role === "requester" ? "requester" : "coordinator";
  return { kind, name: mayKnow ? name : null };
}

/** A coordinator's words stand in the rows; the event carries codes only. */
function reasonOf(
  kind: string,
  inPayload: string | null,
  release: string | null | undefined,
  rejection: string | null,
  override: string | undefined,
): string | null {
  if (kind === "assignment_released") return inPayload ?? release ?? null;
  if (kind === "request_rejected") return inPayload ?? rejection;
  return override ?? null;
}

/** What the one who asked may read: the search is one sentence, however many were asked. */
function redacted(entries: TimelineEntry[]): TimelineEntry[] {
  const shown: TimelineEntry[] = [];
  let isSearchTold = false;
  for (const entry of entries) {
    if (entry.isUndone || HIDDEN_FROM_REQUESTERS.has(entry.kind)) continue;
    if (entry.kind === "offer_made" || entry.kind === "request_queued") {
      if (isSearchTold && entry.kind === "offer_made") continue;
      if (shown.at(-1)?.kind === entry.kind) continue;
      isSearchTold = true;
    }
    if (STARTS_A_SEARCH.has(entry.kind)) isSearchTold = false;
    const isTheirs = entry.actor.kind === "requester";
    shown.push({
      ...entry,
      actor: isTheirs ? entry.actor : { kind: entry.actor.kind, name: null },
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

const HIDDEN_FROM_REQUESTERS = new Set([
  "offer_seen",
  "offer_declined",
  "offer_expired",
  "offer_withdrawn",
  "offer_superseded",
  "action_undone",
]);
const STARTS_A_SEARCH = new Set(["assignment_released", "assignment_withdrawn", "request_rescheduled"]);

function deliveriesOf(ctx: Pick<Ctx, "db">, eventIds: number[]): Map<number, Delivery[]> {
  const byEvent = new Map<number, Delivery[]>();
  if (eventIds.length === 0) return byEvent;
  const rows = ctx.db
    .select({
      row: notifications,
      user: users.name,
      interpreter: interpreters.name,
      organisation: organisations.name,
    })
    .from(notifications)
    .leftJoin(users, eq(users.id, notifications.userId))
    .leftJoin(interpreters, eq(interpreters.id, notifications.interpreterId))
    .leftJoin(organisations, eq(organisations.id, notifications.organisationId))
    .where(inArray(notifications.eventId, eventIds))
    .limit(LONGEST * 4)
    .all();
  for (const { row, user, interpreter, organisation } of rows) {
    const list = byEvent.get(row.eventId) ?? [];
    const settled = row.sentAt ?? row.deadAt ?? row.suppressedAt;
    list.push({
      id: row.id,
      kind: row.kind,
      to: user ?? interpreter ?? organisation ?? "",
      state: row.sentAt ? "sent" : row.deadAt ? "dead" : row.suppressedAt ? "suppressed" : "waiting",
      at: settled ?? row.nextAt,
      tries: row.tries,
      error: row.lastError,
    });
    byEvent.set(row.eventId, list);
  }
  return byEvent;
}

function namesIn(ctx: Pick<Ctx, "db">, payloads: Record<string, unknown>[]) {
  const personIds = payloads.map((payload) => text(payload.fromInterpreterId)).filter((id) => id !== null);
  const codes = payloads.map(languageIn).filter((code) => code !== null);
  return {
    interpreters: new Map(
      personIds.length
        ? ctx.db
            .select({ id: interpreters.id, name: interpreters.name })
            .from(interpreters)
            .where(inArray(interpreters.id, personIds))
            .all()
            .map(({ id, name }) => [id, name])
        : [],
    ),
    languages: new Map(
      codes.length
        ? ctx.db
            .select({ code: languages.code, name: languages.name })
            .from(languages)
            .where(inArray(languages.code, codes))
            .all()
            .map(({ code, name }) => [code, name])
        : [],
    ),
  };
}

/** Written by `proposeChange` and `answerProposal` only. */
function changeIn({ change }: Record<string, unknown>): ProposedChange | null {
  return typeof change === "object" && change !== null && "kind" in change ? (change as ProposedChange) : null;
}

function languageIn(payload: Record<string, unknown>): string | null {
  const change = changeIn(payload);
  if (change?.kind === "substitute") return change.language;
  return change?.kind === "relay" ? change.pivot : text(payload.language);
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

function intervalIn(value: unknown): Interval | null {
  if (typeof value !== "object" || value === null || !("start" in value) || !("end" in value)) return null;
  const { start, end } = value;
  return typeof start === "number" && typeof end === "number" ? { start: start as Instant, end: end as Instant } : null;
}

function overruledIn(value: unknown): { reason: string; obstacles: readonly Obstacle[] } | null {
  if (Array.isArray(value)) return { reason: "", obstacles: value as Obstacle[] };
  if (typeof value !== "object" || value === null || !("obstacles" in value) || !Array.isArray(value.obstacles))
    return null;
  const reason = "reason" in value && typeof value.reason === "string" ? value.reason : "";
  return { reason, obstacles: value.obstacles as Obstacle[] };
}
