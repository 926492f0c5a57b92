import { Link } from "@remix-run/react";
import { ABSENCE_KINDS } from "#app/dispatch/vocabulary";
import { type AwayFields, daysBetween } from "#app/forms/away";
import { dateTime, dayLong, dayShort, monthAndYear, sentenceCase, whenLong } from "#app/i18n/format";
import { dateOf, type Instant, type Interval, instantFrom, isDate, startOfDay, timeOf } from "#app/time";
import { whatOf } from "#app/ui/interpreter/asked";
import { MonthStep, WeekdayHeads } from "#app/ui/interpreter/month";
import {
  Button,
  ButtonLink,
  Card,
  DateField,
  ErrorSummary,
  Form,
  FormState,
  Notice,
  RadioGroup,
  TextField,
  useLocale,
  useReader,
  useT,
} from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import type { PageFacts } from "./page";

type AwayPage = Extract<PageFacts, { view: "away" }>;

/** First day, last day, save: three taps, each an ordinary link or button. */
export function Away({ page }: { page: AwayPage }) {
  return (
    <>
      <Done page={page} />
      {page.chosen ? <Confirm page={page} chosen={page.chosen} /> : <Choose page={page} />}
      <Planned page={page} />
    </>
  );
}

function Done({ page: { done, touched } }: { page: AwayPage }) {
  const t = useT();
  if (done === "absence")
    return (
      <Notice tone={touched > 0 ? "waiting" : "secured"} title={t("interpreter:away.saved")} announce>
        <p>{t("interpreter:away.savedText")}</p>
        {touched > 0 && <p>{t("interpreter:away.savedTouches")}</p>}
      </Notice>
    );
  if (done === "cancelled")
    return (
      <Notice tone="secured" title={t("interpreter:away.cancelled")} announce>
        <p>{t("interpreter:away.cancelledText")}</p>
      </Notice>
    );
  return null;
}

const link = (fields: Partial<AwayFields> & { month?: string }) =>
  `/interpreter/availability?${new URLSearchParams({ view: "away", ...fields })}`;

function Choose({ page }: { page: AwayPage }) {
  const { t, locale } = useReader();
  const { fields, today, tomorrow, sunday } = page;
  const first = isDate(fields.from) && fields.to === "" ? fields.from : null;
  return (
    <Card title={t(first ? "interpreter:away.pickLast" : "interpreter:away.pickFirst")}>
      {first ? (
        <p aria-live="polite">{t("interpreter:away.firstIs", { day: dayLong(locale, startOfDay(first), page.now) })}</p>
      ) : (
        <div className="row">
          <ButtonLink to={link({ from: today, to: today })}>{t("interpreter:away.onlyToday")}</ButtonLink>
          <ButtonLink to={link({ from: tomorrow, to: tomorrow })}>{t("interpreter:away.onlyTomorrow")}</ButtonLink>
          {sunday > tomorrow && (
            <ButtonLink to={link({ from: today, to: sunday })}>{t("interpreter:away.restOfWeek")}</ButtonLink>
          )}
        </div>
      )}
      <PickMonth page={page} first={first} />
      <ByHand page={page} />
    </Card>
  );
}

function PickMonth({ page, first }: { page: AwayPage; first: string | null }) {
  const locale = useLocale();
  const { weeks, month, before, after, today } = page;
  const name = sentenceCase(monthAndYear(locale, `${month}-01`));
  const keep = first ? { from: first } : {};
  return (
    <div className="pick">
      <div className="month-head">
        {before >= today.slice(0, 7) ? (
          <MonthStep by="previous" to={link({ ...keep, month: before })} month={before} />
        ) : (
          <span className="month-step" />
        )}
        <h3 aria-live="polite">{name}</h3>
        <MonthStep by="next" to={link({ ...keep, month: after })} month={after} />
      </div>
      <table className="month">
        <caption className="visually-hidden">{name}</caption>
        <WeekdayHeads />
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date}>
                  <PickDay date={date} page={page} first={first} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PickDay({ date, page, first }: { date: string; page: AwayPage; first: string | null }) {
  const locale = useLocale();
  const { today, month, now } = page;
  const look = {
    className: "month-day",
    "data-out": !date.startsWith(month) || undefined,
    "data-today": date === today || undefined,
    "data-chosen": date === first || undefined,
  };
  const number = <span className="month-number">{Number(date.slice(8))}</span>;
  if (date < today)
    return (
      <span {...look} data-past>
        {number}
      </span>
    );
  const to = first && date >= first ? link({ from: first, to: date }) : link({ from: date, month });
  return (
    <Link {...look} to={to} preventScrollReset aria-label={dayLong(locale, startOfDay(date), now)}>
      {number}
    </Link>
  );
}

/** Dates far away, or only some hours. */
function ByHand({ page: { fields, errors } }: { page: AwayPage }) {
  const t = useT();
  const answer = errors && {
    errors: Object.fromEntries(Object.entries(errors).map(([name, key]) => [name, [key]])),
    values: { ...fields },
  };
  const labels = {
    from: t("interpreter:away.fromDate"),
    to: t("interpreter:away.toDate"),
    fromTime: t("interpreter:away.fromTime"),
    toTime: t("interpreter:away.toTime"),
  };
  return (
    <details className="week-more" open={errors !== null || undefined}>
      <summary>{t("interpreter:away.byHand")}</summary>
      <FormState from={answer} id="away">
        <Form method="get" action="/interpreter/availability" className="form">
          <ErrorSummary labels={labels} />
          <input type="hidden" name="view" value="away" />
          <div className="field-row">
            <DateField name="from" label={labels.from} defaultValue={fields.from} required />
            <DateField name="to" label={labels.to} defaultValue={fields.to} required />
          </div>
          <p className="field-hint">{t("interpreter:away.timeHint")}</p>
          <div className="field-row">
            <TextField name="fromTime" label={labels.fromTime} {...TIME_INPUT} optional />
            <TextField name="toTime" label={labels.toTime} {...TIME_INPUT} optional />
          </div>
          <div>
            <Button>{t("interpreter:away.check")}</Button>
          </div>
        </Form>
      </FormState>
    </details>
  );
}

function Confirm({ page, chosen }: { page: AwayPage; chosen: NonNullable<AwayPage["chosen"]> }) {
  const { t, locale } = useReader();
  const { fields, now, key } = page;
  const { affects } = chosen;
  const isWhole = fields.fromTime === "" && fields.toTime === "";
  const days = daysBetween(fields.from, fields.to);
  return (
    <Card title={t("interpreter:away.confirm")}>
      <p className="asked-when">
        {awayWords(locale, chosen, now)}
        {isWhole && <span className="asked-length"> ({t("interpreter:away.days", { count: days })})</span>}
      </p>
      {affects.jobs.length > 0 ? (
        <Notice tone="problem" title={t("interpreter:away.touches", { count: affects.jobs.length })}>
          <ul className="plain-jobs">
            {affects.jobs.map((job) => (
              <li key={job.id}>
                <Link to={`/interpreter/jobs/${job.id}`}>{sentenceCase(whenLong(locale, job, now))}</Link>
                {" – "}
                {[whatOf(t, job), job.town].filter(Boolean).join(" · ")}
              </li>
            ))}
          </ul>
          <p>{t("interpreter:away.touchesText")}</p>
        </Notice>
      ) : (
        <p className="muted">{t("interpreter:away.nothing")}</p>
      )}
      {affects.offers > 0 && <p>{t("interpreter:away.offers", { count: affects.offers })}</p>}
      <FormState from={null} id="absence">
        <Form method="post" action="/interpreter/availability?view=away" className="form" keeps>
          <input type="hidden" name="key" value={key} />
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <RadioGroup
            name="kind"
            label={t("interpreter:away.kind")}
            hint={t("interpreter:away.kindHint")}
            defaultValue="holiday"
            options={ABSENCE_KINDS.map((value) => ({ value, label: sentenceCase(t(`domain:absenceKind.${value}`)) }))}
          />
          <div className="stack" data-gap="s">
            <Button name="intent" value="absence" variant="primary" size="large" block>
              {t("interpreter:away.save")}
            </Button>
            <ButtonLink to={link({})} block>
              {t("interpreter:away.again")}
            </ButtonLink>
          </div>
        </Form>
      </FormState>
    </Card>
  );
}

function Planned({ page: { absences, now, key } }: { page: AwayPage }) {
  const { t, locale } = useReader();
  return (
    <Card title={t("interpreter:away.list")}>
      {absences.length === 0 ? (
        <p className="muted">{t("interpreter:away.none")}</p>
      ) : (
        <ul className="absence-list">
          {absences.map((absence) => {
            const when = awayWords(locale, absence, now);
            return (
              <li key={absence.id}>
                <div>
                  {when}
                  <span className="absence-kind">{sentenceCase(t(`domain:absenceKind.${absence.kind}`))}</span>
                </div>
                <Form method="post" action="/interpreter/availability?view=away">
                  <input type="hidden" name="key" value={`${key}-${absence.id}`} />
                  <input type="hidden" name="absenceId" value={absence.id} />
                  <Button name="intent" value="cancel" aria-label={t("interpreter:away.cancelOf", { when })}>
                    {t("interpreter:away.cancel")}
                  </Button>
                </Form>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

/** "Trešdien, 1. jūlijā" · "01.07.2026.–14.07.2026." · "01.07.2026. 09:00–02.07.2026. 12:30". */
function awayWords(locale: ReturnType<typeof useLocale>, { start, end }: Interval, now: Instant): string {
  const isWhole = timeOf(start) === "00:00" && timeOf(end) === "00:00";
  if (!isWhole)
    return dateOf(start) === dateOf(end)
      ? sentenceCase(whenLong(locale, { start, end }, now))
      : `${dateTime(locale, start)} – ${dateTime(locale, end)}`;
  const last = instantFrom(end - 1);
  if (dateOf(start) === dateOf(last)) return sentenceCase(dayLong(locale, start, now));
  return `${dayShort(locale, start)} – ${dayShort(locale, last)}`;
}
