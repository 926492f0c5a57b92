/**
 * The promises that span rows, and what one row repeats of another, kept by the database itself, whatever code or script writes.
 * Their SQL is compared with `sqlite_master` at every start; a change here needs a migration (an empty one will do),
 * because guards are laid anew only after one.
 */

import { ESTIMATE, KM_PER_DEGREE, LONGEST_MINUTES } from "#app/dispatch/travel";

/** Names the refusal in SQLite's error message. */
export const OVERLAP = "TILTS_OVERLAP";
export const TRAVEL = "TILTS_TRAVEL_TOO_SHORT";
export const CHAIN = "TILTS_CHAIN";
const APPEND_ONLY = "TILTS_APPEND_ONLY";

const liveJobsOfTheSamePerson = `
    SELECT 1 FROM assignments o
    WHERE o.released_at IS NULL AND o.interpreter_id = NEW.interpreter_id AND o.id <> NEW.id`;

/** Sound because `assignments_interval` bounds a job to 24 hours and `travel_times_bounds` a journey to 600 minutes. */
const overlap = `
  SELECT RAISE(ABORT, '${OVERLAP}') WHERE EXISTS (${liveJobsOfTheSamePerson}
      AND o.start_at > NEW.start_at - 86400000 AND o.start_at < NEW.end_at AND NEW.start_at < o.end_at);`;

const placed = (place: string, column: string) => `(SELECT p.${column} FROM places p WHERE p.id = ${place})`;

const square = (expression: string) => `${expression} * ${expression}`;

const degrees = (from: string, to: string, column: "latitude" | "longitude") =>
  square(`((${placed(from, column)} - ${placed(to, column)}) * ${KM_PER_DEGREE[column].toFixed(1)})`);

/** As `estimated` of `app/dispatch/travel.ts` has it; a test holds both to the same minute. */
const estimatedMinutes = (from: string, to: string) =>
  `min(${LONGEST_MINUTES}, ${ESTIMATE.stepMinutes} * CAST(ceil((${ESTIMATE.startMinutes} + ${ESTIMATE.minutesPerKm}
          * sqrt(${degrees(from, to, "latitude")} + ${degrees(from, to, "longitude")})) / ${ESTIMATE.stepMinutes}) AS INTEGER))`;

/** Minutes between two places, as SQL. */
export const travelMinutes = (from: string, to: string): string => `coalesce(
        (SELECT t.minutes FROM travel_times t WHERE t.from_place_id = ${from} AND t.to_place_id = ${to}),
        ${estimatedMinutes(from, to)})`;

const travel = `
  SELECT RAISE(ABORT, '${TRAVEL}') WHERE EXISTS (${liveJobsOfTheSamePerson}
      AND NOT (o.remote AND NEW.remote)
      AND o.start_at > NEW.start_at - 122400000 AND o.start_at < NEW.end_at + 36000000
      AND ((o.start_at >= NEW.end_at AND o.start_at - NEW.end_at < 60000 * ${travelMinutes("NEW.place_id", "o.place_id")})
        OR (o.end_at <= NEW.start_at AND NEW.start_at - o.end_at < 60000 * ${travelMinutes("o.place_id", "NEW.place_id")})));`;

const carriesTravelOverride = `EXISTS (
    SELECT 1 FROM json_each(NEW.overruled, '$.obstacles') WHERE json_extract(value, '$.code') = 'travel_too_short')`;

const whatPlacesAJob = "interpreter_id, start_at, end_at, place_id, remote, overruled, released_at";

/** The file that a row named is gone, unless another row still names it; the disk follows with the next round. */
const letGo = (table: string, column: string) => `
  UPDATE files SET is_gone = 1 WHERE id = OLD.${column} AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${column} = OLD.${column});`;

interface Guard {
  name: string;
  table: string;
  sql: string;
}

/** `head` says when, and after ON the table. */
function trigger(name: string, head: string, body: string): Guard {
  const table = /\bON (\w+)/.exec(head)?.[1] ?? "";
  return { name, table, sql: `CREATE TRIGGER ${name} ${head} BEGIN${body}\nEND` };
}

const TOLD = "held, not_held_reason, started_at, ended_at";

/** What somebody said of a service, and when: said once. Free words beside it can be forgotten. */
const SAID_ONCE = [
  { table: "report_corrections", columns: "assignment_id, number, said, reported_by, replaced_at" },
  { table: "attestations", columns: `assignment_id, report_number, at, way, attested_as, ${TOLD}, attested_by` },
  {
    table: "settlements",
    columns: `assignment_id, report_number, at, by, settled_as, ${TOLD}, break_minutes, waiting_minutes`,
  },
];

const RECORDED =
  "number, code, assignment_id, report_number, at, month, mode, held, not_held_reason, minutes, state, replaces, commitment, previous_digest, digest";
/** Before the first record. */
export const NO_RECORD = "0".repeat(64);

/** The next of the chain follows the head, which knows of records that somebody has taken away. */
const chain: readonly Guard[] = [
  trigger(
    "service_records_chained",
    "BEFORE INSERT ON service_records",
    `
  SELECT RAISE(ABORT, '${CHAIN}') WHERE NEW.number <> 1 + coalesce((SELECT h.number FROM record_head h), 0)
    OR NEW.previous_digest <> coalesce((SELECT h.digest FROM record_head h), '${NO_RECORD}');`,
  ),
  trigger(
    "service_records_head",
    "AFTER INSERT ON service_records",
    "\n  INSERT INTO record_head (id, number, digest) VALUES (1, NEW.number, NEW.digest) ON CONFLICT (id) DO UPDATE SET number = excluded.number, digest = excluded.digest;",
  ),
  trigger(
    "service_records_no_update",
    `BEFORE UPDATE OF ${RECORDED} ON service_records`,
    `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`,
  ),
  trigger(
    "service_records_forgotten",
    "BEFORE UPDATE OF facts ON service_records WHEN NEW.facts IS NOT NULL",
    `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`,
  ),
  trigger(
    "service_records_no_delete",
    "BEFORE DELETE ON service_records",
    `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`,
  ),
];
/** Money: what was once entered for a date, and what was once approved, stays as it was. */
const NEVER_CHANGED = ["pay_rates", "pay_terms", "organisation_fundings", "request_fundings", "statement_rows"];
const SUM_IS_ROWS = "TILTS_STATEMENT_SUM";

export const TRIGGERS: readonly Guard[] = [
  trigger("assignments_no_overlap_insert", "BEFORE INSERT ON assignments WHEN NEW.released_at IS NULL", overlap),
  trigger(
    "assignments_no_overlap_update",
    `BEFORE UPDATE OF ${whatPlacesAJob} ON assignments WHEN NEW.released_at IS NULL`,
    overlap,
  ),
  trigger(
    "assignments_travel_insert",
    `BEFORE INSERT ON assignments WHEN NEW.released_at IS NULL AND NOT ${carriesTravelOverride}`,
    travel,
  ),
  trigger(
    "assignments_travel_update",
    `BEFORE UPDATE OF ${whatPlacesAJob} ON assignments WHEN NEW.released_at IS NULL AND NOT ${carriesTravelOverride}`,
    travel,
  ),
  trigger(
    "clients_words_insert",
    "AFTER INSERT ON clients WHEN NEW.key IS NOT NULL",
    "\n  INSERT INTO client_words (key, client_id) VALUES (NEW.key, NEW.id);",
  ),
  trigger(
    "clients_words_update",
    "AFTER UPDATE OF key ON clients WHEN NEW.key IS NOT NULL",
    "\n  INSERT INTO client_words (key, client_id) VALUES (NEW.key, NEW.id);",
  ),
  trigger(
    "clients_words_end",
    "BEFORE UPDATE OF key ON clients WHEN OLD.key IS NOT NULL",
    "\n  DELETE FROM client_words WHERE client_id = OLD.id;",
  ),
  trigger("clients_words_delete", "AFTER DELETE ON clients", "\n  DELETE FROM client_words WHERE client_id = OLD.id;"),
  trigger(
    "reports_told_insert",
    "AFTER INSERT ON reports",
    "\n  UPDATE assignments SET reported_at = NEW.reported_at WHERE id = NEW.assignment_id;",
  ),
  trigger(
    "reports_told_update",
    "AFTER UPDATE ON reports",
    `
  UPDATE assignments SET reported_at = NULL WHERE id = OLD.assignment_id;
  UPDATE assignments SET reported_at = NEW.reported_at WHERE id = NEW.assignment_id;`,
  ),
  trigger(
    "reports_told_delete",
    "AFTER DELETE ON reports",
    "\n  UPDATE assignments SET reported_at = NULL WHERE id = OLD.assignment_id;",
  ),
  trigger(
    "attestations_agree",
    "AFTER INSERT ON attestations WHEN NEW.attested_as <> 'differs'",
    "\n  UPDATE reports SET agreed_at = NEW.at, ask_at = NULL WHERE assignment_id = NEW.assignment_id AND number = NEW.report_number;",
  ),
  trigger(
    "settlements_agree",
    "AFTER INSERT ON settlements",
    "\n  UPDATE reports SET agreed_at = NEW.at, ask_at = NULL WHERE assignment_id = NEW.assignment_id AND number = NEW.report_number;",
  ),
  ...SAID_ONCE.flatMap(({ table, columns }) => [
    trigger(
      `${table}_no_update`,
      `BEFORE UPDATE OF ${columns} ON ${table}`,
      `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`,
    ),
    trigger(`${table}_no_delete`, `BEFORE DELETE ON ${table}`, `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`),
  ]),
  ...chain,
  ...NEVER_CHANGED.flatMap((table) => [
    trigger(`${table}_no_update`, `BEFORE UPDATE ON ${table}`, `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`),
    trigger(`${table}_no_delete`, `BEFORE DELETE ON ${table}`, `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`),
  ]),
  trigger(
    "statement_rows_into_open",
    `BEFORE INSERT ON statement_rows WHEN EXISTS (
      SELECT 1 FROM statements WHERE interpreter_id = NEW.interpreter_id AND month = NEW.month AND approved_at IS NOT NULL)`,
    `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`,
  ),
  trigger(
    "statements_stay_closed",
    `BEFORE UPDATE OF interpreter_id, month, handed_in_at, handed_in_cents, returned_at, approved_at, approved_by, approved_cents
      ON statements WHEN OLD.approved_at IS NOT NULL`,
    `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`,
  ),
  trigger(
    "statements_sum_is_rows",
    "BEFORE UPDATE OF approved_at ON statements WHEN NEW.approved_at IS NOT NULL AND OLD.approved_at IS NULL",
    `
  SELECT RAISE(ABORT, '${SUM_IS_ROWS}') WHERE NEW.approved_cents <> (
    SELECT COALESCE(SUM(cents), 0) FROM statement_rows WHERE interpreter_id = NEW.interpreter_id AND month = NEW.month);`,
  ),
  trigger(
    "statements_insert_open",
    "BEFORE INSERT ON statements WHEN NEW.approved_at IS NOT NULL AND NEW.approved_cents <> 0",
    `
  SELECT RAISE(ABORT, '${SUM_IS_ROWS}') WHERE NEW.approved_cents <> (
    SELECT COALESCE(SUM(cents), 0) FROM statement_rows WHERE interpreter_id = NEW.interpreter_id AND month = NEW.month);`,
  ),
  trigger("statements_no_delete", "BEFORE DELETE ON statements", `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`),
  trigger(
    "credentials_scan_update",
    "AFTER UPDATE OF scan_id ON credentials WHEN OLD.scan_id IS NOT NULL AND OLD.scan_id IS NOT NEW.scan_id",
    letGo("credentials", "scan_id"),
  ),
  trigger(
    "credentials_scan_delete",
    "AFTER DELETE ON credentials WHEN OLD.scan_id IS NOT NULL",
    letGo("credentials", "scan_id"),
  ),
  trigger(
    "expenses_receipt_update",
    "AFTER UPDATE OF receipt_id ON expenses WHEN OLD.receipt_id IS NOT NULL AND OLD.receipt_id IS NOT NEW.receipt_id",
    letGo("expenses", "receipt_id"),
  ),
  trigger(
    "expenses_receipt_delete",
    "AFTER DELETE ON expenses WHEN OLD.receipt_id IS NOT NULL",
    letGo("expenses", "receipt_id"),
  ),
  trigger("events_no_update", "BEFORE UPDATE ON events", `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`),
  trigger("events_no_delete", "BEFORE DELETE ON events", `\n  SELECT RAISE(ABORT, '${APPEND_ONLY}');`),
];

/** Indexes that are promises, not speed. A table rebuild drops them silently, so their presence is checked too. */
export const GUARD_INDEXES = [
  "offers_one_accepted",
  "offers_one_live_per_person",
  "assignments_one_per_slot",
  "assignments_two_people",
  "clients_code",
  "clients_key",
  "organisations_key",
  "interpreters_key",
  "units_key",
  "notifications_once",
  "statement_rows_once",
  "statement_rows_service_once",
  "statement_rows_expense_once",
  "statement_rows_travel_once",
] as const;
