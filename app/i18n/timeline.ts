/** One event of a request's timeline as a sentence. Names stand in the nominative, so none is ever inflected. */
import type { ProposedChange } from "#app/dispatch/relax";
import type { EditedField } from "#app/dispatch/request-edit";
import type { Locale, Names } from "#app/dispatch/vocabulary";
import type { EventKind } from "#app/events/kinds";
import { dateOf, type Instant, type Interval } from "#app/time";
import { changedWords, changeWords } from "./change";
import { shortMoment } from "./coordinator";
import { timeOfDay } from "./format";
import type { Translate } from "./index";

/** What a sentence needs of an entry; `queries/everyone/timeline` answers entries of this shape. */
export interface Sayable {
  kind: EventKind;
  actor: { kind: "system" | "coordinator" | "requester" | "interpreter"; name: string | null };
  person: string | null;
  fromPerson: string | null;
  from: Interval | null;
  to: Interval | null;
  deadlineAt: Instant | null;
  why: string | null;
  reason: string | null;
  late: boolean;
  held: boolean;
  languageNames: Names | null;
  placeNames: Names | null;
  change: ProposedChange | null;
  /** What was edited, and whether that settled a question; a no that a coordinator wrote down. */
  changed: readonly EditedField[];
  cleared: boolean;
  byPhone: boolean;
  /** A coordinator did for somebody what is theirs to do. */
  actsFor: "requester" | "interpreter" | null;
  undid: string | null;
}

/** The sentence without a full stop. An entry redacted for a requester names nobody and says only what became of it. */
export function timelineSentence(t: Translate, locale: Locale, entry: Sayable): string {
  const who = entry.actor.name;
  const words = {
    who,
    person: entry.person ?? "",
    fromPerson: entry.fromPerson ?? "",
    from: entry.from ? interval(locale, entry.from) : "",
    to: entry.to ? interval(locale, entry.to) : "",
    deadline: entry.deadlineAt ? shortMoment(locale, entry.deadlineAt) : "",
    language: entry.languageNames?.[locale] ?? "",
    place: entry.placeNames?.[locale] ?? "",
    undid: entry.undid ? t(`coordinator:timeline.kind.${entry.undid}`) : "",
  };
  const sentence = t(`coordinator:timeline.${entry.kind}.${formOf(entry)}`, words);
  return [sentence, ...newTime(t, entry, words), ...endings(t, locale, entry)].join(" – ");
}

/** `told`: for requesters · `by`: somebody did it · `itself`: the system did, or who did it is not said. */
function formOf(entry: Sayable): string {
  if (SUBJECTS[entry.kind] === "person" && entry.person === null) return "told";
  if (entry.byPhone && entry.actor.name) return "by_phone";
  if (entry.kind === "assignment_reported") return entry.held ? "held" : "not_held";
  if (entry.kind === "assignment_moved" && entry.fromPerson !== null && entry.fromPerson !== entry.person)
    return entry.actor.name ? "to_person_by" : "to_person_itself";
  return entry.actor.name ? "by" : "itself";
}

/** Whom or what the sentence of each kind is about. null: it is no part of a request's timeline and has none. */
export const SUBJECTS = {
  request_submitted: "request",
  request_rescheduled: "request",
  request_edited: "request",
  request_cancelled: "request",
  request_rejected: "request",
  caller_told: "request",
  caller_corrected: "request",
  request_queued: "request",
  promise_at_risk: "request",
  request_unfilled: "request",
  request_handed_over: "request",
  info_asked: "request",
  info_cleared: "request",
  proposal_made: "request",
  proposal_accepted: "request",
  proposal_declined: "request",
  proposal_overtaken: "request",
  language_mapped: "request",
  place_mapped: "request",
  text_vouched: "request",
  offer_made: "person",
  offer_seen: "person",
  offer_accepted: "person",
  offer_declined: "person",
  offer_expired: "person",
  offer_withdrawn: "person",
  offer_superseded: "person",
  yes_ended: "person",
  call_noted: "person",
  assignment_made: "person",
  assignment_moved: "person",
  assignment_released: "person",
  assignment_withdrawn: "person",
  assignment_reported: "request",
  report_corrected: "request",
  correction_asked: "request",
  correction_answered: "request",
  correction_settled: "request",
  service_attested: "request",
  service_objected: "request",
  attestation_asked_again: "request",
  service_settled: "request",
  action_undone: "request",
  availability_saved: null,
  absence_added: null,
  absence_cancelled: null,
  interpreter_status_changed: null,
  interpreter_imported: null,
  interpreter_saved: null,
  interpreters_merged: null,
  user_invited: null,
  user_disabled: null,
  user_enabled: null,
  sessions_ended: null,
  account_saved: null,
  password_set: null,
  password_reset_asked: null,
  setting_saved: null,
  setting_removed: null,
  holiday_saved: null,
  holiday_removed: null,
  organisation_saved: null,
  organisations_merged: null,
  unit_saved: null,
  members_saved: null,
  desk_saved: null,
  language_saved: null,
  substitution_saved: null,
  substitution_removed: null,
  travel_saved: null,
  travel_removed: null,
  letter_saved: null,
  letter_reset: null,
  exclusion_added: null,
  exclusion_ended: null,
  clients_linked: null,
  clients_unlinked: null,
  notification_retried: null,
  evaluation_given: null,
  evaluation_texts_saved: null,
  evaluation_texts_confirmed: null,
  survey_sent: null,
  complaint_received: null,
  complaint_taken_up: null,
  complaint_decided: null,
  complaint_closed: null,
  application_made: null,
  application_confirmed: null,
  application_admitted: null,
  candidate_added: null,
  application_refused: null,
  application_lapsed: null,
  mail_tested: null,
  mail_settings_saved: null,
  first_admin_made: null,
  service_named: null,
  guide_settled: null,
  rates_saved: null,
  terms_saved: null,
  organisation_funded: null,
  request_funded: null,
  late_waived: null,
  expense_added: null,
  expense_withdrawn: null,
  statement_handed_in: null,
  statement_returned: null,
  statement_approved: null,
  statement_paid: null,
  bank_account_saved: null,
  payer_saved: null,
  payments_exported: null,
  list_exported: null,
  installation_exported: null,
  import_applied: null,
  import_taken_back: null,
} satisfies Record<EventKind, "request" | "person" | null>;

/** A person and a new time in one action: the sentence names the person, so the time is added. */
function newTime(t: Translate, entry: Sayable, words: { from: string; to: string }): string[] {
  const saysTime = entry.kind === "assignment_moved" && !formOf(entry).startsWith("to_person");
  const isNew = entry.from !== null && entry.to !== null && entry.from.start !== entry.to.start;
  const isAbout = entry.kind === "assignment_made" || entry.kind === "assignment_moved";
  return isAbout && isNew && !saysTime ? [t("coordinator:timeline.newTime", words)] : [];
}

function endings(t: Translate, locale: Locale, entry: Sayable): string[] {
  const endings: string[] = [];
  if (entry.actsFor && !entry.byPhone) endings.push(t(`coordinator:timeline.actsFor.${entry.actsFor}`));
  if (entry.kind === "request_cancelled" && entry.late) endings.push(t("coordinator:timeline.late"));
  if (entry.changed.length > 0)
    endings.push(t("coordinator:timeline.changed", { what: changedWords(t, locale, entry.changed) }));
  if (entry.cleared) endings.push(t("coordinator:timeline.cleared"));
  if (entry.change) endings.push(changeWords(t, locale, entry.change, entry.languageNames));
  if (entry.why) endings.push(t(`coordinator:timeline.why.${entry.why}`));
  if (entry.reason) endings.push(t("coordinator:timeline.reason", { reason: entry.reason }));
  return endings;
}

function interval(locale: Locale, { start, end }: Interval): string {
  const isOneDay = dateOf(start) === dateOf(end);
  return `${shortMoment(locale, start)}–${isOneDay ? timeOfDay(locale, end) : shortMoment(locale, end)}`;
}
