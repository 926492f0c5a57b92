/**
 * Random reports, words, corrections, silence, decisions and statements against a model of a few lines: what holds and what is paid
 * is the same in both. More commands: `WIDE=1`, see docs/contributing.md.
 */
import { expect, test } from "vitest";
import { addMinutes, DAY, HOUR, instantFrom } from "#app/time";
import * as schema from "#db/schema";
import { layRates } from "#tests/support/pay";
import { at, type World, world } from "#tests/support/world";
import { act, chase, modelled, type Roll, type Row, read } from "./services";
import { actOnMonth, closeEverything, MONTHS, type Months, monthRead, monthsOf, owedFor } from "./statements";

const PEOPLE = ["amina", "karim", "leila"] as const;
/** Working days, each from nine to ten: four of March and four of April. */
const DATES = [
  ...["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26"],
  ...["2026-04-20", "2026-04-21", "2026-04-22", "2026-04-23"],
];
const START = at("2026-05-04T09:00");
const AFTERWARDS = at("2026-09-01T09:00");
const COMMANDS = process.env.WIDE ? 100_000 : 600;
/** 10⁵ on a busy machine. */
const MOST_MS = HOUR;
/** Commands until everybody has a new world. */
const LIFE = process.env.WIDE ? 2_000 : 600;

/** The same numbers in every run, so that a failure comes again: mulberry32. */
function dice(seed: number): Roll {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

test(
  `what holds and what is paid is what the model says, whoever did what in which order: ${COMMANDS} commands`,
  () => {
    const roll = dice(7);
    let commands = 0;
    let corrected = 0;
    try {
      while (commands < COMMANDS) corrected += life(roll, () => ++commands);
    } catch (error) {
      throw new Error(`after ${commands} commands: ${error}`, { cause: error });
    }
    expect(corrected).toBeGreaterThan(0);
  },
  MOST_MS,
);

/** A world from the first of May on; how many rows set a closed month right. */
function life(roll: Roll, count: () => number): number {
  const w = world();
  layRates(w.db);
  const rows = PEOPLE.flatMap((person) => DATES.map((date) => unreported(w, person, date)));
  const everyone = PEOPLE.map(monthsOf);
  let now = START;
  for (let step = 0; step < LIFE; step++) {
    count();
    now = instantFrom(now + (roll(30) === 0 ? DAY : 60_000 * (1 + roll(20))));
    const row = rows[roll(rows.length)];
    if (!row) continue;
    if (roll(12) === 0) chase(w, now, rows);
    if (roll(3) === 0) actOnMonth(w, everyone, rows, now, roll);
    else act(w, row, now, roll);
    expect(read(w, row)).toEqual(modelled(row));
  }
  for (const row of rows) expect(read(w, row)).toEqual(modelled(row));
  saidOnce(w, rows);
  for (const months of everyone) paidOnce(w, months, rows);
  const paid = w.db.select({ number: schema.statementRows.number }).from(schema.statementRows).all();
  return paid.filter(({ number }) => number > 0).length;
}

function unreported(w: World, person: string, date: string): Row {
  const start = at(`${date}T09:00`);
  const requestId = w.request({ startAt: start, endAt: addMinutes(start, 60) });
  const id = w.assign(requestId, person);
  const said = { number: 0, end: 0, reportedAt: START, state: "unreported" } as const;
  return { id, person, start, requestId, ...said, word: null, holds: null, by: null, asked: null };
}

/** One word for one report; of every report that was replaced what stood there. */
function saidOnce(w: World, rows: readonly Row[]): void {
  const words = w.db.select().from(schema.attestations).all();
  expect(new Set(words.map((one) => `${one.assignmentId}:${one.reportNumber}`)).size).toBe(words.length);
  const kept = w.db.select().from(schema.reportCorrections).all();
  expect(kept.length).toBe(rows.reduce((sum, { number }) => sum + Math.max(0, number - 1), 0));
}

/** When every month is closed: each service is paid what it is worth, to the cent, or is named as one that waits. */
function paidOnce(w: World, months: Months, all: readonly Row[]): void {
  closeEverything(w, months, all, AFTERWARDS);
  const paid = w.db.select().from(schema.statementRows).all();
  const rows = all.filter(({ person }) => person === months.person);
  for (const row of rows) {
    const of = paid.filter(({ assignmentId }) => assignmentId === row.id);
    expect([row.id, of.reduce((sum, { cents }) => sum + cents, 0)]).toEqual([row.id, owedFor(row)]);
    expect(of.filter(({ number }) => number === 0)).toHaveLength(row.holds === null ? 0 : 1);
  }
  const next = monthRead(w, months, "2026-08", AFTERWARDS);
  expect(next.rows).toEqual([]);
  expect(next.waiting.map((line) => line.split(" ")[0])).toEqual(
    rows.flatMap(({ id, holds }) => (holds === null ? [id] : [])).sort(),
  );
  for (const month of MONTHS) expect(monthRead(w, months, month, AFTERWARDS).state).toMatch(/approved|paid/);
}
