import { and, eq, lt } from "drizzle-orm";
import { forgetOldForms, hasOldForms } from "#app/auth/kept-forms.server";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { DAY, instantFrom } from "#app/time";
import { idempotency } from "#db/schema";

/** How long the key of a form is known: longer than a tab stays open over a holiday. */
const KNOWN_FOR = 14 * DAY;
const BATCH = 200;

/** Forgets the keys of forms that nobody sends again any more, and what was typed and nobody came back for. */
export function forgetSent(ctx: Ctx): void {
  const old = ctx.db
    .select({ actor: idempotency.actor, key: idempotency.key })
    .from(idempotency)
    .where(lt(idempotency.at, instantFrom(ctx.now - KNOWN_FOR)))
    .limit(BATCH)
    .all();
  if (old.length === 0 && !hasOldForms(ctx)) return;
  transact(ctx, (work) => {
    for (const { actor, key } of old)
      work.db
        .delete(idempotency)
        .where(and(eq(idempotency.actor, actor), eq(idempotency.key, key)))
        .run();
    forgetOldForms(work);
    return ok(null);
  });
}
