import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { installation } from "#db/schema";

/** The worker was here: health reads it as the last tick. */
export function noteTick(ctx: Ctx) {
  return transact(ctx, (work) => {
    const value = String(work.now);
    work.db
      .insert(installation)
      .values({ key: "last_tick", value })
      .onConflictDoUpdate({ target: installation.key, set: { value } })
      .run();
    return ok(null);
  });
}
