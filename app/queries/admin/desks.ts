import { asc } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { desks } from "#db/schema";

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
