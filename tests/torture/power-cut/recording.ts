/** What one writer asked of the disk, and what the disk may hold when the power goes at some point of it. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { WriterTask } from "../writer";

/** In the order of the recorder's own list. */
export const SUFFIXES = ["", "-wal", "-journal"] as const;
const WHAT = { 1: "written", 2: "synced", 3: "cut", 4: "removed", 5: "said" } as const;
const HEAD = 16;

export interface Step {
  what: (typeof WHAT)[keyof typeof WHAT];
  file: number;
  offset: number;
  bytes: Buffer;
}

/** Makes the recorder, or answers why it cannot be made. */
export function buildRecorder(library: string): string | null {
  if (spawnSync("gcc", ["--version"]).error)
    return "gcc is missing: install it (on Debian: apt install gcc libc6-dev).";
  const source = "tests/torture/power-cut/recorder.c";
  const built = spawnSync("gcc", ["-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"]);
  return built.status === 0 ? null : `gcc does not build the recorder: ${String(built.stderr).split("\n")[0]}`;
}

/** Runs the writer to its end and answers all that it did, in order. */
export async function record(program: string, library: string, log: string, task: WriterTask): Promise<Step[]> {
  const env = { ...process.env, LD_PRELOAD: library, RECORD_FILE: task.file, RECORD_LOG: log };
  const child = spawn(process.execPath, [program], { env, stdio: ["pipe", "ignore", "inherit"] });
  child.stdin.write(JSON.stringify(task));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`the writer ended with ${code}`);
  const steps = existsSync(log) ? stepsIn(readFileSync(log)) : [];
  const count = (what: Step["what"]) => steps.filter((step) => step.what === what).length;
  if (count("said") === 0 || count("written") === 0) throw new Error("the recorder has seen nothing");
  return steps;
}

function stepsIn(log: Buffer): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at + HEAD <= log.length; ) {
    const [what, length] = [WHAT[log[at] as keyof typeof WHAT], log.readUInt32LE(at + 4)];
    const offset = Number(log.readBigUInt64LE(at + 8));
    steps.push({ what, file: log[at + 1] ?? 0, offset, bytes: log.subarray(at + HEAD, at + HEAD + length) });
    at += HEAD + length;
  }
  return steps;
}

/** What becomes of a thing that was not synced. A write of several sectors may arrive in part. */
export type Fate = "dropped" | "kept" | "torn";
export interface Fortune {
  fate(): Fate;
  /** Of each sector of a torn write: it has arrived. */
  isThere(): boolean;
}

const SECTOR = 512;

/** The files of one database on a disk: what is there for certain, and what has been asked since the last sync of each. */
export class Disk {
  private readonly files: { bytes: Buffer; open: Step[] }[];
  /** What the writer had said by now. */
  said = "";

  constructor(database: Buffer) {
    this.files = SUFFIXES.map((suffix) => ({ bytes: suffix === "" ? database : Buffer.alloc(0), open: [] }));
  }

  take(step: Step): void {
    if (step.what === "said") this.said += step.bytes.toString();
    const file = this.files[step.file];
    if (!file || step.what === "said") return;
    if (step.what === "synced") [file.bytes, file.open] = [after(file.bytes, file.open), []];
    else file.open.push(step);
  }

  /** The files as somebody may find them when the power goes now. */
  found(fortune: Fortune): Buffer[] {
    return this.files.map(({ bytes, open }) => after(bytes, open, fortune));
  }
}

/** The bytes after those steps. Never changes `bytes`. */
function after(bytes: Buffer, steps: readonly Step[], fortune?: Fortune): Buffer {
  let size = bytes.length;
  const grown = Buffer.alloc(
    steps.reduce((most, { offset, bytes: { length } }) => Math.max(most, offset + length), size),
  );
  bytes.copy(grown);
  for (const { what, offset, bytes: written } of steps) {
    const fate = fortune?.fate() ?? "kept";
    if (fate === "dropped") continue;
    if (what === "written") {
      for (let from = 0; from < written.length; ) {
        const to = Math.min(written.length, from + SECTOR - ((offset + from) % SECTOR));
        if (fate === "kept" || fortune?.isThere()) written.copy(grown, offset + from, from, to);
        from = to;
      }
      size = Math.max(size, offset + written.length);
    } else {
      const left = what === "cut" ? offset : 0;
      grown.fill(0, Math.min(left, size), size);
      size = left;
    }
  }
  return grown.subarray(0, size);
}
