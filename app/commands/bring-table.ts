import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact } from "#app/context.server";
import type { ImportKind } from "#app/dispatch/vocabulary";
import { markOfBytes } from "#app/imports/remember";
import { ok, type Result, refuse } from "#app/result";
import { DAY, instantFrom } from "#app/time";
import { imports } from "#db/schema";

export interface BroughtTable {
  kind: ImportKind;
  file: Uint8Array;
  key?: string | undefined;
}

/** Nobody looks at it again after so long. */
const LIFE = DAY;

/**
 * An administrator brings a table: it is kept, and looked at by the worker, which writes nothing of it. Nobody hears of it and
 * nothing is recorded until it is taken in. Refusals: `not_found`, `file_missing`.
 */
export function bringTable(
  ctx: Ctx,
  { kind, file, key }: BroughtTable,
): Result<{ importId: string }, "not_found" | "file_missing"> {
  return transact(ctx, onceFor("bring_table", key, { kind, file: markOfBytes(file) }), (work) => {
    if (work.viewer.kind !== "user" || !may.administer(work.viewer)) return refuse("not_found");
    if (file.length === 0) return refuse("file_missing");
    const importId = newId();
    work.db
      .insert(imports)
      .values({
        id: importId,
        kind,
        userId: work.viewer.userId,
        createdAt: work.now,
        file: Buffer.from(file),
        choices: { sheet: null, asNew: [], leftOut: [], isVouched: false },
        forgetAt: instantFrom(work.now + LIFE),
      })
      .run();
    return ok({ importId });
  });
}
