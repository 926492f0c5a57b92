import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { type Guarded, ownText } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { type DateText, isDate, weekdayOf } from "#app/time";
import { type HolidayRow, holidayRows, movedPair } from "#db/reference/holidays";
import { holidays } from "#db/schema";

/**
 * These public holidays of a year are taken over as the list proposes them; a day that is in the table already is replaced. Refusals:
 * `not_found`, `date_invalid` for a date that is no public holiday of the year.
 */
export function adoptHolidays(
  ctx: Ctx,
  { key, ...given }: { year: string; dates: readonly DateText[]; key?: string | undefined },
): Result<{ adopted: number }, "not_found" | "date_invalid"> {
  const { year, dates } = given;
  return transact(ctx, onceFor("adopt_holidays", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const proposed = new Map(holidayRows(Number(year), Number(year)).map((row) => [row.date, row]));
    for (const date of dates) {
      const row = proposed.get(date);
      if (row?.kind !== "holiday") return refuse("date_invalid");
      lay(work, row, ownText(row.source));
    }
    return ok({ adopted: dates.length });
  });
}

export interface MovedDay {
  /** A working day that is free. */
  off: DateText;
  /** The Saturday or Sunday on which it is worked instead. */
  work: DateText;
  decree: string;
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

/** A working day is moved. Refusals: `not_found`, `date_invalid` unless a weekday is free and a weekend's day is worked, and what the guard of free text refuses. */
export function moveWorkingDay(ctx: Ctx, { key, ...given }: MovedDay) {
  const { off, work: worked, isVouched } = given;
  return transact(ctx, onceFor("move_working_day", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    if (!isDate(off) || !isDate(worked) || weekdayOf(off) > 5 || weekdayOf(worked) < 6) return refuse("date_invalid");
    const decree = passText(work, { field: "decree" }, given.decree, { longest: 300, isVouched });
    if (!decree.ok) return decree;
    for (const row of movedPair(off, worked)) lay(work, row, decree.value);
    return ok({ off });
  });
}

function lay(work: Work, { date, kind, name }: HolidayRow, source: Guarded): void {
  const row = { kind, name, source, enteredBy: actorOf(work.viewer) };
  work.db
    .insert(holidays)
    .values({ date, ...row })
    .onConflictDoUpdate({ target: holidays.date, set: row })
    .run();
  record(work, { kind: "holiday_saved", payload: { date, kind } });
}
