/**
 * The planner in a worker thread: the server goes on answering while it searches. What runs in there is thread-entry.js.
 * One thread is kept warm for the next call (loading the planner and HiGHS takes half a second); it never keeps the
 * process alive.
 */
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Instance, Plan, PlannedAssignment, Progress } from "./model/format";

export interface ThreadOptions {
  pins?: PlannedAssignment[];
  effort?: "fast" | "normal";
  seed?: number;
  /** Milliseconds of planning, waiting for a free thread not counted; without: until proven or converged. */
  timeLimitMs?: number;
  /** At most ten times a second, and at every new phase. */
  onProgress?: (progress: Progress) => void;
  /** Aborting ends the search soon; the promise then resolves with the plan found so far (`ended: "cancelled"`). */
  signal?: AbortSignal;
}

interface Job {
  instance: Instance;
  options: ThreadOptions;
  resolve: (plan: Plan) => void;
  reject: (error: Error) => void;
}

/** What a thread says about its job. */
export type ThreadMessage =
  | { kind: "progress"; progress: Progress }
  | { kind: "done"; plan: Plan }
  | { kind: "failed"; message: string };

/** From the project's folder, where every process of Tilts runs: in the built server import.meta.url is the bundle's. */
const ENTRY = "app/dispatch/plan/thread-entry.js";
const MOST_THREADS = 2;

const waiting: Job[] = [];
let running = 0;
let warm: Worker | null = null;

/**
 * Plans outside this thread. `readInstance` would pass the instance: one from outside has been read by it, one of our
 * own facts is made so. At most two plans are made at once, others wait in turn. Rejects with one line for a person to
 * read when the planner breaks or runs out of memory.
 */
export function planInThread(instance: Instance, options: ThreadOptions = {}): Promise<Plan> {
  return new Promise((resolve, reject) => {
    waiting.push({ instance, options, resolve, reject });
    startNext();
  });
}

function startNext() {
  if (running === MOST_THREADS) return;
  const job = waiting.shift();
  if (!job) return;
  running++;
  const worker = warm ?? newWorker();
  warm = null;
  worker.ref();
  runOn(worker, job, (isSound) => {
    running--;
    if (isSound && !warm) keepWarm(worker);
    else void worker.terminate();
    startNext();
  });
}

/** A thread that dies is never taken again. */
function newWorker(): Worker {
  const worker = new Worker(path.resolve(ENTRY), { name: "planner" });
  const forget = () => {
    if (warm === worker) warm = null;
  };
  return worker.on("error", forget).on("exit", forget);
}

function keepWarm(worker: Worker) {
  warm = worker;
  worker.unref();
}

/** One job on one thread; `finished` says whether the thread can take another. */
function runOn(worker: Worker, { instance, options, resolve, reject }: Job, finished: (isSound: boolean) => void) {
  const { onProgress, signal, ...plain } = options;
  const cancelled = new Int32Array(new SharedArrayBuffer(4));
  const cancel = () => Atomics.store(cancelled, 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel);

  const end = (isSound: boolean) => {
    signal?.removeEventListener("abort", cancel);
    worker.off("message", hear).off("error", fail).off("exit", leave);
    finished(isSound);
  };
  const hear = (message: ThreadMessage) => {
    if (message.kind === "progress") return onProgress?.(message.progress);
    end(message.kind === "done");
    if (message.kind === "done") resolve(message.plan);
    else reject(new Error(message.message));
  };
  const fail = (error: NodeJS.ErrnoException) => {
    end(false);
    const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
    reject(new Error(isMemory ? "The planner ran out of memory." : `The planner broke: ${firstLine(error.message)}`));
  };
  const leave = (code: number) => fail(new Error(`its thread ended with code ${code}`));

  worker.on("message", hear).on("error", fail).on("exit", leave);
  worker.postMessage({ instance, options: plain, cancelled });
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
