import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { meantBy } from "#app/facts/keys/meant";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { unitsOf } from "#app/steps/units";
import { keyOf } from "#app/text/keys";
import { organisations, units } from "#db/schema";

export interface UnitInput {
  organisationId: string;
  /** Null for a new one. */
  unitId: string | null;
  name: string;
  isActive: boolean;
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

/**
 * A unit is added, called otherwise, or can be asked for no more; what it asked for stays its own. Refusals: `not_found`,
 * `unit_taken` when another of the institution has that name in any spelling, and what the guard of free text refuses.
 */
export function saveUnit(ctx: Ctx, { key, ...given }: UnitInput) {
  const { organisationId, unitId, isActive, isVouched } = given;
  return transact(ctx, onceFor("save_unit", key, given), (work) => {
    const organisation = work.db.select().from(organisations).where(eq(organisations.id, organisationId)).get();
    if (!organisation || !may.administer(work.viewer)) return refuse("not_found");
    const all = unitsOf(work, organisationId);
    const before = unitId === null ? undefined : all.find(({ id }) => id === unitId);
    if (unitId !== null && !before) return refuse("not_found");
    const name = passText(work, { field: "name", organisationId }, given.name.replace(/\s+/g, " "), {
      longest: 200,
      isVouched,
    });
    if (!name.ok) return name;
    const others = all.filter(({ id }) => id !== unitId);
    if (meantBy(others, (unit) => unit.name, name.value).same) return refuse("unit_taken");

    const id = before?.id ?? newId();
    const deactivatedAt = isActive ? null : (before?.deactivatedAt ?? work.now);
    const row = { name: name.value, key: keyOf(name.value), deactivatedAt };
    if (before)
      work.db
        .update(units)
        .set(row)
        .where(and(eq(units.id, id), eq(units.organisationId, organisationId)))
        .run();
    else
      work.db
        .insert(units)
        .values({ id, organisationId, ...row })
        .run();
    record(work, { kind: "unit_saved", payload: { organisationId, unitId: id } });
    return ok({ unitId: id });
  });
}
