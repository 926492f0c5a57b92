/** What can happen, what is kept of it, and what people are told. */
import type { ProposedChange } from "#app/dispatch/relax";
import type { EditedField } from "#app/dispatch/request-edit";
import type { PrivateKind } from "#app/dispatch/request-questions";
import type {
  AbsenceKind,
  DeclineReason,
  HandedTo,
  ImportKind,
  InterpreterStatus,
  Locale,
  NotHeldReason,
  OfferStatus,
  Points,
  Role,
  YesEnd,
} from "#app/dispatch/vocabulary";
import type { DateText, Instant, Interval } from "#app/time";
import type { assignments, holidays, Overruled, requests } from "#db/schema";
import { HEARD_LETTERS, type HeardPayloads } from "./heard/kinds";
import { PAY_LETTERS, type PayPayloads } from "./pay/kinds";
import { TOOK_PLACE_LETTERS, type TookPlacePayloads } from "./took-place/kinds";

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
  | "person_inactive"
  /** What is known of the person was edited, and now something stands in the way. */
  | "person_changed"
  | "account_disabled"
  /** The request was edited: they are asked anew about what it is now. */
  | "changed"
  /** The request was edited, and they are nobody for what it is now. */
  | "no_longer_fits";

/** Lists that can be taken away as a file. */
export const LISTS = [
  "requests",
  "interpreters",
  "organisations",
  "accounts",
  "journal",
  "own_requests",
  "own_jobs",
  "unit_figures",
  "surveys",
  "statement",
  "statements",
] as const;
export type ListName = (typeof LISTS)[number];
export const LIST_FORMATS = ["csv", "xlsx"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** How a letter to oneself ended. */
export const MAIL_OUTCOMES = [
  "sent",
  /** There is no mail server: it lies in the outbox folder. */
  "written_to_file",
  "wrong_password",
  "certificate",
  "encryption",
  "host_unknown",
  "connection_refused",
  "no_answer",
  "sender_refused",
  "recipient_refused",
  "letter_refused",
  "other",
] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

/** Why a request waits for a coordinator. */
export const QUEUED_BECAUSE = [
  "nobody_able",
  "nobody_left",
  "proposal_declined",
  "proposal_overtaken",
  "no_time",
  "language_not_listed",
  "place_not_listed",
  "withdrawn",
] as const;
export type QueuedBecause = (typeof QUEUED_BECAUSE)[number];

/**
 * What can happen, past tense, and what its event keeps. Ids and codes only, never people's text, but for the reason
 * that a coordinator gives. Rows are never rewritten, so a field added later is optional for ever.
 */
export interface Payloads extends HeardPayloads, PayPayloads, TookPlacePayloads {
  request_submitted: Nothing;
  request_rescheduled: { from: Interval; to: Interval; overruled?: Overruled | null };
  /** Which facts were changed; `from` and `to` where the length was. What they were and are stands in no event. */
  request_edited: {
    changed: EditedField[];
    from?: Interval;
    to?: Interval;
    releasedInterpreterIds: string[];
    /** A question to the requester was thereby answered. */
    cleared: boolean;
    overruled?: Overruled | null;
  };
  request_cancelled: { late: boolean; wasSecured: boolean; releasedInterpreterIds: string[] };
  request_rejected: Nothing;
  /** A coordinator has said it to the caller, who has no e-mail. */
  caller_told: { notificationId: string; told: NotificationKind };
  /** A coordinator has corrected how the caller is reached; what it was and is stands in no event. */
  caller_corrected: Nothing;
  request_queued: { why: QueuedBecause };
  /** The promise that may be missed. */
  promise_at_risk: { dueAt: Instant };
  /** The start has come and nobody has the job. */
  request_unfilled: Nothing;
  /** Whoever asked has no account any more. `isSecured`: the new requester's calendar has an entry from then on. */
  request_handed_over: { from: string; to: HandedTo; isSecured: boolean };
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
  /** Somebody said that the numbers in a text are no person's. */
  text_vouched: { field: string; kinds: readonly PrivateKind[]; organisationId?: string };
  place_mapped: { placeId: string };
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
  /** `byPhone`: a coordinator who called them wrote it down. */
  offer_declined: { offerId: string; reason?: DeclineReason | null; byPhone?: boolean };
  /** A coordinator called the person about it. */
  call_noted: { outcome: "no_answer" };
  offer_expired: { offerId: string };
  /** `clash` where the person took another job: at the same time, or too near for the way between. */
  offer_withdrawn: { offerId: string; why: WithdrawnBecause; clash?: "overlap" | "way" };
  offer_superseded: { offerId: string };
  /** A yes that met an obstacle is decided, or has no meaning any more. */
  yes_ended: { offerId: string; as: YesEnd };
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
  action_undone: { eventId: number; kind: UndoableKind };
  availability_saved: Nothing;
  absence_added: { absenceId: string; start: Instant; end: Instant; kind: AbsenceKind; affects: string[] };
  absence_cancelled: { absenceId: string };
  interpreter_status_changed: { from: InterpreterStatus; to: InterpreterStatus };
  /** `changed` names columns. */
  interpreter_imported: { added: boolean; changed: string[] };
  /** By hand. `changed` names columns, never what they were or are. */
  interpreter_saved: { added: boolean; changed: string[] };
  /** `from` is one person with the event's interpreter. */
  interpreters_merged: { from: string };
  /** The nonce makes the link. */
  user_invited: { userId: string; role: Role; nonce: string };
  user_disabled: { userId: string };
  user_enabled: { userId: string };
  password_set: { userId: string };
  /** Signed out by themselves where they were signed in: everywhere, elsewhere or in one place. */
  sessions_ended: { userId: string };
  /** Their own name, telephone, language or look. */
  account_saved: { userId: string };
  password_reset_asked: { userId: string; nonce: string };
  setting_saved: { key: string; holdsFrom: DateText; value: string | number };
  setting_removed: { key: string; holdsFrom: DateText };
  holiday_saved: { date: DateText; kind: (typeof holidays.$inferSelect)["kind"] };
  holiday_removed: { date: DateText };
  organisation_saved: { organisationId: string };
  /** `from` is no more: all that was its own is now the organisation's. */
  organisations_merged: { organisationId: string; from: string };
  unit_saved: { organisationId: string; unitId: string };
  /** Who belongs to which unit, and who leads it. */
  members_saved: { organisationId: string };
  desk_saved: { deskId: string };
  /** Its names, its variants, or whether it is served. */
  language_saved: { language: string };
  substitution_saved: { language: string; spoken: string };
  substitution_removed: { language: string; spoken: string };
  travel_saved: { fromPlaceId: string; toPlaceId: string; minutes: number };
  /** It is estimated again. */
  travel_removed: { fromPlaceId: string; toPlaceId: string };
  /** The words of a letter in one language were edited; what they were and are stands in no event. */
  letter_saved: LetterInLanguage;
  /** They are as shipped again. */
  letter_reset: LetterInLanguage;
  /** Whom it keeps from whom stands in the exclusion alone, which only coordinators read. `clientId` null: of an institution. */
  exclusion_added: { exclusionId: string; clientId: string | null };
  exclusion_ended: { exclusionId: string; clientId: string | null };
  /** Two codes are one person, or not after all. */
  clients_linked: { clientId: string; withClientId: string };
  clients_unlinked: { clientId: string };
  notification_retried: { notificationId: string };
  /** Somebody without an account has asked at the door; nobody hears of it until their mail is confirmed. */
  application_made: { applicationId: string };
  application_confirmed: { applicationId: string };
  /** `joined`: to an account that they had already. */
  application_admitted: { applicationId: string; userId: string; organisationId: string; joined?: boolean };
  /** A candidate at the door is one of the roster now. */
  candidate_added: { applicationId: string };
  application_refused: { applicationId: string };
  /** The time that was asked for came first, or nobody decided for long. */
  application_lapsed: { applicationId: string };
  /** An administrator has sent a letter to themselves. */
  mail_tested: { outcome: MailOutcome };
  /** How mail goes out was changed; no value of it stands in any event. */
  mail_settings_saved: Nothing;
  /** Of nobody's account before: by the link of `npm run init`. */
  first_admin_made: { userId: string };
  service_named: Nothing;
  /** A step of the first hour was settled by somebody's word; `step` null: the guide was put away, or taken up again. */
  guide_settled: { step: string | null; as: "done" | "skipped" | "open" };
  /** Somebody has taken rows of a list away as a file. `isNarrowed`: not all that they may see. */
  list_exported: { list: ListName; format: ListFormat | "pdf"; isNarrowed: boolean };
  /** The whole of it has been taken away as files. */
  installation_exported: Nothing;
  /** An administrator has brought in a table: so many were added, and so many changed. */
  import_applied: { importId: string; table: ImportKind; added: number; changed: number };
  /** So many were removed again, put back as they were, and stay because something refers to them. */
  import_taken_back: { importId: string; table: ImportKind; removed: number; restored: number; kept: number };
}
export { isAboutService } from "./took-place/kinds";
export type EventKind = keyof Payloads;
export type Nothing = Record<string, never>;
/** A kind of notification, or a part that several letters have. */
type LetterInLanguage = { letter: string; locale: Locale };

/** Why, in as many words as the event keeps. */
export type WithdrawnWhy = WithdrawnBecause | "person_took_other_way";

/** The person took another job: too near for the way between, or at the same time. */
export function whyWithdrawn({ why, clash }: Payloads["offer_withdrawn"]): WithdrawnWhy {
  return why === "person_took_other" && clash === "way" ? "person_took_other_way" : why;
}

/** One action of a coordinator's board, which can be taken back. */
const BOARD_KINDS = [
  "request_rescheduled",
  "request_edited",
  "request_rejected",
  "request_cancelled",
  "assignment_made",
  "assignment_moved",
  "assignment_released",
  "call_noted",
  "info_asked",
  "info_cleared",
  "proposal_made",
  "language_mapped",
  "place_mapped",
] as const;
/** The same where a coordinator did it; else it is dispatch's, or the person's own answer. */
const SOMETIMES_BOARD_KINDS = ["offer_made", "offer_withdrawn", "offer_declined"] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];
export type SometimesBoardKind = (typeof SOMETIMES_BOARD_KINDS)[number];
export type UndoableKind = BoardKind | SometimesBoardKind;

/** What a board action changed, so that an undo can put it back. Ids and codes; a request's words are in `requestsBefore`. */
export interface Changes {
  requests: (Pick<typeof requests.$inferSelect, "id" | "startAt" | "endAt" | "version" | "queuedAt" | "answerDueAt"> &
    Partial<Pick<typeof requests.$inferSelect, "rejectedAt" | "cancelledAt">>)[];
  offers: { id: string; status: OfferStatus }[];
  /** Offers the action made; an undo ends them, and their people can be asked again. */
  offersMade?: string[];
  assignments: Pick<typeof assignments.$inferSelect, "id" | "startAt" | "endAt" | "placeId" | "remote" | "overruled">[];
  /** Assignments the action made; an undo releases them. */
  created: string[];
  /** Side events whose messages are held with the action's own. */
  eventIds: number[];
}

/** What happened. A board action also keeps `undo`; those that the demonstration starts with have none. */
export type Event<K extends EventKind = EventKind> = {
  [P in K]: { kind: P; payload: P extends UndoableKind ? Payloads[P] & { undo?: Changes } : Payloads[P] };
}[K];

/** A stored event, narrowed by its kind. The border between JSON and types: what was written was of these shapes. */
export function eventFrom({ kind, payload }: { kind: string; payload: Record<string, unknown> }): Event {
  return { kind, payload } as Event;
}

/** What a board action changed; null for any other event. */
export function undoIn(event: Event): { kind: UndoableKind; changes: Changes } | null {
  if (!isUndoable(event)) return null;
  return event.payload.undo ? { kind: event.kind, changes: event.payload.undo } : null;
}

function isUndoable(event: Event): event is Event<UndoableKind> {
  const kinds: readonly EventKind[] = [...BOARD_KINDS, ...SOMETIMES_BOARD_KINDS];
  return kinds.includes(event.kind);
}

/** What a notification says. Its words are in `i18n/<locale>/mail.json` under the same name. */
export const NOTIFICATION_KINDS = [
  "request_received", // requester: reference, promise
  "request_confirmed", // requester: who comes, with .ics
  "request_partly_confirmed",
  "request_moved", // requester: new time, with .ics update when confirmed
  "request_changed", // requester: what a coordinator changed, with .ics update when confirmed
  "request_cancelled", // requester: with .ics cancel when it was confirmed
  "request_rejected",
  "info_asked", // requester: the coordinator has a question
  "request_searching_again", // requester: the interpreter fell out, we look again
  "request_clarified", // requester: the question is answered or the language found, the search goes on
  "request_undecided", // requester: nobody is found yet, a coordinator decides
  "promise_at_risk", // requester: the promised answer may be late
  "request_unfilled", // requester: it begins and nobody comes
  "request_handed_over", // requester's colleague: it is theirs now, with .ics when confirmed
  "offer", // interpreter: link with two buttons
  "offer_closed", // interpreter who was asked: it is no longer needed, taken, or lapsed
  "yes_ended", // interpreter whose yes met an obstacle: how that ended
  "job_confirmed", // interpreter: with .ics
  "job_moved", // interpreter: with .ics update
  "job_changed", // interpreter: with .ics update when place, length or mode changed
  "job_cancelled", // interpreter: with .ics cancel
  "job_given_back", // interpreter who gave it back: with .ics cancel
  "needs_decision", // coordinators: dispatch has no one left
  "absence_conflict", // coordinators: an absence lies over accepted work
  "invite", // user: link to set a password
  "password_reset", // user: link to set a password
  "application_check", // stranger: whether it was they who asked; or how to go on with the account they have
  "application_received", // applicant: a coordinator decides, by when
  "application_closed", // applicant: refused, or too late; let in, where no other letter says so
  "application_waiting", // coordinators: a new institution or a candidate waits for their word
  ...TOOK_PLACE_LETTERS,
  ...HEARD_LETTERS,
  ...PAY_LETTERS,
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What says itself, when it goes out, that nobody is found yet and a coordinator decides. */
export const UNDECIDED_INSIDE = [
  "request_received",
  "request_searching_again",
  "request_clarified",
] as const satisfies readonly NotificationKind[];

/** What was changed of a person, an account, a rule and the like, as a query finds it and a sentence tells it. */
export interface Change {
  at: Instant;
  /** null: nobody who was signed in. */
  who: string | null;
  kind: string;
  /** Of the account, organisation or desk. */
  name: string | null;
  interval: Interval | null;
  from: InterpreterStatus | null;
  to: InterpreterStatus | null;
  /** A rule's key, and what it is from `date` on. */
  rule: string | null;
  value: string | number | null;
  date: DateText | null;
  list: ListName | null;
  letter: LetterInLanguage | null;
}
