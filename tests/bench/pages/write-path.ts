/**
 * The commands that people wait for beside the least that such a write can cost: the very rows that they wrote, put into an equal
 * database as one immediate transaction, durable too, with its guards and nothing else.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { holdSecret } from "#app/auth/link-token.server";
import type { Instant } from "#app/time";
import type { Sqlite } from "#db/client.server";
import { aRound, copyOf, type Doing } from "./commands";
import { median } from "./table";

/** So many times the raw write may a command cost. */
const GOAL = 2;
const WAITED_FOR = new Set(["submit", "accept", "assign"]);

interface Written {
  sql: string;
  values: unknown[];
}

export function printWritePath(now: Instant, dataDir: string, rounds: number): void {
  holdSecret(randomBytes(32));
  const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-writes-"));
  try {
    const ours = copyOf(dataDir, path.join(folder, "ours.db"));
    const raw = copyOf(dataDir, path.join(folder, "raw.db"));
    const written = recording(ours.sqlite);
    const took = new Map<string, { deed: number[]; raw: number[] }>();
    const doing: Doing = (name, deed) => {
      written.length = 0;
      const begun = performance.now();
      const result = deed();
      const deedMs = performance.now() - begun;
      const rawMs = writeRaw(raw.sqlite, written);
      if (!name || !WAITED_FOR.has(name)) return result;
      const times = took.get(name) ?? { deed: [], raw: [] };
      took.set(name, { deed: [...times.deed, deedMs], raw: [...times.raw, rawMs] });
      return result;
    };
    for (let round = 0; round < rounds; round++) aRound(ours, now, round, doing);
    ours.sqlite.close();
    raw.sqlite.close();
    console.log(`\nWrites (median milliseconds; goal at most ${GOAL} × the same rows by one raw immediate commit)`);
    for (const [name, times] of took) {
      const [deed, least] = [median(times.deed), median(times.raw)];
      const ratio = deed / least;
      const missed = ratio > GOAL ? "   MISSED" : "";
      console.log(
        `${name.padEnd(24)}${least.toFixed(2).padStart(9)}${deed.toFixed(2).padStart(9)}${ratio.toFixed(2).padStart(7)}${missed}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every row written through this connection from now on, in order. */
function recording(sqlite: Sqlite): Written[] {
  const written: Written[] = [];
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((sql: string) => {
    const statement = prepare<unknown[]>(sql);
    if (!/^\s*(insert|update|delete|replace)\b/i.test(sql)) return statement;
    for (const way of ["run", "get", "all"] as const) {
      const own = statement[way].bind(statement);
      statement[way] = ((...values: unknown[]) => {
        written.push({ sql, values });
        return own(...values);
      }) as never;
    }
    return statement;
  }) as typeof sqlite.prepare;
  return written;
}

function writeRaw(sqlite: Sqlite, written: readonly Written[]): number {
  const statements = written.map(({ sql, values }) => ({ statement: sqlite.prepare<unknown[]>(sql), values }));
  const begun = performance.now();
  sqlite.exec("begin immediate");
  for (const { statement, values } of statements) {
    if (statement.reader) statement.all(...values);
    else statement.run(...values);
  }
  sqlite.exec("commit");
  return performance.now() - begun;
}
