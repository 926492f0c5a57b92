import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type Office, officeAt } from "#app/dispatch/office";
import { type PromiseTerms, promiseAgain, promiseTerms } from "#app/dispatch/promise";
import { DEFAULT_RULES, type RuleKey, type Rules } from "#app/dispatch/rules";
import { type DateText, dateOf, type Instant, minuteOfDay, type WeeklyWindow, type WorkCalendar } from "#app/time";
import { prepared } from "#db/prepared";
import { holidays } from "#db/schema";
import { untilWritten } from "#db/until-written";

/** The rules that hold on the Riga date of `at`: per key the newest row not after it, else the default. */
export function rulesAt(ctx: Pick<Ctx, "db">, at: Instant): Rules {
  return rulesOn(ctx.db, dateOf(at));
}

const rulesOn = untilWritten((db, date: DateText) => {
  const rows = db.all<{ key: string; value: string }>(
    sql`select key, value from settings where holds_from <= ${date} order by holds_from`,
  );
  const rules: Rules = { ...DEFAULT_RULES };
  for (const { key, value } of rows)
    if (key in rules) Object.assign(rules, { [key as RuleKey]: JSON.parse(value) as unknown });
  return rules;
});

/** Office hours with the edited table of holidays and moved working days. */
export function workCalendarAt(ctx: Pick<Ctx, "db">, at: Instant): WorkCalendar {
  return workCalendarOn(ctx.db, dateOf(at));
}

const workCalendarOn = untilWritten((db, date: DateText): WorkCalendar => {
  const rules = rulesOn(db, date);
  const days = holidaysQuery(db).all();
  return {
    opensMinute: minuteOfDay(rules["office.opens"]),
    closesMinute: minuteOfDay(rules["office.closes"]),
    closed: new Set(days.filter((day) => day.kind !== "moved_workday").map((day) => day.date)),
    open: new Set(days.filter((day) => day.kind === "moved_workday").map((day) => day.date)),
  };
});

const holidaysQuery = prepared((db) =>
  db.select({ date: holidays.date, kind: holidays.kind }).from(holidays).prepare(),
);

/** Mon-Fri between the hours in which people without availability data may be asked. */
export function askableWeek(rules: Rules): WeeklyWindow[] {
  const [fromMinute, toMinute] = [minuteOfDay(rules["unknown.askableFrom"]), minuteOfDay(rules["unknown.askableTo"])];
  return [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute, toMinute }));
}

/** Whether somebody is at the desks now. */
export function officeNow(ctx: Pick<Ctx, "db" | "now">): Office {
  return officeAt(workCalendarAt(ctx, ctx.now), ctx.now);
}

/** What a promise given now depends on. */
export function promiseTermsNow(ctx: Pick<Ctx, "db" | "now">): PromiseTerms {
  return promiseTerms(rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now), ctx.now);
}

/** `promiseAgain` for one request, now. */
export function promiseAgainFor(
  ctx: Pick<Ctx, "db" | "now">,
  { answerDueAt, startAt }: { answerDueAt: Instant | null; startAt: Instant },
): Instant | null {
  return promiseAgain(rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now), ctx.now, answerDueAt, startAt);
}
