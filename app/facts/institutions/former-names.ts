/** What institutions were called before: they are still looked for by it. */
import { desc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { listOf } from "#app/facts/sets";
import type { Instant } from "#app/time";
import { organisationNames } from "#db/schema";

/** By institution. */
export function formerNames({ db }: Pick<Ctx, "db">): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { organisationId, name } of db.select().from(organisationNames).all())
    listOf(names, organisationId).push(name);
  return names;
}

/** Of one, the latest first, and until when. */
export function earlierNames({ db }: Pick<Ctx, "db">, organisationId: string): { name: string; until: Instant }[] {
  return db
    .select({ name: organisationNames.name, until: organisationNames.until })
    .from(organisationNames)
    .where(eq(organisationNames.organisationId, organisationId))
    .orderBy(desc(organisationNames.until))
    .limit(50)
    .all();
}
