/**
 * The schema's guards against a ten-line oracle: 120,000 random commands straight at the tables, no application code.
 * Four mutants of the guards must be found out by the same model, or it proves nothing.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sqlite } from "#db/client.server";
import { TRIGGERS } from "#db/guards";
import { at, world } from "#tests/support/world";

const MINUTE = 60_000;
const PEOPLE = ["amina", "karim", "farid"];
/** Rīga to Jelgava 48 min, to Liepāja 180; Jelgava to Liepāja is taken out of the table, so its estimate of 200 holds. */
const PLACES = ["riga-centrs", "jelgava", "liepaja"];
const ESTIMATED = 200;
const BASE = at("2026-03-28T00:00");

interface Job {
  id: string;
  person: string;
  start: number;
  end: number;
  place: string;
  remote: boolean;
  overruled: boolean;
  live: boolean;
}

type Travel = (from: string, to: string) => number;

/** The rule in plain words: two live jobs of one person do not overlap, and the journey fits unless the new row overrules it. */
function mayStand(job: Job, all: Iterable<Job>, travel: Travel): boolean {
  for (const other of all) {
    if (!other.live || other.id === job.id || other.person !== job.person) continue;
    if (job.start < other.end && other.start < job.end) return false;
    if (job.overruled || (job.remote && other.remote)) continue;
    const [first, second] = job.start < other.start ? [job, other] : [other, job];
    if (second.start - first.end < travel(first.place, second.place) * MINUTE) return false;
  }
  return true;
}

const facts = fc.record({
  person: fc.constantFrom(...PEOPLE),
  quarter: fc.nat(200),
  length: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 8 }) },
    { weight: 1, arbitrary: fc.integer({ min: 9, max: 96 }) },
  ),
  place: fc.constantFrom(...PLACES),
  remote: fc.boolean(),
  overruled: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});
const command = fc.record({
  kind: fc.constantFrom("book", "book", "book", "move", "give", "release", "revive", "overrule"),
  which: fc.nat(11),
  facts,
});
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

function prepared() {
  const w = world();
  w.sqlite
    .prepare(
      "delete from travel_times where (from_place_id, to_place_id) in (values ('jelgava', 'liepaja'), ('liepaja', 'jelgava'))",
    )
    .run();
  const rows = w.sqlite.prepare("select from_place_id || '>' || to_place_id as pair, minutes from travel_times").all();
  const minutes = new Map((rows as { pair: string; minutes: number }[]).map((row) => [row.pair, row.minutes]));
  // Every job hangs on a request of its own; a pool of them is laid once.
  const requests = Array.from({ length: 40 }, () => w.request());
  return {
    executed: 0,
    sqlite: w.sqlite,
    requests,
    travel: ((from, to) => minutes.get(`${from}>${to}`) ?? ESTIMATED) as Travel,
  };
}

/** Runs one list of commands against the tables and the oracle; true when they agree on every one. */
function agrees(world: ReturnType<typeof prepared>, sql: ReturnType<typeof statements>, commands: Command[]): boolean {
  const jobs: Job[] = [];
  world.sqlite.exec("savepoint run");
  try {
    return commands.every((c) => {
      const wanted = jobAfter(c, jobs);
      if (!wanted) return true;
      const expected = !wanted.live || mayStand(wanted, jobs, world.travel);
      world.executed++;
      const happened = attempt(() =>
        (c.kind === "book" ? sql.insert : sql.update).run(bindings(wanted, world.requests)),
      );
      if (happened) jobs[Number(wanted.id)] = wanted;
      return happened === expected;
    });
  } finally {
    world.sqlite.exec("rollback to run; release run");
  }
}

function jobAfter(c: Command, jobs: Job[]): Job | null {
  const { person, quarter, length, place, remote, overruled } = c.facts;
  const time = { start: BASE + quarter * 15 * MINUTE, end: BASE + (quarter + length) * 15 * MINUTE };
  if (c.kind === "book")
    return jobs.length >= 40
      ? null
      : { id: String(jobs.length), person, ...time, place, remote, overruled, live: true };
  const job = jobs[c.which % Math.max(1, jobs.length)];
  if (!job) return null;
  if (c.kind === "move") return { ...job, ...time, place, remote };
  if (c.kind === "give") return { ...job, person };
  if (c.kind === "overrule") return { ...job, overruled };
  return { ...job, live: c.kind === "revive" };
}

function statements(sqlite: Sqlite) {
  return {
    insert:
      sqlite.prepare(`insert into assignments (id, request_id, slot, interpreter_id, start_at, end_at, place_id, remote, overruled, created_at, released_at)
      values (@id, @request, 1, @person, @start, @end, @place, @remote, @overruled, 0, @released)`),
    update:
      sqlite.prepare(`update assignments set interpreter_id = @person, start_at = @start, end_at = @end, place_id = @place,
      remote = @remote, overruled = @overruled, released_at = @released where id = @id and request_id = @request`),
  };
}

function bindings(job: Job, requests: string[]) {
  const overruled = { by: "ilze", reason: "r", twice: false, obstacles: [{ code: "travel_too_short" }] };
  return {
    id: job.id,
    request: requests[Number(job.id)],
    person: job.person,
    start: job.start,
    end: job.end,
    place: job.place,
    remote: job.remote ? 1 : 0,
    overruled: job.overruled ? JSON.stringify(overruled) : null,
    released: job.live ? null : 1,
  };
}

/** True when the database took it, false when a guard refused; anything else is a failure of the test itself. */
function attempt(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (/TILTS_(OVERLAP|TRAVEL)/.test(String(error))) return false;
    throw error;
  }
}

function check(mutate: (sql: string, name: string) => string | null, runs: number) {
  const world = prepared();
  for (const guard of TRIGGERS) {
    const changed = mutate(guard.sql, guard.name);
    if (changed === guard.sql) continue;
    world.sqlite.exec(`drop trigger ${guard.name}`);
    if (changed) world.sqlite.exec(changed);
  }
  const sql = statements(world.sqlite);
  const result = fc.check(
    fc.property(fc.array(command, { minLength: 60, maxLength: 60 }), (list) => {
      return agrees(world, sql, list);
    }),
    { numRuns: runs, seed: 20260330, endOnFailure: true },
  );
  return { failed: result.failed, commands: world.executed, counterexample: result.counterexample };
}

test("over 120,000 commands the guards refuse exactly what the rule refuses", () => {
  const { failed, commands, counterexample } = check((sql) => sql, 2_400);
  expect(failed, JSON.stringify(counterexample)).toBe(false);
  expect(commands).toBeGreaterThanOrEqual(100_000);
});

const MUTANTS: Record<string, (sql: string, name: string) => string | null> = {
  "no guard on update": (sql, name) => (name.endsWith("_update") && name.startsWith("assignments") ? null : sql),
  "touching counts as overlapping": (sql) =>
    sql.replace(
      "o.start_at < NEW.end_at AND NEW.start_at < o.end_at",
      "o.start_at <= NEW.end_at AND NEW.start_at <= o.end_at",
    ),
  "travel is asked on one side only": (sql) => sql.replace("(o.end_at <= NEW.start_at AND", "(0 AND"),
  "the scan looks back too short": (sql) => sql.replace("NEW.start_at - 86400000", "NEW.start_at - 7200000"),
};

for (const [name, mutate] of Object.entries(MUTANTS)) {
  test(`the model finds out the mutant: ${name}`, () => {
    const changed = TRIGGERS.filter((guard) => mutate(guard.sql, guard.name) !== guard.sql);
    expect(changed.length).toBeGreaterThan(0);
    expect(check(mutate, 2_000).failed).toBe(true);
  });
}
