import { and, eq, gte, isNull, lte } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Interval } from "#app/time";
import { absences } from "#db/schema";

/** One absence that is entered for the person covers the whole time. */
export function isKnownAway(ctx: Pick<Ctx, "db">, interpreterId: string, { start, end }: Interval): boolean {
  const covering = and(
    eq(absences.interpreterId, interpreterId),
    isNull(absences.cancelledAt),
    lte(absences.startAt, start),
    gte(absences.endAt, end),
  );
  return !!ctx.db.select({ id: absences.id }).from(absences).where(covering).get();
}
