/**
 * What of the database leaves with the whole installation as open files, and what does not: every table and column is decided here.
 * A new one that is not fails a test, so that no secret leaves unnoticed.
 */

export interface KeptTable {
  /** What a reader of the files is told of it. */
  about: string;
  /** In the order in which they are written. */
  columns: readonly string[];
  /** Columns that stay behind, and why. */
  left?: Readonly<Record<string, string>>;
}

const named = (names: string) => names.split(" ");

export const KEPT: Readonly<Record<string, KeptTable>> = {
  places: {
    about: "Places and parts of Riga, with their desk's region",
    columns: named("id name sort_key region municipality latitude longitude search_words"),
  },
  travel_times: { about: "Measured journeys by car", columns: named("from_place_id to_place_id minutes km") },
  holidays: { about: "Public holidays and moved working days", columns: named("date kind name source entered_by") },
  settings: {
    about: "Rules, each from a date on",
    columns: named("key holds_from value entered_by entered_at"),
  },
  languages: { about: "Languages", columns: named("code name sort_key search_words served") },
  language_variants: { about: "Variants of languages", columns: named("language code name") },
  language_substitutions: {
    about: "Who speaks one language may be asked for another",
    columns: named("requested spoken note modes"),
  },
  desks: { about: "The service's desks", columns: named("id name region place_id phone") },
  organisations: {
    about: "Institutions that ask for interpreters",
    columns: named(
      "id code name sort_key sector place_id address phone notice_email deactivated_at key near_key merged_into_id",
    ),
  },
  organisation_names: {
    about: "What institutions were called before",
    columns: named("organisation_id name until merged_from_id"),
  },
  units: { about: "Units of institutions", columns: named("id organisation_id name key deactivated_at") },
  clients: {
    about: "Clients, by a code alone",
    columns: named("id organisation_id code same_as_client_id key near_key"),
  },
  interpreters: {
    about: "Interpreters",
    columns: named(
      "id code name sort_key gender status home_place_id desk_id email phone locale onsite by_phone by_video radius_km max_minutes_per_week availability_known merged_into_id unwished_topics key near_key note",
    ),
  },
  interpreter_languages: {
    about: "What interpreters speak, with a level from 1 to 3",
    columns: named("interpreter_id language variant level"),
  },
  availability: {
    about: "Hours of the week in which interpreters work, in minutes from midnight",
    columns: named("interpreter_id weekday from_minute to_minute"),
  },
  absences: {
    about: "When interpreters are away",
    columns: named("id interpreter_id start_at end_at kind created_at cancelled_at"),
  },
  files: {
    about: "Files that people brought: each lies in the folder files, under its id",
    columns: named("id type bytes sha256 at brought_by is_gone"),
  },
  credentials: {
    about: "Papers of interpreters, with dates",
    columns: named("id interpreter_id kind valid_from valid_until scan_id"),
  },
  exclusions: {
    about: "Who must not be sent to whom",
    columns: named("id interpreter_id client_id organisation_id asked_by created_at ended_at created_by ended_by"),
  },
  users: {
    about: "Accounts, without their passwords",
    columns: named(
      "id email name role locale theme phone organisation_id unit_id interpreter_id created_at disabled_at leads_unit",
    ),
    left: { password_hash: "a secret: everybody sets a new password by a link" },
  },
  requests: {
    about: "Requests for an interpreter",
    columns: named(
      "id reference version organisation_id asked_as_id unit_id desk_id requester_id contact_name contact_phone language variant variant_strength language_text requested_language pivot_language min_level mode place_id place_text address video_link start_at end_at topic protection_class client_id gender gender_strength wants_same_interpreter excluded_interpreter_id interpreter_count note submitted_at answer_due_at needs_info_at info_question proposal queued_at rejected_at rejection_reason cancelled_at cancelled_by cancelled_late",
    ),
  },
  callers: {
    about: "Who asked by telephone without an account",
    columns: named("request_id name email phone link_number"),
    left: { link_hash: "a secret: made anew, so that links in mails sent before do not open" },
  },
  offers: {
    about: "Requests offered to interpreters",
    columns: named(
      "id request_id slot interpreter_id request_version status offered_at deadline_at seen_at answered_at decline_reason offered_by overruled points met_obstacles yes_ended_as",
    ),
  },
  assignments: {
    about: "Jobs: this interpreter does this request",
    columns: named(
      "id request_id slot interpreter_id offer_id start_at end_at place_id remote overruled created_at assigned_by released_at released_by release_reason reported_at kept_at",
    ),
  },
  reports: {
    about: "What really happened",
    columns: named(
      "assignment_id held not_held_reason started_at ended_at reported_by reported_at number break_minutes waiting_minutes travel_means travel_km travel_minutes ticket_cents used_language used_variant agreed_at asked_again ask_at",
    ),
  },
  report_corrections: {
    about: "What reports said before they were corrected",
    columns: named("assignment_id number said reported_by replaced_at"),
  },
  attestations: {
    about: "The word of those who asked, about a report",
    columns: named(
      "assignment_id report_number at way attested_as held not_held_reason started_at ended_at attested_by name words",
    ),
  },
  signatures: {
    about: "Signatures that were drawn on the spot",
    columns: named("assignment_id report_number at drawn"),
  },
  corrections_asked: {
    about: "What interpreters asked to be corrected after both sides had agreed",
    columns: named("assignment_id number asked_at said asked_by refused_at ended_at ended_as"),
  },
  settlements: {
    about: "What coordinators decided where the two differed",
    columns: named(
      "assignment_id report_number at by settled_as held not_held_reason started_at ended_at break_minutes waiting_minutes reason",
    ),
  },
  complaints: {
    about: "Complaints and praise, until their words are forgotten",
    columns: named(
      "id kind request_id side by_assignment_id about_assignment_id words written_by from_user_id received_at due_at examined_at examined_by decided_at decided_by upheld answer closed_at forget_at",
    ),
  },
  surveys: {
    about: "Months or quarters that requesters were asked about",
    columns: named("period until closes_at forget_at"),
  },
  survey_answers: {
    about: "What requesters answered, of nobody",
    columns: named("id period answered interpreter overall words"),
  },
  evaluation_counts: {
    about: "What clients answered, counted; no single answer is kept",
    columns: named("dimension thing year question waiting_good waiting_middle waiting_bad good middle bad"),
  },
  evaluation_texts: {
    about: "What the client's evaluation says in each language",
    columns: named("language variant texts saved_by saved_at confirmed_by confirmed_at"),
  },
  service_records: {
    about: "Proof of attested services, each chained to the one before",
    columns: named(
      "number code assignment_id report_number at month mode held not_held_reason minutes state replaces commitment previous_digest digest facts",
    ),
  },
  record_head: { about: "Where that chain ends", columns: named("id number digest") },
  pay_rates: {
    about:
      "What an hour, a kilometre and a rule of pay is worth, each from a date on: whole cents, minutes or percents",
    columns: named("id key holds_from value entered_by entered_at"),
  },
  pay_terms: {
    about: "Who interprets as a volunteer, and from when",
    columns: named("id interpreter_id holds_from terms entered_by entered_at"),
  },
  organisation_fundings: {
    about: "Who pays for an institution's services, each from a date on",
    columns: named("id organisation_id holds_from funding entered_by entered_at"),
  },
  request_fundings: {
    about: "Who pays for one service, where it was said of that one",
    columns: named("id request_id funding entered_by entered_at"),
  },
  late_waivers: {
    about: "Late cancellations that were let pass",
    columns: named("assignment_id at waived_by reason"),
  },
  expenses: {
    about: "What interpreters spent, in cents",
    columns: named("id interpreter_id date kind cents words entered_by entered_at withdrawn_at receipt_id"),
  },
  statement_rows: {
    about: "Rows of approved statements, in minutes and cents, with their reasons",
    columns: named(
      "id interpreter_id month key number kind date assignment_id expense_id minutes cents funding corrects reasons",
    ),
  },
  statements: {
    about: "What became of interpreters' months",
    columns: named(
      "interpreter_id month handed_in_at handed_in_by handed_in_cents returned_at returned_by return_reason approved_at approved_by approved_cents paid_at paid_by",
    ),
  },
  letter_texts: {
    about: "Letters whose words were changed here",
    columns: named("locale letter part text shipped saved_by saved_at"),
  },
  events: {
    about: "Everything that was done, by whom and when",
    columns: named("id at kind actor_kind actor_id request_id interpreter_id payload"),
    left: { changed_area: "reckoned from the row", changed_thing: "reckoned from the row" },
  },
  readings: {
    about: "Who looked at protected pages",
    columns: named("id at hour user_id request_id interpreter_id application_id"),
  },
  applications: {
    about: "First requests, wishes for access and wishes to interpret, of people without an account",
    columns: named(
      "id kind locale organisation_name name email phone asked skills words start_at vouched created_at expires_at confirmed_at answer_due_at decided_at decided_by outcome reason",
    ),
    left: { link_hash: "a secret: made anew, so that links in mails sent before do not open" },
  },
  notifications: {
    about: "Messages, sent and still to be sent",
    columns: named(
      "id event_id kind channel recipient user_id interpreter_id organisation_id caller_id application_id next_at lease_until tries sent_at dead_at suppressed_at last_error bundle",
    ),
  },
  sign_ins: {
    about: "Sign-ins of the last ninety days",
    columns: named("id user_id outcome network device first_at last_at times"),
  },
};

/** Tables that stay behind whole, and why. */
export const LEFT: Readonly<Record<string, string>> = {
  sessions: "secrets: who is signed in signs in again",
  tokens: "secrets: links in mails sent before do not open",
  survey_links: "secrets: the links of surveys that were sent do not open",
  evaluation_links: "secrets: the links of evaluations that were handed out do not open",
  kept_forms: "sealed: only the browser that sent one could read it",
  mail_settings: "a secret: its password opens with this installation's key alone; the mail server is named anew",
  bank_accounts: "secrets: they open with this installation's key alone, and are typed in anew",
  payer: "a secret: its account opens with this installation's key alone, and is typed in anew",
  idempotency: "forms of the last days, which nobody sends again elsewhere",
  requests_before: "for seconds only, until an action can no longer be undone",
  imports: "files on their way in, and the way back from them, end with the move",
  import_rows: "files on their way in, and the way back from them, end with the move",
  installation: "what the database is, and what the service is called: the manifest says it",
  migrations: "the schema's age: the manifest says it",
  client_words: "reckoned from the clients' codes",
};
