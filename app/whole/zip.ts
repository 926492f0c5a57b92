/** The files as one packed file, written as it is read. */

import path from "node:path";
import { strToU8, Zip, ZipDeflate } from "fflate";
import type { Instant } from "#app/time";
import { storeIn } from "#db/files/store.server";
import { DATABASE_FILE } from "#db/installation.server";
import { takeSnapshot } from "#db/whole/snapshot.server";
import { type Piece, piecesOf } from "./pieces";

/** How well it is packed: beyond this it takes far longer for little. */
const LEVEL = 6;

/** That of the database in this folder, as it stands when the first part is asked for. */
export function* snapshotZip(dataDir: string, at: Instant): Generator<Uint8Array> {
  const snapshot = takeSnapshot(path.join(dataDir, DATABASE_FILE));
  try {
    yield* zipOf(piecesOf(snapshot, at, storeIn(dataDir)));
  } finally {
    snapshot.close();
  }
}

export function* zipOf(pieces: Iterable<Piece>): Generator<Uint8Array> {
  let packed: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    packed.push(part);
  });
  const ready = function* () {
    yield* packed;
    packed = [];
  };
  for (const { name, parts } of pieces) {
    const file = new ZipDeflate(name, { level: LEVEL });
    zip.add(file);
    for (const part of parts) {
      file.push(typeof part === "string" ? strToU8(part) : part);
      yield* ready();
    }
    file.push(new Uint8Array(0), true);
    yield* ready();
  }
  zip.end();
  yield* ready();
}
