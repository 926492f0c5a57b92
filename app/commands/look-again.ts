import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { ok, type Result, refuse } from "#app/result";
import { type ImportChoices, imports } from "#db/schema";

/**
 * A brought table is looked at anew by what an administrator says about it: which sheet, what is new after all, which lines stay
 * out. Refusals: `not_found`; `import_changed` when it is taken in or given up already.
 */
export function lookAgain(
  ctx: Ctx,
  { importId, choices, key }: { importId: string; choices: ImportChoices; key?: string | undefined },
): Result<{ importId: string }, "not_found" | "import_changed"> {
  return transact(ctx, onceFor("look_again", key, { importId, choices }), (work) => {
    const one = work.db.select().from(imports).where(eq(imports.id, importId)).get();
    if (!one || !may.administer(work.viewer)) return refuse("not_found");
    if (one.confirmedAt !== null || one.endedAt !== null) return refuse("import_changed");
    work.db
      .update(imports)
      .set({ choices, lookedAt: null, total: null, passed: 0, refusal: null })
      .where(eq(imports.id, importId))
      .run();
    return ok({ importId });
  });
}
