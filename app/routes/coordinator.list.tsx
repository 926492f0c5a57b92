/** The same days and filters as the calendar, as a list: every appointment with its actions, and a page to print. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { translator } from "#app/i18n/index";
import { calendarScreen, filterChoices, openChoices } from "#app/queries/coordinator/calendar";
import { dateOf } from "#app/time";
import { matchesFilters } from "#app/ui/calendar/entry";
import { DayList } from "#app/ui/calendar/list";
import { Toolbar, titleOf } from "#app/ui/calendar/toolbar";
import { intervalShown, readView, viewSearch } from "#app/ui/calendar/view";
import { Button, Moment, Notice, useT } from "#app/ui/kit";
import "#app/styles/calendar.css";

const PATH = "/coordinator/list";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const today = dateOf(ctx.now);
  const view = readView(new URL(request.url).searchParams, today);
  const shown = intervalShown(view);
  const { entries, specialDays, isCut } = calendarScreen(ctx, shown);
  const t = translator(ctx.locale);
  return {
    title: `${titleOf(ctx.locale, view)} · ${t("coordinator:list.title")}`,
    now: ctx.now,
    today,
    view,
    shown,
    specialDays,
    isCut,
    entries: entries.filter(
      (entry) => matchesFilters(entry, view.filters) && (!view.requestId || entry.requestId === view.requestId),
    ),
    choices: filterChoices(ctx),
    open: openChoices(ctx),
  };
}

export default function ListPage() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const back = PATH + viewSearch(page.view);
  return (
    <div className="page calendar-page" data-width="full">
      <Toolbar path={PATH} {...page} />
      {page.isCut && <Notice tone="waiting" title={t("coordinator:calendar.cut")} />}
      <p className="list-printed">
        <span className="muted">
          {t("coordinator:list.asOf")} <Moment at={page.now} />
        </span>
        <span className="needs-script no-print">
          <Button type="button" onClick={() => window.print()}>
            {t("coordinator:list.print")}
          </Button>
        </span>
      </p>
      <DayList {...page} back={back} />
    </div>
  );
}
