import { and, asc, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { requestsAheadOf } from "#app/facts/leaving/requests-ahead";
import { requests, units, users } from "#db/schema";

/** An institution's units with what each has ahead, and its people with theirs. */
export function unitsPage(ctx: Pick<Ctx, "db" | "now">, organisationId: string) {
  const ahead = countsAhead(ctx, organisationId);
  const all = ctx.db
    .select({ id: units.id, name: units.name, deactivatedAt: units.deactivatedAt })
    .from(units)
    .where(eq(units.organisationId, organisationId))
    .orderBy(asc(units.name))
    .all();
  return {
    units: all.map(({ id, name, deactivatedAt }) => ({
      id,
      name,
      isActive: deactivatedAt === null,
      ahead: ahead.get(id) ?? 0,
    })),
    people: all.length === 0 ? [] : peopleWithUnits(ctx, organisationId),
  };
}

/** Those whose accounts work: without units there is nothing to choose for them. */
function peopleWithUnits({ db }: Pick<Ctx, "db">, organisationId: string) {
  return db
    .select({ id: users.id, name: users.name, email: users.email, unitId: users.unitId, leads: users.leadsUnit })
    .from(users)
    .where(and(eq(users.organisationId, organisationId), isNull(users.disabledAt)))
    .orderBy(asc(users.name))
    .limit(500)
    .all();
}

function countsAhead(ctx: Pick<Ctx, "db" | "now">, organisationId: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { requestId } of requestsAheadOf(ctx, organisationId)) {
    const row = ctx.db.select({ unitId: requests.unitId }).from(requests).where(eq(requests.id, requestId)).get();
    if (row?.unitId) counts.set(row.unitId, (counts.get(row.unitId) ?? 0) + 1);
  }
  return counts;
}
