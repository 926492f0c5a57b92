import { and, eq, gt, inArray, isNull, lte, min, or, sql } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import { CHANNELS } from "#app/dispatch/vocabulary";
import { isOfSomebodyKnown } from "#app/facts/institutions/applications";
import { HOUR, type Instant, instantFrom, MINUTE } from "#app/time";
import { backupsIn } from "#db/backups.server";
import { brokenGuards, sqliteVersion, synchronousOf } from "#db/client.server";
import { diskRefusedAt } from "#db/disk";
import { prepared } from "#db/prepared";
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
  /** Of the newest verified copy; null when there is none, and for a demo, of which none is asked. */
  lastBackup: Instant | null;
  /** Since when a copy is asked for at the latest: that of the newest one, else of the installation. Null: none is asked. */
  backupOwedSince: Instant | null;
  /** When the disk last refused a write; null when it has not since the start. */
  diskRefusedAt: Instant | null;
  /** What a monitor must wake somebody for. */
  troubles: Trouble[];
}

/** A guard is gone; a message is stuck; nobody does what time drives; there is no verified copy from a day and a half; the
 * disk takes no more. */
export type Trouble = "unsound" | "undelivered" | "asleep" | "backup" | "disk";

/** A message may take this long, with its repetitions. */
const STUCK = 15 * MINUTE;
/** The worker comes round every few seconds. */
const ASLEEP = 2 * MINUTE;
/** A nightly copy may fail once by day and be repeated. */
const UNSAVED = 36 * HOUR;
/** The worker writes every few seconds: where the disk takes it again, nothing is refused for so long. */
const REFUSED = MINUTE / 2;

/** What an operator or a monitor asks first. */
export function health(ctx: Pick<Ctx, "db" | "now">): Health {
  const { sqlite } = runtime();
  const oldest = oldestQuery(ctx.db).get({ now: ctx.now });
  const noted = new Map(
    notedQuery(ctx.db)
      .all()
      .map(({ key, value }) => [key, value]),
  );
  const tick = noted.get("last_tick");
  const found = {
    sqliteVersion: sqliteVersion(sqlite),
    synchronous: synchronousOf(sqlite),
    brokenGuards: brokenGuards(sqlite),
    oldestUndelivered: oldest?.at ?? null,
    lastTick: tick ? instantFrom(Number(tick)) : null,
    ...backupFound(noted.get("created_at")),
    diskRefusedAt: diskRefusedAt(),
  };
  return { ...found, troubles: troublesOf(found, ctx.now) };
}

const oldestQuery = prepared((db) =>
  db
    .select({ at: min(events.at) })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(
      and(
        isNull(notifications.sentAt),
        isNull(notifications.deadAt),
        isNull(notifications.suppressedAt),
        inArray(notifications.channel, CHANNELS),
        isOfSomebodyKnown(),
        or(lte(notifications.nextAt, sql.placeholder("now")), gt(notifications.tries, 0)),
      ),
    )
    .prepare(),
);

const notedQuery = prepared((db) => db.select().from(installation).limit(50).prepare());

function backupFound(createdAt: string | undefined): Pick<Health, "lastBackup" | "backupOwedSince"> {
  const { config, isDemo } = runtime();
  if (isDemo) return { lastBackup: null, backupOwedSince: null };
  const lastBackup = backupsIn(config.backupDir)[0]?.at ?? null;
  return { lastBackup, backupOwedSince: lastBackup ?? (createdAt ? instantFrom(Date.parse(createdAt)) : null) };
}

/** Pure: what of it is wrong at this moment. */
export function troublesOf(found: Omit<Health, "troubles">, now: Instant): Trouble[] {
  const isOlder = (at: Instant | null, than: number) => at !== null && now - at > than;
  const troubles: [Trouble, boolean][] = [
    ["unsound", found.brokenGuards.length > 0 || found.synchronous !== 2],
    ["undelivered", isOlder(found.oldestUndelivered, STUCK)],
    ["asleep", isOlder(found.lastTick, ASLEEP)],
    ["backup", isOlder(found.backupOwedSince, UNSAVED)],
    ["disk", found.diskRefusedAt !== null && now - found.diskRefusedAt <= REFUSED],
  ];
  return troubles.flatMap(([trouble, isSo]) => (isSo ? [trouble] : []));
}
