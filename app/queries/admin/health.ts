import { and, eq, gt, inArray, isNull, lte, min, or } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import { CHANNELS } from "#app/dispatch/vocabulary";
import { type Instant, instantFrom } from "#app/time";
import { brokenGuards, sqliteVersion, synchronousOf } from "#db/client.server";
import { events, installation, notifications } from "#db/schema";

export interface Health {
  sqliteVersion: string;
  /** 2 = FULL: a commit survives a power cut. */
  synchronous: number;
  /** Names of guards that are missing or changed; empty when all stand. */
  brokenGuards: string[];
  /** When that happened of which somebody should have been told by now and has not been. Null when nobody waits. */
  oldestUndelivered: Instant | null;
  lastTick: Instant | null;
}

/** What an operator or a monitor asks first. */
export function health(ctx: Pick<Ctx, "db" | "now">): Health {
  const { sqlite } = runtime();
  const oldest = ctx.db
    .select({ at: min(events.at) })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(
      and(
        isNull(notifications.sentAt),
        isNull(notifications.deadAt),
        isNull(notifications.suppressedAt),
        inArray(notifications.channel, CHANNELS),
        or(lte(notifications.nextAt, ctx.now), gt(notifications.tries, 0)),
      ),
    )
    .get();
  const tick = ctx.db.select().from(installation).where(eq(installation.key, "last_tick")).get();
  return {
    sqliteVersion: sqliteVersion(sqlite),
    synchronous: synchronousOf(sqlite),
    brokenGuards: brokenGuards(sqlite),
    oldestUndelivered: oldest?.at ?? null,
    lastTick: tick ? instantFrom(Number(tick.value)) : null,
  };
}
