import { asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { placesNamed } from "#app/queries/everyone/places";
import { desks, places } from "#db/schema";

/** Every desk with its telephone, if one was given. */
export function desksToEdit({ db, locale }: Ctx): { id: string; name: string; phone: string | null }[] {
  const rows = db
    .select({ id: desks.id, name: desks.name, phone: desks.phone })
    .from(desks)
    .orderBy(asc(desks.id))
    .limit(50)
    .all();
  return rows.map(({ name, ...desk }) => ({ ...desk, name: name[locale] }));
}

/** Regions without a desk. What is asked for there goes to no desk's own people. */
export function freeRegions({ db }: Pick<Ctx, "db">): { region: string }[] {
  const taken = new Set(
    db
      .select({ region: desks.region })
      .from(desks)
      .all()
      .map(({ region }) => region),
  );
  return regionsOf({ db })
    .filter((region) => !taken.has(region))
    .map((region) => ({ region }));
}

function regionsOf({ db }: Pick<Ctx, "db">): string[] {
  return db
    .selectDistinct({ region: places.region })
    .from(places)
    .orderBy(asc(places.region))
    .all()
    .map(({ region }) => region);
}

/** One desk for its form; null when there is none. */
export function deskToEdit(ctx: Ctx, id: string) {
  const row = ctx.db.select().from(desks).where(eq(desks.id, id)).get();
  if (!row) return null;
  const { name, region, placeId, phone } = row;
  return { id, name, region, phone, place: placesNamed(ctx, [placeId])[0]?.label ?? "" };
}
