import { and, eq, inArray } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { ok, type Result, refuse } from "#app/result";
import { importRows, imports } from "#db/schema";

/**
 * What was looked at is to be taken in: the worker does it, and it is recorded when it is done. Confirmed twice it is taken in once.
 * Refusals: `not_found`; `import_changed` when it is not as it was shown: not looked at, given up, or with nothing to take in.
 */
export function confirmImport(
  ctx: Ctx,
  { importId, key }: { importId: string; key?: string | undefined },
): Result<{ importId: string }, "not_found" | "import_changed"> {
  return transact(ctx, onceFor("confirm_import", key, { importId }), (work) => {
    const one = work.db.select().from(imports).where(eq(imports.id, importId)).get();
    if (!one || !may.administer(work.viewer)) return refuse("not_found");
    if (one.confirmedAt !== null) return ok({ importId });
    if (one.lookedAt === null || one.endedAt !== null || one.refusal !== null) return refuse("import_changed");
    const wanted = and(eq(importRows.importId, importId), inArray(importRows.became, ["added", "changed"]));
    if (!work.db.select({ line: importRows.line }).from(importRows).where(wanted).limit(1).get())
      return refuse("import_changed");
    work.db
      .update(imports)
      .set({ confirmedAt: work.now, passed: 0, forgetAt: null })
      .where(eq(imports.id, importId))
      .run();
    return ok({ importId });
  });
}
