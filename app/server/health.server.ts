import type { RequestHandler } from "express";
import { systemCtx } from "#app/context.server";
import { health } from "#app/queries/admin/health";
import { type Instant, isoOf } from "#app/time";
import packageJson from "../../package.json";

/**
 * For monitors, who ask every few seconds: answered before the pages, at a tenth of their cost. Anybody may ask; it says nothing
 * about people or work. 503 when a guard of the database is gone, a message is stuck, nobody does what time drives, the last
 * verified backup is too old, or the disk takes no more.
 */
export const answerHealth: RequestHandler = (_req, res) => {
  const found = health(systemCtx());
  res
    .status(found.troubles.length === 0 ? 200 : 503)
    .set("Cache-Control", "no-store")
    .json({
      status: found.troubles.join(", ") || "ok",
      version: packageJson.version,
      sqlite: found.sqliteVersion,
      synchronous: found.synchronous === 2 ? "FULL" : String(found.synchronous),
      guards: found.brokenGuards.length === 0 ? "intact" : found.brokenGuards,
      oldestUndelivered: iso(found.oldestUndelivered),
      lastTick: iso(found.lastTick),
      lastBackup: iso(found.lastBackup),
    });
};

function iso(at: Instant | null): string | null {
  return at === null ? null : isoOf(at);
}
