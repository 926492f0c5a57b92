import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Names } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { desks, places } from "#db/schema";

export interface DeskInput {
  /** Null for a new one. */
  id: string | null;
  /** Of a new one: whose requests are its own. A desk keeps its region. */
  region: string;
  name: Names;
  placeId: string;
  /** E.164 or a service's short number; null: none is shown. */
  phone: string | null;
  key?: string | undefined;
}

/**
 * A desk is added for a region that has none, or is called otherwise, is elsewhere, has another telephone. Refusals: `not_found`,
 * `place_missing`, `region_taken` when the region has a desk, or is none.
 */
export function saveDesk(
  ctx: Ctx,
  { key, ...given }: DeskInput,
): Result<{ deskId: string }, "not_found" | "place_missing" | "region_taken"> {
  const { id, region, name, placeId, phone } = given;
  return transact(ctx, onceFor("save_desk", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const before = id === null ? undefined : work.db.select().from(desks).where(eq(desks.id, id)).get();
    if (id !== null && !before) return refuse("not_found");
    if (!work.db.select().from(places).where(eq(places.id, placeId)).get()) return refuse("place_missing");
    const row = { name, placeId, phone };
    if (before) work.db.update(desks).set(row).where(eq(desks.id, before.id)).run();
    else {
      const isTaken = work.db.select().from(desks).where(eq(desks.region, region)).get() !== undefined;
      const isRegion = work.db.select().from(places).where(eq(places.region, region)).get() !== undefined;
      if (isTaken || !isRegion) return refuse("region_taken");
      work.db
        .insert(desks)
        .values({ id: region, region, ...row })
        .run();
    }
    const deskId = before?.id ?? region;
    record(work, { kind: "desk_saved", payload: { deskId } });
    return ok({ deskId });
  });
}
