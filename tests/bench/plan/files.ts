/** Instances and plans in files, and tools that are started by name. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** True for the module that `node app/cli/run.js FILE.ts` was asked to run. */
export const isStarted = (url: string) => process.argv[1] === fileURLToPath(url);

/** A JSON file, gzipped or not; relative paths are meant from where the person started the tool. */
export function readJson(file: string): unknown {
  const bytes = readFileSync(path.resolve(process.env.STARTED_IN ?? ".", file));
  return JSON.parse((bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8"));
}
