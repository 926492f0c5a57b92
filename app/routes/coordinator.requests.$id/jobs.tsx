/** Who does it, place by place, and who was asked and has not answered. */
import { Link } from "@remix-run/react";
import { whyNotSentence } from "#app/i18n/explain";
import { phone, phoneLink } from "#app/i18n/format";
import { AndPhone, Line } from "#app/ui/coordinator/words";
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  Countdown,
  Form,
  FormState,
  Icon,
  StateBadge,
  useReader,
  useT,
} from "#app/ui/kit";
import { CallNote, useCalledWords } from "./call";
import { Deed, Hidden, ReasonField, typedIn } from "./deed";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

export function Jobs({ page, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  const { jobs, isStanding } = page.view;
  return (
    <Card title={t("coordinator:request.jobs", { count: jobs.length })}>
      <ul className="jobs">
        {jobs.map(({ slot, job }) => (
          <li key={slot}>
            {jobs.length > 1 && <p className="small muted">{t("coordinator:request.slot", { slot })}</p>}
            {job ? <Taken page={page} job={job} answer={answer} /> : <Free isStanding={isStanding} />}
          </li>
        ))}
      </ul>
      {jobs.some(({ job }) => job && job.interval.start <= page.now) && (
        <p>
          <ButtonLink to={`/coordinator/settle?request=${page.view.id}`} variant="link">
            {t("coordinator:settle.both")}
          </ButtonLink>
        </p>
      )}
    </Card>
  );
}

function Free({ isStanding }: { isStanding: boolean }) {
  const t = useT();
  return (
    <Line icon={isStanding ? "searching" : "cancelled"}>
      {t(isStanding ? "coordinator:request.free" : "coordinator:request.nobody")}
    </Line>
  );
}

type Job = NonNullable<PageFacts["view"]["jobs"][number]["job"]>;

function Taken({ page, job, answer }: { page: PageFacts; job: Job; answer: Answer }) {
  const { t, locale } = useReader();
  const { view } = page;
  const typed = typedIn(answer, "release", job.assignmentId);
  return (
    <>
      <p className="line">
        <Icon name="secured" />
        <span>
          <Link to={`/coordinator/interpreters/${job.interpreterId}`}>
            <strong>{job.person}</strong>
          </Link>
          <AndPhone number={job.phone} />
          <br />
          <span className="small muted">
            {job.assignedBy
              ? t("coordinator:request.assignedBy", { name: job.assignedBy })
              : t("coordinator:request.acceptedOffer")}
            {job.report && ` · ${t(`coordinator:request.${job.report.held ? "held" : "notHeld"}`)}`}
          </span>
        </span>
      </p>
      {job.overruled && view.names && (
        <p className="small overruled">
          <Icon name="problem" />
          <span>
            {t("coordinator:timeline.overruled")}: {whyNotSentence(t, locale, job.overruled.obstacles, view.names)} –{" "}
            {job.overruled.byOwnWord
              ? t("coordinator:request.byOwnWord")
              : t("coordinator:timeline.reason", { reason: job.overruled.reason })}
          </span>
        </p>
      )}
      <p>
        <ButtonLink to={`/act/${job.assignmentId}`} variant="link" icon="download" reloadDocument>
          {t("coordinator:request.act")}
        </ButtonLink>
      </p>
      {view.isStanding && (
        <div className="row">
          <ButtonLink to={`/coordinator/move?request=${view.id}&assignment=${job.assignmentId}`}>
            {t("coordinator:request.handOver")}
          </ButtonLink>
          <FormState from={typed} id={`release-${job.assignmentId}`}>
            <Deed page={page} words="release" intent="release" isGrave isOpen={typed !== null}>
              <input type="hidden" name="assignmentId" value={job.assignmentId} />
              <ReasonField words="release" />
            </Deed>
          </FormState>
        </div>
      )}
    </>
  );
}

/** Offers that wait, and those answered already, so that nobody is called twice. */
export function WaitingOffers({ page }: { page: PageFacts }) {
  const t = useT();
  const { view, now } = page;
  const calledWords = useCalledWords(page);
  if (view.offers.length === 0) return null;
  return (
    <Card title={t("coordinator:request.offers")}>
      <ul className="offers">
        {view.offers.map((offer) => {
          const isWaiting = offer.status === "pending";
          return (
            <li key={offer.offerId}>
              <span className="offer-who">
                <Link to={`/coordinator/interpreters/${offer.interpreterId}`}>{offer.person}</Link>
                {isWaiting && offer.phone && (
                  <a className="small" href={phoneLink(offer.phone)}>
                    {phone(offer.phone)}
                  </a>
                )}
              </span>
              {isWaiting ? (
                <Badge sign="waiting">
                  <Countdown until={offer.deadlineAt} now={now} />
                </Badge>
              ) : (
                <StateBadge offer={offer.status} />
              )}
              <span className="small muted">
                {[
                  isWaiting && offer.seenAt && t("coordinator:request.seen"),
                  calledWords(offer.interpreterId),
                  offer.declineReason && t(`coordinator:timeline.why.${offer.declineReason}`),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              {view.isStanding && isWaiting && (
                <CallNote page={page} interpreterId={offer.interpreterId} person={offer.person} />
              )}
              {isWaiting && (
                <Form method="post" preventScrollReset>
                  <Hidden page={page} />
                  <input type="hidden" name="offerId" value={offer.offerId} />
                  <Button
                    name="intent"
                    value="withdraw"
                    aria-label={t("coordinator:request.withdrawFrom", { name: offer.person })}
                  >
                    {t("coordinator:request.withdraw")}
                  </Button>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
