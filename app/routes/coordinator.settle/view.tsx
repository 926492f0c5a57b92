import type { ReactNode } from "react";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { languageWords } from "#app/facts/request-head";
import { sentenceCase, timeOfDay, whenLong } from "#app/i18n/format";
import type { ToReport, ToSettle } from "#app/queries/everyone/to-settle";
import { Acting } from "#app/ui/coordinator/reads-only";
import "#app/styles/fold.css";
import type { Instant, Interval } from "#app/time";
import { useTook } from "#app/ui/attest/took";
import {
  Button,
  ButtonLink,
  Card,
  Empty,
  Facts,
  Form,
  FormState,
  Page,
  SelectField,
  TextField,
  Told,
  useReader,
  Vouch,
} from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import type { Answer } from "./deeds";

interface PageFacts {
  title: string;
  now: Instant;
  requestId: string | null;
  reference: string | null;
  isDone: boolean;
  key: string;
  services: readonly ToSettle[];
  toReport: readonly ToReport[];
}

/** Both versions side by side, and one press for each way to decide. */
export function SettleView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const { t } = useReader();
  const { services, toReport, requestId, reference, isDone } = page;
  const problem = answer && "problem" in answer ? answer.problem : null;
  return (
    <Page
      width="narrow"
      title={page.title}
      lead={reference ?? t("coordinator:settle.lead")}
      actions={
        requestId && (
          <ButtonLink to={`/coordinator/requests/${requestId}`} icon="previous">
            {reference}
          </ButtonLink>
        )
      }
    >
      <Told
        problem={problem && <p>{t(`coordinator:settle.refusal.${problem}`)}</p>}
        done={isDone && !answer && t("coordinator:settle.done")}
      />
      {services.length === 0 && toReport.length === 0 && <Empty title={t("coordinator:settle.none")} />}
      {services.map((service) => (
        <ServiceCard key={service.assignmentId} page={page} service={service} answer={answer} />
      ))}
      <Acting>
        {toReport.map((job) => (
          <ReportFor key={job.assignmentId} page={page} job={job} answer={answer} />
        ))}
      </Acting>
    </Page>
  );
}

function ServiceCard({ page, service, answer }: { page: PageFacts; service: ToSettle; answer: Answer }) {
  const { t, locale, named } = useReader();
  const took = useTook();
  const { word, question, state, holds } = service;
  const more = [
    service.usedLanguage && t("attest:used", { language: named(service.usedLanguage) ?? locale }),
    service.isByCoordinator && t("attest:byCoordinator"),
  ];
  const heading = [languageWords(service, locale), service.reference].filter(Boolean).join(" · ");
  return (
    <Card title={service.interpreter}>
      <p className="muted small">
        {sentenceCase(heading)} · {whenLong(locale, service.planned, page.now)}
      </p>
      <Facts
        rows={[
          [t("coordinator:settle.report"), [sentenceCase(took(service.report)), ...more].filter(Boolean).join(" · ")],
          [t("coordinator:settle.word"), word && sentenceCase(took(word))],
          [t("coordinator:settle.agreed"), holds && question && sentenceCase(took(holds))],
          [
            t(`coordinator:settle.${question?.as === "objected" ? "word" : "asked"}`),
            question && sentenceCase(took(question.said)),
          ],
          [t("coordinator:settle.state"), sentenceCase(t(`domain:attestationState.${state}`))],
        ]}
      />
      {word?.words && <p>{t("coordinator:settle.words", { words: word.words })}</p>}
      {question && <p>{t(`coordinator:settle.${question.as}`)}</p>}
      {question && (
        <Decide page={page} service={service} askedAt={question.at}>
          <Button name="intent" value="stays">
            {t("coordinator:settle.stays")}
          </Button>
          <Button name="intent" value="asked">
            {t("coordinator:settle.takeAsked")}
          </Button>
        </Decide>
      )}
      {(state === "disputed" || state === "waiting") && (
        <Decide page={page} service={service}>
          {state === "waiting" && (
            <Button name="intent" value="paper">
              {t("coordinator:settle.paper")}
            </Button>
          )}
          {state === "disputed" && (
            <>
              <Button name="intent" value="report">
                {t("coordinator:settle.takeReport")}
              </Button>
              <Button name="intent" value="attestation">
                {t("coordinator:settle.takeWord")}
              </Button>
            </>
          )}
        </Decide>
      )}
      <Acting>{state === "disputed" && <Own page={page} service={service} answer={answer} />}</Acting>
    </Card>
  );
}

function Decide({
  page,
  service,
  askedAt,
  children,
}: {
  page: PageFacts;
  service: Pick<ToSettle, "assignmentId" | "number">;
  askedAt?: Instant;
  children: ReactNode;
}) {
  return (
    <Form method="post" className="row">
      <input type="hidden" name="key" value={`${page.key}-${service.assignmentId}`} />
      <input type="hidden" name="assignment" value={service.assignmentId} />
      <input type="hidden" name="number" value={service.number} />
      {askedAt !== undefined && <input type="hidden" name="askedAt" value={askedAt} />}
      {children}
    </Form>
  );
}

function Own({ page, service, answer }: { page: PageFacts; service: ToSettle; answer: Answer }) {
  const { t } = useReader();
  const ours = answerAbout(answer, service.assignmentId);
  return (
    <details className="fold" open={ours !== null || undefined}>
      <summary className="button">{t("coordinator:settle.takeOwn")}</summary>
      <FormState from={ours} id={`own-${service.assignmentId}`}>
        <Form method="post" className="form fold-body" keeps>
          <input type="hidden" name="key" value={`${page.key}-own-${service.assignmentId}`} />
          <input type="hidden" name="number" value={service.number} />
          <Version assignmentId={service.assignmentId} planned={service.planned} said={service.report} />
          <TextField name="reason" label={t("coordinator:settle.reason")} maxLength={500} />
          <Vouch />
          <div className="row">
            <Button name="intent" value="own" variant="primary">
              {t("coordinator:settle.saveOwn")}
            </Button>
          </div>
        </Form>
      </FormState>
    </details>
  );
}

function ReportFor({ page, job, answer }: { page: PageFacts; job: ToReport; answer: Answer }) {
  const { t, locale } = useReader();
  const { planned } = job;
  return (
    <Card title={`${t("coordinator:settle.reportFor")}: ${job.interpreter}`}>
      <p className="muted small">
        {whenLong(locale, planned, page.now)}. {t("coordinator:settle.reportForText")}
      </p>
      <FormState from={answerAbout(answer, job.assignmentId)} id={`report-${job.assignmentId}`}>
        <Form method="post" className="form" keeps>
          <input type="hidden" name="key" value={`${page.key}-${job.assignmentId}`} />
          <Version
            assignmentId={job.assignmentId}
            planned={planned}
            said={{ startedAt: planned.start, endedAt: planned.end, notHeldReason: null }}
          />
          <div className="row">
            <Button name="intent" value="report_for" variant="primary">
              {t("coordinator:settle.reportFor")}
            </Button>
          </div>
        </Form>
      </FormState>
    </Card>
  );
}

/** When it took place, or why not. */
function Version({
  assignmentId,
  planned,
  said,
}: {
  assignmentId: string;
  planned: Interval;
  said: Pick<ToSettle["report"], "startedAt" | "endedAt" | "notHeldReason">;
}) {
  const { t, locale } = useReader();
  const outcomes = [
    { value: "held", label: t("attest:held") },
    ...NOT_HELD_REASONS.map((value) => ({ value, label: sentenceCase(t(`domain:notHeldReason.${value}`)) })),
  ];
  return (
    <>
      <input type="hidden" name="assignment" value={assignmentId} />
      <input type="hidden" name="plannedStart" value={planned.start} />
      <input type="hidden" name="plannedEnd" value={planned.end} />
      <SelectField
        name="outcome"
        label={t("attest:outcome")}
        options={outcomes}
        defaultValue={said.notHeldReason ?? "held"}
      />
      <div className="row">
        <TextField
          name="start"
          label={t("attest:start")}
          defaultValue={timeOfDay(locale, said.startedAt ?? planned.start)}
          {...TIME_INPUT}
        />
        <TextField
          name="end"
          label={t("attest:end")}
          defaultValue={timeOfDay(locale, said.endedAt ?? planned.end)}
          {...TIME_INPUT}
        />
      </div>
    </>
  );
}

function answerAbout(answer: Answer, assignmentId: string) {
  return answer && "about" in answer && answer.about === assignmentId ? answer : null;
}
