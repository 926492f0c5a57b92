import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { exclusions } from "#db/schema";

/** From now on the interpreter may come again; when it held, and who ended it, is kept. Refusal: `not_found`. */
export function endExclusion(
  ctx: Ctx,
  { exclusionId, key }: { exclusionId: string; key?: string | undefined },
): Result<{ exclusionId: string }, "not_found"> {
  return transact(ctx, onceFor("end_exclusion", key, { exclusionId }), (work) => {
    const row = work.db.select().from(exclusions).where(eq(exclusions.id, exclusionId)).get();
    if (!row || !may.keepApart(work.viewer) || work.viewer.kind !== "user") return refuse("not_found");
    if (row.endedAt !== null) return ok({ exclusionId });
    const ended = { endedAt: work.now, endedBy: work.viewer.userId };
    work.db.update(exclusions).set(ended).where(eq(exclusions.id, exclusionId)).run();
    record(work, { kind: "exclusion_ended", payload: { exclusionId, clientId: row.clientId } });
    return ok({ exclusionId });
  });
}
