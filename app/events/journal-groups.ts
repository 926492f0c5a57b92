/** Kinds of what stands in the journal, as somebody who looks for something would sort them. */
import type { EventKind } from "./kinds";

/** Readings and sign-ins are kept apart from events, and stand among them here. */
export const JOURNAL_GROUPS = [
  "requests",
  "offers",
  "jobs",
  "people",
  "accounts",
  "service",
  "exports",
  "readings",
  "sign_ins",
] as const;
export type JournalGroup = (typeof JOURNAL_GROUPS)[number];

const GROUP_OF = {
  request_submitted: "requests",
  request_rescheduled: "requests",
  request_edited: "requests",
  request_cancelled: "requests",
  request_rejected: "requests",
  caller_told: "requests",
  caller_corrected: "requests",
  request_queued: "requests",
  promise_at_risk: "requests",
  request_unfilled: "requests",
  request_handed_over: "requests",
  info_asked: "requests",
  info_cleared: "requests",
  proposal_made: "requests",
  proposal_accepted: "requests",
  proposal_declined: "requests",
  proposal_overtaken: "requests",
  text_vouched: "requests",
  place_mapped: "requests",
  language_mapped: "requests",
  action_undone: "requests",
  offer_made: "offers",
  offer_seen: "offers",
  offer_accepted: "offers",
  offer_declined: "offers",
  offer_expired: "offers",
  offer_withdrawn: "offers",
  offer_superseded: "offers",
  call_noted: "offers",
  yes_ended: "offers",
  assignment_made: "jobs",
  assignment_moved: "jobs",
  assignment_released: "jobs",
  assignment_withdrawn: "jobs",
  assignment_reported: "jobs",
  availability_saved: "people",
  absence_added: "people",
  absence_cancelled: "people",
  interpreter_status_changed: "people",
  interpreter_imported: "people",
  interpreter_saved: "people",
  exclusion_added: "people",
  exclusion_ended: "people",
  clients_linked: "people",
  clients_unlinked: "people",
  user_invited: "accounts",
  user_disabled: "accounts",
  user_enabled: "accounts",
  password_set: "accounts",
  password_reset_asked: "accounts",
  sessions_ended: "accounts",
  account_saved: "accounts",
  setting_saved: "service",
  setting_removed: "service",
  holiday_saved: "service",
  holiday_removed: "service",
  organisation_saved: "service",
  organisations_merged: "service",
  unit_saved: "service",
  members_saved: "service",
  desk_saved: "service",
  language_saved: "service",
  substitution_saved: "service",
  substitution_removed: "service",
  travel_saved: "service",
  travel_removed: "service",
  letter_saved: "service",
  letter_reset: "service",
  notification_retried: "service",
  mail_tested: "service",
  list_exported: "exports",
} satisfies Record<EventKind, JournalGroup>;

/** The kinds of events in a group; none for readings and sign-ins. */
export function kindsIn(group: JournalGroup): EventKind[] {
  return Object.keys(GROUP_OF).filter((kind): kind is EventKind => isKind(kind) && GROUP_OF[kind] === group);
}

function isKind(kind: string): kind is EventKind {
  return kind in GROUP_OF;
}
