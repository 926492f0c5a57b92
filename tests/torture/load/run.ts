/** People at a fixed rate before the built server, slow connections beside them, and SIGTERM in the middle of it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { offsetTo, startServer, TEST_CLOCK } from "../../support/server";
import { layDemo, START } from "../demo";
import { judge, onCopy, type Verdict } from "../judge";
import { type Crowd, crowd } from "./people";
import { holdSlow } from "./slow";

export interface Load {
  seconds: number;
  /** Requests a second. */
  rate: number;
  /** Connections that send a byte a second. */
  slow: number;
  warmUpSeconds: number;
}

export interface Heard {
  what: string;
  /** Since the moment at which it was due. */
  ms: number;
  status: number | "late" | "refused";
}

export interface Borne {
  /** While the server ran. */
  heard: Heard[];
  /** Answers of 500 or more, those after SIGTERM included. */
  faults: Heard[];
  acknowledged: number;
  verdict: Verdict;
  slow: { open: number; cut: number };
  end: { code: number | null; tookMs: number };
  beats: Beat[];
}

/** Once a second, what the server's process says of itself. */
export interface Beat {
  max: number;
  p99: number;
  rss: number;
}

const LATE_MS = 10_000;
/** Traffic goes on for so long after SIGTERM. */
const AFTERMATH_MS = 2_000;

/** `folder` is there, and empty. */
export async function bear(folder: string, { seconds, rate, slow, warmUpSeconds }: Load): Promise<Borne> {
  const dataDir = path.join(folder, "data");
  const pulse = path.join(folder, "pulse");
  const writes = seconds * rate * 0.04;
  const demo = await layDemo(dataDir, 100 + Math.ceil(writes / 80));
  const NODE_OPTIONS = `--import ${path.resolve("tests/torture/load/pulse.js")}`;
  const server = startServer({
    DATA_DIR: dataDir,
    CLOCK_OFFSET: offsetTo(TEST_CLOCK),
    NODE_OPTIONS,
    PULSE_FILE: pulse,
  });
  try {
    const people = crowd(await server.ready, demo, START);
    await atRate(people, { rate: Math.min(rate, 10), seconds: warmUpSeconds }, 0);
    server.child.kill("SIGUSR2"); // what comes now is counted
    const before = beatsIn(pulse).length;
    const connections = holdSlow(await server.ready, slow);
    const heard = await atRate(people, { rate, seconds }, 10_000);
    const held = { open: connections.open(), cut: connections.cut() };
    const { end, answers } = await endUnderWay(server, people, rate);
    connections.stop();
    return {
      heard,
      faults: [...heard, ...answers].filter(({ status }) => typeof status === "number" && status >= 500),
      acknowledged: people.acknowledged.length,
      verdict: onCopy(path.join(dataDir, "tilts.db"), (sqlite) =>
        judge(sqlite, { asked: people.acknowledged, accepted: [] }, { isWhole: true }),
      ),
      slow: held,
      end,
      beats: beatsIn(pulse).slice(before),
    };
  } finally {
    await server.stop("SIGKILL");
  }
}

/** What is due is sent when it is due: the clock alone says so. */
async function atRate(
  people: Crowd,
  { rate, seconds }: Pick<Load, "rate" | "seconds">,
  first: number,
): Promise<Heard[]> {
  const heard: Heard[] = [];
  const under: Promise<unknown>[] = [];
  const begun = performance.now();
  const count = Math.round(rate * seconds);
  for (let n = 0; n < count; ) {
    const due = begun + (n * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await setTimeout(wait);
    under.push(one(people, first + n, due).then((answer) => heard.push(answer)));
    n++;
  }
  await Promise.all(under);
  return heard;
}

async function one(people: Crowd, n: number, due: number): Promise<Heard> {
  const patience = new AbortController();
  const late = setTimeout(LATE_MS, { what: "?", status: "late" } as const, { signal: patience.signal });
  late.catch(() => undefined); // given up, because the answer was there first
  const answered = people.act(n).then(
    ({ what, answer }) => ({ what, status: answer.status }),
    (error: unknown) => {
      if (!(error instanceof TypeError)) throw error; // a connection that was refused or broke
      return { what: "?", status: "refused" } as const;
    },
  );
  const { what, status } = await Promise.race([answered, late]);
  patience.abort();
  return { what, status, ms: performance.now() - due };
}

/** SIGTERM while people go on: what is under way is answered, and later comers find a closed door. */
async function endUnderWay(server: ReturnType<typeof startServer>, people: Crowd, rate: number) {
  const traffic = atRate(people, { rate, seconds: (2 * AFTERMATH_MS) / 1_000 }, 9_000_000);
  await setTimeout(AFTERMATH_MS);
  const begun = performance.now();
  const { code } = await server.stop("SIGTERM");
  return { end: { code, tookMs: performance.now() - begun }, answers: await traffic };
}

function beatsIn(file: string): Beat[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Beat);
}
