/** What runs in the thread that reads a file (thread.ts starts it). Plain JavaScript, because nothing compiles it: it brings tsx. */
import { parentPort, workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const [{ readTable }, { COLUMNS }] = await Promise.all([import("./rows.ts"), import("./columns.ts")]);
const { kind, file, sheet } = workerData;
parentPort.postMessage(readTable(file, COLUMNS[kind], sheet ?? undefined));
