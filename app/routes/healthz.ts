import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { health } from "#app/queries/admin/health";
import { type Instant, isoOf } from "#app/time";
import packageJson from "../../package.json";

/**
 * For monitors. Anybody may ask; it says nothing about people or work. 503 when a guard of the database is gone, a message is
 * stuck, nobody does what time drives, the last verified backup is too old, or the disk takes no more.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const found = health(ctx);
  return Response.json(
    {
      status: found.troubles.join(", ") || "ok",
      version: packageJson.version,
      sqlite: found.sqliteVersion,
      synchronous: found.synchronous === 2 ? "FULL" : String(found.synchronous),
      guards: found.brokenGuards.length === 0 ? "intact" : found.brokenGuards,
      oldestUndelivered: iso(found.oldestUndelivered),
      lastTick: iso(found.lastTick),
      lastBackup: iso(found.lastBackup),
    },
    { status: found.troubles.length === 0 ? 200 : 503 },
  );
}

function iso(at: Instant | null): string | null {
  return at === null ? null : isoOf(at);
}
