/** Writers on one database, each killed in the middle and followed by the next: what they said they did must be there. */
import { spawn, type ChildProcessWithoutNullStreams as Writer } from "node:child_process";
import path from "node:path";
import { layDemo, START } from "../demo";
import { type Claims, isSound, judge, onCopy, type Verdict } from "../judge";
import type { WriterTask } from "../writer";

export interface WritersKilled {
  kills: number;
  /** Requests and yeses that a writer had said to be committed. */
  acknowledged: number;
  /** Requests that were committed and had not been said so. */
  unsaid: number;
  wrong: Verdict[];
}

/** Small, so that kills meet checkpoints too. */
const PRAGMAS = ["wal_autocheckpoint = 50"];
/** A kill comes up to so many milliseconds after the first writing. */
const LATEST = 120;

/** `dataDir` is empty, `program` the bundled `tests/torture/writer.ts`. Every page is read after each 20th kill and after the last. */
export async function killWriters(dataDir: string, kills: number, program: string): Promise<WritersKilled> {
  await layDemo(dataDir);
  const file = path.join(dataDir, "tilts.db");
  const claims = { asked: [] as string[], accepted: [] as string[] };
  const wrong: Verdict[] = [];
  let unsaid = 0;
  let next = load(program);
  let from = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const task: WriterTask = { file, start: START, from, until: from + 1_000, pragmas: PRAGMAS };
    const writer = next;
    next = load(program);
    const said = await cutOff(writer, task, (kill * 37) % LATEST);
    claims.asked.push(...said.asked);
    claims.accepted.push(...said.accepted);
    const isWhole = kill % 20 === 0 || kill === kills;
    const found = onCopy(file, (sqlite) => ({
      verdict: judge(sqlite, claims, { isWhole }),
      last: sqlite.prepare<[], number>(LAST).pluck().get() ?? -1,
    }));
    if (!isSound(found.verdict)) wrong.push(found.verdict);
    unsaid += found.last + 1 - from - said.asked.length;
    from = found.last + 1;
  }
  next.kill();
  return { kills, acknowledged: claims.asked.length + claims.accepted.length, unsaid, wrong };
}

const LAST = "select max(cast(substr(note, 5) as integer)) from requests where note glob 'Nr. [0-9]*'";

/** The next one loads while the one before it is at work; it opens nothing until it is told to. */
function load(program: string): Writer {
  return spawn(process.execPath, [program], { stdio: "pipe" });
}

/** What a writer said until it was killed, `after` milliseconds from its first deed. */
async function cutOff(writer: Writer, task: WriterTask, after: number): Promise<Claims> {
  let [said, complained] = ["", ""];
  writer.stderr.on("data", (part) => (complained += String(part)));
  writer.stdout.once("data", () => setTimeout(() => writer.kill("SIGKILL"), after));
  writer.stdout.on("data", (part) => (said += String(part)));
  writer.stdin.write(JSON.stringify(task));
  await new Promise((resolve) => writer.once("close", resolve));
  if (writer.signalCode !== "SIGKILL") throw new Error(`a writer ended by itself: ${complained}`);
  const lines = said.split("\n").slice(0, -1); // what follows the last end of line was cut off
  return { asked: idsOf(lines, "asked"), accepted: idsOf(lines, "accepted") };
}

export function idsOf(lines: readonly string[], deed: string): string[] {
  return lines.flatMap((line) => (line.startsWith(`${deed} `) ? [line.split(" ")[2] ?? ""] : []));
}
