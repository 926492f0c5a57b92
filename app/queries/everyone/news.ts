/**
 * Whether a page that stands open is still true. A page carries a mark of how far the installation's events had come when it
 * was read; asked again, only what was recorded since is looked at, so an answer costs the same after ten years.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { and, desc, eq, exists, gt, or, sql } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { prepared } from "#db/prepared";
import { assignments, events, offers, requests } from "#db/schema";

/** With more than this recorded since, a page counts as old without looking further. */
const LOOKED_THROUGH = 500;

/** How far events have come, for the page to bring along. How many there are is nobody's business: the mark does not say it. */
export function markOf({ db }: Ctx): string {
  return sealed(newestQuery(db).get()?.id ?? 0);
}

const newestQuery = prepared((db) =>
  db.select({ id: events.id }).from(events).orderBy(desc(events.id)).limit(1).prepare(),
);

/** Something has happened since the mark that this viewer's pages may show. A mark that cannot be read is an old one. */
export function hasNews(ctx: Ctx<UserViewer>, mark: string): boolean {
  const since = opened(mark);
  if (since === null) return true;
  const recorded = ctx.db
    .select({ concerns: sql<number>`coalesce(${concerning(ctx)}, 0)` })
    .from(events)
    .where(gt(events.id, since))
    .limit(LOOKED_THROUGH)
    .all();
  return recorded.length === LOOKED_THROUGH || recorded.some(({ concerns }) => concerns === 1);
}

/** An interpreter hears of themselves and of what they were asked or do, an institution of its requests, staff of everything. */
function concerning({ db, viewer }: Ctx<UserViewer>) {
  const one = { one: sql`1` };
  if (viewer.interpreterId) {
    const { interpreterId } = viewer;
    const asked = and(eq(offers.requestId, events.requestId), eq(offers.interpreterId, interpreterId));
    const does = and(eq(assignments.requestId, events.requestId), eq(assignments.interpreterId, interpreterId));
    return or(
      eq(events.interpreterId, interpreterId),
      exists(db.select(one).from(offers).where(asked)),
      exists(db.select(one).from(assignments).where(does)),
    );
  }
  if (viewer.organisationId) {
    const own = and(eq(requests.id, events.requestId), eq(requests.organisationId, viewer.organisationId));
    return exists(db.select(one).from(requests).where(own));
  }
  return sql`1`;
}

/** Lasts as long as the process: after a restart every page is old once. */
const SEAL = randomBytes(16);

function sealed(id: number): string {
  const block = Buffer.alloc(16);
  block.writeBigUInt64BE(BigInt(id), 8);
  const cipher = createCipheriv("aes-128-ecb", SEAL, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]).toString("base64url");
}

function opened(mark: string): number | null {
  const block = Buffer.from(mark, "base64url");
  if (block.length !== 16) return null;
  const cipher = createDecipheriv("aes-128-ecb", SEAL, null).setAutoPadding(false);
  const plain = Buffer.concat([cipher.update(block), cipher.final()]);
  return plain.readBigUInt64BE(0) === 0n ? Number(plain.readBigUInt64BE(8)) : null;
}
