/** What the page of somebody's hours and absences shows. */
import type { useLoaderData } from "@remix-run/react";
import { type Ctx, newId, notFound } from "#app/context.server";
import { fieldsOf } from "#app/forms/week";
import { translator } from "#app/i18n";
import { daysOf } from "#app/queries/coordinator/person-to-edit";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** What was done last, as the address says it. */
const DONE = ["week", "absence", "cancelled"] as const;

export function readPage(ctx: Ctx, id: string, search: URLSearchParams) {
  const days = daysOf(ctx, id);
  if (!days) throw notFound();
  const { week, ...person } = days;
  return {
    title: translator(ctx.locale)("coordinator:days.title", { name: days.name }),
    now: ctx.now,
    key: newId(),
    ...person,
    fields: fieldsOf(week),
    done: DONE.find((one) => one === search.get("done")) ?? null,
    touched: Number(search.get("touched")) || 0,
  };
}
