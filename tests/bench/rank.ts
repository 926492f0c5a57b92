/**
 * How long ranking takes, as a ratio to the plain SQL that reads the same rows: `npm run bench:rank`.
 * `npm run bench:rank -- --show` ranks one request among the demo database's interpreters, every reason in words.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { invariant } from "#app/result";
import { addMinutes, startOfDay } from "#app/time";
import type { Db, Sqlite } from "#db/client.server";
import * as schema from "#db/schema";
import { ASKED, layCountryScale, SIZES } from "./country-scale";
import { show } from "./show";

const GOAL = 1.5;
const WARM_UP = 3;
const ROUNDS = 15;
/** By name, or by the letter that the queries of matching give them: assignments, requests, offers, clients, exclusions. */
const WALK = /^SCAN (a|r|o|c|assignments|requests|offers|clients|exclusions|absences|credentials|availability)\b/;

if (process.argv.includes("--show")) show();
else inTemporaryFolder((folder) => measure(path.join(folder, "bench.db")));

function inTemporaryFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-bench-"));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(file: string): void {
  const monday = startOfDay("2026-11-30");
  const now = addMinutes(monday, -3 * 24 * 60);
  const begun = performance.now();
  const { db, sqlite } = layCountryScale(file, monday);
  const count = (table: string) => sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number;
  console.log(
    `${count("interpreters")} interpreters, ${count("assignments")} assignments, ${SIZES.pastAssignments} of them past ` +
      `(built in ${((performance.now() - begun) / 1000).toFixed(0)} s)`,
  );
  const cases = Array.from({ length: ASKED }, (_, i) => {
    const need = needOf({ db }, `q${i}`);
    invariant(need, "every request asked has a language");
    return { need, ...readsOf(sqlite, (watched) => matchRequest({ db: watched, now }, need)) };
  });
  const walks = new Set(cases.flatMap((one) => one.walks));
  console.log(
    walks.size ? `WALKS THROUGH A LARGE TABLE: ${[...walks].join(", ")}` : "no read walks through a large table",
  );

  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const { need, reads } of cases) {
      const ranking = timed(() => matchRequest({ db, now }, need));
      const reading = timed(() => reads.map((read) => read()));
      if (round < WARM_UP) continue;
      ours.push(ranking);
      plain.push(reading);
    }
  const rows = cases.reduce((sum, { reads }) => sum + reads.reduce((all, read) => all + read().length, 0), 0);
  report(Math.round(rows / ASKED), ours, plain);

  const { matching, notSpeaking } = matchRequest({ db, now }, cases[1]!.need);
  console.log(
    `one of them: ${matching.able.length} able, ${matching.blocked.length} blocked with every reason, ` +
      `${notSpeaking} people who do not speak the language counted only`,
  );
  sqlite.close();
}

/**
 * The statements that `work` reads with, prepared, each with its values: what remains when all our code is taken away.
 * `walks` names those steps of SQLite's plans that go through the whole of a table that grows with the years.
 */
function readsOf(sqlite: Sqlite, work: (db: Db) => unknown): { reads: (() => unknown[])[]; walks: string[] } {
  const reads: (() => unknown[])[] = [];
  const walks: string[] = [];
  const logQuery = (text: string, values: unknown[]) => {
    const statement = sqlite.prepare(text);
    reads.push(() => statement.all(...values));
    const plan = sqlite.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[];
    walks.push(...plan.map(({ detail }) => detail).filter((step) => WALK.test(step)));
  };
  work(drizzle(sqlite, { schema, logger: { logQuery } }));
  return { reads, walks };
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function report(rows: number, ours: number[], plain: number[]): void {
  const ratio = quantile(ours, 0.5) / quantile(plain, 0.5);
  const line = (name: string, times: number[]) =>
    console.log(`${name}: median ${quantile(times, 0.5).toFixed(2)} ms, p95 ${quantile(times, 0.95).toFixed(2)} ms`);
  console.log(`${ASKED} requests × ${ROUNDS} rounds, ${rows} rows read for each`);
  line("ranking with every reason", ours);
  line("plain SQL, same rows      ", plain);
  console.log(`ratio of medians ${ratio.toFixed(2)} (goal at most ${GOAL}): ${ratio <= GOAL ? "met" : "MISSED"}`);
}

function quantile(times: number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
