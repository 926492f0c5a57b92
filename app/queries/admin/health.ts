import { and, eq, gt, inArray, isNull, lte, min, or } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import { CHANNELS } from "#app/dispatch/vocabulary";
import { type Instant, instantFrom, MINUTE } from "#app/time";
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
  /** What a monitor must wake somebody for. */
  troubles: Trouble[];
}

/** A guard is gone; a message is stuck; nobody does what time drives. */
export type Trouble = "unsound" | "undelivered" | "asleep";

/** A message may take this long, with its repetitions. */
const STUCK = 15 * MINUTE;
/** The worker comes round every few seconds. */
const ASLEEP = 2 * MINUTE;

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
  const found = {
    sqliteVersion: sqliteVersion(sqlite),
    synchronous: synchronousOf(sqlite),
    brokenGuards: brokenGuards(sqlite),
    oldestUndelivered: oldest?.at ?? null,
    lastTick: tick ? instantFrom(Number(tick.value)) : null,
  };
  return { ...found, troubles: troublesOf(found, ctx.now) };
}

/** Pure: what of it is wrong at this moment. */
export function troublesOf(found: Omit<Health, "troubles">, now: Instant): Trouble[] {
  const isOlder = (at: Instant | null, than: number) => at !== null && now - at > than;
  const troubles: [Trouble, boolean][] = [
    ["unsound", found.brokenGuards.length > 0 || found.synchronous !== 2],
    ["undelivered", isOlder(found.oldestUndelivered, STUCK)],
    ["asleep", isOlder(found.lastTick, ASLEEP)],
  ];
  return troubles.flatMap(([trouble, isSo]) => (isSo ? [trouble] : []));
}
