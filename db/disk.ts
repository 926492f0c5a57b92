/** A disk that takes no more: which errors say so, and when one last did. */
import type { Instant } from "#app/time";

/** Full, broken, or mounted for reading only. What was to be written is rolled back; reading goes on. */
const REFUSED_BY_DISK = /^(?:SQLITE_(?:FULL|IOERR|READONLY)|ENOSPC$|EDQUOT$|EROFS$|EIO$)/;

/** On globalThis, because the server and Remix's bundle are two module graphs in one process. */
const held = globalThis as typeof globalThis & { tiltsDiskRefusedAt?: Instant };

export function isDiskTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && REFUSED_BY_DISK.test(String(error.code))) || isDiskTrouble(error.cause);
}

/** Tells whether it was the disk; then health knows it. */
export function noteIfDisk(error: unknown, now: Instant): boolean {
  if (!isDiskTrouble(error)) return false;
  held.tiltsDiskRefusedAt = now;
  return true;
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
