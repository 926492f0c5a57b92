import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { unitsOf } from "#app/steps/units";
import { organisations, users } from "#db/schema";

export interface Member {
  userId: string;
  /** null: of no unit. */
  unitId: string | null;
  /** Only who belongs to a unit can lead it. */
  leads: boolean;
}

/**
 * To which unit of their institution people belong, and who leads it. People who are not named stay as they are. Refusals:
 * `not_found` for anybody or any unit that is not theirs.
 */
export function saveMembers(
  ctx: Ctx,
  { key, ...given }: { organisationId: string; members: readonly Member[]; key?: string | undefined },
): Result<{ organisationId: string }, "not_found"> {
  const { organisationId, members } = given;
  return transact(ctx, onceFor("save_members", key, given), (work) => {
    const organisation = work.db.select().from(organisations).where(eq(organisations.id, organisationId)).get();
    if (!organisation || !may.administer(work.viewer)) return refuse("not_found");
    const known = new Set(unitsOf(work, organisationId).map(({ id }) => id));
    for (const { userId, unitId, leads } of members) {
      if (unitId !== null && !known.has(unitId)) return refuse("not_found");
      const own = and(eq(users.id, userId), eq(users.organisationId, organisationId));
      const row = { unitId, leadsUnit: leads && unitId !== null };
      if (work.db.update(users).set(row).where(own).run().changes === 0) return refuse("not_found");
    }
    record(work, { kind: "members_saved", payload: { organisationId } });
    return ok({ organisationId });
  });
}
