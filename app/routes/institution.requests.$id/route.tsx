import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { z } from "zod";
import { answerProposal } from "#app/commands/answer-proposal";
import { cancelRequest } from "#app/commands/cancel-request";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import { instantField, invalid, readForm, typedValues } from "#app/form";
import { errorsOf } from "#app/forms/request";
import { questionSentence } from "#app/i18n/change";
import { duration, momentLong, phone, sentenceCase, whenLong } from "#app/i18n/format";
import { type InstitutionRequest, requestForInstitution } from "#app/queries/institution/request";
import { type Instant, instantFrom, minutesBetween } from "#app/time";
import {
  Button,
  ButtonLink,
  Card,
  Facts,
  FormState,
  Icon,
  Notice,
  Page,
  StateBadge,
  TextField,
  TimeRange,
  useLocale,
  useT,
} from "#app/ui/kit";
import { draftNameOf, dropDraft } from "#app/ui/request-form/draft";
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
    outcome: OUTCOMES.find((outcome) => outcome === searchParams.get("answered")) ?? null,
  };
}

const OUTCOMES = ["agreed", "declined", "overtaken"] as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.request.reference ?? ""} · Tilts` }];

const key = z.string().max(64);
const answer = { key, askedAt: instantField };
const Deed = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("cancel"), key: key.optional() }),
  z.object({ intent: z.literal("agree"), ...answer, videoLink: z.string().optional() }),
  z.object({ intent: z.literal("decline"), ...answer }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const sent = await request.formData();
  if (!["cancel", "agree", "decline"].includes(String(sent.get("intent")))) throw new Response(null, { status: 400 });
  const form = readForm(Deed, sent);
  if (!form.ok) return invalid(form);
  const done = perform(ctx, params.id!, form.value);
  if (done.ok) {
    const answered = "outcome" in done.value ? `?answered=${done.value.outcome}` : "";
    return redirect(`/institution/requests/${params.id}${answered}`);
  }
  if (done.reason === "not_found") throw notFound();
  if (done.reason === "invalid")
    return invalid({ ok: false, errors: errorsOf(done.detail), values: typedValues(sent) });
  return data({ refusal: done.reason }, { status: 409 });
}

function perform(ctx: Ctx, requestId: string, deed: z.output<typeof Deed>) {
  if (deed.intent === "cancel") return cancelRequest(ctx, { requestId, key: deed.key });
  return answerProposal(ctx, {
    requestId,
    agree: deed.intent === "agree",
    askedAt: instantFrom(deed.askedAt),
    videoLink: deed.intent === "agree" ? deed.videoLink : null,
    key: `${deed.key}:${deed.intent}`,
  });
}

export default function RequestPage() {
  const t = useT();
  const { request, now, sent, userId, asksToCancel, outcome } = useLoaderData<typeof loader>();
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
      {answer && "refusal" in answer && (
        <Notice tone="problem" announce>
          <p>{t(`explain:refusal.${answer.refusal}`)}</p>
        </Notice>
      )}
      {outcome && !answer && (
        <Notice tone={outcome === "agreed" ? "secured" : "brand"} announce>
          <p>{t(`change:answer.outcome.${outcome}`)}</p>
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
      {request.proposal && (
        <FormState from={answer}>
          <ProposalCard />
        </FormState>
      )}
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
  if (request.proposal) return <>{t("request:next.proposed")}</>;
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
          [t("request:fact.requested"), request.requestedLanguage && sentenceCase(request.requestedLanguage)],
          [t("request:fact.pivot"), request.pivot && sentenceCase(request.pivot)],
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

/** What would change, and yes or no; nothing else on the page needs to be looked for. */
function ProposalCard() {
  const t = useT();
  const locale = useLocale();
  const { request, key, now } = useLoaderData<typeof loader>();
  if (!request.proposal) return null;
  const { change, language, askedAt } = request.proposal;
  const asked = { ...request, now, language: request.languageNames };
  return (
    <Card title={t("change:answer.title")}>
      <p className="proposal-question">{questionSentence(t, locale, change, asked, language)}</p>
      <p className="muted">{t("change:answer.meansYes")}</p>
      <Form method="post" className="stack" data-gap="s" action={`/institution/requests/${request.id}`}>
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="askedAt" value={askedAt} />
        {change.kind === "mode" && change.mode === "video" && (
          <TextField
            name="videoLink"
            type="url"
            label={t("change:answer.videoLink")}
            hint={t("request:hint.videoLink")}
            maxLength={500}
            optional
          />
        )}
        <div className="row">
          <Button name="intent" value="agree" variant="primary">
            {t("change:answer.yes")}
          </Button>
          <Button name="intent" value="decline">
            {t("change:answer.no")}
          </Button>
        </div>
      </Form>
    </Card>
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
