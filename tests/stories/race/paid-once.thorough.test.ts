/** Eight processes close the same months in the same millisecond, on a real file: no service is paid twice, and travel once a day. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { handInStatement } from "#app/commands/hand-in-statement";
import { statementsOf } from "#app/facts/pay/statements";
import { totalsOf } from "#app/pay/statement";
import { openDatabase } from "#db/client.server";
import { statementRows, statements } from "#db/schema";
import { doneJob, layRates } from "#tests/support/pay";
import { at, world } from "#tests/support/world";
import type { Claim } from "./claimant";

const PEOPLE = ["amina", "karim", "farid", "dilnoza", "rojin", "sherko"];
const MONTHS = ["2026-01", "2026-02"];
const NOW = at("2026-03-05T10:00");
const JOURNEY = { travelMeans: "own_car", travelKm: 10, travelMinutes: 20 } as const;

test("of eight that close a month one does; where all look first and write then, the database refuses the second", async () => {
  const { answers, rows, closed } = await race();
  const [closing, naive] = [answers.slice(0, PEOPLE.length), answers.slice(PEOPLE.length)];
  expect(closing.filter((heat) => heat.filter((answer) => answer === "won").length !== 1)).toEqual([]);
  expect(new Set(closing.flat())).toEqual(new Set(["won", "already_approved"]));
  expect(closed).toBe(PEOPLE.length);
  expect(new Set(naive.flat())).toEqual(new Set(["wrote", "refused"]));
  // Two jobs on one day of each month: two services, one journey.
  const months = PEOPLE.length * MONTHS.length;
  expect(rows).toEqual({ services: 2 * months, journeys: months });
});

async function race() {
  const folder = mkdtempSync(path.join(tmpdir(), "tilts-paid-"));
  const file = path.join(folder, "tilts.db");
  writeFileSync(file, laid());
  const claims = MONTHS.flatMap((month, index) =>
    PEOPLE.map((interpreterId) => ({ interpreterId, month, naive: index > 0 })),
  );
  const answers = await run(file, claims);
  const { db, sqlite } = openDatabase(file);
  const all = db.select().from(statementRows).all();
  const closed = db
    .select()
    .from(statements)
    .all()
    .filter(({ approvedAt }) => approvedAt !== null).length;
  sqlite.close();
  rmSync(folder, { recursive: true });
  const of = (kind: string) => all.filter((row) => row.kind === kind).length;
  return { answers, closed, rows: { services: of("service"), journeys: of("travel") } };
}

/** A database in which every month is handed in. */
function laid(): Buffer {
  const w = world();
  layRates(w.db);
  for (const person of PEOPLE)
    for (const month of MONTHS) {
      const onsite = { mode: "onsite", placeId: "riga-centrs", address: "Pārbaudes iela 1" } as const;
      for (const hour of ["09", "14"]) doneJob(w, person, `${month}-14T${hour}:00`, JOURNEY, onsite);
      const { cents } = totalsOf(statementsOf(w.as("ilze", NOW), [person], month)[0]?.rows ?? []);
      const handed = handInStatement(w.as(person, NOW), { interpreterId: person, month, cents });
      if (!handed.ok) throw new Error(handed.reason);
    }
  return w.sqlite.serialize();
}

async function run(file: string, claims: readonly Omit<Claim, "now" | "startsAt">[]) {
  const processes = Array.from({ length: 8 }, () =>
    fork("tests/stories/race/claimant.ts", [file], { execArgv: ["--import", "tsx"] }),
  );
  await Promise.all(processes.map(said));
  const answers: string[][] = [];
  for (const claim of claims) {
    const heard = processes.map(said);
    for (const one of processes) one.send({ ...claim, now: NOW, startsAt: Date.now() + 20 } satisfies Claim);
    answers.push(await Promise.all(heard));
  }
  for (const one of processes) one.disconnect();
  return answers;
}

function said(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`ended with ${code}`));
    process.once("exit", ended);
    process.once("message", (message) => {
      process.off("exit", ended);
      resolve(String(message));
    });
  });
}
