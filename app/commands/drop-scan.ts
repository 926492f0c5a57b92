import { and, eq, isNotNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { credentials } from "#db/schema";

interface Dropped {
  interpreterId: string;
  paperId: string;
  key?: string;
}

/** A scan is deleted; the paper stays written down. Refusals: `not_found`, also where it has none. */
export function dropScan(ctx: Ctx, { key, ...given }: Dropped): Result<null, "not_found"> {
  return transact(ctx, onceFor("drop_scan", key, given), (work) => {
    const { interpreterId, paperId } = given;
    const own = and(
      eq(credentials.id, paperId),
      eq(credentials.interpreterId, interpreterId),
      isNotNull(credentials.scanId),
    );
    if (!may.editRoster(work.viewer)) return refuse("not_found");
    if (work.db.update(credentials).set({ scanId: null }).where(own).run().changes === 0) return refuse("not_found");
    record(work, { kind: "interpreter_saved", interpreterId, payload: { added: false, changed: ["scan"] } });
    return ok(null);
  });
}
