/** The whole installation as open files, piece by piece: a file of JSON lines for each table, what they are, and a manifest last. */
import { createHash } from "node:crypto";
import { type Instant, isoOf } from "#app/time";
import { FILES_FOLDER, type FileStore } from "#db/files/store.server";
import { KEPT, LEFT } from "#db/whole/columns";
import type { Snapshot, Value } from "#db/whole/snapshot.server";
import { readmeOf } from "./readme";

/** Which files these are; another number is another shape. */
export const FORMAT = "tilts-installation/1";
export const MANIFEST = "manifest.json";

export interface ManifestTable {
  name: string;
  file: string;
  rows: number;
  /** Of the file, in hexadecimal. */
  sha256: string;
}

export interface Manifest {
  format: string;
  mode: "demo" | "real";
  /** What the service is called; null: it has no name of its own. */
  name: string | null;
  /** The last migration of the database that it was. */
  schema: string;
  at: string;
  tables: ManifestTable[];
}

/** A file and its text, a part at a time: all of it is taken before the next file is asked for. */
export interface Piece {
  name: string;
  parts: Iterable<string | Uint8Array>;
}

/** So many letters are one part. */
const PART = 64 * 1024;

/** `store`: where the files lie that the rows name. */
export function* piecesOf(snapshot: Snapshot, at: Instant, store: FileStore): Generator<Piece> {
  const tables: ManifestTable[] = [];
  for (const [name, { columns }] of Object.entries(KEPT)) {
    const table = { name, file: `${name}.jsonl`, rows: 0, sha256: "" };
    yield { name: table.file, parts: counted(linesOf(snapshot.rows(name), columns, table), table) };
    tables.push(table);
  }
  yield* broughtBy(snapshot, store);
  yield { name: "README.md", parts: [readmeOf(KEPT, LEFT)] };
  const { mode, name, schema } = snapshot;
  const manifest: Manifest = { format: FORMAT, mode, name, schema, at: isoOf(at), tables };
  yield { name: MANIFEST, parts: [`${JSON.stringify(manifest, null, 2)}\n`] };
}

/** One that is let go meanwhile is not there any more: its row says that it was. */
function* broughtBy(snapshot: Snapshot, store: FileStore): Generator<Piece> {
  for (const id of snapshot.files()) {
    const bytes = store.read(id);
    if (bytes) yield { name: `${FILES_FOLDER}/${id}`, parts: [bytes] };
  }
}

function* linesOf(rows: Iterable<Value[]>, columns: readonly string[], table: ManifestTable): Generator<string> {
  let part = "";
  for (const row of rows) {
    part += `${JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, row[i]])))}\n`;
    table.rows++;
    if (part.length < PART) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}

function* counted(parts: Iterable<string>, table: ManifestTable): Generator<string> {
  const hash = createHash("sha256");
  for (const part of parts) {
    hash.update(part, "utf8");
    yield part;
  }
  table.sha256 = hash.digest("hex");
}
