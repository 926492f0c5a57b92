/** Which days, how close, whose: all of it links and one plain form, so everything stands in the address. */
import { Link, useSubmit } from "@remix-run/react";
import { type Locale, MODES } from "#app/dispatch/vocabulary";
import { dayNarrow, dayTitle, monthAndYear, sentenceCase, weekTitle } from "#app/i18n/format";
import type { DateText } from "#app/time";
import { DateInput, Form, Icon, type IconName, type Option, useReader, useT } from "#app/ui/kit";
import type { EntryName, SpecialDay } from "./entry";
import { type CalendarView, datesShown, stepDate, VIEWS, viewSearch, ZOOMS } from "./view";
import { entryName } from "./words";

export interface ToolbarProps {
  /** "/coordinator/calendar" or "/coordinator/list". */
  path: string;
  view: CalendarView;
  today: DateText;
  specialDays: readonly SpecialDay[];
  choices: { languages: readonly Option[]; desks: readonly Option[]; interpreters: readonly Option[] };
  /** Requests that still need somebody, to choose one from. */
  open: readonly EntryName[];
}

export function Toolbar(props: ToolbarProps) {
  return (
    <div className="calendar-toolbar">
      <div className="calendar-bar">
        <Title {...props} />
        <Steps {...props} />
        <Views {...props} />
      </div>
      <Filters {...props} />
    </div>
  );
}

function Title({ view, specialDays, path }: ToolbarProps) {
  const { t, locale } = useReader();
  const special = view.view === "day" ? specialDays.find((day) => day.date === view.date) : undefined;
  return (
    <div className="calendar-title">
      <h1>
        <span className="visually-hidden">
          {t(path.endsWith("list") ? "coordinator:list.title" : "coordinator:calendar.title")}:{" "}
        </span>
        {titleOf(locale, view)}
      </h1>
      {special && (
        <span className="badge" data-tone={special.kind === "moved_workday" ? "brand" : "waiting"}>
          <Icon name="calendar" />
          <span>
            {special.name} ({t(`coordinator:calendar.special.${special.kind}`)})
          </span>
        </span>
      )}
    </div>
  );
}

export function titleOf(locale: Locale, view: CalendarView): string {
  if (view.view === "day") return dayTitle(locale, view.date);
  if (view.view === "month") return sentenceCase(monthAndYear(locale, view.date));
  const { first, last } = datesShown(view);
  return weekTitle(locale, first, last);
}

function Steps({ path, view, today }: ToolbarProps) {
  const t = useT();
  const to = (date: DateText) => path + viewSearch(view, { date });
  return (
    <nav className="calendar-steps" aria-label={t("coordinator:calendar.days")}>
      <Link className="icon-button" to={to(stepDate(view, -1))}>
        <Icon name="previous" label={t(`coordinator:calendar.previous.${view.view}`)} />
      </Link>
      <Link
        className="button"
        data-shortcut="today"
        to={to(today)}
        aria-current={view.date === today ? "date" : undefined}
      >
        {t("coordinator:calendar.today")}
      </Link>
      <Link className="icon-button" to={to(stepDate(view, 1))}>
        <Icon name="next" label={t(`coordinator:calendar.next.${view.view}`)} />
      </Link>
    </nav>
  );
}

function Views({ path, view }: ToolbarProps) {
  const t = useT();
  const isList = path.endsWith("list");
  const { first, last } = datesShown(view);
  return (
    <div className="calendar-views">
      <nav className="tabs" aria-label={t("coordinator:calendar.views")}>
        {VIEWS.map((name) => (
          <Link
            key={name}
            to={path + viewSearch(view, { view: name })}
            aria-current={view.view === name ? "page" : undefined}
          >
            {t(`coordinator:calendar.view.${name}`)}
          </Link>
        ))}
      </nav>
      <Link className="button" to={(isList ? "/coordinator/calendar" : "/coordinator/list") + viewSearch(view)}>
        <Icon name={isList ? "calendar" : "list"} />
        {t(isList ? "coordinator:list.asCalendar" : "coordinator:calendar.asList")}
      </Link>
      <Link
        className="icon-button"
        to={`/coordinator/plan?from=${first}&to=${last}`}
        title={t("coordinator:queue.plan")}
      >
        <Icon name="plan" label={t("coordinator:queue.plan")} />
      </Link>
      {!isList && view.view === "day" && (
        <span className="calendar-zoom">
          <Zoom path={path} view={view} by={-1} icon="minus" words={t("coordinator:calendar.zoomOut")} />
          <Zoom path={path} view={view} by={1} icon="plus" words={t("coordinator:calendar.zoomIn")} />
        </span>
      )}
    </div>
  );
}

function Zoom(props: { path: string; view: CalendarView; by: -1 | 1; icon: IconName; words: string }) {
  const { path, view, by, icon, words } = props;
  const zoom = ZOOMS[ZOOMS.indexOf(view.zoom) + by];
  if (!zoom)
    return (
      <span className="icon-button" aria-disabled="true">
        <Icon name={icon} />
      </span>
    );
  return (
    <Link className="icon-button" to={path + viewSearch(view, { zoom })} preventScrollReset>
      <Icon name={icon} label={words} />
    </Link>
  );
}

function Filters({ path, view, choices, open }: ToolbarProps) {
  const { t, locale } = useReader();
  const submit = useSubmit();
  const { filters } = view;
  const isFiltered = Object.values(filters).some(Boolean) || view.requestId !== null;
  const modes = MODES.map((mode) => ({ value: mode, label: t(`domain:mode.${mode}`) }));
  const requests = open.map((entry) => ({
    value: entry.requestId,
    label: `${dayNarrow(locale, entry.startAt)} ${entryName(t, locale, entry)}`,
  }));
  return (
    <Form
      method="get"
      action={path}
      className="calendar-filters"
      role="search"
      aria-label={t("coordinator:calendar.filters")}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
      key={viewSearch(view)}
    >
      {view.view !== "day" && <input type="hidden" name="view" value={view.view} />}
      {view.zoom !== 2 && <input type="hidden" name="zoom" value={view.zoom} />}
      {view.showAll && <input type="hidden" name="all" value="1" />}
      <div className="filter">
        <label htmlFor="calendar-date">{t("coordinator:calendar.date")}</label>
        <DateInput
          id="calendar-date"
          name="date"
          defaultValue={view.date}
          required
          onSettled={({ form }) => submit(form, { preventScrollReset: true })}
        />
      </div>
      <Filter name="request" wide value={view.requestId} options={requests} empty="noRequest" />
      <Filter name="language" value={filters.language} options={choices.languages} empty="allLanguages" />
      <Filter name="desk" value={filters.deskId} options={choices.desks} empty="allDesks" />
      <Filter name="mode" value={filters.mode} options={modes} empty="allModes" />
      <Filter name="interpreter" value={filters.interpreterId} options={choices.interpreters} empty="allInterpreters" />
      <button type="submit" className="button only-plain">
        {t("coordinator:calendar.apply")}
      </button>
      {isFiltered && (
        <Link
          className="button"
          data-variant="link"
          to={
            path +
            viewSearch(view, {
              requestId: null,
              filters: { language: null, deskId: null, mode: null, interpreterId: null },
            })
          }
        >
          <Icon name="close" /> {t("coordinator:calendar.clear")}
        </Link>
      )}
    </Form>
  );
}

interface FilterProps {
  name: string;
  value: string | null;
  options: readonly Option[];
  empty: string;
  wide?: boolean;
}

function Filter({ name, value, options, empty, wide }: FilterProps) {
  const t = useT();
  return (
    <label className="filter" data-wide={wide || undefined} data-set={value !== null || undefined}>
      <span>{t(`coordinator:calendar.filter.${name}`)}</span>
      <select className="control" name={name} defaultValue={value ?? ""}>
        <option value="">{t(`coordinator:calendar.filter.${empty}`)}</option>
        {value && !options.some((option) => option.value === value) && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
