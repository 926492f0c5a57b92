import { useNavigate, useSubmit } from "@remix-run/react";
import { type FormEvent, useRef, useState } from "react";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { plannedTimes, type ReportTimes, type Shift, shifted, typedFrom } from "#app/forms/report";
import { sentenceCase, timeOfDay, timeRange } from "#app/i18n/format";
import type { JobPage } from "#app/queries/interpreter/jobs";
import type { OwnReport, ReportChoices } from "#app/queries/interpreter/own-report";
import { queueReport, sendQueued } from "#app/ui/interpreter/queue";
import {
  Button,
  Card,
  ErrorSummary,
  Field,
  Form,
  type FormAnswer,
  FormState,
  Notice,
  RadioGroup,
  useReader,
  useT,
  useTyped,
} from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import type { Answer } from "./deeds";
import { More } from "./more";

interface Facts {
  job: JobPage;
  choices: ReportChoices;
  /** What is corrected; null for the first report. */
  report: OwnReport | null;
  userId: string;
  answer: Answer;
}

/** What happened: the planned times stand there already; five minutes more or less are one tap. */
export function ReportCard({ job, choices, report, userId, answer }: Facts) {
  const { t, locale } = useReader();
  const kept = useTyped(null, "report");
  const send = useSafeSending(userId);
  const said = report?.said ?? null;
  const before = timesSaid(report, locale) ?? plannedTimes(job.request);
  const [times, setTimes] = useState(() => timesFrom(answer) ?? timesFrom(kept) ?? before);
  const reasons = NOT_HELD_REASONS.map((value) => ({
    value,
    label: sentenceCase(t(`domain:notHeldReason.${value}`, { context: "own" })),
  }));
  const press = (shift: Shift) => setTimes((before) => shifted(before, shift));
  const word = (name: string) => t(`interpreter:job.report.${name}`);
  const fields = ["start", "end", "breakMinutes", "waitingMinutes", "travelKm", "travelMinutes", "ticket", "language"];
  const labels = { ...Object.fromEntries(fields.map((name) => [name, word(name)])), reason: word("why") };
  const asksEarly = errorsOf(answer)?.end?.includes("interpreter:job.report.early") ?? false;
  return (
    <Card title={word(report ? "correctTitle" : "title")} className="report-card">
      {report && <p className="muted small">{word(report.canCorrect === "asked" ? "askText" : "correctText")}</p>}
      <FormState from={answer} id="report">
        <Form method="post" className="reporting" keeps onSubmit={send}>
          <input type="hidden" name="key" value={job.key} />
          {report && <input type="hidden" name="number" value={report.number} />}
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
          {asksEarly && (
            <Notice tone="waiting">
              <p>{t("interpreter:job.report.earlyText", { time: timeOfDay(locale, job.request.end) })}</p>
              <Button name="intent" value="early" variant="primary">
                {word("earlyYes")}
              </Button>
            </Notice>
          )}
          <div className="reporting-part">
            <p className="muted small">
              {t("interpreter:job.report.planned", { time: timeRange(locale, job.request) })}
            </p>
            <FiveMinutes end="start" times={times} onType={setTimes} onPress={press} />
            <FiveMinutes end="end" times={times} onType={setTimes} onPress={press} />
            <More
              typed={typedFrom(said, choices.way)}
              choices={choices}
              isOpen={said !== null || hasErrorOf(answer, fields.slice(2))}
            />
            <Button name="intent" value="held" variant="primary" size="large" block>
              {word(report ? "sendCorrection" : "send")}
            </Button>
          </div>
          <details className="fold" open={hasErrorOf(answer, ["reason"]) || said?.held === false || undefined}>
            <summary className="button" data-block>
              {word("notHeld")}
            </summary>
            <div className="fold-body">
              <RadioGroup
                name="reason"
                label={labels.reason}
                options={reasons}
                inline={false}
                defaultValue={said?.notHeldReason ?? undefined}
              />
              <Button name="intent" value="not_held" block>
                {word("sendNot")}
              </Button>
            </div>
          </details>
        </Form>
      </FormState>
    </Card>
  );
}

/**
 * A report is kept in this browser before it is sent, and until it is through: whether there is network shows when sending. What is
 * refused is sent once more as forms are, and its page says why.
 */
function useSafeSending(userId: string) {
  const navigate = useNavigate();
  const submit = useSubmit();
  const isBusy = useRef(false);
  return async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy.current) return;
    isBusy.current = true;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const typed = new FormData(event.currentTarget, submitter);
    const body = new URLSearchParams();
    for (const [name, value] of typed) if (typeof value === "string") body.append(name, value);
    const report = { path: window.location.pathname, body: body.toString() };
    queueReport(userId, report);
    const became = await sendQueued(userId, report);
    isBusy.current = false;
    if (became.as === "sent") navigate(became.to);
    else if (became.as === "later") window.dispatchEvent(new Event("tilts:queued"));
    else submit(typed, { method: "post" });
  };
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

function timesSaid(report: OwnReport | null, locale: ReturnType<typeof useReader>["locale"]): ReportTimes | null {
  const { startedAt, endedAt } = report?.said ?? { startedAt: null, endedAt: null };
  if (startedAt === null || endedAt === null) return null;
  return { start: timeOfDay(locale, startedAt), end: timeOfDay(locale, endedAt) };
}

/** Without JavaScript the times come back from the server, moved or as they were typed. */
function timesFrom(answer: Answer | FormAnswer | null): ReportTimes | null {
  if (!answer) return null;
  if ("times" in answer) return answer.times;
  if (!("values" in answer) || !answer.values || !("start" in answer.values)) return null;
  const { start, end } = answer.values;
  return typeof start === "string" && typeof end === "string" ? { start, end } : null;
}

function errorsOf(answer: Answer): Record<string, string[]> | undefined {
  return answer && "errors" in answer ? answer.errors : undefined;
}

function hasErrorOf(answer: Answer, fields: readonly string[]): boolean {
  return fields.some((field) => errorsOf(answer)?.[field] !== undefined);
}
