/** A file that somebody brought is kept: its row, and its bytes beside the database. Not a command itself. */
import { newId, type Work } from "#app/context.server";
import { fileTypeOf } from "#app/files/type";
import { ok, type Result, refuse } from "#app/result";
import { checksumOf, type FileStore } from "#db/files/store.server";
import { files } from "#db/schema";

export type FileRefusal = "file_missing" | "file_too_large" | "file_type";

/**
 * The caller names the answered id in a row of its own, in the same transaction; when that row names it no longer, a guard lets the
 * file go. `most`: bytes. Where the transaction fails the bytes lie there without a row, and the next start takes them away.
 */
export function keepFile(
  work: Work,
  store: FileStore,
  { bytes, most }: { bytes: Uint8Array | null; most: number },
): Result<{ fileId: string }, FileRefusal> {
  if (!bytes || bytes.length === 0) return refuse("file_missing");
  if (bytes.length > most) return refuse("file_too_large");
  const type = fileTypeOf(bytes);
  if (!type) return refuse("file_type");
  const fileId = newId();
  store.lay(fileId, bytes);
  work.db
    .insert(files)
    .values({
      id: fileId,
      type,
      bytes: bytes.length,
      sha256: checksumOf(bytes),
      at: work.now,
      broughtBy: work.viewer.kind === "user" ? work.viewer.userId : null,
    })
    .run();
  return ok({ fileId });
}
