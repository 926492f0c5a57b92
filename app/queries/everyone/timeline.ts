/** Everything that happened to one request: who, what, when, and whether each message arrived. */

import { desc, eq, inArray } from "drizzle-orm";
import { may, mayRead } from "#app/auth/policy";
import type { Ctx } from "#app/context.server";
import type { EventKind } from "#app/events/kinds";
import { listOf } from "#app/facts/sets";
import { callers, events, interpreters, notifications, organisations, requests, users } from "#db/schema";
import { type Actor, type Delivery, type EventRow, entriesOf, eventRows, type TimelineEntry } from "./timeline-entries";

export type { Actor, Delivery, TimelineEntry } from "./timeline-entries";

/** A timeline is read whole; a request with more events than this is shown from its newest ones. */
const LONGEST = 500;

/**
 * The request's events, oldest first. Coordinators and auditors see all of it. Requesters of the organisation see what became of
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
  if (mayRead(ctx.viewer, "coordinator")) return wholeTimeline(ctx, requestId, rejectionReason);
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
  const deliveries = ownOrganisation
    ? undefined
    : deliveriesOf(
        ctx,
        rows.map(({ event }) => event.id),
      );
  return entriesOf(ctx, rows, { deliveries, rejectionReason, ownOrganisation });
}

/** The newest ones when there are too many, oldest first. */
function eventsOf(ctx: Pick<Ctx, "db">, requestId: string): EventRow[] {
  return eventRows(ctx).where(eq(events.requestId, requestId)).orderBy(desc(events.id)).limit(LONGEST).all().reverse();
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
      why: TOOK_PLACE.has(entry.kind) ? entry.why : null,
      reason: entry.kind === "request_rejected" ? entry.reason : null,
      overruled: [],
      actsFor: TOOK_PLACE.has(entry.kind) ? entry.actsFor : null,
      deliveries: [],
    });
  }
  return shown;
}

/** Whether a rule or a coordinator did it is nobody else's business. */
const NOBODY_NAMED: Actor = { kind: "system", name: null };

/** What both sides said of the service is theirs to know, and whether somebody else said it for one of them. */
const TOOK_PLACE: ReadonlySet<EventKind> = new Set([
  "assignment_reported",
  "report_corrected",
  "correction_asked",
  "correction_answered",
  "correction_settled",
  "service_attested",
  "attestation_asked_again",
  "service_settled",
]);

/** What their page has words for. */
const TOLD_TO_REQUESTERS: ReadonlySet<EventKind> = new Set([
  ...TOOK_PLACE,
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
