/**
 * Whether a page that stands open is still true. A page carries a mark of how far the installation's events had come when it
 * was read; asked again, only what was recorded since is looked at, so an answer costs the same after ten years.
 */
import { and, desc, eq, exists, gt, ne, or, sql } from "drizzle-orm";
import { seal, unseal } from "#app/auth/seal.server";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { MINUTE } from "#app/time";
import { prepared } from "#db/prepared";
import { assignments, events, offers, requests } from "#db/schema";

/** A mark from longer ago is an old one, whatever has happened: no page in use waits as long to be read again. */
const FRESH = 2 * MINUTE;

/**
 * How far events have come, for this viewer's page to bring along. How many there are, and whether there is one more than on
 * the page before, is nobody's business: no two marks are the same.
 */
export function markOf({ db, now, viewer }: Ctx<UserViewer>): string {
  return seal("news", viewer.userId, [newestQuery(db).get()?.id ?? 0, now]);
}

const newestQuery = prepared((db) =>
  db.select({ id: events.id }).from(events).orderBy(desc(events.id)).limit(1).prepare(),
);

/** Something has happened since the mark that this viewer's pages may show. A mark that cannot be read is an old one. */
export function hasNews(ctx: Ctx<UserViewer>, mark: string): boolean {
  const read = unseal("news", ctx.viewer.userId, mark);
  if (!read || ctx.now - read[1] > FRESH) return true;
  const [since] = read;
  return !!ctx.db
    .select({ one: sql`1` })
    .from(events)
    .where(and(gt(events.id, since), concerning(ctx)))
    .limit(1)
    .get();
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
  return ne(events.kind, "application_made"); // nobody's to see before its mail is confirmed
}
