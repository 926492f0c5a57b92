/**
 * Files that people bring, as they lie on the disk: beside the database in DATA_DIR, each under the id of its row in `files`, never
 * changed once it is there, the owner's alone. Nothing here knows what a file is about.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

export const FILES_FOLDER = "files";

export interface FileStore {
  /** Whole and on the disk when it returns. An id is laid once. */
  lay(id: string, bytes: Uint8Array): void;
  /** null: there is none. */
  read(id: string): Buffer | null;
  /** Gone; also where there was none. */
  drop(id: string): void;
  ids(): string[];
  /** Away with what was not finished when a process ended. */
  clear(): void;
}

/** That of an installation, or of a folder of its backups. */
export function storeIn(dataDir: string): FileStore {
  const folder = path.join(dataDir, FILES_FOLDER);
  const fileOf = (id: string) => {
    if (!ID.test(id)) throw new Error("a file is asked for by its row's id");
    return path.join(folder, id);
  };
  return {
    lay(id, bytes) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const unfinished = `${fileOf(id)}${UNFINISHED}`;
      const handle = openSync(unfinished, "w", 0o600);
      try {
        writeFileSync(handle, bytes);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(unfinished, fileOf(id));
      syncFolder(folder);
    },
    read: (id) => (existsSync(fileOf(id)) ? readFileSync(fileOf(id)) : null),
    drop: (id) => rmSync(fileOf(id), { force: true }),
    clear() {
      const all = existsSync(folder) ? readdirSync(folder) : [];
      for (const name of all) if (name.endsWith(UNFINISHED)) rmSync(path.join(folder, name));
    },
    ids: () => (existsSync(folder) ? readdirSync(folder).filter((name) => ID.test(name)) : []),
  };
}

const UNFINISHED = ".unfinished";
const ID = /^[\w-]{1,64}$/;

/** A file's checksum, as its row says it: hexadecimal. */
export function checksumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export interface Wanted {
  id: string;
  sha256: string;
}

/** Lays into one store what it lacks of another, each looked at; answers the ids that are nowhere whole. */
export function bringOver(files: readonly Wanted[], from: readonly FileStore[], to: FileStore): string[] {
  const there = new Set(to.ids());
  return files.flatMap(({ id, sha256 }) => {
    if (there.has(id)) return [];
    const whole = from.map((store) => store.read(id)).find((bytes) => bytes && checksumOf(bytes) === sha256);
    if (!whole) return [id];
    to.lay(id, whole);
    return [];
  });
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
