/** What the calendar shows: the days, the people as columns, and for whom the columns are ordered. */
import type { useLoaderData } from "@remix-run/react";
import type { Ctx } from "#app/context.server";
import { whyNotSentence, whySentence } from "#app/i18n/explain";
import { translator } from "#app/i18n/index";
import {
  type CalendarEntry,
  calendarPeople,
  calendarScreen,
  entriesOf,
  filterChoices,
  openChoices,
} from "#app/queries/coordinator/calendar";
import { abilityOrder, gravestFirst, strengthNeeded } from "#app/queries/coordinator/move-choices";
import { dateOf } from "#app/time";
import { type Ability, columnsFor } from "#app/ui/calendar/columns";
import { matchesFilters, type Verdict } from "#app/ui/calendar/entry";
import { titleOf } from "#app/ui/calendar/toolbar";
import { type CalendarView, intervalShown, readView } from "#app/ui/calendar/view";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `params` is the calendar's address, as `readView` reads it. */
export function readPage(ctx: Ctx, params: URLSearchParams) {
  const today = dateOf(ctx.now);
  const asked = readView(params, today);
  const chosen = asked.requestId ? chosenRequest(ctx, asked.requestId) : null;
  // Coming from the queue with nothing but a request: its own day.
  const view: CalendarView = chosen && !params.has("date") ? { ...asked, date: dateOf(chosen.entry.startAt) } : asked;
  const shown = intervalShown(view);
  const { entries, specialDays, isCut } = calendarScreen(ctx, shown);
  // In the month everything is one picture, without people's columns.
  const people = view.view === "month" ? [] : calendarPeople(ctx, shown);
  const { columns, hidden } = columnsFor({
    people,
    entries: entries.filter((entry) => entry.interpreterId === null || matchesFilters(entry, view.filters)),
    shown,
    filters: view.filters,
    ability: chosen?.ability ?? null,
    showAll: view.showAll,
  });
  const columnIds = new Set(columns.map((column) => column.id));
  const t = translator(ctx.locale);
  return {
    title: `${titleOf(ctx.locale, view)} · ${t("coordinator:calendar.title")}`,
    now: ctx.now,
    today,
    view,
    shown,
    specialDays,
    isCut,
    hidden,
    columns,
    entries: entries.filter((entry) =>
      view.view === "month" || entry.interpreterId === null
        ? matchesFilters(entry, view.filters)
        : columnIds.has(entry.interpreterId),
    ),
    people: people.filter((person) => columnIds.has(person.id)),
    chosen,
    choices: filterChoices(ctx),
    open: openChoices(ctx),
  };
}

/** The open request for which columns are ordered, with everybody's sentence. null: it is gone. */
function chosenRequest(ctx: Ctx, requestId: string) {
  const entries = entriesOf(ctx, requestId);
  const entry: CalendarEntry | undefined = entries.find((one) => one.assignmentId === null) ?? entries[0];
  const order = entry && abilityOrder(ctx, requestId);
  if (!entry) return null;
  const reasons: Record<string, Verdict> = {};
  const { able = [], passed = [], blocked = [] } = order?.matching ?? {};
  const genderOf = (id: string) => order?.genders.get(id) ?? null;
  const t = translator(ctx.locale);
  for (const ranked of [...able, ...passed]) {
    const { interpreterId, alreadyAsked } = ranked;
    const sentence = whySentence(t, ctx.locale, ranked, order!.names, genderOf(interpreterId));
    reasons[interpreterId] = { interpreterId, can: alreadyAsked ? "passed" : "free", sentences: [sentence] };
  }
  for (const { interpreterId, obstacles } of blocked) {
    const can = strengthNeeded(obstacles) === "never" ? "never" : "overrule";
    const sentence = whyNotSentence(t, ctx.locale, gravestFirst(obstacles), order!.names, genderOf(interpreterId));
    reasons[interpreterId] = { interpreterId, can, sentences: [sentence] };
  }
  const ability: Ability = {
    able: able.map((ranked) => ranked.interpreterId),
    passed: passed.map((ranked) => ranked.interpreterId),
    overrulable: blocked.map((one) => one.interpreterId).filter((id) => reasons[id]?.can === "overrule"),
  };
  return { entry, reasons, ability, passedCount: passed.length, blockedCount: blocked.length };
}
