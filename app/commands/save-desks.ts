import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { desks } from "#db/schema";

/** The desks' telephones as people reach them (E.164 or a service's short number), by desk; null = none is shown. Refusal: `not_found`. */
export function saveDesks(ctx: Ctx, phones: ReadonlyMap<string, string | null>) {
  return transact(ctx, (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    for (const [deskId, phone] of phones) {
      const desk = work.db.select().from(desks).where(eq(desks.id, deskId)).get();
      if (!desk) return refuse("not_found");
      if (desk.phone === phone) continue;
      work.db.update(desks).set({ phone }).where(eq(desks.id, deskId)).run();
      record(work, { kind: "desk_saved", payload: { deskId } });
    }
    return ok(null);
  });
}
