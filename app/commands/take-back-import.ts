import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { ok, type Result, refuse } from "#app/result";
import { imports } from "#db/schema";

/**
 * What came in with a table is taken back, as far as nothing refers to it: the worker does it, and it is recorded when it is done.
 * May be asked again for what had to stay. Refusals: `not_found`; `import_changed` when it is not taken in, or is being taken back.
 */
export function takeBackImport(
  ctx: Ctx,
  { importId, key }: { importId: string; key?: string | undefined },
): Result<{ importId: string }, "not_found" | "import_changed"> {
  return transact(ctx, onceFor("take_back_import", key, { importId }), (work) => {
    const one = work.db.select().from(imports).where(eq(imports.id, importId)).get();
    if (!one || !may.administer(work.viewer)) return refuse("not_found");
    const isUnderWay = one.takeBackAt !== null && one.takenBackAt === null;
    if (one.appliedAt === null || one.endedAt !== null || isUnderWay) return refuse("import_changed");
    work.db
      .update(imports)
      .set({ takeBackAt: work.now, takenBackAt: null, passed: 0 })
      .where(eq(imports.id, importId))
      .run();
    return ok({ importId });
  });
}
