/**
 * Which version of a calendar entry somebody has. Only what changes the entry itself, for whoever has it, makes a new one: who else
 * was asked and what they said leaves no trace in it.
 */
import { and, desc, eq, inArray, lte } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isAnotherMeeting } from "#app/dispatch/request-edit";
import { invariant } from "#app/result";
import type { Instant } from "#app/time";
import { events, requests } from "#db/schema";
import { type Event, type EventKind, eventFrom } from "./kinds";

/** Whose entry it is: the one of whoever asked, or that of the interpreter who has this place of the request, or had it. */
export type EntryOf = "requester" | { slot: number; interpreterId: string; isLost?: boolean };

export interface Version {
  /** SEQUENCE: seconds, so that it says no more than the date beside it; each change is later than the one before. */
  sequence: number;
  /** When the entry last changed. */
  changedAt: Instant;
}

/** Before anything that happens here, so that numbers begin above those that once counted events; it fits 31 bits until 2088. */
const BEGINNING = Date.UTC(2020, 0, 1);
/** No entry changes as often. */
const MOST = 1000;

/** The version of an entry, up to that event where one is named. `requestId` is of a request that is there. */
export function entryVersion(ctx: Pick<Ctx, "db">, requestId: string, of: EntryOf, eventId?: number): Version {
  const told = whileTheirs(eventsOf(ctx, requestId, eventId), of);
  const byId = new Map(told.map(({ id, event }) => [id, event]));
  const first = submittedAt(ctx, requestId);
  let version: Version = { sequence: secondsOf(first), changedAt: first };
  for (const { at, event } of told) {
    const meant = event.kind === "action_undone" ? byId.get(event.payload.eventId) : event;
    if (!meant || !changesEntry(meant, of)) continue;
    version = { sequence: Math.max(version.sequence + 1, secondsOf(at)), changedAt: at };
  }
  return version;
}

function secondsOf(at: Instant): number {
  return Math.max(0, Math.floor((at - BEGINNING) / 1000));
}

const MAY_CHANGE: readonly EventKind[] = [
  "request_rescheduled",
  "request_edited",
  "request_cancelled",
  "request_rejected",
  "proposal_accepted",
  "place_mapped",
  "language_mapped",
  "offer_accepted",
  "assignment_made",
  "assignment_moved",
  "assignment_released",
  "assignment_withdrawn",
  "action_undone",
];

type Told = ReturnType<typeof eventsOf>[number];

function eventsOf({ db }: Pick<Ctx, "db">, requestId: string, eventId: number | undefined) {
  return db
    .select({
      id: events.id,
      at: events.at,
      kind: events.kind,
      payload: events.payload,
      interpreterId: events.interpreterId,
    })
    .from(events)
    .where(
      and(
        eq(events.requestId, requestId),
        inArray(events.kind, [...MAY_CHANGE]),
        eventId === undefined ? undefined : lte(events.id, eventId),
      ),
    )
    .orderBy(desc(events.id))
    .limit(MOST)
    .all()
    .reverse()
    .map(({ id, at, interpreterId, ...row }) => ({ id, at, interpreterId, event: eventFrom(row) }));
}

/** What becomes of a job after somebody has lost it is not theirs to know. */
function whileTheirs(told: Told[], of: EntryOf): Told[] {
  if (of === "requester" || !of.isLost) return told;
  const lost = told.findLastIndex((one) => takesAway(one, of.interpreterId));
  return lost === -1 ? told : told.slice(0, lost + 1);
}

function takesAway({ event, interpreterId: about }: Told, interpreterId: string): boolean {
  switch (event.kind) {
    case "request_cancelled":
    case "request_edited":
      return event.payload.releasedInterpreterIds.includes(interpreterId);
    case "assignment_moved":
      return event.payload.fromInterpreterId === interpreterId && about !== interpreterId;
    case "assignment_released":
    case "assignment_withdrawn":
    case "action_undone":
      return about === interpreterId;
    default:
      return false;
  }
}

/** A new time is the whole request's; who has another place of it is not. */
function changesEntry(event: Event, of: EntryOf): boolean {
  const isHere = ({ slot }: { slot: number }) => of === "requester" || of.slot === slot;
  switch (event.kind) {
    case "request_rescheduled":
    case "request_cancelled":
    case "request_rejected":
    case "proposal_accepted":
    case "place_mapped":
    case "language_mapped":
      return true;
    case "request_edited": {
      const { changed, releasedInterpreterIds } = event.payload;
      if (isAnotherMeeting(changed)) return true;
      if (of === "requester") return changed.includes("interpreterCount") || releasedInterpreterIds.length > 0;
      return releasedInterpreterIds.includes(of.interpreterId);
    }
    case "assignment_made":
      return isHere(event.payload) || event.payload.to !== undefined;
    case "assignment_moved":
      return isHere(event.payload) || event.payload.timeChanged;
    case "offer_accepted":
    case "assignment_released":
    case "assignment_withdrawn":
      return isHere(event.payload);
    default:
      return false;
  }
}

function submittedAt({ db }: Pick<Ctx, "db">, requestId: string): Instant {
  const row = db.select({ at: requests.submittedAt }).from(requests).where(eq(requests.id, requestId)).get();
  invariant(row, "an entry is of a request that is there");
  return row.at;
}
