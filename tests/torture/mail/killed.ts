/** Two workers on one queue, killed again and again, before a server that has every fault a mail server has. */
import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { SYSTEM } from "#app/auth/viewer";
import { deliverDue } from "#app/events/deliver";
import { addMinutes, type Instant } from "#app/time";
import { chance as seeded } from "#db/demo/random";
import { brokenServer, type Fault } from "../../events/post-office";
import { START } from "../demo";
import { emptyQueue, lay, mailerTo, messageIdOf, type Outcome, outcomeOf } from "./queue";
import type { Delivery } from "./worker";

export const WORKER = "tests/torture/mail/worker.ts";

/** Of a hundred connections; the others are good ones. */
const FAULTS: readonly [Fault, number][] = [
  ["closed", 10],
  ["hang", 4],
  ["451", 10],
  ["reset_after_data", 6],
  ["reply_lost", 6],
];
/** Longer than a lease, so that the next ones may take what a killed one held. */
const BETWEEN_MINUTES = 6;
/** A kill comes up to so many milliseconds after a letter was taken. */
const LATEST = 400;

/** `program` is the bundled worker. Every letter is due at once; in the end the server is well again and the queue drains. */
export async function killWorkers(
  dataDir: string,
  { letters, kills }: { letters: number; kills: number },
  program: string,
): Promise<Outcome> {
  const queue = await emptyQueue(dataDir);
  const ids = lay(queue, letters, START);
  const server = await brokenServer(faults(40 * kills));
  let now: Instant = START;
  for (let pair = 0; pair < kills / 2; pair++) {
    const task = { file: queue.file, smtpUrl: server.url, now };
    const taken = server.accepted.length;
    const any = () => server.accepted.length > taken;
    await Promise.all([0, 1].map((one) => killedWhileDelivering(program, task, any, (pair * 97 + one * 41) % LATEST)));
    now = addMinutes(now, BETWEEN_MINUTES);
  }
  const taken = server.accepted.map(messageIdOf);
  await server.close();

  const well = await brokenServer([]);
  const email = mailerTo(well.url);
  for (let round = 0; round < 400; round++, now = addMinutes(now, BETWEEN_MINUTES))
    while ((await deliverDue({ db: queue.db, now, viewer: SYSTEM, locale: "lv" }, { email })).claimed > 0);
  email.close();
  await well.close();
  const outcome = outcomeOf(queue, ids, [...taken, ...well.accepted.map(messageIdOf)]);
  queue.sqlite.close();
  return outcome;
}

async function killedWhileDelivering(
  program: string,
  task: Delivery,
  isAnyTaken: () => boolean,
  after: number,
): Promise<void> {
  const worker = spawn(process.execPath, [program], { stdio: ["pipe", "ignore", "inherit"] });
  const ended = new Promise((resolve) => worker.once("close", resolve));
  worker.stdin.write(JSON.stringify(task));
  while (!isAnyTaken() && worker.exitCode === null) await setTimeout(2);
  await setTimeout(after);
  worker.kill("SIGKILL");
  await ended;
}

function faults(count: number): Fault[] {
  const chance = seeded(11);
  return Array.from({ length: count }, () => {
    let left = chance.whole(0, 99);
    return FAULTS.find(([, share]) => (left -= share) < 0)?.[0] ?? "none";
  });
}
