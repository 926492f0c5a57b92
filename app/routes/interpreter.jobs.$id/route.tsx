import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { UserViewer } from "#app/auth/viewer";
import { reportAssignment } from "#app/commands/report-assignment";
import { withdrawAssignment } from "#app/commands/withdraw-assignment";
import { type Ctx, enter, notFound } from "#app/context.server";
import { NOT_HELD_REASONS } from "#app/dispatch/vocabulary";
import { invalid, readForm } from "#app/form";
import { instantNear, SHIFTS, shifted } from "#app/forms/report";
import { duration, momentLong, phone, sentenceCase, timeRange } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { type JobPage, jobForInterpreter } from "#app/queries/interpreter/jobs";
import { type Instant, minutesBetween } from "#app/time";
import { RelayPart, When, whatOf } from "#app/ui/interpreter/asked";
import { JobStateBadge } from "#app/ui/interpreter/job";
import { ButtonLink, Card, Facts, Notice, Page, useLocale, useT } from "#app/ui/kit";
import { GiveBack } from "./give-back";
import { ReportCard } from "./report-card";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const job = jobForInterpreter(ctx, params.id ?? "");
  if (!job) throw notFound();
  const title = whatOf(translator(ctx.locale), job.request);
  return { job, now: ctx.now, title, justReported: new URL(request.url).searchParams.has("reported") };
}

const Sent = z.object({
  key: z.string().optional(),
  intent: z.enum(["held", "not_held", "give_back"]).optional(),
  shift: z.enum(SHIFTS).optional(),
  start: z.string().default(""),
  end: z.string().default(""),
  reason: z.enum(NOT_HELD_REASONS).optional(),
});
type Sent = z.output<typeof Sent>;

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const job = jobForInterpreter(ctx, params.id ?? "");
  if (!job) throw notFound();
  const form = readForm(Sent, await request.formData());
  if (!form.ok) return invalid(form);
  if (form.value.shift) return { times: shifted(form.value, form.value.shift) };
  return form.value.intent === "give_back" ? giveBack(ctx, job, form.value) : report(ctx, job, form.value);
}

function giveBack(ctx: Ctx<UserViewer>, { id: assignmentId }: JobPage, { key }: Sent) {
  const given = withdrawAssignment(ctx, { assignmentId, key });
  return given.ok ? redirect("/interpreter/jobs?gave=back") : refused(given.reason);
}

function report(ctx: Ctx<UserViewer>, job: JobPage, { key, intent, start, end, reason }: Sent) {
  const held = intent !== "not_held";
  const startedAt = held ? instantNear(job.request.start, start) : null;
  const endedAt = held ? instantNear(job.request.end, end) : null;
  const values = { start, end, reason: reason ?? "" };
  if (typeof startedAt === "string" || typeof endedAt === "string") {
    const wrong = Object.entries({ start: startedAt, end: endedAt }).filter(([, at]) => typeof at === "string");
    return data(
      { errors: Object.fromEntries(wrong.map(([name, key]) => [name, [String(key)]])), values },
      { status: 400 },
    );
  }
  if (!held && !reason)
    return data({ errors: { reason: ["interpreter:job.report.errorReason"] }, values }, { status: 400 });
  const reported = reportAssignment(ctx, {
    assignmentId: job.id,
    held,
    notHeldReason: reason,
    startedAt,
    endedAt,
    key,
  });
  if (reported.ok) return redirect(`/interpreter/jobs/${job.id}?reported`);
  if (reported.reason === "invalid_time")
    return data({ errors: { end: ["interpreter:job.report.errorOrder"] }, values }, { status: 400 });
  return refused(reported.reason);
}

function refused(reason: string) {
  return data({ refused: reason }, { status: reason === "not_found" ? 404 : 409 });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Tilts` }];

/** One job: what, when and where first, then what can be done about it. */
export default function JobDetails() {
  const t = useT();
  const { job, now, justReported } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
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
      {answer && "refused" in answer && (
        <Notice tone="problem" announce>
          <p>{t(`interpreter:refusal.${answer.refused}`, { phone: phone(job.deskPhone) })}</p>
        </Notice>
      )}
      {justReported && job.report && (
        <Notice tone="secured" title={t("interpreter:job.report.done")} announce>
          <p>{t("interpreter:job.report.doneText")}</p>
        </Notice>
      )}
      <Off job={job} />
      {request.relay && <RelayPart relay={request.relay} />}
      {job.canReport && <ReportCard job={job} answer={answer} />}
      <About job={job} now={now} />
      {job.giveBackUntil !== null && (
        <GiveBack
          formKey={job.key}
          until={job.giveBackUntil}
          canGiveBack={job.canGiveBack}
          deskPhone={job.deskPhone}
          now={now}
        />
      )}
      <p>
        <ButtonLink to={job.report ? "/interpreter/jobs?view=done" : "/interpreter/jobs"} icon="previous">
          {t("interpreter:job.back")}
        </ButtonLink>
      </p>
    </Page>
  );
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

function About({ job, now }: { job: JobPage; now: Instant }) {
  const t = useT();
  const locale = useLocale();
  const { request, state, report } = job;
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
            request.contact && <a href={`tel:${request.contact.phone}`}>{phone(request.contact.phone)}</a>,
          ],
          [word("video"), request.videoLink && <a href={request.videoLink}>{request.videoLink}</a>],
          [word("organisation"), request.organisation],
          [word("kind"), request.sector && sentenceCase(t(`domain:sector.${request.sector}`))],
          [word("topic"), request.topic && sentenceCase(t(`domain:topic.${request.topic}`))],
          [word("client"), request.clientCode],
          [word("note"), request.note],
          [word("length"), duration(minutesBetween(request.start, request.end))],
          [word("reference"), request.reference],
          [word("report.summary"), report && reportWords(t, locale, report)],
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
        <ButtonLink to={`tel:${request.contact.phone}`} icon="phone" variant="primary">
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

function reportWords(
  t: ReturnType<typeof useT>,
  locale: ReturnType<typeof useLocale>,
  { held, notHeldReason, startedAt, endedAt }: NonNullable<JobPage["report"]>,
): string {
  if (!held) return t("interpreter:job.report.wasNot", { reason: t(`domain:notHeldReason.${notHeldReason}`) });
  if (startedAt === null || endedAt === null) return t("interpreter:jobs.state.held");
  return t("interpreter:job.report.was", { time: timeRange(locale, { start: startedAt, end: endedAt }) });
}
