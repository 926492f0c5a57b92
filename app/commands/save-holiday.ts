import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import type { Names } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { type DateText, isDate } from "#app/time";
import { holidays } from "#db/schema";

export interface HolidayInput {
  date: DateText;
  kind: "holiday" | "moved_day_off" | "moved_workday";
  name: Names;
  /** Where it stands written: a law, a Cabinet order. */
  source: string;
  /** Whoever enters it says that the numbers in it are no person's. */
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

/** A day of the working calendar; one that is there already is replaced. Refusals: `not_found`, `date_invalid`, and what the guard of free text refuses. */
export function saveHoliday(ctx: Ctx, { key, ...day }: HolidayInput) {
  const { date, isVouched, ...rest } = day;
  return transact(ctx, onceFor("save_holiday", key, day), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    if (!isDate(date)) return refuse("date_invalid");
    const source = passText(work, { field: "source" }, rest.source, { longest: 300, isVouched });
    if (!source.ok) return source;
    for (const [field, name] of Object.entries(rest.name)) {
      const passed = passText(work, { field }, name, { longest: 120, isVouched });
      if (!passed.ok) return passed;
    }
    const row = { ...rest, source: source.value, enteredBy: actorOf(work.viewer) };
    work.db
      .insert(holidays)
      .values({ date, ...row })
      .onConflictDoUpdate({ target: holidays.date, set: row })
      .run();
    record(work, { kind: "holiday_saved", payload: { date, kind: rest.kind } });
    return ok({ date });
  });
}

/** The day is an ordinary one again. Refusal: `not_found`. */
export function removeHoliday(ctx: Ctx, { date, key }: { date: DateText; key?: string | undefined }) {
  return transact(ctx, onceFor("remove_holiday", key, { date }), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    if (work.db.delete(holidays).where(eq(holidays.date, date)).run().changes === 0) return refuse("not_found");
    record(work, { kind: "holiday_removed", payload: { date } });
    return ok({ date });
  });
}
