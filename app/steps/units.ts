/** An organisation's units: their names are keys within it. */
import { eq } from "drizzle-orm";
import { newId, type Work } from "#app/context.server";
import { meantBy } from "#app/facts/keys/meant";
import type { Guarded } from "#app/privacy";
import { keyOf } from "#app/text/keys";
import { units } from "#db/schema";

export function unitsOf(work: Work, organisationId: string) {
  return work.db.select().from(units).where(eq(units.organisationId, organisationId)).all();
}

/** Adds those that are not there yet, in whatever spelling, and answers how many; none is removed. */
export function addUnits(work: Work, organisationId: string, names: readonly Guarded[]): number {
  let added = 0;
  for (const name of names) {
    if (meantBy(unitsOf(work, organisationId), (unit) => unit.name, name).same) continue;
    work.db
      .insert(units)
      .values({ id: newId(), organisationId, name, key: keyOf(name) })
      .run();
    added++;
  }
  return added;
}
