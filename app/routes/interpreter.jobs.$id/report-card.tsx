import { useState } from "react";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { plannedTimes, type ReportTimes, type Shift, shifted } from "#app/forms/report";
import { sentenceCase, timeRange } from "#app/i18n/format";
import type { JobPage } from "#app/queries/interpreter/jobs";
import {
  Button,
  Card,
  ErrorSummary,
  Field,
  Form,
  type FormAnswer,
  FormState,
  RadioGroup,
  useReader,
  useT,
  useTyped,
} from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import type { Answer } from "./deeds";

/** What happened: the planned times stand there already; five minutes more or less are one tap. */
export function ReportCard({ job, answer }: { job: JobPage; answer: Answer }) {
  const { t, locale } = useReader();
  const kept = useTyped(null, "report");
  const [times, setTimes] = useState(() => timesFrom(answer) ?? timesFrom(kept) ?? plannedTimes(job.request));
  const reasons = NOT_HELD_REASONS.map((value) => ({
    value,
    label: sentenceCase(t(`domain:notHeldReason.${value}`, { context: "own" })),
  }));
  const press = (shift: Shift) => setTimes((before) => shifted(before, shift));
  const labels = {
    start: t("interpreter:job.report.start"),
    end: t("interpreter:job.report.end"),
    reason: t("interpreter:job.report.why"),
  };
  return (
    <Card title={t("interpreter:job.report.title")} className="report-card">
      <FormState from={answer} id="report">
        <Form method="post" className="reporting" keeps>
          <input type="hidden" name="key" value={job.key} />
          {/* Enter in a field submits the first button: it must be this one, not "five minutes earlier". */}
          <button
            type="submit"
            name="intent"
            value="held"
            className="visually-hidden"
            tabIndex={-1}
            aria-hidden="true"
          />
          <ErrorSummary labels={labels} />
          <div className="reporting-part">
            <p className="muted small">
              {t("interpreter:job.report.planned", { time: timeRange(locale, job.request) })}
            </p>
            <FiveMinutes end="start" times={times} onType={setTimes} onPress={press} />
            <FiveMinutes end="end" times={times} onType={setTimes} onPress={press} />
            <Button name="intent" value="held" variant="primary" size="large" block>
              {t("interpreter:job.report.send")}
            </Button>
          </div>
          <details className="fold" open={hasReasonError(answer) || undefined}>
            <summary className="button" data-block>
              {t("interpreter:job.report.notHeld")}
            </summary>
            <div className="fold-body">
              <RadioGroup name="reason" label={labels.reason} options={reasons} inline={false} />
              <Button name="intent" value="not_held" block>
                {t("interpreter:job.report.sendNot")}
              </Button>
            </div>
          </details>
        </Form>
      </FormState>
    </Card>
  );
}

function FiveMinutes({
  end,
  times,
  onType,
  onPress,
}: {
  end: "start" | "end";
  times: ReportTimes;
  onType: (times: ReportTimes) => void;
  onPress: (shift: Shift) => void;
}) {
  const t = useT();
  const button = (sign: "-5" | "+5") => (
    <button
      type="submit"
      className="button"
      name="shift"
      value={`${end}${sign}`}
      aria-label={t(`interpreter:job.report.${end}${sign === "-5" ? "Minus" : "Plus"}`)}
      onClick={(event) => {
        event.preventDefault();
        onPress(`${end}${sign}`);
      }}
    >
      {sign === "-5" ? "−5" : "+5"}
    </button>
  );
  return (
    <Field name={end} label={t(`interpreter:job.report.${end}`)}>
      {(control) => (
        <div className="five-row">
          {button("-5")}
          <input
            className="control"
            {...TIME_INPUT}
            value={times[end]}
            onChange={(event) => onType({ ...times, [end]: event.currentTarget.value })}
            {...control}
          />
          {button("+5")}
        </div>
      )}
    </Field>
  );
}

/** Without JavaScript the times come back from the server, moved or as they were typed. */
function timesFrom(answer: Answer | FormAnswer | null): ReportTimes | null {
  if (!answer) return null;
  if ("times" in answer) return answer.times;
  if (!("values" in answer) || !answer.values) return null;
  const { start, end } = answer.values;
  return typeof start === "string" && typeof end === "string" ? { start, end } : null;
}

function hasReasonError(answer: Answer): boolean {
  return answer !== undefined && "errors" in answer && answer.errors.reason !== undefined;
}
