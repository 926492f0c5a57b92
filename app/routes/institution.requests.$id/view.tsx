import { Link } from "@remix-run/react";
import { useEffect } from "react";
import { duration, phone, phoneLink, sentenceCase, whenLong } from "#app/i18n/format";
import type { InstitutionRequest } from "#app/queries/institution/request";
import { type Instant, minutesBetween } from "#app/time";
import { ButtonLink, Card, Facts, FormState, Icon, Notice, Page, TimeRange, Told, useReader, useT } from "#app/ui/kit";
import { useDeskNumber } from "#app/ui/office";
import { draftNameOf, dropDraft } from "#app/ui/request-form/draft";
import { CancelRule, ConfirmCancel, ProposalCard } from "./answers";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";
import { Status } from "./status";
import { InstitutionTimeline } from "./timeline";

export function RequestView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { request, now, sent, userId, asksToCancel, outcome } = page;
  useEffect(() => {
    if (sent) dropDraft(draftNameOf(userId));
  }, [sent, userId]);
  const title = `${sentenceCase(request.language)} · ${t(`domain:mode.${request.mode}`)}`;
  return (
    <Page
      title={sent ? t("request:page.sent") : title}
      lead={sent ? undefined : request.reference}
      actions={
        <>
          {request.canEdit && (
            <ButtonLink to={`/institution/requests/${request.id}/edit`}>{t("request:page.edit")}</ButtonLink>
          )}
          <ButtonLink to={`/institution/new?like=${request.id}`} icon="copy" reloadDocument>
            {t("request:page.again")}
          </ButtonLink>
        </>
      }
    >
      <Told problem={answer && "problem" in answer && <p>{answer.problem}</p>} />
      {outcome && !answer && (
        <Notice tone={outcome === "agreed" ? "secured" : "brand"} announce>
          <p>{t(`change:answer.outcome.${outcome}`)}</p>
        </Notice>
      )}
      <Told done={page.isEdited && !answer && t("request:page.edited")} />
      {sent && (
        <Notice tone="secured" announce title={t("request:page.sentText", { reference: request.reference })}>
          <p>
            {title}, <TimeRange interval={request.interval} now={now} />
          </p>
        </Notice>
      )}
      <Status request={request} now={now} />
      {request.infoQuestion && request.canEdit && (
        <p>
          <ButtonLink to={`/institution/requests/${request.id}/edit`} variant="primary">
            {t("request:page.answerByEdit")}
          </ButtonLink>
        </p>
      )}
      {request.proposal && (
        <FormState from={answer}>
          <ProposalCard page={page} />
        </FormState>
      )}
      {asksToCancel && request.cancelling && <ConfirmCancel page={page} />}
      <People request={request} actLabel={page.actLabel} />
      {page.code && (
        <Notice tone="brand" title={page.code[0]}>
          <p>{page.code[1]}</p>
        </Notice>
      )}
      {page.attest && (
        <p>
          <ButtonLink to={`/institution/attest?request=${request.id}`} variant="primary" reloadDocument>
            {page.attest}
          </ButtonLink>
        </p>
      )}
      <div className="request-page">
        <div className="stack">
          <FactsOf request={request} now={now} />
          <Card title={t("request:page.timeline")}>
            <InstitutionTimeline request={request} now={now} />
          </Card>
        </div>
        <div className="stack">
          <Urgent page={page} />
        </div>
      </div>
      {page.evaluation && (
        <p>
          <ButtonLink to={`/institution/requests/${request.id}/evaluation`} reloadDocument>
            {page.evaluation}
          </ButtonLink>
        </p>
      )}
      <p>
        <Link to={`/institution/requests/${request.id}/feedback`} reloadDocument>
          {page.feedback}
        </Link>
      </p>
      <p>
        <Link to="/institution">{t("request:page.all")}</Link>
      </p>
    </Page>
  );
}

function People({ request, actLabel }: { request: InstitutionRequest; actLabel: string | null }) {
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
            {person.phone && <a href={phoneLink(person.phone)}>{phone(person.phone)}</a>}
            <a href={`/act/${person.assignmentId}`}>{actLabel}</a>
          </li>
        ))}
      </ul>
      {request.state === "partly_secured" && <p className="muted">{t("request:page.waitingSecond")}</p>}
    </Card>
  );
}

function FactsOf({ request, now }: { request: InstitutionRequest; now: Instant }) {
  const { t, locale } = useReader();
  const wishes = [
    request.count === 2 && t("request:fact.two"),
    request.gender &&
      t("request:fact.gender", {
        gender: t(`domain:gender.${request.gender}`),
        strength: t(`domain:strength.${request.genderStrength}`),
      }),
    request.isVariantWished && t("request:fact.variantWished"),
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
              {request.contact.name}, <a href={phoneLink(request.contact.phone)}>{phone(request.contact.phone)}</a>
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

/** Whom to call, and the way to cancel. */
function Urgent({ page: { request, now, asksToCancel } }: { page: PageFacts }) {
  const t = useT();
  const number = useDeskNumber();
  return (
    <Card title={t("request:page.urgent")}>
      <p>
        {t("request:page.urgentText", {
          phone: number(request.deskPhone),
          reference: request.reference,
        })}
      </p>
      <div className="row">
        {request.deskPhone && (
          <ButtonLink to={phoneLink(request.deskPhone)} icon="phone">
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
  );
}
