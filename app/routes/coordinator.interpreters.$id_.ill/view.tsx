import { Link, useLocation } from "@remix-run/react";
import { obstacleSentence, passedSentence } from "#app/i18n/explain";
import { whenLong } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Line, What } from "#app/ui/coordinator/words";
import {
  Button,
  ButtonLink,
  Card,
  DateField,
  Empty,
  Form,
  FormState,
  Page,
  StateBadge,
  TextField,
  Told,
  useLocale,
  useReader,
  useT,
} from "#app/ui/kit";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

type Found = NonNullable<PageFacts["found"]>;
type Lost = Found["lost"][number];

export function IllView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { found } = page;
  return (
    <Page
      width="full"
      title={t("change:ill.title", { name: page.name })}
      lead={t("change:ill.lead")}
      actions={
        <ButtonLink to={`/coordinator/interpreters/${page.interpreterId}`} icon="person">
          {page.name}
        </ButtonLink>
      }
    >
      <Outcome page={page} answer={answer} />
      <Moments page={page} />
      {found && (
        <div className="stack" data-gap="l">
          <Jobs page={page} found={found} />
          <ExchangeCard page={page} found={found} />
          <Waiting found={found} now={page.now} />
          <Settled page={page} found={found} />
        </div>
      )}
    </Page>
  );
}

function Outcome({ page: { done, failed, isJustEntered }, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  if (answer) return <Told problem={t(`explain:refusal.${"refusal" in answer ? answer.refusal : "invalid"}`)} />;
  return (
    <>
      <Told done={done > 0 && t("change:ill.done.some", { count: done })} />
      <Told
        done={isJustEntered && t("change:ill.done.entered")}
        problem={failed > 0 && t("change:ill.done.failed", { count: failed })}
      />
    </>
  );
}

/** From when until when: in the address, so that the page can be sent on and come back to. */
function Moments({ page: { fields, errors } }: { page: PageFacts }) {
  const t = useT();
  const shared = (name: keyof typeof fields) => ({
    name,
    label: t(`change:ill.${name}`),
    error: errors[name] ? [errors[name]] : undefined,
    defaultValue: fields[name],
  });
  return (
    <Card>
      <FormState from={null} id="away">
        <Form method="get" className="stack" data-gap="s">
          <div className="field-row">
            <DateField {...shared("from")} />
            <TextField {...shared("fromTime")} maxLength={10} autoComplete="off" />
            <DateField {...shared("to")} />
            <TextField {...shared("toTime")} maxLength={10} autoComplete="off" />
          </div>
          <p className="small muted">{t("change:ill.timeHint")}</p>
          <div>
            <Button variant="primary">{t("change:ill.show")}</Button>
          </div>
        </Form>
      </FormState>
    </Card>
  );
}

/** What every form of the page carries besides its lines. */
function Hidden({ page, found }: { page: PageFacts; found: Found }) {
  const { search } = useLocation();
  if (!page.interval) return null;
  return (
    <>
      <input type="hidden" name="key" value={page.key} />
      <input type="hidden" name="start" value={page.interval.start} />
      <input type="hidden" name="end" value={page.interval.end} />
      <input type="hidden" name="search" value={search.slice(1)} />
      {found.waiting.map(({ offerId }) => (
        <input key={offerId} type="hidden" name="offers[]" value={offerId} />
      ))}
    </>
  );
}

function LineField({ assignmentId, person }: { assignmentId: string; person: string | null }) {
  return <input type="hidden" name="lines[]" value={`${assignmentId}:${person ?? ""}`} />;
}

function Jobs({ page, found }: { page: PageFacts; found: Found }) {
  const t = useT();
  const { lost, isEntered } = found;
  const ahead = lost.filter(({ hasBegun }) => !hasBegun);
  return (
    <Card title={t("change:ill.jobs")}>
      <div className="stack" data-gap="s">
        {isEntered && <p className="small muted">{t("change:ill.entered")}</p>}
        {lost.length === 0 ? (
          <Empty title={t("change:ill.noWork")} icon="calendar">
            {!isEntered && <p>{t("change:ill.noWorkText")}</p>}
          </Empty>
        ) : (
          <>
            <p>
              {t("change:ill.summary", {
                total: lost.length,
                found: lost.filter(({ standIn }) => standIn !== null).length,
              })}{" "}
              {t("change:ill.others")}
            </p>
            <ul className="ways plain-list">
              {lost.map((job) => (
                <LostJob key={job.assignmentId} page={page} found={found} job={job} />
              ))}
            </ul>
          </>
        )}
        {ahead.length > 1 && <All page={page} found={found} ahead={ahead} />}
        {lost.length === 0 && !isEntered && (
          <Form method="post" preventScrollReset>
            <Hidden page={page} found={found} />
            <Button name="intent" value="enter" variant="primary">
              {t("change:ill.enter")}
            </Button>
          </Form>
        )}
      </div>
    </Card>
  );
}

function LostJob({ page, found, job }: { page: PageFacts; found: Found; job: Lost }) {
  const { t, locale } = useReader();
  const { standIn, hasBegun, reference } = job;
  return (
    <li className="way">
      <div>
        <JobHead page={page} job={job} />
        {hasBegun ? (
          <Line icon="problem">{t("change:ill.begun")}</Line>
        ) : standIn ? (
          <Line icon="secured">{t("change:ill.proposal", { name: standIn.name })}</Line>
        ) : (
          <>
            <Line icon="problem">{t("change:ill.nobody")}</Line>
            <ul className="plain-list small muted">
              {job.names &&
                job.why.map(({ person, obstacles, passedBy }) => (
                  <li key={person.id}>
                    {person.name}: {passedBy && passedSentence(t, passedBy)}
                    {obstacles
                      .map((obstacle) => job.names && obstacleSentence(t, locale, obstacle, job.names, person.gender))
                      .join("; ")}
                  </li>
                ))}
            </ul>
          </>
        )}
      </div>
      {!hasBegun && (
        <Form method="post" className="row" preventScrollReset>
          <Hidden page={page} found={found} />
          <LineField assignmentId={job.assignmentId} person={standIn?.id ?? null} />
          {standIn ? (
            (["offer", "assign"] as const).map((by) => (
              <Button
                key={by}
                name="intent"
                value={by}
                variant={by === "offer" ? "primary" : "quiet"}
                aria-label={t(`change:ill.${by}To`, { reference, name: standIn.name })}
              >
                {t(`change:ill.${by}`)}
              </Button>
            ))
          ) : (
            <Button name="intent" value="offer" aria-label={t("change:ill.releaseFrom", { reference })}>
              {t("change:ill.release")}
            </Button>
          )}
        </Form>
      )}
    </li>
  );
}

type Head = Pick<Lost, "requestId" | "reference" | "interval" | "language" | "mode" | "place" | "organisation">;

function JobHead({ page: { now }, job }: { page: PageFacts; job: Head }) {
  const locale = useLocale();
  return (
    <>
      <p>
        <Link to={`/coordinator/requests/${job.requestId}`}>
          <What {...job} languageText={null} />
        </Link>{" "}
        <span className="reference">{job.reference}</span>
      </p>
      <p className="when">{whenLong(locale, job.interval, now)}</p>
      <p className="small muted">{job.organisation}</p>
    </>
  );
}

function All({ page, found, ahead }: { page: PageFacts; found: Found; ahead: Lost[] }) {
  const t = useT();
  const isAnyFound = ahead.some(({ standIn }) => standIn !== null);
  return (
    <Form method="post" className="stack all-at-once" data-gap="s" preventScrollReset>
      <Hidden page={page} found={found} />
      {ahead.map(({ assignmentId, standIn }) => (
        <LineField key={assignmentId} assignmentId={assignmentId} person={standIn?.id ?? null} />
      ))}
      <h3>{t("change:ill.all")}</h3>
      <p className="small muted">{t("change:ill.allMeans")}</p>
      <WhatHappens page={page} found={found} lines={ahead.map((job) => ({ job, standIn: job.standIn }))} />
      <div className="row">
        <Button name="intent" value="offer" variant="primary">
          {t(isAnyFound ? "change:ill.offerAll" : "change:ill.releaseAll")}
        </Button>
        {isAnyFound && (
          <Button name="intent" value="assign">
            {t("change:ill.assignAll")}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** Line by line what is done and who is told of it, before it is done: of several jobs at once nothing can be undone. */
function WhatHappens({
  page,
  found,
  lines,
}: {
  page: PageFacts;
  found: Found;
  lines: readonly {
    job: Pick<Lost, "assignmentId" | "reference" | "organisation">;
    standIn: { name: string } | null;
  }[];
}) {
  const t = useT();
  return (
    <div className="small">
      <p>{t("change:ill.happens")}</p>
      <ul>
        {lines.map(({ job: { assignmentId, reference, organisation }, standIn }) => (
          <li key={assignmentId}>
            {t(standIn ? "change:ill.happensFound" : "change:ill.happensNobody", {
              reference,
              organisation,
              from: page.name,
              to: standIn?.name ?? "",
            })}
          </li>
        ))}
        {found.waiting.map(({ offerId, reference }) => (
          <li key={offerId}>{t("change:ill.happensWaiting", { reference, from: page.name })}</li>
        ))}
      </ul>
      <p>{t("change:ill.noUndo")}</p>
    </div>
  );
}

/** The second plan, only where it fills strictly more: what changes hands, and what becomes possible by it. */
function ExchangeCard({ page, found }: { page: PageFacts; found: Found }) {
  const { t, locale } = useReader();
  const { exchange } = found;
  if (!exchange) return null;
  const said = ({ reference, interval }: Head) => ({ reference, when: whenLong(locale, interval, page.now) });
  return (
    <Card title={t("change:ill.exchange")}>
      <Form method="post" className="stack" data-gap="s" preventScrollReset>
        <Hidden page={page} found={found} />
        {exchange.lines.map(({ job, standIn }) => (
          <LineField key={job.assignmentId} assignmentId={job.assignmentId} person={standIn.id} />
        ))}
        {exchange.swaps.map(({ assignmentId, to }) => (
          <input key={assignmentId} type="hidden" name="overs[]" value={`${assignmentId}:${to.id}`} />
        ))}
        <p>{t("change:ill.exchangeMeans", { count: exchange.more })}</p>
        <ul>
          {exchange.swaps.map((swap) => (
            <li key={swap.assignmentId}>
              {t("change:ill.swap", { ...said(swap), from: swap.from.name, to: swap.to.name })}
            </li>
          ))}
          {exchange.lines.map(({ job, standIn }) => (
            <li key={job.assignmentId}>{t("change:ill.then", { ...said(job), name: standIn.name })}</li>
          ))}
        </ul>
        <WhatHappens page={page} found={found} lines={exchange.lines} />
        <div className="row">
          <Button name="intent" value="offer">
            {t("change:ill.offerExchange")}
          </Button>
          <Button name="intent" value="assign">
            {t("change:ill.assignExchange")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Waiting({ found, now }: { found: Found; now: Instant }) {
  const { t, locale } = useReader();
  if (found.waiting.length === 0) return null;
  return (
    <Card title={t("change:ill.waiting")}>
      <p className="small muted">{t("change:ill.waitingMeans")}</p>
      <ul className="plain-list">
        {found.waiting.map((offer) => (
          <li key={offer.offerId}>
            <Link to={`/coordinator/requests/${offer.requestId}`}>{offer.reference}</Link> ·{" "}
            {whenLong(locale, offer.interval, now)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What they were released from in this time, and what has become of it. */
function Settled({ page, found }: { page: PageFacts; found: Found }) {
  const t = useT();
  if (found.settled.length === 0) return null;
  return (
    <Card title={t("change:ill.settled")}>
      <ul className="ways plain-list">
        {found.settled.map((job) => (
          <li key={job.assignmentId} className="way">
            <div>
              <JobHead page={page} job={job} />
              {job.people.length > 0 && <p>{job.people.join(", ")}</p>}
            </div>
            <div className="row">
              <StateBadge request={job.state} />
              <Link to={`/coordinator/requests/${job.requestId}${job.people.length > 0 ? "" : "#smallest"}`}>
                {t(job.people.length > 0 ? "change:ill.openRequest" : "change:ill.smallest")}
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
