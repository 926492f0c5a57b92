/** Health as lines: what was looked at, how it is, and for what is red the one thing to do about it. */
import { and, count, desc, eq, gte, isNotNull } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import { isOfSomebodyKnown } from "#app/facts/institutions/applications";
import { mailWay } from "#app/facts/service/mail";
import { DAY, type Instant, instantFrom, MINUTE } from "#app/time";
import { databaseBytes, schemaVersion } from "#db/client.server";
import { diskSpace } from "#db/disk";
import { events, notifications } from "#db/schema";
import { type Health, health } from "./health";

/** Lost messages are told for so long. */
const LOST_TOLD = 7 * DAY;
/** Below the smaller of these the disk is called nearly full. */
const LITTLE_SPACE = 1_000_000_000;
const LITTLE_PART = 0.05;
/** What happened later than the clock says, by more than this, tells that the clock was set back. */
const CLOCK_SLACK = MINUTE;

/** What is looked at, in the order of the page, and every way it may be. */
export const CHECKS = {
  mail: ["delivers", "quiet", "demo_files", "files", "stuck"],
  lost: ["none", "some"],
  worker: ["works", "begins", "asleep"],
  disk: ["room", "unknown", "little", "refuses"],
  database: ["sound", "guards", "not_durable"],
  backup: ["fresh", "not_asked", "due", "old", "never"],
  schema: ["newest"],
  clock: ["right", "shifted", "behind"],
} as const;
export type Check = keyof typeof CHECKS;
type Way = { [C in Check]: { check: C; why: (typeof CHECKS)[C][number] } }[Check];

/** One line. `at`: of the last time, or since when; `amount`: how many, or bytes; `detail`: names and codes. */
export type HealthLine = Way & {
  isRed: boolean;
  at: Instant | null;
  amount: number | null;
  detail: string | null;
};

export interface HealthFound extends Health {
  isDemo: boolean;
  hasMailServer: boolean;
  lastDelivered: Instant | null;
  /** Messages of the last days that nobody got. */
  lost: number;
  space: { free: number; total: number } | null;
  databaseBytes: number;
  schema: string;
  clockOffset: string | null;
  newestEvent: Instant | null;
}

/** Everything that the lines and the monitors' figures are made of. */
export function healthFound(ctx: Pick<Ctx, "db" | "now">): HealthFound {
  const { config, isDemo, sqlite } = runtime();
  return {
    ...health(ctx),
    isDemo,
    hasMailServer: mailWay(ctx.db, { config, isDemo }).by !== "files",
    lastDelivered: lastDelivered(ctx),
    lost: lostMessages(ctx),
    space: diskSpace(config.dataDir),
    databaseBytes: databaseBytes(sqlite),
    schema: schemaVersion(sqlite),
    clockOffset: config.clockOffset,
    newestEvent: ctx.db.select({ at: events.at }).from(events).orderBy(desc(events.id)).limit(1).get()?.at ?? null,
  };
}

function lastDelivered({ db }: Pick<Ctx, "db">): Instant | null {
  return (
    db
      .select({ at: notifications.sentAt })
      .from(notifications)
      .where(and(isNotNull(notifications.sentAt), eq(notifications.channel, "email")))
      .orderBy(desc(notifications.sentAt))
      .limit(1)
      .get()?.at ?? null
  );
}

function lostMessages({ db, now }: Pick<Ctx, "db" | "now">): number {
  const since = instantFrom(now - LOST_TOLD);
  const row = db
    .select({ n: count() })
    .from(notifications)
    .where(and(gte(notifications.deadAt, since), isOfSomebodyKnown()))
    .get();
  return row?.n ?? 0;
}

type Said = Way & { isRed?: true; at?: Instant | null; amount?: number | null; detail?: string | null };

/** Pure: a line for everything that is looked at, red where somebody must do something. */
export function linesOf(found: HealthFound, now: Instant): HealthLine[] {
  const lines: Said[] = [
    mailLine(found),
    found.lost > 0 ? { check: "lost", why: "some", isRed: true, amount: found.lost } : { check: "lost", why: "none" },
    workerLine(found),
    diskLine(found),
    databaseLine(found),
    backupLine(found),
    { check: "schema", why: "newest", detail: found.schema },
    clockLine(found, now),
  ];
  return lines.map((line) => ({ isRed: false, at: null, amount: null, detail: null, ...line }));
}

function mailLine({ troubles, oldestUndelivered, hasMailServer, isDemo, lastDelivered: at }: HealthFound): Said {
  if (troubles.includes("undelivered")) return { check: "mail", why: "stuck", isRed: true, at: oldestUndelivered };
  if (!hasMailServer)
    return isDemo ? { check: "mail", why: "demo_files" } : { check: "mail", why: "files", isRed: true };
  return at === null ? { check: "mail", why: "quiet" } : { check: "mail", why: "delivers", at };
}

function workerLine({ troubles, lastTick: at }: HealthFound): Said {
  if (troubles.includes("asleep")) return { check: "worker", why: "asleep", isRed: true, at };
  return at === null ? { check: "worker", why: "begins" } : { check: "worker", why: "works", at };
}

function diskLine({ troubles, space, diskRefusedAt }: HealthFound): Said {
  if (troubles.includes("disk")) return { check: "disk", why: "refuses", isRed: true, at: diskRefusedAt };
  if (!space) return { check: "disk", why: "unknown" };
  const isLittle = space.free < Math.min(LITTLE_SPACE, space.total * LITTLE_PART);
  return isLittle
    ? { check: "disk", why: "little", isRed: true, amount: space.free }
    : { check: "disk", why: "room", amount: space.free };
}

function databaseLine({ brokenGuards, synchronous, databaseBytes: amount }: HealthFound): Said {
  if (brokenGuards.length > 0)
    return { check: "database", why: "guards", isRed: true, detail: brokenGuards.join(", ") };
  if (synchronous !== 2) return { check: "database", why: "not_durable", isRed: true };
  return { check: "database", why: "sound", amount };
}

function backupLine({ troubles, isDemo, lastBackup: at }: HealthFound): Said {
  if (isDemo) return { check: "backup", why: "not_asked" };
  if (troubles.includes("backup"))
    return at === null
      ? { check: "backup", why: "never", isRed: true }
      : { check: "backup", why: "old", isRed: true, at };
  return at === null ? { check: "backup", why: "due" } : { check: "backup", why: "fresh", at };
}

function clockLine({ clockOffset, newestEvent }: HealthFound, now: Instant): Said {
  if (newestEvent !== null && newestEvent > now + CLOCK_SLACK)
    return { check: "clock", why: "behind", isRed: true, at: newestEvent };
  return clockOffset
    ? { check: "clock", why: "shifted", at: now, detail: clockOffset }
    : { check: "clock", why: "right", at: now };
}
