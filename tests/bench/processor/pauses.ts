/**
 * How long the server's event loop stands still under twenty requests a second: alone, and while 5,000 people are imported, a
 * month is planned and exported. On a machine that does other things both count them too: the first says how much.
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { visitor } from "../../support/http";
import { offsetTo, TEST_CLOCK } from "../../support/server";
import type { Inside } from "./measure";

const PEOPLE = 5000;
const A_SECOND = 20;
const ALONE_SECONDS = 15;
const MONTH = { from: "2026-11-23", to: "2026-12-23" };
const LOOKED_AT = [
  "/coordinator",
  "/coordinator/requests",
  "/coordinator/calendar?view=week",
  "/accessibility",
  "/healthz",
];
/** Milliseconds. */
const GOAL = 100;

export async function measurePauses(inside: Inside, folder: string): Promise<void> {
  const ilze = visitor(inside.base);
  await ilze.signIn("ilze@demo.tilts.test");
  let unanswered = 0;
  const look = async (turn: number) => {
    // Whoever waits longer than their patience is counted; the loop that kept them waiting is what is measured.
    const answer = await ilze.get(LOOKED_AT[turn % LOOKED_AT.length] ?? "/").catch(() => null);
    if (!answer) unanswered++;
  };
  for (let turn = 0; turn < 100; turn++) await look(turn);

  const alone = await whileLooking(inside, look, sleep(ALONE_SECONDS * 1000));
  const beside = await whileLooking(inside, look, Promise.all([...commands(inside, folder), planned(inside)]));
  console.log(
    `\nLongest pause of the event loop at ${A_SECOND} requests a second (milliseconds; goal at most ${GOAL})`,
  );
  console.log(`alone                                     ${alone.toFixed(0)}`);
  console.log(`with an import, a plan and an export      ${beside.toFixed(0)}${beside > GOAL ? "   MISSED" : ""}`);
  if (unanswered > 0) console.log(`${unanswered} requests were not answered   MISSED`);
}

/** The longest pause from now until `done`, with requests coming in steadily, whether or not earlier ones are answered. */
async function whileLooking(
  inside: Inside,
  look: (turn: number) => Promise<void>,
  done: Promise<unknown>,
): Promise<number> {
  await inside.ask("pause");
  let isDone = false;
  void done.finally(() => (isDone = true));
  const answers: Promise<void>[] = [];
  for (let turn = 0; !isDone; turn++) {
    answers.push(look(turn));
    await sleep(1000 / A_SECOND);
  }
  await done;
  const longest = Number(await inside.ask("pause"));
  await Promise.all(answers);
  return longest;
}

function commands(inside: Inside, folder: string): Promise<void>[] {
  const rows = Array.from(
    { length: PEOPLE },
    (_, i) => `BEN-${i};Persona ${i};Cēsis;dari:2;P-Pk 08:00-17:00;kandidāts`,
  );
  const head = "kods;vārds;dzīvesvieta;valodas;pieejamība;statuss";
  writeFileSync(path.join(folder, "people.csv"), [head, ...rows].join("\n"));
  return [
    run(inside, folder, "app/cli/import.ts", ["interpreters", "people.csv", "--apply"]),
    run(inside, folder, "app/cli/plan-export.ts", ["--from", MONTH.from, "--to", MONTH.to, "--out", "month.json"]),
  ];
}

function run({ dataDir }: Inside, folder: string, file: string, args: string[]): Promise<void> {
  const env = { ...process.env, DATA_DIR: dataDir, DEMO: "", CLOCK_OFFSET: offsetTo(TEST_CLOCK), STARTED_IN: folder };
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) =>
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${file} ended with ${code}`)))),
  );
}

async function planned({ base }: Inside): Promise<void> {
  const one = visitor(base);
  await one.signIn("ilze@demo.tilts.test");
  const { status } = await one.get(`/coordinator/plan?from=${MONTH.from}&to=${MONTH.to}&plan=1`);
  if (status !== 200) throw new Error(`the plan answers ${status}`);
}
