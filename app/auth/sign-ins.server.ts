/**
 * Who came to an account's door and how that ended, for the person themselves and for administrators. Nothing that was
 * typed is kept: of an address that no account has, only that it happened.
 */
import { and, desc, eq, gte, isNull, lt, sql } from "drizzle-orm";
import type { SignInOutcome } from "#app/dispatch/vocabulary";
import { DAY, HOUR, type Instant, instantFrom } from "#app/time";
import type { Reader, Tx } from "#db/client.server";
import { signIns } from "#db/schema";
import { networkOf } from "./network";

/** For so long it is kept. */
export const SIGN_INS_KEPT = 90 * DAY;
/** Rows of one account and outcome within an hour; whatever comes from further networks is counted in one more. */
const MOST_NETWORKS = 20;
const SWEPT_AT_ONCE = 1000;

export interface Visit {
  /** null: no account has this address. */
  userId: string | null;
  outcome: SignInOutcome;
  address: string;
  /** As `deviceName` tells it. */
  device: string;
}

/** One row for each network, counting up within the hour; of unknown addresses one row for all networks. */
export function noteSignIn(tx: Tx, now: Instant, { userId, outcome, address, device }: Visit): void {
  const hour = instantFrom(now - (now % HOUR));
  const ofHour = and(
    userId === null ? isNull(signIns.userId) : eq(signIns.userId, userId),
    eq(signIns.outcome, outcome),
    gte(signIns.lastAt, hour),
  );
  const rows = tx
    .select({ id: signIns.id, network: signIns.network })
    .from(signIns)
    .where(ofHour)
    .limit(MOST_NETWORKS + 1)
    .all();
  const own = userId === null ? "" : networkOf(address).slice(0, 64);
  const isKnown = rows.some((row) => row.network === own);
  const network = isKnown || rows.length < MOST_NETWORKS ? own : "";
  const before = rows.find((row) => row.network === network);
  const last = { device: userId === null ? "" : device, lastAt: now };
  if (before)
    tx.update(signIns)
      .set({ ...last, lastAt: sql`max(${signIns.firstAt}, ${now})`, times: sql`${signIns.times} + 1` })
      .where(eq(signIns.id, before.id))
      .run();
  else
    tx.insert(signIns)
      .values({ userId, outcome, network, firstAt: now, ...last })
      .run();
}

/** The last of one account, newest first. */
export function signInsOf(db: Reader, userId: string, limit: number) {
  return db
    .select({
      outcome: signIns.outcome,
      network: signIns.network,
      device: signIns.device,
      at: signIns.lastAt,
      times: signIns.times,
    })
    .from(signIns)
    .where(eq(signIns.userId, userId))
    .orderBy(desc(signIns.lastAt))
    .limit(limit)
    .all();
}

/** True while something is left that is kept no longer. */
export function hasOldSignIns(db: Reader, now: Instant): boolean {
  return !!db.select({ id: signIns.id }).from(signIns).where(isOld(now)).limit(1).get();
}

export function dropOldSignIns(tx: Tx, now: Instant): void {
  const some = tx.select({ id: signIns.id }).from(signIns).where(isOld(now)).limit(SWEPT_AT_ONCE);
  tx.delete(signIns).where(sql`${signIns.id} in ${some}`).run();
}

const isOld = (now: Instant) => lt(signIns.lastAt, instantFrom(now - SIGN_INS_KEPT));
