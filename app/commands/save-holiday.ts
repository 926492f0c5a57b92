import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { type DateText, isDate } from "#app/time";
import { holidays } from "#db/schema";

export interface HolidayInput {
  date: DateText;
  kind: "holiday" | "moved_day_off" | "moved_workday";
  name: string;
  nameEn: string;
  /** Where it stands written: a law, a Cabinet order. */
  source: string;
}

/** A day of the working calendar; one that is there already is replaced. Refusals: `not_found`, `date_invalid`. */
export function saveHoliday(ctx: Ctx, { date, ...rest }: HolidayInput) {
  return transact(ctx, (tx) => {
    if (!may.administer(ctx.viewer)) return refuse("not_found");
    if (!isDate(date)) return refuse("date_invalid");
    const row = { ...rest, enteredBy: actorOf(ctx.viewer) };
    tx.insert(holidays)
      .values({ date, ...row })
      .onConflictDoUpdate({ target: holidays.date, set: row })
      .run();
    record(tx, ctx, { kind: "holiday_saved", payload: { date, kind: rest.kind } });
    return ok({ date });
  });
}

/** The day is an ordinary one again. Refusal: `not_found`. */
export function removeHoliday(ctx: Ctx, { date }: { date: DateText }) {
  return transact(ctx, (tx) => {
    if (!may.administer(ctx.viewer)) return refuse("not_found");
    if (tx.delete(holidays).where(eq(holidays.date, date)).run().changes === 0) return refuse("not_found");
    record(tx, ctx, { kind: "holiday_removed", payload: { date } });
    return ok({ date });
  });
}
