import { asc, like, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { dateOf } from "#app/time";
import { holidays } from "#db/schema";

/** Holidays and moved days of one year in order, and the years that have any (this year and the next always). */
export function holidaysOf({ db, now }: Ctx, year: string) {
  const thisYear = Number(dateOf(now).slice(0, 4));
  const years = db
    .select({ year: sql<string>`distinct substr(${holidays.date}, 1, 4)` })
    .from(holidays)
    .all()
    .map((row) => row.year);
  return {
    days: db
      .select()
      .from(holidays)
      .where(like(holidays.date, `${year}-%`))
      .orderBy(asc(holidays.date))
      .all(),
    years: [...new Set([...years, String(thisYear), String(thisYear + 1)])].sort(),
  };
}
