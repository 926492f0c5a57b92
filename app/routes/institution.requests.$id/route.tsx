import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { cancelRequest } from "#app/commands/cancel-request";
import { enter, newId, notFound } from "#app/context.server";
import { duration, momentLong, phone, sentenceCase, whenLong } from "#app/i18n/format";
import { type InstitutionRequest, requestForInstitution } from "#app/queries/request-for-institution";
import { draftNameOf, dropDraft } from "#app/routes/institution.new/draft";
import { type Instant, minutesBetween } from "#app/time";
import {
  Button,
  ButtonLink,
  Card,
  Facts,
  Icon,
  Notice,
  Page,
  StateBadge,
  TimeRange,
  useLocale,
  useT,
} from "#app/ui/kit";
import { InstitutionTimeline } from "./timeline";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const found = requestForInstitution(ctx, params.id!);
  if (!found) throw notFound();
  const { searchParams } = new URL(request.url);
  return {
    request: found,
    now: ctx.now,
    key: newId(),
    userId: ctx.viewer.userId,
    sent: searchParams.get("sent") === "1",
    asksToCancel: searchParams.get("cancel") === "1",
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.request.reference ?? ""} · Tilts` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const form = await request.formData();
  if (form.get("intent") !== "cancel") throw new Response(null, { status: 400 });
  const cancelled = cancelRequest(ctx, { requestId: params.id!, key: String(form.get("key") ?? "") || undefined });
  if (cancelled.ok) return redirect(`/institution/requests/${params.id}`);
  if (cancelled.reason === "not_found") throw notFound();
  return data({ refusal: cancelled.reason }, { status: 409 });
}

export default function RequestPage() {
  const t = useT();
  const { request, now, sent, userId, asksToCancel } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useEffect(() => {
    if (sent) dropDraft(draftNameOf(userId));
  }, [sent, userId]);
  const title = `${sentenceCase(request.language)} · ${t(`domain:mode.${request.mode}`)}`;
  return (
    <Page
      title={sent ? t("request:page.sent") : title}
      lead={sent ? undefined : request.reference}
      actions={
        <ButtonLink to={`/institution/new?like=${request.id}`} icon="copy" reloadDocument>
          {t("request:page.again")}
        </ButtonLink>
      }
    >
      {answer && (
        <Notice tone="problem" announce>
          <p>{t(`explain:refusal.${answer.refusal}`)}</p>
        </Notice>
      )}
      {sent && (
        <Notice tone="secured" announce title={t("request:page.sentText", { reference: request.reference })}>
          <p>
            {title}, <TimeRange interval={request.interval} now={now} />
          </p>
        </Notice>
      )}
      <Status request={request} now={now} />
      {asksToCancel && request.cancelling && <ConfirmCancel />}
      <People request={request} />
      <div className="request-page">
        <div className="stack">
          <FactsOf request={request} now={now} />
          <Card title={t("request:page.timeline")}>
            <InstitutionTimeline request={request} now={now} />
          </Card>
        </div>
        <div className="stack">
          <Card title={t("request:page.urgent")}>
            <p>
              {t("request:page.urgentText", {
                phone: phone(request.deskPhone ?? ""),
                reference: request.reference,
              })}
            </p>
            <div className="row">
              {request.deskPhone && (
                <ButtonLink to={`tel:${request.deskPhone}`} icon="phone">
                  {phone(request.deskPhone)}
                </ButtonLink>
              )}
              {request.cancelling && !asksToCancel && (
                <ButtonLink to="?cancel=1" variant="link">
                  {t("request:cancel.button")}
                </ButtonLink>
              )}
            </div>
            {request.cancelling && !asksToCancel && <CancelRule request={request} now={now} />}
          </Card>
        </div>
      </div>
      <p>
        <Link to="/institution">{t("request:page.all")}</Link>
      </p>
    </Page>
  );
}

const STEPS = ["received", "looking", "found", "done"] as const;

/** The state in words, how far it has come, and what happens next. */
function Status({ request, now }: { request: InstitutionRequest; now: Instant }) {
  const t = useT();
  const reached = stepOf(request);
  return (
    <Card className="request-status">
      <div className="card-head">
        <StateBadge request={request.state} />
        <p className="request-when">
          <TimeRange interval={request.interval} now={now} />
        </p>
      </div>
      {reached !== null && (
        <ol className="steps plain-list" aria-label={t("request:page.steps")}>
          {STEPS.map((step, index) => (
            <li
              key={step}
              data-reached={index <= reached || undefined}
              aria-current={index === reached ? "step" : undefined}
            >
              <span>{t(`request:page.step.${step}`)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="request-next">
        <NextWords request={request} now={now} />
      </p>
    </Card>
  );
}

function stepOf({ state }: InstitutionRequest): number | null {
  const steps: Partial<Record<typeof state, number>> = {
    submitted: 0,
    needs_info: 0,
    searching: 1,
    offered: 1,
    partly_secured: 1,
    secured: 2,
    in_progress: 2,
    to_report: 2,
    completed: 3,
  };
  return steps[state] ?? null;
}

function NextWords({ request, now }: { request: InstitutionRequest; now: Instant }) {
  const t = useT();
  const locale = useLocale();
  const { state } = request;
  const words = { when: momentLong(locale, request.answerDueAt, now), phone: phone(request.deskPhone ?? "") };
  if (request.infoQuestion)
    return <>{t("request:next.asked", { ...words, question: request.infoQuestion, reference: request.reference })}</>;
  const isWaiting = state === "submitted" || state === "searching" || state === "offered";
  if (isWaiting && request.answerDueAt < now) return <>{t("request:next.late", words)}</>;
  if (state === "rejected" && request.rejectionReason)
    return <>{t("request:next.rejectedWhy", { reason: request.rejectionReason })}</>;
  if (state === "cancelled" && !request.hadInterpreter) return <>{t("request:next.cancelledNobody")}</>;
  return <>{t(`request:next.${state}`, words)}</>;
}

function People({ request }: { request: InstitutionRequest }) {
  const t = useT();
  if (request.isNamingOver)
    return (
      <Card title={t("request:page.interpreter")}>
        <p className="muted">{t("request:page.interpreterHidden", { days: request.namingDays })}</p>
      </Card>
    );
  if (request.people.length === 0) return null;
  return (
    <Card
      title={t(request.count > 1 ? "request:page.interpreters" : "request:page.interpreter")}
      actions={
        request.meta === "secured" && (
          <ButtonLink to={`/institution/requests/${request.id}.ics`} icon="download" reloadDocument>
            {t("request:page.calendar")}
          </ButtonLink>
        )
      }
    >
      <ul className="people plain-list">
        {request.people.map((person) => (
          <li key={person.name}>
            <Icon name="person" />
            <span>{person.name}</span>
            {person.phone && <a href={`tel:${person.phone}`}>{phone(person.phone)}</a>}
          </li>
        ))}
      </ul>
      {request.state === "partly_secured" && <p className="muted">{t("request:page.waitingSecond")}</p>}
    </Card>
  );
}

function FactsOf({ request, now }: { request: InstitutionRequest; now: Instant }) {
  const t = useT();
  const locale = useLocale();
  const wishes = [
    request.count === 2 && t("request:fact.two"),
    request.gender &&
      t("request:fact.gender", {
        gender: t(`domain:gender.${request.gender}`),
        strength: t(`domain:strength.${request.genderStrength}`),
      }),
    request.wantsSame && t("request:fact.same"),
    request.unwanted &&
      (request.unwanted.name
        ? t("request:fact.excluded", { name: request.unwanted.name })
        : t("request:fact.excludedHidden")),
  ].filter((wish) => typeof wish === "string");
  return (
    <Card title={t("request:page.facts")}>
      <Facts
        rows={[
          [t("request:fact.reference"), request.reference],
          [
            t("request:fact.language"),
            `${sentenceCase(request.language)}${request.variant ? ` (${request.variant})` : ""}`,
          ],
          [t("request:fact.mode"), sentenceCase(t(`domain:mode.${request.mode}`))],
          [t("request:fact.when"), sentenceCase(whenLong(locale, request.interval, now))],
          [t("request:fact.length"), duration(minutesBetween(request.interval.start, request.interval.end))],
          [t("request:fact.place"), [request.address, request.place].filter(Boolean).join(", ")],
          [
            t("request:fact.videoLink"),
            request.videoLink && (
              <a key="video" href={request.videoLink} rel="noreferrer">
                {request.videoLink}
              </a>
            ),
          ],
          [t("request:fact.topic"), sentenceCase(t(`domain:topic.${request.topic}`))],
          [t("request:fact.client"), request.clientCode],
          [t("request:fact.wishes"), wishes.length > 0 && sentenceCase(wishes.join("; "))],
          [
            t("request:fact.contact"),
            <span key="contact">
              {request.contact.name}, <a href={`tel:${request.contact.phone}`}>{phone(request.contact.phone)}</a>
            </span>,
          ],
          [t("request:fact.unit"), request.unit],
          [t("request:fact.requester"), request.requester !== request.contact.name && request.requester],
          [t("request:fact.note"), request.note && <span className="note-text">{request.note}</span>],
        ]}
      />
    </Card>
  );
}

function CancelRule({ request, now }: { request: InstitutionRequest; now: Instant }) {
  const t = useT();
  const locale = useLocale();
  if (!request.cancelling) return null;
  const { isSecured, isLate, inTimeUntil } = request.cancelling;
  return (
    <p className="small muted">
      {isSecured
        ? t(isLate ? "request:cancel.ruleOver" : "request:cancel.rule", {
            cutoff: momentLong(locale, inTimeUntil, now),
          })
        : t("request:cancel.nobody")}
    </p>
  );
}

function ConfirmCancel() {
  const t = useT();
  const { request, now, key } = useLoaderData<typeof loader>();
  if (!request.cancelling) return null;
  return (
    <Card title={t("request:cancel.title")} className="confirm">
      <CancelRule request={request} now={now} />
      {request.cancelling.isSecured && (
        <Notice tone={request.cancelling.isLate ? "problem" : "brand"}>
          <p>{t(request.cancelling.isLate ? "request:cancel.late" : "request:cancel.early")}</p>
        </Notice>
      )}
      <p>{t("request:cancel.told")}</p>
      <Form method="post" className="row" action={`/institution/requests/${request.id}`}>
        <input type="hidden" name="key" value={key} />
        <Button name="intent" value="cancel" variant="danger">
          {t("request:cancel.yes")}
        </Button>
        <ButtonLink to={`/institution/requests/${request.id}`}>{t("request:cancel.no")}</ButtonLink>
      </Form>
    </Card>
  );
}
