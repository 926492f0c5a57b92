/**
 * A file read in a worker thread: the server goes on answering while a large workbook is unpacked. What runs in there is
 * thread-entry.js; a thread reads one file and ends.
 */
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { ImportKind } from "#app/dispatch/vocabulary";
import { type Ok, refuse } from "#app/result";
import type { FileRefusal, ReadTable } from "./rows";

/** From the project's folder, where every process of Tilts runs: in the built server import.meta.url is the bundle's. */
const ENTRY = "app/imports/thread-entry.js";
/** Far more than any table that a service has; a file made to take more is too big. */
const MOST_MEGABYTES = 512;
const LONGEST_MS = 60_000;

export interface FileToRead {
  kind: ImportKind;
  file: Uint8Array;
  sheet: string | null;
}

export type ReadFile = Ok<ReadTable<string>> | FileRefusal;

/** The rows of a file, or why nothing of it is taken; one that would take too much memory or time is too big. */
export function readInThread(asked: FileToRead): Promise<ReadFile> {
  return new Promise((resolve) => {
    const worker = new Worker(path.resolve(ENTRY), {
      name: "import",
      workerData: asked,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    const end = (read: ReadFile) => {
      clearTimeout(patience);
      resolve(read);
      void worker.terminate();
    };
    const patience = setTimeout(() => end(refuse("too_big")), LONGEST_MS);
    worker
      .on("message", (read: ReadFile) => end(read))
      .on("error", () => end(refuse("too_big")))
      .on("exit", () => end(refuse("too_big")));
  });
}
