/** The files in a folder: written there, and read from there once nothing in them can be doubted. */
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { StringDecoder } from "node:string_decoder";
import { z } from "zod";
import { ok, type Result, refuse } from "#app/result";
import { checksumOf, FILES_FOLDER, storeIn, type Wanted } from "#db/files/store.server";
import { KEPT } from "#db/whole/columns";
import type { Value } from "#db/whole/snapshot.server";
import { FORMAT, MANIFEST, type Manifest, type Piece } from "./pieces";

/** Answers how many files were written, the manifest last, so that a folder without one is not whole. Refuses one that holds anything. */
export function writeTo(folder: string, pieces: Iterable<Piece>): Result<{ files: number }, "folder_not_empty"> {
  if (existsSync(folder) && readdirSync(folder).length > 0) return refuse("folder_not_empty");
  mkdirSync(folder, { recursive: true });
  let files = 0;
  for (const { name, parts } of pieces) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    const file = openSync(path.join(folder, name), "wx");
    for (const part of parts) writeWhole(file, part);
    closeSync(file);
    files++;
  }
  return ok({ files });
}

function writeWhole(file: number, part: string | Uint8Array): void {
  if (typeof part === "string") writeSync(file, part);
  else writeSync(file, part);
}

const Described = z.object({
  format: z.string(),
  mode: z.enum(["demo", "real"]),
  name: z.string().nullable(),
  schema: z.string(),
  at: z.string(),
  tables: z.array(z.object({ name: z.string(), file: z.string(), rows: z.number(), sha256: z.string() })),
});

export type Unfit =
  | "no_manifest"
  | "other_format"
  | "other_schema"
  | "tables_missing"
  | "file_missing"
  | "file_damaged";

/**
 * The manifest, when every file is there as it says and this version can read them. `schema`: of this version. `detail` of a refusal
 * names the file, the tables or the version.
 */
export function checkFolder(folder: string, schema: string): Result<Manifest, Unfit> {
  const manifest = manifestIn(folder);
  if (!manifest) return refuse("no_manifest");
  if (manifest.format !== FORMAT) return refuse("other_format", manifest.format);
  if (manifest.schema !== schema) return refuse("other_schema", manifest.schema);
  const missing = Object.keys(KEPT).filter((name) => !manifest.tables.some((table) => table.name === name));
  if (missing.length > 0) return refuse("tables_missing", missing.join(", "));
  for (const { name, sha256 } of manifest.tables) {
    if (!KEPT[name]) return refuse("other_format", name);
    const file = fileOf(folder, name);
    if (!existsSync(file)) return refuse("file_missing", path.basename(file));
    if (hashOf(file) !== sha256) return refuse("file_damaged", path.basename(file));
  }
  const lost = filesOf(folder).find(({ id, sha256 }) => checksumIn(folder, id) !== sha256);
  return lost ? refuse("file_damaged", `${FILES_FOLDER}/${lost.id}`) : ok(manifest);
}

/** The files that people brought, as their rows name them. */
export function filesOf(folder: string): Wanted[] {
  const columns = KEPT.files?.columns ?? [];
  const told = [...rowsOf(folder, "files")].map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  return told.filter((row) => row.is_gone === 0).map(({ id, sha256 }) => ({ id: String(id), sha256: String(sha256) }));
}

function checksumIn(folder: string, id: string): string | null {
  const bytes = storeIn(folder).read(id);
  return bytes && checksumOf(bytes);
}

/** A table's file is called as the table is, whatever the manifest says. */
function fileOf(folder: string, table: string): string {
  return path.join(folder, `${table}.jsonl`);
}

function manifestIn(folder: string): Manifest | null {
  const file = path.join(folder, MANIFEST);
  if (!existsSync(file)) return null;
  try {
    return Described.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null; // not JSON, or not of this shape: no manifest of ours
  }
}

function hashOf(file: string): string {
  const hash = createHash("sha256");
  for (const bytes of bytesOf(file)) hash.update(bytes);
  return hash.digest("hex");
}

/** Each row of a table in the order of its columns. Throws where a line is no row of it. */
export function* rowsOf(folder: string, table: string): Generator<Value[]> {
  const columns = KEPT[table]?.columns ?? [];
  for (const line of linesOf(fileOf(folder, table))) {
    const row = Row.parse(JSON.parse(line));
    if (Object.keys(row).join(" ") !== columns.join(" ")) throw new Error(`${table}.jsonl has other columns`);
    yield Object.values(row);
  }
}

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

function* linesOf(file: string): Generator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for (const bytes of bytesOf(file)) {
    const lines = (rest + decoder.write(bytes)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest + decoder.end() !== "") yield rest;
}

const BLOCK = 256 * 1024;

function* bytesOf(file: string): Generator<Buffer> {
  const handle = openSync(file, "r");
  const block = Buffer.alloc(BLOCK);
  try {
    for (let read = readSync(handle, block); read > 0; read = readSync(handle, block)) yield block.subarray(0, read);
  } finally {
    closeSync(handle);
  }
}
