/** Every request belongs to a desk: by the region of its place. */
import { eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { desks, places } from "#db/schema";

export function deskFor(work: Work, placeId: string): string {
  const desk = work.db
    .select({ id: desks.id })
    .from(places)
    .innerJoin(desks, eq(desks.region, places.region))
    .where(eq(places.id, placeId))
    .get();
  return desk?.id ?? work.db.select({ id: desks.id }).from(desks).where(eq(desks.region, "riga")).get()!.id;
}
