import { asc } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { desks } from "#db/schema";
import { untilWritten } from "#db/until-written";

/** Where to call when something is urgent: the name and phone of every desk that has one. */
export function desksToCall({ db, locale }: Pick<Ctx, "db" | "locale">) {
  return desksIn(db, locale);
}

const desksIn = untilWritten((db, locale: Locale) => {
  const rows = db
    .select({ name: desks.name, phone: desks.phone, region: desks.region })
    .from(desks)
    .orderBy(asc(desks.id))
    .limit(20)
    .all();
  return rows
    .sort((a, b) => Number(b.region === "riga") - Number(a.region === "riga"))
    .flatMap(({ name, phone }) => (phone === null ? [] : [{ name: name[locale], phone }]));
});
