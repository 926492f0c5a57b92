/** Events as entries of a timeline: whom and what their ids stand for. */
import { and, eq } from "drizzle-orm";
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
import type { AttestedAs, SettledAs } from "#app/pay/took-place";
import type { Instant, Interval } from "#app/time";
import { events, interpreters, type Overruled, users } from "#db/schema";
import { languageIn } from "./proposed";

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

/** What was said of a service, and decided. */
type TookPlaceBecause =
  | `attested_${AttestedAs | "silence"}`
  | `settled_${SettledAs | "stays" | "asked"}`
  | `correction_${"agreed" | "refused"}`;

/** What only some kinds have to say. */
interface Particulars {
  /** Whose job it was before a move. */
  fromPerson: string | null;
  from: Interval | null;
  to: Interval | null;
  deadlineAt: Instant | null;
  /** Why it was queued or withdrawn, or the reason of a refusal. */
  why:
    | QueuedBecause
    | WithdrawnWhy
    | `yes_${YesEnd}`
    | DeclineReason
    | NotHeldReason
    | HandedBecause
    | TookPlaceBecause
    | null;
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
  /** A coordinator did for somebody what is theirs to do. */
  actsFor: "requester" | "interpreter" | null;
  /** The kind of action that was taken back, in `action_undone`. */
  undid: UndoableKind | null;
}

/** An event with who did it and the interpreter it is about. */
export type EventRow = ReturnType<ReturnType<typeof eventRows>["all"]>[number];

export function eventRows({ db }: Pick<Ctx, "db">) {
  return db
    .select({
      event: events,
      person: interpreters.name,
      userName: users.name,
      userRole: users.role,
      userOrganisation: users.organisationId,
    })
    .from(events)
    .leftJoin(interpreters, eq(interpreters.id, events.interpreterId))
    .leftJoin(users, and(eq(events.actorKind, "user"), eq(users.id, events.actorId)));
}

interface Known {
  deliveries?: Map<number, Delivery[]> | undefined;
  /** Of the one request that all are about. */
  rejectionReason?: string | null;
  /** The reader knows the names of people of their own organisation alone. null: all. */
  ownOrganisation?: string | null;
}

/** The rows as they came, each as an entry. */
export function entriesOf(ctx: Pick<Ctx, "db">, rows: readonly EventRow[], known: Known = {}): TimelineEntry[] {
  const told = rows.map(({ event }) => eventFrom(event));
  const around: Around = {
    deliveries: known.deliveries ?? new Map(),
    undone: new Set(told.flatMap((event) => (event.kind === "action_undone" ? [event.payload.eventId] : []))),
    named: namesIn(ctx, told),
    rejectionReason: known.rejectionReason ?? null,
    ownOrganisation: known.ownOrganisation ?? null,
  };
  return rows.map((row) => entryOf(row, around));
}

/** What an event's ids stand for, and what the reader may know. */
interface Around {
  deliveries: Map<number, Delivery[]>;
  undone: ReadonlySet<number>;
  named: ReturnType<typeof namesIn>;
  rejectionReason: string | null;
  ownOrganisation: string | null;
}

function entryOf(row: EventRow, around: Around): TimelineEntry {
  const { event, person, userName, userRole, userOrganisation } = row;
  const { ownOrganisation } = around;
  const mayKnow = !ownOrganisation || userOrganisation === ownOrganisation;
  const told = eventFrom(event);
  const actor = actorOf(event.actorKind, userRole, userName ?? person, mayKnow);
  return {
    ...NOTHING_MORE,
    ...particularsOf(told, around),
    at: event.at,
    kind: told.kind,
    actor,
    actsFor: actor.kind === "coordinator" ? (THEIRS[told.kind] ?? null) : null,
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

/** Whose it is to do. */
const THEIRS: Partial<Record<EventKind, "requester" | "interpreter">> = {
  request_submitted: "requester",
  proposal_accepted: "requester",
  proposal_declined: "requester",
  proposal_overtaken: "requester",
  offer_accepted: "interpreter",
  offer_declined: "interpreter",
  assignment_reported: "interpreter",
  report_corrected: "interpreter",
  correction_asked: "interpreter",
  correction_answered: "requester",
  service_attested: "requester",
  service_objected: "requester",
  availability_saved: "interpreter",
  absence_added: "interpreter",
  absence_cancelled: "interpreter",
};

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
  actsFor: null,
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
    case "service_attested":
      return { why: event.payload.way === "silence" ? "attested_silence" : `attested_${event.payload.as}` };
    case "service_settled":
    case "correction_settled":
      return { why: `settled_${event.payload.as}` };
    case "correction_answered":
      return { why: event.payload.agreed ? "correction_agreed" : "correction_refused" };
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
