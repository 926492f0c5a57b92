/** The real server, killed under its clients and started again: what it had acknowledged must be there, once, with its messages. */
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { offsetTo, type RunningServer, startServer, TEST_CLOCK } from "../../support/server";
import { layDemo, START } from "../demo";
import { isSound, judge, onCopy, type Verdict } from "../judge";
import { accepter, asker, type Client, type Deed, type Log, newLog } from "./clients";

export interface ServersKilled {
  kills: number;
  acknowledged: number;
  /** Sent once more with the same key, since no answer had come. */
  again: number;
  /** Those that had been done all the same, as far as somebody looked right after the kill. */
  unsaid: number;
  /** Requests that somebody tried to send. In the end each has been acknowledged. */
  tried: number;
  refused: Record<string, number>;
  wrong: Verdict[];
  faults: string[];
  /** From the start of the process until it serves, in milliseconds, ascending. */
  starts: number[];
}

/** Ten at a time: mostly askers and mostly accepters in turn, because a request costs the server more than a yes. */
const ASKERS = 7;
const ACCEPTERS = 8;
const OF_THE_OTHERS = { asked: 3, accepted: 2 } as const;
/** A kill comes up to so many milliseconds after the first answer of its kind. */
const LATEST = 400;
/** Pages that are opened after a kill. */
const MOST_PAGES = 15;
/** Nobody may have anything to say yes to. */
const LONGEST = 15_000;

/** `dataDir` is empty. The database is looked at after each of few kills, else after each fifth; all of its pages each 20th time. */
export async function killServers(
  dataDir: string,
  kills: number,
  said: (kill: number, log: Log) => void = () => undefined,
): Promise<ServersKilled> {
  const { requesters, interpreters } = await layDemo(dataDir, 10 + kills);
  const file = path.join(dataDir, "tilts.db");
  const port = String(await freePort());
  const base = `http://127.0.0.1:${port}`;
  const log = newLog();
  let number = 0;
  const supply = { base, today: START, nextNumber: () => number++, requesters, log };
  const askers = Array.from({ length: ASKERS }, () => asker(supply));
  const accepters = sharesOf(interpreters, ACCEPTERS).map((people) => accepter(supply, people));
  const clients = [...askers, ...accepters];
  const env = { DATA_DIR: dataDir, PORT: port, CLOCK_OFFSET: offsetTo(TEST_CLOCK) };
  const starts: number[] = [];
  const wrong: Verdict[] = [];
  let unsaid = 0;
  let seen = 0;

  for (let kill = 1; kill <= kills; kill++) {
    const server = await begin(env, starts);
    seen = await lookAtNewest(log, seen);
    const kind = kill % 2 === 1 ? "asked" : "accepted";
    const others = (kind === "asked" ? accepters : askers).slice(0, OF_THE_OTHERS[kind]);
    const working = [...(kind === "asked" ? askers : accepters), ...others];
    await workUntilKilled(server, working, log, { kind, after: (kill * 137) % LATEST });
    if (kills <= 20 || kill % 5 === 0)
      unsaid += onCopy(file, (sqlite) => {
        const verdict = judge(sqlite, claimsOf(log), { isWhole: kill % 20 === 0 });
        if (!isSound(verdict)) wrong.push(verdict);
        return clients.flatMap((client) => client.open() ?? []).filter((deed) => isDone(sqlite, deed)).length;
      });
    said(kill, log);
  }
  const server = await begin(env, starts);
  await lookAtNewest(log, seen);
  // Whatever is open is sent again, and nothing new is begun.
  await Promise.all(clients.map((client) => client.work(() => client.open() === null)));
  await server.stop();
  onCopy(file, (sqlite) => {
    const verdict = judge(sqlite, claimsOf(log), { isWhole: true });
    if (!isSound(verdict)) wrong.push(verdict);
    log.faults.push(...lettersAmiss(sqlite, path.join(dataDir, "outbox")));
  });
  return {
    kills,
    acknowledged: log.asked.size + log.accepted.size,
    again: log.again,
    unsaid,
    tried: number,
    refused: Object.fromEntries(log.refused),
    wrong,
    faults: [
      ...log.faults,
      ...(log.asked.size === number ? [] : [`${number - log.asked.size} were never acknowledged`]),
    ],
    starts: starts.sort((a, b) => a - b),
  };
}

async function begin(env: Record<string, string>, starts: number[]): Promise<RunningServer> {
  const begun = performance.now();
  const server = startServer(env);
  await server.ready;
  starts.push(performance.now() - begun);
  return server;
}

/** Clients at work; the server is killed in the middle of it, `after` milliseconds from its first answer of that kind. */
async function workUntilKilled(
  server: RunningServer,
  clients: readonly Client[],
  log: Log,
  { kind, after }: { kind: Deed["kind"]; after: number },
): Promise<void> {
  let isOver = false;
  const [answered, begun] = [log.answers[kind], performance.now()];
  const working = clients.map((client) => client.work(() => isOver));
  while (log.answers[kind] === answered && performance.now() - begun < LONGEST) await setTimeout(2);
  await setTimeout(after);
  isOver = true;
  await server.stop("SIGKILL");
  await Promise.all(working);
}

/** What was acknowledged last, after `seen`, opens in the browser that asked, and is what was asked. The database is asked of all. */
async function lookAtNewest(log: Log, seen: number): Promise<number> {
  const newest = [...log.asked].slice(seen).slice(-MOST_PAGES);
  for (const [id, { by, note }] of newest) {
    const page = await by.get(`/institution/requests/${id}`);
    if (page.status !== 200 || !page.text.includes(note)) log.faults.push(`the page of ${note}: ${page.status}`);
  }
  return log.asked.size;
}

const claimsOf = (log: Log) => ({ asked: [...log.asked.keys()], accepted: [...log.accepted] });

type Sqlite = Parameters<typeof judge>[0];

function isDone(sqlite: Sqlite, { kind, fields }: Deed): boolean {
  const sql = {
    asked: "select 1 from requests where note = ?",
    accepted: "select 1 from offers where id = ? and status = 'accepted'",
  }[kind];
  return sqlite.prepare(sql).get(kind === "asked" ? fields.note : fields.offerId) !== undefined;
}

/** Letters that tell of nothing in the database, and messages that are said to be sent of which there is no letter. */
function lettersAmiss(sqlite: Sqlite, outbox: string): string[] {
  const letters = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith(".eml")) : [];
  const ids = new Set(letters.map((name) => name.replace(/^\d{8}-\d{6}-|\.eml$/g, "")));
  const known = new Set(sqlite.prepare<[], string>("select id from notifications").pluck().all());
  const sent = sqlite.prepare<[], string>(SENT_OF_OURS).pluck().all();
  return [
    ...[...ids].filter((id) => !known.has(id)).map((id) => `letter ${id} tells of nothing`),
    ...sent.filter((id) => !ids.has(id)).map((id) => `message ${id} is said to be sent, and is not`),
  ];
}

const SENT_OF_OURS = `
  select n.id from requests r join events e on e.request_id = r.id join notifications n on n.event_id = e.id
  where r.note glob 'Nr. [0-9]*' and n.channel = 'email' and n.sent_at is not null`;

function sharesOf<T>(all: readonly T[], shares: number): T[][] {
  return Array.from({ length: shares }, (_, share) => all.filter((_one, i) => i % shares === share));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
