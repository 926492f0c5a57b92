/** Rates of pay, and jobs that are over and agreed, for worlds in which somebody is paid. */

import { addMinutes, type Instant } from "#app/time";
import type { Db } from "#db/client.server";
import * as schema from "#db/schema";
import { RATE_ROWS } from "#tests/pay/cast";
import { at, type World } from "./world";

/** The rates of `tests/pay/cast`. */
export function layRates(db: Db): void {
  db.insert(schema.payRates)
    .values([...RATE_ROWS])
    .run();
}

type Said = Partial<typeof schema.reports.$inferInsert>;

/** A job of 60 minutes that both sides agree took place as planned. */
export function doneJob(
  w: World,
  interpreterId: string,
  start: string,
  said: Said = {},
  request: Parameters<World["request"]>[0] = {},
): string {
  const startAt = at(start);
  const id = w.assign(w.request({ startAt, ...request }), interpreterId);
  const endAt = request.endAt ?? addMinutes(startAt, 60);
  const agreedAt: Instant = addMinutes(endAt, 60);
  w.report(id, { startedAt: startAt, endedAt: endAt, reportedAt: agreedAt, agreedAt, ...said });
  return id;
}

/** A job of an hour that its requester called off half an hour of working time before. */
export function lateCancelled(w: World, interpreterId: string, start = "2026-03-19T10:00"): string {
  const startAt = at(start);
  const cancelledAt = addMinutes(startAt, -30);
  const id = w.request({ startAt, cancelledAt, cancelledBy: "user-sociala", cancelledLate: true });
  return w.assign(id, interpreterId, { releasedAt: cancelledAt, releaseReason: "cancelled" });
}
