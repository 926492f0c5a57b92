import { and, eq, inArray } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact, whenSaved } from "#app/context.server";
import { ok } from "#app/result";
import { HOUR } from "#app/time";
import { readings, requests } from "#db/schema";

/** What stood before somebody: a request, what is known of an interpreter, or what somebody at the door says of themselves. */
export type Read = { requestId: string } | { interpreterId: string } | { applicationId: string };

/**
 * Writes down that the viewer has it before them: once an hour, and never in the way of the page. Of requests only those of
 * class C; whoever looks at what is their own is not written down.
 */
export function noteReading(ctx: Ctx<UserViewer>, read: Read): void {
  if ("interpreterId" in read && read.interpreterId === ctx.viewer.interpreterId) return;
  if ("requestId" in read && !isProtected(ctx, read.requestId)) return;
  const { userId } = ctx.viewer;
  const hour = Math.floor(ctx.now / HOUR);
  const ofHour = and(isOf(read), eq(readings.userId, userId), eq(readings.hour, hour));
  if (ctx.db.select({ id: readings.id }).from(readings).where(ofHour).limit(1).get()) return;
  whenSaved(ctx, () =>
    transact(ctx, (work) => {
      work.db
        .insert(readings)
        .values({ at: work.now, hour, userId, ...read })
        .onConflictDoNothing()
        .run();
      return ok(null);
    }),
  );
}

function isOf(read: Read) {
  if ("requestId" in read) return eq(readings.requestId, read.requestId);
  if ("interpreterId" in read) return eq(readings.interpreterId, read.interpreterId);
  return eq(readings.applicationId, read.applicationId);
}

/**
 * The same of a list: each request of class C in it whose protected facts stand there. `requestIds` are those of rows that show
 * some.
 */
export function noteReadings(ctx: Ctx<UserViewer>, requestIds: readonly string[]): void {
  const { userId } = ctx.viewer;
  const hour = Math.floor(ctx.now / HOUR);
  if (requestIds.length === 0) return;
  const ids = [...requestIds];
  const isC = and(inArray(requests.id, ids), eq(requests.protectionClass, "C"));
  const shown = ctx.db.select({ id: requests.id }).from(requests).where(isC).all();
  const ofHour = and(inArray(readings.requestId, ids), eq(readings.userId, userId), eq(readings.hour, hour));
  const noted = ctx.db.select({ id: readings.requestId }).from(readings).where(ofHour).all();
  const fresh = shown.filter(({ id }) => !noted.some((one) => one.id === id));
  if (fresh.length === 0) return;
  whenSaved(ctx, () =>
    transact(ctx, (work) => {
      const rows = fresh.map(({ id }) => ({ at: work.now, hour, userId, requestId: id }));
      work.db.insert(readings).values(rows).onConflictDoNothing().run();
      return ok(null);
    }),
  );
}

function isProtected({ db }: Pick<Ctx, "db">, requestId: string): boolean {
  const columns = { protectionClass: requests.protectionClass };
  return db.select(columns).from(requests).where(eq(requests.id, requestId)).get()?.protectionClass === "C";
}
