/**
 * `npm run --silent plan -- INSTANCE.json[.gz] [--out PLAN.json] [--time-limit SECONDS] [--fast]`: the plan as JSON.
 * Exit 0 with a plan, 2 with one line about bad input, 1 with one line when the planner itself breaks.
 * Ctrl-C ends the search and still gives the plan found so far; a second one ends the process.
 */
import { constants as bufferLimits } from "node:buffer";
import {
  accessSync,
  constants,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import type { Instance, Plan, Progress } from "#app/dispatch/plan/model/format";
import { type Fault, readInstance } from "#app/dispatch/plan/model/instance";
import { planInThread } from "#app/dispatch/plan/thread";

const USAGE = "Usage: npm run --silent plan -- INSTANCE.json[.gz] [--out PLAN.json] [--time-limit SECONDS] [--fast]";
const PLANNED = 0;
const BROKEN = 1;
const MISUSED = 2;
const INTERRUPTED = 130;
const LONGEST_SECONDS = 1_000_000;
const BAR_WIDTH = 30;

interface Order {
  file: string;
  out: string | null;
  timeLimitMs: number | undefined;
  effort: "fast" | "normal";
}

/** What the person has to change, as one line. */
class Misuse extends Error {}

process.exitCode = await main();

async function main(): Promise<number> {
  const stopping = onInterrupt();
  try {
    const order = readOrder(process.argv.slice(2));
    if (order.out !== null) checkOut(order.out, order.file);
    const instance = readFile(order.file);
    write(order.out, await plan(instance, order, stopping));
    return PLANNED;
  } catch (error) {
    console.error(saidBy(error).message.replace(/\s*[\r\n]+\s*/g, " "));
    return error instanceof Misuse ? MISUSED : BROKEN;
  }
}

// ---------------------------------------------------------------------------------------------
// The order and the instance

function readOrder(args: string[]): Order {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (!file || more.length) throw new Misuse(`${file ? "One instance at a time." : "Which instance?"} ${USAGE}`);
  const limit = values["time-limit"];
  return {
    file: fromWhereStarted(file),
    out: values.out === undefined ? null : fromWhereStarted(values.out),
    timeLimitMs: limit === undefined ? undefined : millisecondsOf(limit),
    effort: values.fast ? "fast" : "normal",
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { out: { type: "string" }, "time-limit": { type: "string" }, fast: { type: "boolean" } },
    });
  } catch (error) {
    const [sentence] = saidBy(error)
      .message.replace("argument is ambiguous", "has no value")
      .split(/\.\s|\n/);
    throw new Misuse(`${sentence}. ${USAGE}`);
  }
}

function millisecondsOf(limit: string): number {
  const seconds = /^\d+(\.\d+)?$|^\.\d+$/.test(limit) ? Number(limit) : Number.NaN;
  if (!(seconds > 0 && seconds <= LONGEST_SECONDS))
    throw new Misuse(`--time-limit is a number of seconds above 0 and up to ${LONGEST_SECONDS}, not “${limit}”.`);
  return seconds * 1000;
}

function fromWhereStarted(file: string): string {
  if (file === "") throw new Misuse(`A file name is empty. ${USAGE}`);
  return path.resolve(process.env.STARTED_IN ?? ".", file);
}

function readFile(file: string): Instance {
  const read = readInstance(jsonOf(file, textOf(file, unpacked(file, bytesOf(file)))));
  if (read.ok) return read.value;
  const { path: where, problem } = read.detail as Fault;
  throw new Misuse(`${file}: ${where}: ${problem}`);
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Misuse(`${file}: ${fileTrouble(error)}`);
  }
}

function unpacked(file: string, bytes: Uint8Array): Uint8Array {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked && file.endsWith(".gz")) throw new Misuse(`${file}: this is not a gzip file, though its name says so.`);
  if (!isPacked) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: bufferLimits.MAX_STRING_LENGTH });
  } catch (error) {
    const isLarge = saidBy(error).code === "ERR_BUFFER_TOO_LARGE";
    throw new Misuse(`${file}: ${isLarge ? "too large when unpacked." : "this gzip file is damaged or cut off."}`);
  }
}

function textOf(file: string, bytes: Uint8Array): string {
  if (bytes.length > bufferLimits.MAX_STRING_LENGTH) throw new Misuse(`${file}: too large.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Misuse(`${file}: this is not JSON (not even UTF-8 text).`);
  }
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(saidBy(error).message)?.[1];
    throw new Misuse(`${file}: this is not JSON${at ? ` (${lineAndColumn(text, Number(at))})` : ""}.`);
  }
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

// ---------------------------------------------------------------------------------------------
// Planning, watched from a terminal

/** Aborted by the first Ctrl-C; the second one ends the process. */
function onInterrupt(): AbortSignal {
  const stopping = new AbortController();
  process.on("SIGINT", () => {
    if (stopping.signal.aborted) process.exit(INTERRUPTED);
    stopping.abort();
  });
  return stopping.signal;
}

async function plan(instance: Instance, { timeLimitMs, effort }: Order, signal: AbortSignal): Promise<Plan> {
  const isWatched = process.stderr.isTTY;
  const onProgress = isWatched ? drawBar : undefined;
  try {
    return await planInThread(instance, { effort, timeLimitMs, onProgress, signal });
  } finally {
    if (isWatched) process.stderr.write("\r\x1b[K");
  }
}

function drawBar({ phase, share, objective, boundF1 }: Progress) {
  const done = Math.round(BAR_WIDTH * share);
  const bar = "█".repeat(done) + "░".repeat(BAR_WIDTH - done);
  const fill = objective ? `  urgency filled ${objective[0]}${boundF1 === null ? "" : ` of at most ${boundF1}`}` : "";
  process.stderr.write(`\r${bar} ${Math.floor(100 * share)} % ${phase}${fill}\x1b[K`);
}

// ---------------------------------------------------------------------------------------------
// The plan

/** Refused before planning, not after an hour of it. */
function checkOut(out: string, instance: string) {
  try {
    const there = statSync(out, { throwIfNoEntry: false });
    if (there?.isDirectory()) throw new Misuse(`${out}: this is a folder; --out names a file.`);
    if (there && realpathSync(out) === realpathIfThere(instance))
      throw new Misuse(`${out}: --out would overwrite the instance.`);
    accessSync(there && !there.isFile() ? out : path.dirname(out), constants.W_OK);
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${out}: ${fileTrouble(error, "its folder does not exist.")}`);
  }
}

function realpathIfThere(file: string): string | null {
  return statSync(file, { throwIfNoEntry: false }) ? realpathSync(file) : null;
}

/** A file appears whole or not at all; a device or a pipe is written to as it is. */
function write(out: string | null, plan: Plan) {
  const text = `${JSON.stringify(plan)}\n`;
  if (out === null) return writeToStdout(text);
  try {
    const there = statSync(out, { throwIfNoEntry: false });
    if (there && !there.isFile()) return writeFileSync(out, text);
    const target = there ? realpathSync(out) : out;
    const unfinished = `${target}.${process.pid}.tmp`;
    try {
      writeFileSync(unfinished, text);
      renameSync(unfinished, target);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  } catch (error) {
    throw new Misuse(`${out}: ${fileTrouble(error)}`);
  }
}

/** Whoever reads may stop early (`| head`). */
function writeToStdout(text: string) {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") console.error(`stdout: ${fileTrouble(error)}`);
    process.exit(error.code === "EPIPE" ? PLANNED : BROKEN);
  });
  process.stdout.write(text);
}

function fileTrouble(error: unknown, whenMissing = "there is no such file."): string {
  const { code, message } = saidBy(error);
  const known: Record<string, string> = {
    ENOENT: whenMissing,
    ENOTDIR: "a part of this path is not a folder.",
    EISDIR: "this is a folder.",
    EACCES: "permission denied.",
    EPERM: "permission denied.",
    EROFS: "permission denied (read-only).",
    ENOSPC: "the disk is full.",
    ERR_FS_FILE_TOO_LARGE: "too large.",
  };
  return known[code] ?? `cannot be read or written (${code || message.split("\n")[0]}).`;
}

/** What an error says of itself; "" for the code of one that Node did not name. */
function saidBy(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  return { code: "code" in error ? String(error.code) : "", message: error.message };
}
