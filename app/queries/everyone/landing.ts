import { asc } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { desks } from "#db/schema";

/** Where to call when something is urgent: every desk's name and phone. */
export function desksToCall({ db, locale }: Pick<Ctx, "db" | "locale">) {
  const rows = db
    .select({ id: desks.id, name: desks.name, nameEn: desks.nameEn, phone: desks.phone, region: desks.region })
    .from(desks)
    .orderBy(asc(desks.id))
    .limit(20)
    .all();
  return rows
    .map(({ id, name, nameEn, phone, region }) => ({ id, name: locale === "lv" ? name : nameEn, phone, region }))
    .sort((a, b) => Number(b.region === "riga") - Number(a.region === "riga"));
}
