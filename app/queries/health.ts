import { and, asc, eq, isNull } from "drizzle-orm";
import { runtime } from "#app/context.server";
import { type Instant, instantFrom } from "#app/time";
import { brokenGuards, type Reader, sqliteVersion, synchronousOf } from "#db/client.server";
import { installation, notifications } from "#db/schema";

export interface Health {
  sqliteVersion: string;
  /** 2 = FULL: a commit survives a power cut. */
  synchronous: number;
  /** Names of guards that are missing or changed; empty when all stand. */
  brokenGuards: string[];
  /** When the oldest notification that is still to be delivered became due. */
  oldestUndelivered: Instant | null;
  lastTick: Instant | null;
}

/** What an operator or a monitor asks first. */
export function health(db: Reader): Health {
  const { sqlite } = runtime();
  const oldest = db
    .select({ at: notifications.nextAt })
    .from(notifications)
    .where(and(isNull(notifications.sentAt), isNull(notifications.deadAt), isNull(notifications.suppressedAt)))
    .orderBy(asc(notifications.nextAt))
    .limit(1)
    .get();
  const tick = db.select().from(installation).where(eq(installation.key, "last_tick")).get();
  return {
    sqliteVersion: sqliteVersion(sqlite),
    synchronous: synchronousOf(sqlite),
    brokenGuards: brokenGuards(sqlite),
    oldestUndelivered: oldest?.at ?? null,
    lastTick: tick ? instantFrom(Number(tick.value)) : null,
  };
}
