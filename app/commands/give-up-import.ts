import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { ok, type Result, refuse } from "#app/result";
import { importRows, imports } from "#db/schema";

/** A table is not taken in after all: what it said is erased at once. Refusals: `not_found`, `import_changed` when it is taken in already. */
export function giveUpImport(
  ctx: Ctx,
  { importId, key }: { importId: string; key?: string | undefined },
): Result<{ importId: string }, "not_found" | "import_changed"> {
  return transact(ctx, onceFor("give_up_import", key, { importId }), (work) => {
    const one = work.db.select().from(imports).where(eq(imports.id, importId)).get();
    if (!one || !may.administer(work.viewer)) return refuse("not_found");
    if (one.confirmedAt !== null) return refuse("import_changed");
    work.db.delete(importRows).where(eq(importRows.importId, importId)).run();
    work.db
      .update(imports)
      .set({ endedAt: one.endedAt ?? work.now, file: null, refusal: null, forgetAt: null })
      .where(eq(imports.id, importId))
      .run();
    return ok({ importId });
  });
}
