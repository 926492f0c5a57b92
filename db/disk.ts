/** A disk that takes no more: which errors say so, when one last did, and which of them nobody may write after. */
import { statfsSync } from "node:fs";
import type { Instant } from "#app/time";

/** Full, broken, or mounted for reading only. What was to be written is rolled back; reading goes on. */
const REFUSED_BY_DISK = /^(?:SQLITE_(?:FULL|IOERR|READONLY)|ENOSPC$|EDQUOT$|EROFS$|EIO$)/;

/** On globalThis, because the server and Remix's bundle are two module graphs in one process. */
const held = globalThis as typeof globalThis & { tiltsDiskRefusedAt?: Instant; tiltsWhenSyncFails?: () => void };

export function isDiskTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && REFUSED_BY_DISK.test(String(error.code))) || isDiskTrouble(error.cause);
}

/** Tells whether it was the disk; then health knows it, and whoever must end this process when a sync has failed. */
export function noteIfDisk(error: unknown, now: Instant): boolean {
  if (!isDiskTrouble(error)) return false;
  held.tiltsDiskRefusedAt = now;
  if (isFailedSync(error)) held.tiltsWhenSyncFails?.();
  return true;
}

/**
 * The disk did not confirm a commit. The system may have dropped what it could not write and call the next sync of the same
 * file a success, so that nothing after it is certain: what was written before is read anew by a new process.
 */
function isFailedSync(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && /^SQLITE_IOERR_(?:DIR_)?FSYNC$/.test(String(error.code))) || isFailedSync(error.cause);
}

/** `end` is called at each failed sync, in the middle of the deed that met it. */
export function whenSyncFails(end: () => void): void {
  held.tiltsWhenSyncFails = end;
}

/** When a write was last refused by the disk; null when none has been since the start. */
export function diskRefusedAt(): Instant | null {
  return held.tiltsDiskRefusedAt ?? null;
}

/** Does what a page can do without: a disk that takes no more must not keep people from reading. Answers whether it was written. */
export function whereDiskAllows(now: Instant, write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (noteIfDisk(error, now)) return false; // a border: health is red, and the next look tries again
    throw error;
  }
}

/** Bytes that are left where a folder lies, and how many there are in all; null where the system does not say. */
export function diskSpace(folder: string): { free: number; total: number } | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null; // a border: some file systems have no answer
  }
}
