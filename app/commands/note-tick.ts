import { eq } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { ok } from "#app/result";
import { MINUTE } from "#app/time";
import { prepared } from "#db/prepared";
import { installation } from "#db/schema";

/** Health asks for minutes; a write at every round would keep the disk busy for nothing. */
const OFTEN = MINUTE / 6;

/** The worker was here: health reads it as the last tick. Written again when the clock has gone back. */
export function noteTick(ctx: Ctx): void {
  const noted = Number(notedQuery(ctx.db).get()?.value ?? Number.NaN);
  if (noted <= ctx.now && ctx.now - noted < OFTEN) return;
  transact(ctx, (work) => {
    const value = String(work.now);
    work.db
      .insert(installation)
      .values({ key: "last_tick", value })
      .onConflictDoUpdate({ target: installation.key, set: { value } })
      .run();
    return ok(null);
  });
}

const notedQuery = prepared((db) =>
  db.select({ value: installation.value }).from(installation).where(eq(installation.key, "last_tick")).prepare(),
);
