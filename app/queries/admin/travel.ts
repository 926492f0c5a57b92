import { and, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { estimated } from "#app/dispatch/travel";
import { type NewWay, type TightPair, tightBy } from "#app/facts/country/tight-jobs";
import { invariant } from "#app/result";
import { places, travelTimes } from "#db/schema";

/** The journey between two places both ways, minutes: as it counts, and as it would be estimated. */
export function journeyOf({ db }: Pick<Ctx, "db">, fromPlaceId: string, toPlaceId: string) {
  const placeOf = (id: string) => db.select().from(places).where(eq(places.id, id)).get();
  const [from, to] = [placeOf(fromPlaceId), placeOf(toPlaceId)];
  invariant(from && to, "places of the list");
  const measured = (a: string, b: string) =>
    db
      .select({ minutes: travelTimes.minutes })
      .from(travelTimes)
      .where(and(eq(travelTimes.fromPlaceId, a), eq(travelTimes.toPlaceId, b)))
      .get()?.minutes ?? null;
  return {
    there: measured(fromPlaceId, toPlaceId),
    back: measured(toPlaceId, fromPlaceId),
    estimate: estimated(from, to).minutes,
  };
}

/** The coming jobs that get too little time: the first of them, and how many. */
export function tightShown(
  ctx: Pick<Ctx, "db" | "now">,
  ways: readonly NewWay[],
): { seen: number; first: TightPair[] } {
  const pairs = tightBy(ctx, ways);
  return { seen: pairs.length, first: pairs.slice(0, 50) };
}
