/** What can happen, past tense. `payload` of each is described beside it; it holds ids and codes, never people's text. */
export const EVENT_KINDS = [
  "request_submitted",
  "request_rescheduled", // { from: {start,end}, to: {start,end}, overruled?, undo }
  "request_cancelled", // { late, wasSecured, releasedInterpreterIds }
  "request_rejected",
  "request_queued", // { why: "nobody_able" | "nobody_left" | "no_time" | "language_not_listed" | "proposal_declined" | "proposal_overtaken" }
  "info_asked", // the question stands in the request
  "info_cleared",
  "proposal_made", // { change: ProposedChange } the question is whether this would do
  "proposal_accepted", // { change, fromLanguage?, fromVariant?, from?, to? } from and to at a new time
  "proposal_declined", // { change }
  "proposal_overtaken", // { change } agreed to, but by then nobody could come with it
  "language_mapped", // { language, variant }
  "offer_made", // { offerId, slot, deadlineAt, points, overruled? }
  "offer_seen", // { offerId }
  "offer_accepted", // { offerId, assignmentId, slot }
  "offer_declined", // { offerId, reason? }
  "offer_expired", // { offerId }
  "offer_withdrawn", // { offerId, why: one of WITHDRAWN_BECAUSE }
  "offer_superseded", // { offerId }
  "assignment_made", // { assignmentId, slot, overruled?, from?, to?, undo } from and to at a new time
  "assignment_moved", // { assignmentId, slot, fromInterpreterId, timeChanged, from, to, overruled?, undo }
  "assignment_released", // { assignmentId, slot, reason, undo }
  "assignment_withdrawn", // { assignmentId, slot } the interpreter gave it back
  "assignment_reported", // { assignmentId, held, notHeldReason? }
  "action_undone", // { eventId, kind }
  "availability_saved",
  "absence_added", // { absenceId, start, end, kind, affects: assignmentIds }
  "absence_cancelled", // { absenceId }
  "interpreter_status_changed", // { from, to }
  "interpreter_imported", // { added, changed: names of columns }
  "user_invited", // { userId, role, nonce } the nonce makes the link
  "user_disabled", // { userId }
  "user_enabled", // { userId }
  "password_set", // { userId }
  "password_reset_asked", // { userId, nonce }
  "setting_saved", // { key, holdsFrom, value }
  "setting_removed", // { key, holdsFrom }
  "holiday_saved", // { date, kind }
  "holiday_removed", // { date }
  "organisation_saved", // { organisationId }
  "notification_retried", // { notificationId }
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

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

/** Why an offer was taken back. */
export const WITHDRAWN_BECAUSE = [
  "cancelled",
  "rejected",
  "rescheduled",
  "coordinator",
  "person_took_other",
  "obstacles",
  "assigned_directly",
  "released",
  "person_inactive",
] as const;
export type WithdrawnBecause = (typeof WITHDRAWN_BECAUSE)[number];
