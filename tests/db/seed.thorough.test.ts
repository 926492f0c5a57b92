import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { requestStateAt } from "#app/dispatch/request-state";
import { type OfferStatus, REQUEST_STATES, type RequestState } from "#app/dispatch/vocabulary";
import { COMPLAINT_STATES, type ComplaintFacts, complaintStateOf } from "#app/heard/complaint";
import { ATTESTING_WAYS } from "#app/pay/took-place";
import { expandWeekly, HOUR, type Instant, isInside } from "#app/time";
import { brokenGuards, createDatabase, type Sqlite } from "#db/client.server";
import { seedDemo } from "#db/seed";
import { at } from "#tests/support/world";

const CLOCKS = {
  "a weekday at noon": "2026-11-24T12:07",
  "a weekday night": "2026-11-25T03:20",
  "a Sunday evening": "2026-11-22T22:30",
  "the hour that happens twice": "2026-10-25T03:30",
  "the day with 23 hours": "2027-03-28T04:10",
  "the first minutes of a year": "2027-01-01T00:05",
  "a moved working day": "2026-06-27T09:15",
};

function seeded(wall: string): { sqlite: Sqlite; now: Instant } {
  const opened = createDatabase(":memory:");
  seedDemo(opened, at(wall), { passwordHash: "hash" });
  return { sqlite: opened.sqlite, now: at(wall) };
}

/** A service is reported, and then it is said whether so. */
const AFTER_ALL = /assignment_reported( (service|report|correction|attestation)_\w+)*$/;

/** Without what nobody may guess: the salts of records. */
function hashOf(sqlite: Sqlite): string {
  const tables = sqlite
    .prepare(
      "select name from sqlite_master where type = 'table' and name not in ('migrations', 'sqlite_sequence', 'service_records', 'record_head') order by name",
    )
    .pluck()
    .all() as string[];
  const hash = createHash("sha256");
  for (const table of tables)
    hash.update(table).update(JSON.stringify(sqlite.prepare(`select * from "${table}"`).all()));
  return hash.digest("hex");
}

interface RequestFacts {
  id: string;
  language: string | null;
  mode: "onsite" | "phone" | "video";
  placeId: string | null;
  submittedAt: Instant;
  needsInfoAt: Instant | null;
  queuedAt: Instant | null;
  rejectedAt: Instant | null;
  cancelledAt: Instant | null;
  startAt: Instant;
  endAt: Instant;
  interpreterCount: number;
  lastEvent: string;
  events: string;
}

function statesOf(sqlite: Sqlite, now: Instant): Map<string, { state: RequestState; facts: RequestFacts }> {
  const requests = sqlite
    .prepare(`select id, language, mode, place_id placeId, submitted_at submittedAt, needs_info_at needsInfoAt, queued_at queuedAt,
      rejected_at rejectedAt, cancelled_at cancelledAt, start_at startAt, end_at endAt, interpreter_count interpreterCount,
      (select group_concat(kind, ' ') from (select kind from events e where e.request_id = requests.id order by e.id)) events
      from requests`)
    .all() as RequestFacts[];
  const offers = sqlite.prepare("select request_id id, status, deadline_at deadlineAt from offers").all() as {
    id: string;
    status: OfferStatus;
    deadlineAt: Instant;
  }[];
  const assignments = sqlite
    .prepare(
      "select a.request_id id, a.slot, a.released_at releasedAt, r.held from assignments a left join reports r on r.assignment_id = a.id",
    )
    .all() as { id: string; slot: number; releasedAt: Instant | null; held: number | null }[];
  return new Map(
    requests.map((facts) => {
      const own = assignments
        .filter((one) => one.id === facts.id)
        .map((one) => ({ ...one, report: one.held === null ? null : { held: one.held === 1 } }));
      const asked = offers.filter((one) => one.id === facts.id);
      return [facts.id, { state: requestStateAt(facts, asked, own, now), facts }];
    }),
  );
}

test("two databases made at one instant are equal, a minute later they are not", () => {
  const one = hashOf(seeded("2026-11-24T12:07").sqlite);
  expect(hashOf(seeded("2026-11-24T12:07").sqlite)).toBe(one);
  expect(hashOf(seeded("2026-11-24T12:08").sqlite)).not.toBe(one);
});

describe.each(Object.entries(CLOCKS))("seeded on %s", (_name, wall) => {
  let sqlite: Sqlite;
  let now: Instant;
  const count = (sql: string) => sqlite.prepare(`select count(*) from ${sql}`).pluck().get() as number;
  beforeAll(() => {
    ({ sqlite, now } = seeded(wall));
  });

  test("the service has the size that the article tells", () => {
    expect(count("desks")).toBe(5);
    expect(count("interpreters where status = 'active'")).toBe(31);
    expect(count("(select distinct language from interpreter_languages)")).toBe(18);
    expect(
      count("(select language from interpreter_languages group by language having count(distinct interpreter_id) = 1)"),
    ).toBeGreaterThanOrEqual(3);
    expect(count("organisations")).toBeGreaterThanOrEqual(30);
    expect(count("organisations")).toBeLessThanOrEqual(35);
    expect(count("(select distinct sector from organisations)")).toBe(13);
    const past = count(`requests where start_at < ${now}`);
    expect(past).toBeGreaterThan(450);
    expect(past).toBeLessThan(700);
    expect(count(`requests where start_at > ${now}`)).toBeGreaterThan(45);
  });

  test("every state can be seen, and the hours around now are not empty", () => {
    const states = [...statesOf(sqlite, now).values()];
    const seen = new Set(states.map(({ state }) => state));
    expect(REQUEST_STATES.filter((state) => !seen.has(state))).toEqual([]);
    expect(count("requests where cancelled_late = 1")).toBeGreaterThan(0);
    expect(count("assignments where overruled is not null")).toBeGreaterThan(5);
    expect(count(`offers where status = 'pending' and deadline_at > ${now}`)).toBeGreaterThanOrEqual(3);
    const near = states.filter(({ facts }) => Math.abs(facts.startAt - now) < 4 * HOUR);
    expect(near.length).toBeGreaterThanOrEqual(5);
  });

  test("the last days show every state of what both sides say, and the next is asked in time", () => {
    const states = sqlite
      .prepare(`select distinct case when s.at is not null then 'settled' when a.at is null then iif(r.agreed_at is null, 'waiting', 'before')
        when a.attested_as = 'differs' then 'disputed' when a.way = 'silence' then 'auto_confirmed' else a.attested_as end
        from reports r left join attestations a on a.assignment_id = r.assignment_id and a.report_number = r.number
        left join settlements s on s.assignment_id = r.assignment_id and s.report_number = r.number`)
      .pluck()
      .all();
    const all = ["as_reported", "auto_confirmed", "before", "disputed", "nearly", "settled", "waiting"];
    expect(states.sort()).toEqual(all);
    expect(count("reports where asked_again > 0 and agreed_at is null")).toBeGreaterThan(0);
    expect(count(`reports where ask_at <= ${now}`)).toBe(0);
    expect(count("corrections_asked where ended_at is null")).toBeGreaterThan(0);
    expect(count("report_corrections")).toBeGreaterThan(0);
    expect(count("service_records")).toBe(
      count("(select 1 from attestations where attested_as <> 'differs' union all select 1 from settlements)"),
    );
    const complaints = sqlite
      .prepare("select kind, examined_at examinedAt, upheld, closed_at closedAt from complaints")
      .all() as ComplaintFacts[];
    expect([...new Set(complaints.map(complaintStateOf))].sort()).toEqual([...COMPLAINT_STATES].sort());
    const told = (kind: string, column: string) =>
      count(`complaints c where c.${column} is not null and not exists (select 1 from events e
        where e.kind = '${kind}' and e.at = c.${column} and e.payload ->> 'complaintId' = c.id)`);
    const steps = { received: "received_at", taken_up: "examined_at", decided: "decided_at", closed: "closed_at" };
    expect(Object.entries(steps).map(([step, column]) => told(`complaint_${step}`, column))).toEqual([0, 0, 0, 0]);
    expect(count("survey_answers")).toBeGreaterThanOrEqual(5);
  });

  test("what was paid in the last three months was attested: every service of them has its record", () => {
    const paid = `statement_rows where kind = 'service' and corrects is null and date >= date(${now} / 1000, 'unixepoch', '-90 days')`;
    expect(count(paid)).toBeGreaterThan(20);
    expect(count(`${paid} and assignment_id not in (select assignment_id from service_records)`)).toBe(0);
    expect(count("(select distinct way from attestations)")).toBe(ATTESTING_WAYS.length);
  });

  test("the guards hold and nothing lies ahead of the clock", () => {
    expect(sqlite.pragma("foreign_key_check")).toEqual([]);
    expect(brokenGuards(sqlite)).toEqual([]);
    expect(count(`events where at > ${now}`)).toBe(0);
    expect(count("events e1 join events e2 on e2.id = e1.id + 1 where e2.at < e1.at")).toBe(0);
    expect(count(`offers where answered_at > ${now} or seen_at > ${now} or offered_at > ${now}`)).toBe(0);
    expect(count(`offers where status = 'pending' and deadline_at <= ${now}`)).toBe(0);
    expect(count(`reports r join assignments a on a.id = r.assignment_id where a.start_at > ${now}`)).toBe(0);
    expect(count(`requests where submitted_at > ${now} or submitted_at >= start_at`)).toBe(0);
    expect(count(`notifications where (sent_at is null) <> (next_at > ${now})`)).toBe(0);
  });

  test("every request's story is whole", () => {
    const told: Partial<Record<RequestState, RegExp>> = {
      secured: /offer_accepted|assignment_made/,
      completed: AFTER_ALL,
      not_held: AFTER_ALL,
      cancelled: /request_cancelled$/,
      rejected: /request_rejected$/,
      unfilled: /request_queued|offer_made/,
    };
    const broken = [...statesOf(sqlite, now).values()].filter(
      ({ state, facts }) => !facts.events.startsWith("request_submitted") || !(told[state]?.test(facts.events) ?? true),
    );
    expect(broken.map(({ state, facts }) => [state, facts.events])).toEqual([]);
    const untold = (kind: string, rows: string) =>
      count(
        `${rows} where not exists (select 1 from events e where e.kind = '${kind}' and e.payload like '%' || t.id || '%')`,
      );
    expect(untold("offer_made", "offers t")).toBe(0);
    expect(count("assignments")).toBe(count("events where kind in ('offer_accepted', 'assignment_made')"));
    expect(count("reports")).toBe(count("events where kind = 'assignment_reported'"));
  });

  test("nobody works outside their hours without an override", () => {
    const rows = sqlite
      .prepare(
        "select a.start_at start, a.end_at end, i.id, i.availability_known known from assignments a join interpreters i on i.id = a.interpreter_id where a.overruled is null and a.released_at is null",
      )
      .all() as { start: Instant; end: Instant; id: string; known: number }[];
    const weekly = sqlite.prepare(
      "select weekday, from_minute fromMinute, to_minute toMinute from availability where interpreter_id = ?",
    );
    const outside = rows.filter((job) => {
      const windows = weekly.all(job.id) as { weekday: number; fromMinute: number; toMinute: number }[];
      return job.known && !isInside(job, expandWeekly(windows, job));
    });
    expect(outside).toEqual([]);
  });
});
