import { dropOldSignIns, hasOldSignIns } from "#app/auth/sign-ins.server";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";

/** Who signed in when is kept for ninety days. */
export function forgetSignIns(ctx: Ctx): void {
  if (!hasOldSignIns(ctx.db, ctx.now)) return;
  transact(ctx, (work) => {
    dropOldSignIns(work.db, work.now);
    return ok(null);
  });
}
