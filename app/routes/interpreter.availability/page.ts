/** What the page of availability shows: the usual week, or when a person is away. */
import type { useLoaderData } from "@remix-run/react";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import { awayFields, readAway } from "#app/forms/away";
import { fieldsOf } from "#app/forms/week";
import { translator } from "#app/i18n/index";
import { absenceAffects, ownAvailability } from "#app/queries/interpreter/availability";
import { isMonth, monthBeside, monthOf, weeksOfMonth } from "#app/queries/interpreter/month";
import { addDays, dateOf, mondayOf } from "#app/time";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `query` says which of the two views, what was just done, and which days were chosen so far. */
export function readPage(ctx: Ctx<UserViewer>, query: URLSearchParams) {
  const { isKnown, week, absences } = ownAvailability(ctx);
  const shared = {
    now: ctx.now,
    today: dateOf(ctx.now),
    key: newId(),
    title: translator(ctx.locale)("interpreter:availability.title"),
    done: query.get("done"),
  };
  if (query.get("view") !== "away") return { ...shared, view: "week" as const, isKnown, fields: fieldsOf(week) };
  return {
    ...shared,
    view: "away" as const,
    absences,
    touched: Number(query.get("touched")) || 0,
    ...away(ctx, query),
  };
}

/** The month to choose from and, once both days are chosen, what the absence would touch. */
function away(ctx: Ctx<UserViewer>, query: URLSearchParams) {
  const fields = awayFields((name) => query.get(name), ctx.now);
  const today = dateOf(ctx.now);
  const asked = query.get("month") ?? "";
  const month = isMonth(asked) ? asked : isMonth(fields.from.slice(0, 7)) ? fields.from.slice(0, 7) : monthOf(ctx.now);
  const read = fields.to === "" ? null : readAway(fields);
  return {
    fields,
    month,
    before: monthBeside(month, -1),
    after: monthBeside(month, 1),
    weeks: weeksOfMonth(month),
    tomorrow: addDays(today, 1),
    sunday: addDays(mondayOf(today), 6),
    errors: read && "errors" in read ? read.errors : null,
    chosen: read && "interval" in read ? { ...read.interval, affects: absenceAffects(ctx, read.interval) } : null,
  };
}
