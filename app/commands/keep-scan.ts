import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { LARGEST_PAPER } from "#app/files/type";
import { ok, type Result, refuse } from "#app/result";
import { type FileRefusal, keepFile } from "#app/steps/files/keep-file";
import { checksumOf, type FileStore } from "#db/files/store.server";
import { credentials } from "#db/schema";

interface Scan {
  interpreterId: string;
  paperId: string;
  bytes: Uint8Array | null;
  key?: string;
}

/** The scan of a paper, in the place of the one that was there. Refusals: `not_found`, and those of a file that cannot be taken. */
export function keepScan(
  ctx: Ctx,
  store: FileStore,
  { interpreterId, paperId, bytes, key }: Scan,
): Result<null, "not_found" | FileRefusal> {
  const said = { paperId, sha256: bytes && checksumOf(bytes) };
  return transact(ctx, onceFor("keep_scan", key, said), (work) => {
    if (!may.editRoster(work.viewer) || !isPaperOf(work, interpreterId, paperId)) return refuse("not_found");
    const kept = keepFile(work, store, { bytes, most: LARGEST_PAPER });
    if (!kept.ok) return kept;
    work.db.update(credentials).set({ scanId: kept.value.fileId }).where(eq(credentials.id, paperId)).run();
    record(work, { kind: "interpreter_saved", interpreterId, payload: { added: false, changed: ["scan"] } });
    return ok(null);
  });
}

function isPaperOf(work: Work, interpreterId: string, paperId: string): boolean {
  const own = and(eq(credentials.id, paperId), eq(credentials.interpreterId, interpreterId));
  return work.db.select({ id: credentials.id }).from(credentials).where(own).get() !== undefined;
}
