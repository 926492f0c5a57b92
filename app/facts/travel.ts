/** Journeys that decisions can ask for. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type Spot, type TravelRow, travelFrom } from "#app/dispatch/travel";
import type { Candidate, Leg, Need, Travel } from "#app/dispatch/vocabulary";
import { invariant } from "#app/result";
import { among, remembered } from "./sets";

/** Between the need's place and homes and jobs only, in both directions. */
export function travelAround(ctx: Pick<Ctx, "db">, need: Need, candidates: readonly Candidate[]): Travel {
  const ends = new Map<string, Set<string>>();
  const from = (place: string) => ends.get(place) ?? ends.set(place, new Set()).get(place)!;
  for (const { homePlaceId, commitments } of candidates) {
    if (need.placeId) from(need.placeId).add(homePlaceId);
    for (const { placeId } of commitments) from(need.placeId ?? homePlaceId).add(placeId);
  }
  const pairs = [...ends].flatMap(([here, places]) => [...places].map((there) => [here, there]));
  if (pairs.length === 0) return travelFrom([], spotsOf(ctx));
  const rows = ctx.db.all<TravelRow>(sql`
    with pairs(a, b) as (select value ->> 0, value ->> 1 from json_each(${JSON.stringify(pairs)}))
    select t.from_place_id fromPlaceId, t.to_place_id toPlaceId, t.minutes, t.km
    from pairs join travel_times t on t.from_place_id = a and t.to_place_id = b
    union all
    select t.from_place_id, t.to_place_id, t.minutes, t.km
    from pairs join travel_times t on t.from_place_id = b and t.to_place_id = a where a <> b`);
  return travelFrom(rows, spotsOf(ctx));
}

/** Between the homes and jobs of all candidates, and these places. */
export function travelAmong(ctx: Pick<Ctx, "db">, candidates: Iterable<Candidate>, places: readonly string[]): Travel {
  const all = new Set(places);
  for (const { homePlaceId, commitments } of candidates) {
    all.add(homePlaceId);
    for (const { placeId } of commitments) all.add(placeId);
  }
  const ids = among(JSON.stringify([...all]));
  const rows = journeysWhere(ctx, sql`from_place_id in ${ids} and to_place_id in ${ids}`);
  return travelFrom(rows, spotsOf(ctx));
}

/** Between any two places. */
export function travelEverywhere(ctx: Pick<Ctx, "db">): Travel {
  return travelFrom(journeysWhere(ctx, sql`true`), spotsOf(ctx));
}

/** Between two places. */
export function travelBetween(ctx: Pick<Ctx, "db">, from: string, to: string): Leg {
  const rows = journeysWhere(ctx, sql`from_place_id = ${from} and to_place_id = ${to}`);
  return travelFrom(rows, spotsOf(ctx))(from, to);
}

/** Where a place lies, asked for only when a journey must be estimated. */
function spotsOf(ctx: Pick<Ctx, "db">): (placeId: string) => Spot {
  return remembered((id: string) => {
    const [spot] = ctx.db.all<Spot>(sql`select id, latitude, longitude from places where id = ${id}`);
    invariant(spot, `no such place: ${id}`);
    return spot;
  });
}

function journeysWhere(ctx: Pick<Ctx, "db">, condition: SQL): TravelRow[] {
  return ctx.db.all<TravelRow>(sql`
    select from_place_id fromPlaceId, to_place_id toPlaceId, minutes, km from travel_times where ${condition}`);
}
