import { ABSENCE_KINDS } from "#app/dispatch/vocabulary";
import { fieldName, usedRows, WEEKDAYS } from "#app/forms/week";
import { dateTime, sentenceCase, weekdayName } from "#app/i18n/format";
import { Acting } from "#app/ui/coordinator/reads-only";
import {
  Button,
  ButtonLink,
  Card,
  DateField,
  Form,
  Page,
  PostForm,
  RadioGroup,
  TextField,
  Told,
  useReader,
  useT,
} from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

interface Props {
  page: PageFacts;
  answer: Answer;
}

export function DaysView({ page, answer }: Props) {
  const t = useT();
  const { done, touched } = page;
  return (
    <Page
      width="narrow"
      title={page.title}
      actions={
        <ButtonLink to={`/coordinator/interpreters/${page.id}`} icon="person">
          {page.name}
        </ButtonLink>
      }
    >
      <Told
        done={!answer && done && <p>{t(`coordinator:days.done.${done}`)}</p>}
        problem={answer?.refusal && <p>{t(`interpreter:refusal.${answer.refusal}`)}</p>}
      />
      <Told problem={!answer && touched > 0 && <p>{t("coordinator:days.touched", { count: touched })}</p>} />
      <Week page={page} answer={answer} />
      <Acting>
        <NewAbsence page={page} answer={answer} />
      </Acting>
      <Absences page={page} />
    </Page>
  );
}

function Week({ page, answer }: Props) {
  const { t, locale } = useReader();
  const dayOf = (weekday: number) => sentenceCase(weekdayName(locale, weekday));
  /** One row is always left to fill in. */
  const rowsOf = (weekday: number) => usedRows(page.fields[weekday] ?? []) + 1;
  const rows = WEEKDAYS.flatMap((weekday) =>
    Array.from({ length: rowsOf(weekday) }, (_, row) => ({ weekday, row, typed: page.fields[weekday]?.[row] })),
  );
  const labels = Object.fromEntries(
    rows.map(({ weekday, row }) => [fieldName(weekday, row + 1, "from"), dayOf(weekday)]),
  );
  return (
    <Card title={t("coordinator:people.availability")}>
      <p className="muted">
        {t(page.isKnown ? "coordinator:days.weekMeans" : "coordinator:people.availabilityUnknown")}
      </p>
      <PostForm from={answer?.form === "week" ? answer : null} id="week" labels={labels}>
        <input type="hidden" name="key" value={page.key} />
        {rows.map(({ weekday, row, typed }) => (
          <div className="hours-row" key={`${weekday}-${row}`}>
            {(["from", "to"] as const).map((end) => (
              <TextField
                key={end}
                name={fieldName(weekday, row + 1, end)}
                label={t(`coordinator:days.${end}`, {
                  day: dayOf(weekday),
                  n: row + 1,
                  context: row > 0 ? "more" : "",
                })}
                defaultValue={typed?.[end] ?? ""}
                {...TIME_INPUT}
                placeholder=""
              />
            ))}
          </div>
        ))}
        <div>
          <Button name="intent" value="week" variant="primary">
            {t("coordinator:days.saveWeek")}
          </Button>
        </div>
      </PostForm>
    </Card>
  );
}

function NewAbsence({ page, answer }: Props) {
  const t = useT();
  const word = (name: string) => t(`interpreter:away.${name}`);
  const labels = {
    from: word("fromDate"),
    to: word("toDate"),
    fromTime: word("fromTime"),
    toTime: word("toTime"),
  };
  return (
    <Card title={t("coordinator:days.newAbsence")}>
      <p className="muted">{t("coordinator:days.absenceMeans")}</p>
      <PostForm from={answer?.form === "absence" ? answer : null} id="absence" labels={labels}>
        <input type="hidden" name="key" value={page.key} />
        <div className="field-row">
          <DateField name="from" label={labels.from} required />
          <DateField name="to" label={labels.to} required />
        </div>
        <p className="field-hint">{word("timeHint")}</p>
        <div className="field-row">
          <TextField name="fromTime" label={labels.fromTime} {...TIME_INPUT} optional />
          <TextField name="toTime" label={labels.toTime} {...TIME_INPUT} optional />
        </div>
        <RadioGroup
          name="kind"
          label={word("kind")}
          hint={word("kindHint")}
          defaultValue="holiday"
          options={ABSENCE_KINDS.map((value) => ({ value, label: t(`domain:absenceKind.${value}`) }))}
        />
        <div>
          <Button name="intent" value="absence" variant="primary">
            {word("save")}
          </Button>
        </div>
      </PostForm>
    </Card>
  );
}

function Absences({ page: { absences, key } }: Pick<Props, "page">) {
  const { t, locale } = useReader();
  return (
    <Card title={t("coordinator:people.absences")}>
      {absences.length === 0 ? (
        <p className="muted">{t("coordinator:people.noAbsences")}</p>
      ) : (
        <ul className="plain-list">
          {absences.map(({ id, interval, kind }) => {
            const when = `${dateTime(locale, interval.start)} – ${dateTime(locale, interval.end)}`;
            return (
              <li key={id} className="row">
                <span className="tabular">
                  {when} · {t(`domain:absenceKind.${kind}`)}
                </span>
                <Form method="post">
                  <input type="hidden" name="key" value={`${key}-${id}`} />
                  <input type="hidden" name="absenceId" value={id} />
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
