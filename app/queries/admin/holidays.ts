import { asc, like, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type DateText, dateOf } from "#app/time";
import { holidayRows } from "#db/reference/holidays";
import { holidays } from "#db/schema";

/** Holidays and moved days of one year in order, and the years that have any (this year and the next always). */
export function holidaysOf({ db, now }: Ctx, year: string) {
  const thisYear = Number(dateOf(now).slice(0, 4));
  const years = db
    .select({ year: sql<string>`distinct substr(${holidays.date}, 1, 4)` })
    .from(holidays)
    .all()
    .map((row) => row.year);
  const days = db
    .select()
    .from(holidays)
    .where(like(holidays.date, `${year}-%`))
    .orderBy(asc(holidays.date))
    .all();
  return {
    days,
    proposed: proposedOf(
      year,
      days.map(({ date }) => date),
    ),
    isMovedSaid: days.some(({ kind }) => kind !== "holiday"),
    years: [...new Set([...years, String(thisYear), String(thisYear + 1)])].sort(),
  };
}

/** The public holidays of the year that the table does not have. */
function proposedOf(year: string, known: readonly DateText[]) {
  return holidayRows(Number(year), Number(year))
    .filter(({ date, kind }) => kind === "holiday" && !known.includes(date))
    .map(({ date, name }) => ({ date, name }));
}
