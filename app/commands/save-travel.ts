import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { estimated, LONGEST_MINUTES } from "#app/dispatch/travel";
import { record } from "#app/events/record";
import { tightBy } from "#app/facts/country/tight-jobs";
import { ok, type Result, refuse } from "#app/result";
import { places, travelTimes } from "#db/schema";

interface Journey {
  fromPlaceId: string;
  toPlaceId: string;
  /** The way back takes as long. */
  bothWays: boolean;
  /** How many coming jobs that get too little time by it were shown. */
  seenTight: number;
  key?: string | undefined;
}

/**
 * How long a journey takes from now on, minutes; jobs that stand already stay. Refusals: `not_found`, `value_invalid` beyond 0 to
 * 600 minutes, `too_tight` when more coming jobs get too little time than were shown.
 */
export function saveTravel(
  ctx: Ctx,
  { key, ...given }: Journey & { minutes: number },
): Result<null, "not_found" | "value_invalid" | "too_tight"> {
  const { minutes, seenTight } = given;
  return transact(ctx, onceFor("save_travel", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    if (!Number.isInteger(minutes) || minutes < 0 || minutes > LONGEST_MINUTES) return refuse("value_invalid");
    const ends = directionsOf(work, given);
    if (!ends) return refuse("not_found");
    if (
      tightBy(
        work,
        ends.map((one) => ({ ...one, minutes })),
      ).length > seenTight
    )
      return refuse("too_tight");
    for (const { fromPlaceId, toPlaceId, km } of ends) {
      work.db
        .insert(travelTimes)
        .values({ fromPlaceId, toPlaceId, minutes, km })
        .onConflictDoUpdate({ target: [travelTimes.fromPlaceId, travelTimes.toPlaceId], set: { minutes } })
        .run();
      record(work, { kind: "travel_saved", payload: { fromPlaceId, toPlaceId, minutes } });
    }
    return ok(null);
  });
}

/** The journey is estimated again. Refusals: `not_found`, `too_tight` as above. */
export function removeTravel(ctx: Ctx, { key, ...given }: Journey): Result<null, "not_found" | "too_tight"> {
  return transact(ctx, onceFor("remove_travel", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const ends = directionsOf(work, given);
    if (!ends) return refuse("not_found");
    if (tightBy(work, ends).length > given.seenTight) return refuse("too_tight");
    for (const { fromPlaceId, toPlaceId } of ends) {
      const pair = and(eq(travelTimes.fromPlaceId, fromPlaceId), eq(travelTimes.toPlaceId, toPlaceId));
      work.db.delete(travelTimes).where(pair).run();
      record(work, { kind: "travel_removed", payload: { fromPlaceId, toPlaceId } });
    }
    return ok(null);
  });
}

/** The journey, and the one back where that is meant too, as they are estimated. */
function directionsOf(work: Work, { fromPlaceId, toPlaceId, bothWays }: Journey) {
  const placeOf = (id: string) => work.db.select().from(places).where(eq(places.id, id)).get();
  const [from, to] = [placeOf(fromPlaceId), placeOf(toPlaceId)];
  if (!from || !to) return null;
  const { minutes, km } = estimated(from, to);
  const there = { fromPlaceId, toPlaceId, minutes, km };
  return bothWays && fromPlaceId !== toPlaceId
    ? [there, { ...there, fromPlaceId: toPlaceId, toPlaceId: fromPlaceId }]
    : [there];
}
