/**
 * PDFs made in a thread of their own, one after the other: while a country's statements are made, pages go on being answered. What
 * runs in there is thread-entry.js; it is started by the first document, keeps no process alive, and a new one takes the place of
 * one that has broken down.
 */
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { PdfDocument } from "./document";

/** From the project's folder, where every process of Tilts runs: in the built server import.meta.url is the bundle's. */
const ENTRY = "app/exports/pdf/thread-entry.js";
const MOST_MEGABYTES = 512;
/** Of one document; one that takes longer is given up, with its thread. */
const LONGEST_MS = 60_000;

export interface Asked {
  id: number;
  described: PdfDocument;
}
export type Made = { id: number; pdf: Uint8Array } | { id: number; error: string };

interface Waiting {
  resolve: (pdf: Uint8Array) => void;
  reject: (error: Error) => void;
  patience: NodeJS.Timeout;
}

/** On globalThis, because the server and Remix's bundle are two module graphs in one process. */
const held = globalThis as typeof globalThis & { tiltsPdf?: Pool | undefined };
interface Pool {
  worker: Worker;
  waiting: Map<number, Waiting>;
  asked: number;
}

/** The document as a file. Throws when it cannot be made. */
export function makePdf(described: PdfDocument): Promise<Uint8Array> {
  held.tiltsPdf ??= startPool();
  const pool = held.tiltsPdf;
  const id = ++pool.asked;
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => giveUp(pool, "a document took too long"), LONGEST_MS);
    patience.unref();
    pool.waiting.set(id, { resolve, reject, patience });
    pool.worker.ref();
    pool.worker.postMessage({ id, described } satisfies Asked);
  });
}

/** Ends the thread; the next document starts another. */
export async function endThread(): Promise<void> {
  const pool = held.tiltsPdf;
  if (!pool) return;
  giveUp(pool, "the thread was ended");
  await pool.worker.terminate();
}

function startPool(): Pool {
  const worker = new Worker(path.resolve(ENTRY), {
    name: "pdf",
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const pool: Pool = { worker, waiting: new Map(), asked: 0 };
  worker
    .on("message", (made: Made) => answer(pool, made))
    .on("error", (error) => giveUp(pool, error.message))
    .on("exit", () => giveUp(pool, "the thread ended"));
  return pool;
}

function answer(pool: Pool, made: Made): void {
  const waiting = pool.waiting.get(made.id);
  if (!waiting) return;
  clearTimeout(waiting.patience);
  pool.waiting.delete(made.id);
  if (pool.waiting.size === 0) pool.worker.unref();
  if ("pdf" in made) waiting.resolve(made.pdf);
  else waiting.reject(new Error(made.error));
}

/** Whoever waits is told, and the next document starts anew. */
function giveUp(pool: Pool, why: string): void {
  if (held.tiltsPdf === pool) held.tiltsPdf = undefined;
  for (const id of [...pool.waiting.keys()]) answer(pool, { id, error: why });
  void pool.worker.terminate();
}
