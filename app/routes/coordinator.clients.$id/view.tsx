import { Link, type useActionData, type useLoaderData } from "@remix-run/react";
import { whenLong } from "#app/i18n/format";
import { AheadList } from "#app/ui/coordinator/ahead";
import { ExclusionList } from "#app/ui/coordinator/exclusions";
import { Button, ButtonLink, Card, Empty, Form, Notice, Page, TextField, Told, useReader, useT } from "#app/ui/kit";
import { ChangesCard } from "#app/ui/record/changes";
import type { action, loader } from "./route";

type PageFacts = ReturnType<typeof useLoaderData<typeof loader>>;
type Answer = ReturnType<typeof useActionData<typeof action>>;

export function ClientView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { client, done } = page;
  const asked = answer && "other" in answer ? answer : null;
  return (
    <Page width="full" title={client.code} lead={client.organisation}>
      <Told done={done && t(`coordinator:clients.done.${done}`)} problem={asked && t("coordinator:clients.notYet")} />
      {asked && <Confirm page={page} asked={asked} />}
      <div className="request-grid">
        <div className="stack" data-gap="l">
          <Undecided page={page} />
          <Requests page={page} />
        </div>
        <div className="stack" data-gap="l">
          <Card
            title={t("coordinator:people.exclusions")}
            actions={
              <ButtonLink to={`/coordinator/exclusions/new?client=${client.id}`} icon="plus">
                {t("coordinator:exclusions.add")}
              </ButtonLink>
            }
          >
            <ExclusionList exclusions={client.exclusions} says="person" />
          </Card>
          <Linked page={page} />
          <ChangesCard changes={page.changes} />
        </div>
      </div>
    </Page>
  );
}

/** Accepted work of somebody who must not come any more. */
function Undecided({ page: { client, now } }: { page: PageFacts }) {
  const { t, locale } = useReader();
  if (client.undecided.length === 0) return null;
  return (
    <Notice tone="problem" title={t("coordinator:clients.undecided")}>
      <ul className="person-jobs">
        {client.undecided.map((job) => (
          <li key={job.assignmentId}>
            <div>
              {job.person} <span className="reference">{job.reference}</span>
              <div className="when">{whenLong(locale, job.interval, now)}</div>
            </div>
            <ButtonLink
              to={`/coordinator/move?request=${job.requestId}&assignment=${job.assignmentId}`}
              icon="problem"
              aria-label={t("coordinator:clients.replaceOf", { name: job.person, reference: job.reference })}
            >
              {t("coordinator:queue.step.replace")}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Requests({ page: { client, now } }: { page: PageFacts }) {
  const t = useT();
  const { ahead, past } = client;
  return (
    <Card title={t("coordinator:clients.requests")}>
      {ahead.length + past.length === 0 && <Empty title={t("coordinator:clients.noRequests")} icon="calendar" />}
      {ahead.length > 0 && <Heads title={t("coordinator:clients.coming")} rows={ahead} now={now} />}
      {past.length > 0 && <Heads title={t("coordinator:clients.past")} rows={past} now={now} />}
    </Card>
  );
}

function Heads({ title, rows, now }: { title: string; rows: PageFacts["client"]["ahead"]; now: PageFacts["now"] }) {
  return <AheadList title={title} ahead={{ total: rows.length, first: rows }} now={now} />;
}

function Linked({ page }: { page: PageFacts }) {
  const t = useT();
  const { client, find, found, key } = page;
  return (
    <Card title={t("coordinator:clients.linked")}>
      <p className="small muted">{t("coordinator:clients.linkedMeans")}</p>
      {client.linked.length > 0 && (
        <ul className="plain-list stack" data-gap="s">
          {client.linked.map((other) => (
            <li key={other.id}>
              <Code other={other} />
              <Form method="post">
                <input type="hidden" name="key" value={`${key}:${other.id}`} />
                <input type="hidden" name="client" value={other.id} />
                <Button
                  variant="link"
                  name="intent"
                  value="unlink"
                  aria-label={t("coordinator:clients.unlinkOf", { code: other.code })}
                >
                  {t("coordinator:clients.unlink")}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="get" className="stack" data-gap="s">
        <TextField name="find" type="search" label={t("coordinator:clients.linkFind")} defaultValue={find ?? ""} />
        <div>
          <Button icon="search">{t("common:action.search")}</Button>
        </div>
      </Form>
      {find && found.length === 0 && <p role="status">{t("coordinator:clients.nobody")}</p>}
      {found.length > 0 && (
        <ul className="plain-list stack" data-gap="s">
          {found.map((other) => (
            <li key={other.id}>
              <Code other={other} />
              <Form method="post">
                <input type="hidden" name="key" value={`${key}:${other.id}`} />
                <input type="hidden" name="client" value={other.id} />
                <Button
                  name="intent"
                  value="link"
                  aria-label={t("coordinator:clients.linkOf", { code: other.code, organisation: other.organisation })}
                >
                  {t("coordinator:clients.link")}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Code({ other }: { other: { id: string; code: string; organisation: string } }) {
  return (
    <>
      <Link to={`/coordinator/clients/${other.id}`} className="tap">
        {other.code}
      </Link>
      <div className="small muted">{other.organisation}</div>
    </>
  );
}

type Asked = Extract<NonNullable<Answer>, { other: unknown }>;

/** What the decision does, before it is done. */
function Confirm({ page, asked }: { page: PageFacts; asked: Asked }) {
  const t = useT();
  const { other, ahead, lost } = asked;
  const what = ahead ? "link" : "unlink";
  return (
    <Notice tone="problem" title={t(`coordinator:clients.sure.${what}`, { code: other.code })}>
      {ahead && ahead.jobs.total > 0 && (
        <>
          <AheadList title={t("coordinator:exclusions.jobs")} ahead={ahead.jobs} now={page.now} />
          <p>{t("coordinator:exclusions.jobsMean")}</p>
        </>
      )}
      {ahead && ahead.offers.total > 0 && (
        <>
          <AheadList title={t("coordinator:exclusions.offers")} ahead={ahead.offers} now={page.now} />
          <p>{t("coordinator:exclusions.offersMean")}</p>
        </>
      )}
      {lost && (
        <>
          <p>{t("coordinator:clients.lostMeans")}</p>
          <ul className="plain-list">
            {lost.map(({ id, person, code }) => (
              <li key={id}>{t("coordinator:clients.lost", { person, code })}</li>
            ))}
          </ul>
        </>
      )}
      <Form method="post" className="form-actions">
        <input type="hidden" name="key" value={`${page.key}:${other.id}`} />
        <input type="hidden" name="client" value={other.id} />
        <input type="hidden" name="seen" value={ahead?.seen ?? lost?.length ?? 0} />
        <Button variant="primary" name="intent" value={what}>
          {t(`coordinator:clients.${what}`)}
        </Button>
        <ButtonLink to={`/coordinator/clients/${page.client.id}`} variant="link">
          {t("common:action.cancel")}
        </ButtonLink>
      </Form>
    </Notice>
  );
}
