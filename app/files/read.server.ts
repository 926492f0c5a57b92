/** For routes, which know no disk: where the files of the running installation lie, and what is in one. */
import { runtime } from "#app/context.server";
import { type FileStore, storeIn } from "#db/files/store.server";

export function filesHere(): FileStore {
  return storeIn(runtime().config.dataDir);
}

/** null: it is not there. */
export function readFile(fileId: string): Uint8Array<ArrayBuffer> | null {
  const bytes = filesHere().read(fileId);
  return bytes && new Uint8Array(bytes);
}
