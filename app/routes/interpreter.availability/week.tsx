import { useEffect, useRef, useState } from "react";
import {
  endsNextDay,
  fieldName,
  type Row,
  typedWeek,
  usedRows,
  WEEKDAYS,
  type WeekErrors,
  type WeekFields,
} from "#app/forms/week";
import { listOf, sentenceCase, weekdayName } from "#app/i18n/format";
import { minuteOfDay, timeText } from "#app/time";
import {
  Button,
  Form,
  FormState,
  Icon,
  InPageLink,
  Notice,
  Told,
  useField,
  type useLocale,
  useReader,
  useT,
  useTyped,
  useTypedList,
  VisuallyHidden,
} from "#app/ui/kit";
import type { PageFacts } from "./page";

type WeekPage = Extract<PageFacts, { view: "week" }>;
/** What the action sent back: the fields as they were typed or copied. */
interface WeekAnswer {
  fields: WeekFields;
  week?: WeekErrors;
  copied?: boolean;
  /** New with every answer, so that the fields take the new values. */
  attempt: string;
}

/** The usual week, a day a row. Works as a plain form; the browser only draws along. */
export function Week({ page, answer }: { page: WeekPage; answer: WeekAnswer | null }) {
  const { t, locale } = useReader();
  const kept = useTyped(null, "week")?.values;
  const fields = answer?.fields ?? (kept ? typedWeek({ get: (name) => kept[name] }) : page.fields);
  const errors = answer?.week ?? {};
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) box.current?.focus();
  }, [answer]);
  const wrong = WEEKDAYS.filter((weekday) => errors[weekday]);
  return (
    <>
      <p className="muted">{t("interpreter:week.lead")}</p>
      {!page.isKnown && !answer && (
        <Notice tone="waiting">
          <p>{t("interpreter:week.unknown")}</p>
        </Notice>
      )}
      {page.done === "week" && !answer && (
        <Notice tone="secured" title={t("interpreter:week.saved")} announce>
          <p>{t("interpreter:week.savedText")}</p>
        </Notice>
      )}
      {answer && (
        <div ref={box} tabIndex={-1}>
          {wrong.length > 0 && (
            <Notice tone="problem" title={t("common:form.errors")} announce>
              <ul>
                {wrong.map((weekday) => (
                  <li key={weekday}>
                    <InPageLink to={`day-${weekday}`}>
                      {sentenceCase(weekdayName(locale, weekday))}: {t(errors[weekday] ?? "")}
                    </InPageLink>
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          {answer.copied === true && (
            <Notice tone="waiting" title={t("interpreter:week.copied")} announce>
              <p>{t("interpreter:week.copiedText")}</p>
            </Notice>
          )}
          <Told problem={answer.copied === false && <p>{t("interpreter:week.copyNone")}</p>} />
        </div>
      )}
      <FormState from={null} id="week">
        <Form method="post" action="/interpreter/availability" className="form" key={answer?.attempt ?? page.key} keeps>
          <input type="hidden" name="key" value={page.key} />
          {/* Enter in a field saves; it does not copy. */}
          <button
            type="submit"
            name="intent"
            value="week"
            className="visually-hidden"
            tabIndex={-1}
            aria-hidden="true"
          />
          <div className="week">
            {WEEKDAYS.map((weekday) => (
              <DayFields key={weekday} weekday={weekday} rows={fields[weekday] ?? []} error={errors[weekday]} />
            ))}
          </div>
          <Copy />
          <div className="save-bar">
            <Button name="intent" value="week" variant="primary" size="large" block>
              {t("interpreter:week.save")}
            </Button>
          </div>
        </Form>
      </FormState>
    </>
  );
}

function DayFields({ weekday, rows: given, error }: { weekday: number; rows: readonly Row[]; error?: string }) {
  const { t, locale } = useReader();
  const [rows, setRows] = useState<readonly Row[]>(given);
  const day = sentenceCase(weekdayName(locale, weekday));
  const used = usedRows(given);
  const shown = Math.max(2, used + 1);
  const change = (index: number, row: Row) => setRows((before) => before.map((old, i) => (i === index ? row : old)));
  const fieldsOfRow = (index: number) => (
    <RowFields
      key={index}
      weekday={weekday}
      day={day}
      index={index}
      row={given[index] ?? { from: "", to: "" }}
      isInvalid={error !== undefined}
      onChange={(row) => change(index, row)}
    />
  );
  return (
    <fieldset className="week-day" id={`day-${weekday}`} data-invalid={error !== undefined || undefined}>
      <legend className="week-name">
        <span>{day}</span>
        <span className="week-sum">{summary(t, locale, rows)}</span>
      </legend>
      <Strip rows={rows} />
      {error && (
        <p className="field-error" id={`day-${weekday}-error`}>
          <Icon name="problem" />
          <span>{t(error)}</span>
        </p>
      )}
      {fieldsOfRow(0)}
      <details className="week-more" open={used > 1 || undefined}>
        <summary>
          {t("interpreter:week.second")}
          <VisuallyHidden>: {day}</VisuallyHidden>
        </summary>
        <div className="stack" data-gap="s">
          {Array.from({ length: shown - 1 }, (_, i) => fieldsOfRow(i + 1))}
        </div>
      </details>
    </fieldset>
  );
}

function RowFields({
  weekday,
  day,
  index,
  row,
  isInvalid,
  onChange,
}: {
  weekday: number;
  day: string;
  index: number;
  row: Row;
  isInvalid: boolean;
  onChange: (row: Row) => void;
}) {
  const t = useT();
  const [current, setCurrent] = useState(row);
  const select = (end: "from" | "to") => (
    <select
      className="control"
      name={fieldName(weekday, index + 1, end)}
      defaultValue={row[end]}
      aria-label={`${t(`interpreter:week.${end}Of`, { day })}${index > 0 ? `, ${t("interpreter:week.secondOf", { n: index + 1 })}` : ""}`}
      aria-invalid={isInvalid || undefined}
      aria-describedby={isInvalid ? `day-${weekday}-error` : undefined}
      onChange={(event) => {
        const next = { ...current, [end]: event.currentTarget.value };
        setCurrent(next);
        onChange(next);
      }}
    >
      <option value="">—</option>
      {timesWith(end, row[end]).map((time) => (
        <option key={time} value={time}>
          {time}
        </option>
      ))}
    </select>
  );
  return (
    <div className="week-row">
      {select("from")}
      <span aria-hidden="true">–</span>
      {select("to")}
    </div>
  );
}

/** The day as a line from midnight to midnight; decoration beside the words. */
function Strip({ rows }: { rows: readonly Row[] }) {
  const bars = rows.filter(isFilled).map(({ from, to }) => {
    const start = minuteOfDay(from);
    const end = endsNextDay({ from, to }) ? 1440 : minuteOfDay(to);
    return { start, width: Math.max(0, end - start) };
  });
  return (
    <div className="day-strip" aria-hidden="true">
      {bars.map(({ start, width }) => (
        <span key={start} style={{ insetInlineStart: `${start / 14.4}%`, inlineSize: `${width / 14.4}%` }} />
      ))}
    </div>
  );
}

function summary(t: ReturnType<typeof useT>, locale: ReturnType<typeof useLocale>, rows: readonly Row[]): string {
  const words = rows
    .filter(isFilled)
    .map((row) =>
      endsNextDay(row)
        ? `${row.from} ${t("interpreter:week.nextDay", { time: row.to })}`
        : `${row.from}–${row.to === "00:00" ? "24:00" : row.to}`,
    );
  return words.length > 0 ? listOf(locale, words) : t("interpreter:week.free");
}

function Copy() {
  const { t, locale } = useReader();
  const { typedText: from = "1" } = useField("copyFrom");
  const to = useTypedList("copyTo[]") ?? [];
  return (
    <div className="stack" data-gap="s">
      <div>
        <Button name="intent" value="workdays" icon="copy">
          {t("interpreter:week.copyWorkdays")}
        </Button>
      </div>
      <details className="week-more" open={to.length > 0 || undefined}>
        <summary>{t("interpreter:week.copy")}</summary>
        <div className="stack">
          <label className="field">
            <span className="field-label">{t("interpreter:week.copyFrom")}</span>
            <select className="control" name="copyFrom" defaultValue={from}>
              {WEEKDAYS.map((weekday) => (
                <option key={weekday} value={weekday}>
                  {sentenceCase(weekdayName(locale, weekday))}
                </option>
              ))}
            </select>
          </label>
          <fieldset className="field">
            <legend>{t("interpreter:week.copyTo")}</legend>
            <div className="day-picks">
              {WEEKDAYS.map((weekday) => (
                <label className="choice" key={weekday}>
                  <input
                    type="checkbox"
                    name="copyTo[]"
                    value={weekday}
                    defaultChecked={to.includes(String(weekday))}
                  />
                  <span>{sentenceCase(weekdayName(locale, weekday))}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <div>
            <Button name="intent" value="copy">
              {t("interpreter:week.copyDo")}
            </Button>
          </div>
        </div>
      </details>
    </div>
  );
}

function isFilled({ from, to }: Row): boolean {
  return /^\d\d:\d\d$/.test(from) && /^\d\d:\d\d$/.test(to) && from !== to;
}

const HALF_HOURS = Array.from({ length: 49 }, (_, i) => timeText(i * 30));

/** Half hours, with the stored time among them when it is another. */
function timesWith(end: "from" | "to", time: string): string[] {
  const times = end === "from" ? HALF_HOURS.slice(0, 48) : HALF_HOURS.slice(1);
  return time === "" || times.includes(time) ? times : [...times, time].sort();
}
