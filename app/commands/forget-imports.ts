import { and, eq, lte, ne } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { importRows, imports } from "#db/schema";

/**
 * What a table said of people is kept no longer than somebody may need it: the file of one that nobody came back for, and of one that
 * was taken in what its rows said and what they were written over. Which rows were added stays: these can still be taken back.
 */
export function forgetImports(ctx: Ctx): void {
  const due = ctx.db.select({ id: imports.id }).from(imports).where(lte(imports.forgetAt, ctx.now)).limit(1).get();
  if (!due) return;
  transact(ctx, (work) => {
    const own = eq(importRows.importId, due.id);
    const one = work.db.select().from(imports).where(eq(imports.id, due.id)).get();
    const isOver = one?.confirmedAt == null;
    work.db
      .delete(importRows)
      .where(isOver ? own : and(own, ne(importRows.became, "added")))
      .run();
    work.db.update(importRows).set({ said: null, before: null }).where(own).run();
    work.db
      .update(imports)
      .set({ file: null, refusal: null, forgetAt: null, ...(isOver && { endedAt: one?.endedAt ?? work.now }) })
      .where(eq(imports.id, due.id))
      .run();
    return ok(null);
  });
}
