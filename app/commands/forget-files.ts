import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { rulesAt } from "#app/facts/rules";
import { ok } from "#app/result";
import { DAY, instantFrom } from "#app/time";
import type { FileStore } from "#db/files/store.server";
import { credentials, files } from "#db/schema";

/** As the index of those says it. */
const isGone = sql`is_gone = 1`;
/** So many in one round. */
const AT_ONCE = 50;

/** What nothing names any more leaves the disk, and then its row; a scan goes when its paper has ended for as long as the rule says. */
export function forgetFiles(ctx: Ctx, store: FileStore): void {
  endScans(ctx);
  const gone = ctx.db.select({ id: files.id }).from(files).where(isGone).limit(AT_ONCE).all();
  if (gone.length === 0) return;
  const ids = gone.map(({ id }) => id);
  for (const id of ids) store.drop(id);
  transact(ctx, (work) => {
    work.db
      .delete(files)
      .where(and(inArray(files.id, ids), isGone))
      .run();
    return ok(null);
  });
}

function endScans(ctx: Ctx): void {
  const over = instantFrom(ctx.now - rulesAt(ctx, ctx.now)["papers.scanDays"] * DAY);
  const isOver = and(isNotNull(credentials.scanId), lte(credentials.validUntil, over));
  const ended = ctx.db
    .select({ id: credentials.id, interpreterId: credentials.interpreterId })
    .from(credentials)
    .where(isOver)
    .limit(AT_ONCE)
    .all();
  if (ended.length === 0) return;
  transact(ctx, (work) => {
    for (const { id, interpreterId } of ended) {
      work.db.update(credentials).set({ scanId: null }).where(eq(credentials.id, id)).run();
      record(work, { kind: "interpreter_saved", interpreterId, payload: { added: false, changed: ["scan"] } });
    }
    return ok(null);
  });
}

/** What lies on the disk without a row, since a transaction failed after its file was laid: looked for once, at a start. */
export function sweepFiles(ctx: Ctx, store: FileStore): void {
  store.clear();
  for (const id of store.ids())
    if (!ctx.db.select({ id: files.id }).from(files).where(eq(files.id, id)).get()) store.drop(id);
}
