import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { dayLong, monthAndYear, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { type DayOfMonth, isMonth, monthBeside, monthOf, monthOfInterpreter } from "#app/queries/interpreter/month";
import { dateOf, type Instant, isDate, startOfDay } from "#app/time";
import { DayEntries, DayMarks } from "#app/ui/interpreter/day";
import { MonthStep, WeekdayHeads } from "#app/ui/interpreter/month";
import { ButtonLink, Card, Empty, Icon, Page, Tabs, useLocale, useReader, useT, VisuallyHidden } from "#app/ui/kit";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const query = new URL(request.url).searchParams;
  const asked = query.get("month") ?? "";
  const day = query.get("day") ?? "";
  const month = isMonth(asked) ? asked : isDate(day) ? day.slice(0, 7) : monthOf(ctx.now);
  const today = dateOf(ctx.now);
  const whole = monthOfInterpreter(ctx, month);
  const days = whole.flat();
  const isAgenda = query.get("view") === "agenda";
  return {
    now: ctx.now,
    today,
    month,
    before: monthBeside(month, -1),
    after: monthBeside(month, 1),
    view: isAgenda ? ("agenda" as const) : ("month" as const),
    /** Of a month what its cells say, and the one day that is chosen; as a list the days that hold something. */
    weeks: isAgenda ? [] : whole.map((week) => week.map(marked)),
    day: isAgenda ? null : (days.find(({ date }) => date === (isDate(day) ? day : today)) ?? null),
    agenda: isAgenda ? days.filter((one) => one.isInMonth && holdsSomething(one)) : [],
    title: translator(ctx.locale)("interpreter:calendar.title"),
  };
}

/** Jobs, waiting offers and absences of a month; what is shown is in the address. */
export default function InterpreterCalendar() {
  const t = useT();
  const { view, month, day, today, now } = useLoaderData<typeof loader>();
  return (
    <Page
      title={t("interpreter:calendar.title")}
      actions={<ButtonLink to="/interpreter/availability">{t("interpreter:calendar.availability")}</ButtonLink>}
    >
      <Tabs
        label={t("interpreter:calendar.views")}
        tabs={[
          { to: `?month=${month}`, label: t("interpreter:calendar.month"), current: view === "month" },
          { to: `?month=${month}&view=agenda`, label: t("interpreter:calendar.agenda"), current: view === "agenda" },
        ]}
      />
      <MonthHead />
      {view === "agenda" ? (
        <Agenda />
      ) : (
        <>
          <MonthGrid />
          <Legend />
          {day && <ChosenDay day={day} today={today} now={now} />}
        </>
      )}
    </Page>
  );
}

function MonthHead() {
  const { t, locale } = useReader();
  const { month, before, after, view, today } = useLoaderData<typeof loader>();
  const to = (of: string) => `?month=${of}${view === "agenda" ? "&view=agenda" : ""}`;
  return (
    <div className="month-head">
      <MonthStep by="previous" to={to(before)} month={before} />
      <div>
        <h2 aria-live="polite">{sentenceCase(monthAndYear(locale, `${month}-01`))}</h2>
        {month !== today.slice(0, 7) && (
          <Link to={`${view === "agenda" ? "?view=agenda" : "?"}`}>{t("interpreter:calendar.today")}</Link>
        )}
      </div>
      <MonthStep by="next" to={to(after)} month={after} />
    </div>
  );
}

function MonthGrid() {
  const { t, locale } = useReader();
  const { weeks, month, today, day: chosen } = useLoaderData<typeof loader>();
  return (
    <table className="month">
      <caption className="visually-hidden">{sentenceCase(monthAndYear(locale, `${month}-01`))}</caption>
      <WeekdayHeads />
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((day) => (
              <td key={day.date}>
                <Link
                  to={`?month=${month}&day=${day.date}#day`}
                  className="month-day"
                  preventScrollReset
                  aria-current={day.date === chosen?.date ? "date" : undefined}
                  data-out={!day.isInMonth || undefined}
                  data-free={day.holiday !== null || undefined}
                  data-away={day.absences > 0 || undefined}
                  data-today={day.date === today || undefined}
                  data-chosen={day.date === chosen?.date || undefined}
                >
                  <span className="month-number" aria-hidden="true">
                    {Number(day.date.slice(8))}
                  </span>
                  <VisuallyHidden>{spoken(t, locale, day, today)}</VisuallyHidden>
                  <DayMarks day={day} />
                </Link>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function holdsSomething({ jobs, offers, absences }: DayOfMonth): boolean {
  return jobs.length + offers.length + absences.length > 0;
}

type MarkedDay = ReturnType<typeof marked>;

/** A day as its cell says it. */
function marked({ date, isInMonth, holiday, jobs, offers, absences }: DayOfMonth) {
  const told = ({ id, language, start }: Pick<DayOfMonth["offers"][number], "id" | "language" | "start">) => {
    return { id, language, start };
  };
  return {
    date,
    isInMonth,
    holiday,
    jobs: jobs.map(told),
    offers: offers.map(told),
    absences: absences.length,
  };
}

/** "otrdien, 1. decembrī, šodien: 2 darbi, prombūtne" for those who hear the grid. */
function spoken(t: ReturnType<typeof useT>, locale: ReturnType<typeof useLocale>, day: MarkedDay, today: string) {
  const at = startOfDay(day.date);
  const what = [
    day.jobs.length > 0 && t("interpreter:calendar.jobs", { count: day.jobs.length }),
    day.offers.length > 0 && t("interpreter:calendar.offers", { count: day.offers.length }),
    day.absences > 0 && t("interpreter:calendar.away"),
    day.holiday,
  ].filter(Boolean);
  const name = `${dayLong(locale, at, at)}${day.date === today ? `, ${t("interpreter:calendar.todayMark")}` : ""}`;
  return what.length > 0 ? `${name}: ${what.join(", ")}` : name;
}

function Legend() {
  const t = useT();
  return (
    <ul className="legend" aria-label={t("interpreter:calendar.legend")}>
      <li data-tone="secured">
        <span className="mark">
          <Icon name="secured" />
        </span>
        {t("interpreter:calendar.legendJob")}
      </li>
      <li data-tone="waiting">
        <span className="mark">
          <Icon name="waiting" />
        </span>
        {t("interpreter:calendar.legendOffer")}
      </li>
      <li>
        <span className="swatch-away" />
        {t("interpreter:calendar.legendAway")}
      </li>
    </ul>
  );
}

function ChosenDay({ day, today, now }: { day: DayOfMonth; today: string; now: Instant }) {
  const { t, locale } = useReader();
  return (
    <div id="day">
      <Card title={sentenceCase(dayLong(locale, startOfDay(day.date), now))}>
        {day.holiday && <p className="muted">{day.holiday}</p>}
        {!holdsSomething(day) ? (
          <p className="muted">{t("interpreter:calendar.dayEmpty")}</p>
        ) : (
          <DayEntries day={day} />
        )}
        {day.date >= today && day.absences.length === 0 && (
          <div className="row">
            <ButtonLink to={`/interpreter/availability?view=away&from=${day.date}&to=${day.date}`}>
              {t("interpreter:calendar.addAway")}
            </ButtonLink>
          </div>
        )}
      </Card>
    </div>
  );
}

function Agenda() {
  const t = useT();
  const { agenda: days, now, today, month } = useLoaderData<typeof loader>();
  const isNow = month === today.slice(0, 7);
  const past = days.filter((day) => isNow && day.date < today);
  if (days.length === 0)
    return (
      <Card>
        <Empty title={t("interpreter:calendar.monthEmpty")} icon="calendar">
          <p>{t("interpreter:calendar.monthEmptyText")}</p>
          <ButtonLink to="/interpreter/availability">{t("interpreter:calendar.toWeek")}</ButtonLink>
        </Empty>
      </Card>
    );
  return (
    <div className="stack">
      {past.length > 0 && (
        <details className="week-more">
          <summary>{t("interpreter:calendar.earlier")}</summary>
          <AgendaDays days={past} now={now} />
        </details>
      )}
      <AgendaDays days={days.slice(past.length)} now={now} />
      {past.length === days.length && <p className="muted">{t("interpreter:calendar.nothingLeft")}</p>}
    </div>
  );
}

function AgendaDays({ days, now }: { days: DayOfMonth[]; now: Instant }) {
  const locale = useLocale();
  return (
    <div className="stack">
      {days.map((day) => (
        <Card key={day.date} dense title={sentenceCase(dayLong(locale, startOfDay(day.date), now))}>
          {day.holiday && <p className="muted small">{day.holiday}</p>}
          <DayEntries day={day} />
        </Card>
      ))}
    </div>
  );
}
