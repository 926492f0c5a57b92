/** What can happen, what is kept of it, and what people are told. */
import type { ProposedChange } from "#app/dispatch/relax";
import type {
  AbsenceKind,
  DeclineReason,
  InterpreterStatus,
  NotHeldReason,
  OfferStatus,
  Points,
  Role,
} from "#app/dispatch/vocabulary";
import type { DateText, Instant, Interval } from "#app/time";
import type { assignments, holidays, Overruled, requests } from "#db/schema";

/** Why an offer was taken back. */
export type WithdrawnBecause =
  | "cancelled"
  | "rejected"
  | "rescheduled"
  | "coordinator"
  | "person_took_other"
  | "obstacles"
  | "assigned_directly"
  | "released"
  | "person_inactive";

/** Why a request waits for a coordinator. */
export const QUEUED_BECAUSE = [
  "nobody_able",
  "nobody_left",
  "proposal_declined",
  "proposal_overtaken",
  "no_time",
  "language_not_listed",
  "withdrawn",
] as const;
export type QueuedBecause = (typeof QUEUED_BECAUSE)[number];

/**
 * What can happen, past tense, and what its event keeps. Ids and codes only, never people's text, but for the reason
 * that a coordinator gives. Rows are never rewritten, so a field added later is optional for ever.
 */
export interface Payloads {
  request_submitted: Nothing;
  request_rescheduled: { from: Interval; to: Interval; overruled?: Overruled | null };
  request_cancelled: { late: boolean; wasSecured: boolean; releasedInterpreterIds: string[] };
  request_rejected: Nothing;
  request_queued: { why: QueuedBecause };
  /** The question stands in the request. */
  info_asked: Nothing;
  info_cleared: Nothing;
  /** The question is whether this would do. */
  proposal_made: { change: ProposedChange };
  /** `from` and `to` at a new time, the language before at another one. */
  proposal_accepted: {
    change: ProposedChange;
    fromLanguage?: string | null;
    fromVariant?: string | null;
    from?: Interval;
    to?: Interval;
  };
  proposal_declined: { change: ProposedChange };
  /** Agreed to, but by then nobody could come with it. */
  proposal_overtaken: { change: ProposedChange };
  language_mapped: { language: string; variant: string | null };
  /** Without `points` where a coordinator chose the person. */
  offer_made: {
    offerId: string;
    slot: number;
    deadlineAt: Instant;
    points?: readonly Points[] | null;
    overruled?: Overruled;
  };
  offer_seen: { offerId: string };
  offer_accepted: { offerId: string; assignmentId: string; slot: number };
  offer_declined: { offerId: string; reason?: DeclineReason | null };
  offer_expired: { offerId: string };
  offer_withdrawn: { offerId: string; why: WithdrawnBecause };
  offer_superseded: { offerId: string };
  /** `from` and `to` where the person was placed at a new time. */
  assignment_made: {
    assignmentId: string;
    slot: number;
    overruled: Overruled | null;
    from?: Interval;
    to?: Interval;
  };
  assignment_moved: {
    assignmentId: string;
    slot: number;
    fromInterpreterId: string;
    timeChanged: boolean;
    from: Interval;
    to: Interval;
    overruled: Overruled | null;
  };
  assignment_released: { assignmentId: string; slot: number; reason: string };
  /** The interpreter gave it back. */
  assignment_withdrawn: { assignmentId: string; slot: number };
  assignment_reported: { assignmentId: string; held: boolean; notHeldReason?: NotHeldReason };
  action_undone: { eventId: number; kind: BoardKind };
  availability_saved: Nothing;
  absence_added: { absenceId: string; start: Instant; end: Instant; kind: AbsenceKind; affects: string[] };
  absence_cancelled: { absenceId: string };
  interpreter_status_changed: { from: InterpreterStatus; to: InterpreterStatus };
  /** `changed` names columns. */
  interpreter_imported: { added: boolean; changed: string[] };
  /** The nonce makes the link. */
  user_invited: { userId: string; role: Role; nonce: string };
  user_disabled: { userId: string };
  user_enabled: { userId: string };
  password_set: { userId: string };
  password_reset_asked: { userId: string; nonce: string };
  setting_saved: { key: string; holdsFrom: DateText; value: string | number };
  setting_removed: { key: string; holdsFrom: DateText };
  holiday_saved: { date: DateText; kind: (typeof holidays.$inferSelect)["kind"] };
  holiday_removed: { date: DateText };
  organisation_saved: { organisationId: string };
  desk_saved: { deskId: string };
  notification_retried: { notificationId: string };
}
export type EventKind = keyof Payloads;
export type Nothing = Record<string, never>;

/** One action of a coordinator's board, which can be taken back. */
export type BoardKind = "request_rescheduled" | "assignment_made" | "assignment_moved" | "assignment_released";

/** What a board action changed, so that an undo can put it back. */
export interface Changes {
  requests: Pick<typeof requests.$inferSelect, "id" | "startAt" | "endAt" | "version" | "queuedAt" | "answerDueAt">[];
  offers: { id: string; status: OfferStatus }[];
  assignments: Pick<typeof assignments.$inferSelect, "id" | "startAt" | "endAt" | "placeId" | "remote" | "overruled">[];
  /** Assignments the action made; an undo releases them. */
  created: string[];
  /** Side events whose messages are held with the action's own. */
  eventIds: number[];
}

/** What happened. A board action also keeps `undo`; those that the demonstration starts with have none. */
export type Event<K extends EventKind = EventKind> = {
  [P in K]: { kind: P; payload: P extends BoardKind ? Payloads[P] & { undo?: Changes } : Payloads[P] };
}[K];

/** A stored event, narrowed by its kind. The border between JSON and types: what was written was of these shapes. */
export function eventFrom({ kind, payload }: { kind: string; payload: Record<string, unknown> }): Event {
  return { kind, payload } as Event;
}

/** What a board action changed; null for any other event. */
export function undoIn(event: Event): { kind: BoardKind; changes: Changes } | null {
  switch (event.kind) {
    case "request_rescheduled":
    case "assignment_made":
    case "assignment_moved":
    case "assignment_released":
      return event.payload.undo ? { kind: event.kind, changes: event.payload.undo } : null;
    default:
      return null;
  }
}

/** What a notification says. Its words are in `i18n/<locale>/mail.json` under the same name. */
export const NOTIFICATION_KINDS = [
  "request_received", // requester: reference, promise
  "request_confirmed", // requester: who comes, with .ics
  "request_partly_confirmed",
  "request_moved", // requester: new time, with .ics update when confirmed
  "request_cancelled", // requester: with .ics cancel when it was confirmed
  "request_rejected",
  "info_asked", // requester: the coordinator has a question
  "request_searching_again", // requester: the interpreter fell out, we look again
  "offer", // interpreter: link with two buttons
  "offer_closed", // interpreter who was asked: it is no longer needed, taken, or lapsed
  "job_confirmed", // interpreter: with .ics
  "job_moved", // interpreter: with .ics update
  "job_cancelled", // interpreter: with .ics cancel
  "needs_decision", // coordinators: dispatch has no one left
  "absence_conflict", // coordinators: an absence lies over accepted work
  "invite", // user: link to set a password
  "password_reset", // user: link to set a password
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
