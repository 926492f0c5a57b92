import { duration, momentLong, phone, phoneLink, sentenceCase, timeRange } from "#app/i18n/format";
import type { JobPage } from "#app/queries/interpreter/jobs";
import type { OwnReport } from "#app/queries/interpreter/own-report";
import { type Instant, minutesBetween } from "#app/time";
import { RelayPart, When, whatOf } from "#app/ui/interpreter/asked";
import { JobStateBadge } from "#app/ui/interpreter/job";
import { ButtonLink, Card, Facts, Notice, Page, Told, type useLocale, useReader, useT } from "#app/ui/kit";
import { useDeskNumber } from "#app/ui/office";
import type { Answer } from "./deeds";
import { GiveBack } from "./give-back";
import type { PageFacts } from "./page";
import { ReportCard } from "./report-card";
import { OnTheSpot } from "./spot";

/** One job: what, when and where first, then what can be done about it. */
export function JobView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const { job, report, choices, spot, now, userId, feedback, done } = page;
  const t = useT();
  const number = useDeskNumber();
  const { request } = job;
  return (
    <Page
      width="narrow"
      title={whatOf(t, request)}
      lead={
        <span className="job-lead">
          <strong>
            <When interval={request} now={now} />
          </strong>
          <JobStateBadge state={job.state} />
        </span>
      }
    >
      <Told
        problem={
          answer &&
          "refused" in answer && (
            <p>{t(`interpreter:refusal.${answer.refused}`, { phone: number(answer.deskPhone) })}</p>
          )
        }
      />
      {done && report && (
        <Notice tone="secured" title={t(`interpreter:job.report.${DONE[done].title}`)} announce>
          <p>{t(`interpreter:job.report.${DONE[done].text}`)}</p>
        </Notice>
      )}
      <Off job={job} />
      {request.relay && <RelayPart relay={request.relay} />}
      {choices && (job.canReport || report) && (
        <ReportCard job={job} choices={choices} report={report} userId={userId} answer={answer} />
      )}
      {report && spot && <OnTheSpot report={report} spot={spot} formKey={job.key} answer={answer} />}
      <About job={job} report={report} now={now} />
      {report?.canCorrect && !choices && (
        <p>
          <ButtonLink to={`/interpreter/jobs/${job.id}?correct`}>
            {t(`interpreter:job.report.${report.canCorrect === "asked" ? "ask" : "correct"}`)}
          </ButtonLink>
        </p>
      )}
      {job.giveBackUntil !== null && <GiveBack job={job} until={job.giveBackUntil} now={now} />}
      <p>
        <ButtonLink to={`/interpreter/jobs/${job.id}/feedback`} variant="link" reloadDocument>
          {feedback}
        </ButtonLink>
      </p>
      <p>
        <ButtonLink to={job.report ? "/interpreter/jobs?view=done" : "/interpreter/jobs"} icon="previous">
          {t("interpreter:job.back")}
        </ButtonLink>
        {hasAct(job) && (
          <ButtonLink to={`/act/${job.id}`} icon="download" variant="link" reloadDocument>
            {t("interpreter:job.act")}
          </ButtonLink>
        )}
      </p>
    </Page>
  );
}

const DONE = {
  reported: { title: "done", text: "doneText" },
  corrected: { title: "corrected", text: "correctedText" },
  asked: { title: "askedDone", text: "asked" },
  attested: { title: "spotDone", text: "spotDoneText" },
} as const;

/** Theirs, and both sides may still be named to each other. */
function hasAct({ state, request }: JobPage): boolean {
  return request.organisation !== null && !["cancelled", "gone", "given_back"].includes(state);
}

/** The job is no longer theirs: said first and plainly. */
function Off({ job: { state } }: { job: JobPage }) {
  const t = useT();
  if (state !== "cancelled" && state !== "gone" && state !== "given_back") return null;
  return (
    <Notice tone="problem">
      <p>{t(`interpreter:job.${state}`)}</p>
    </Notice>
  );
}

function About({ job, report, now }: { job: JobPage; report: OwnReport | null; now: Instant }) {
  const { t, locale } = useReader();
  const { request, state } = job;
  const isTheirs = request.organisation !== null;
  const isAhead = state === "next" || state === "running";
  const word = (name: string) => t(`interpreter:job.${name}`);
  return (
    <Card title={word("facts")}>
      {isAhead && <OnTheWay job={job} />}
      {request.contactFrom !== null && (
        <Notice tone="brand" title={word("laterTitle")}>
          <p>{t("interpreter:job.later", { when: momentLong(locale, request.contactFrom, now) })}</p>
        </Notice>
      )}
      <Facts
        rows={[
          [word("where"), [request.address, request.town].filter(Boolean).join(", ")],
          [word("contact"), request.contact?.name],
          [
            word("phone"),
            request.contact && <a href={phoneLink(request.contact.phone)}>{phone(request.contact.phone)}</a>,
          ],
          [word("video"), request.videoLink && <a href={request.videoLink}>{request.videoLink}</a>],
          [word("organisation"), request.organisation],
          [word("kind"), request.sector && sentenceCase(t(`domain:sector.${request.sector}`))],
          [word("topic"), request.topic && sentenceCase(t(`domain:topic.${request.topic}`))],
          [word("client"), request.clientCode],
          [word("note"), request.note],
          [word("length"), duration(minutesBetween(request.start, request.end))],
          [word("reference"), request.reference],
          [word("report.summary"), report && reportWords(t, locale, report.said)],
          [word("report.state"), report && stateWords(t, locale, report)],
        ]}
      />
      {!isTheirs && (state === "held" || state === "not_held" || state === "to_report") && (
        <p className="muted small">{word("past")}</p>
      )}
    </Card>
  );
}

/** What one needs with a coat already on: call, open the video, put it in the calendar. */
function OnTheWay({ job: { id, request } }: { job: JobPage }) {
  const t = useT();
  return (
    <div className="row">
      {request.contact && (
        <ButtonLink to={phoneLink(request.contact.phone)} icon="phone" variant="primary">
          {t("interpreter:job.callContact", { name: request.contact.name })}
        </ButtonLink>
      )}
      {request.videoLink && (
        <ButtonLink to={request.videoLink} icon="video" variant={request.contact ? "quiet" : "primary"}>
          {t("interpreter:jobs.video")}
        </ButtonLink>
      )}
      <ButtonLink to={`/interpreter/jobs/${id}/calendar.ics`} icon="calendar" reloadDocument>
        {t("interpreter:job.addToCalendar")}
      </ButtonLink>
    </div>
  );
}

/** Breaks and waiting too: the paid time follows from what is read here. */
function reportWords(
  t: ReturnType<typeof useT>,
  locale: ReturnType<typeof useLocale>,
  { held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes }: OwnReport["said"],
): string {
  const was =
    held && startedAt !== null && endedAt !== null
      ? t("interpreter:job.report.was", { time: timeRange(locale, { start: startedAt, end: endedAt }) })
      : t("interpreter:job.report.wasNot", {
          reason: t(`domain:notHeldReason.${notHeldReason}`, { context: "own" }),
        });
  const breaks = breakMinutes > 0 && t("interpreter:job.report.breaks", { minutes: breakMinutes });
  const waiting = waitingMinutes > 0 && t("interpreter:job.report.waited", { minutes: waitingMinutes });
  return [was, breaks, waiting].filter(Boolean).join(", ");
}

const ASKED = { open: "asked", refused: "askedRefused", objected: "objected" } as const;

/** What became of it, and what holds where that is not what was reported. */
function stateWords(
  t: ReturnType<typeof useT>,
  locale: ReturnType<typeof useLocale>,
  { state, holds, asked }: OwnReport,
): string {
  const settled = state === "settled" && holds ? reportWords(t, locale, holds) : null;
  const question = asked && t(`interpreter:job.report.${ASKED[asked]}`);
  return [sentenceCase(t(`domain:attestationState.${state}`)), settled, question].filter(Boolean).join(". ");
}
