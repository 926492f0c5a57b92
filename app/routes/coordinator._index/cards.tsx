/** The cards of the queue's three lanes: what, when, how long it has waited, and one next step. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { shortMoment } from "#app/i18n/coordinator";
import { awayWords } from "#app/i18n/explain";
import { lastDayShort, phone, phoneLink, relativeWait, sentenceCase, whenLong } from "#app/i18n/format";
import type { UnfilledCard, WaitingCard } from "#app/queries/coordinator/queue";
import type { QueueRequest } from "#app/queries/coordinator/queue-cards";
import type { DecisionCard } from "#app/queries/coordinator/queue-decisions";
import { HOUR, type Instant, type Interval } from "#app/time";
import { CallWords, Told } from "#app/ui/coordinator/calls";
import { Alike, Line, Waited, What } from "#app/ui/coordinator/words";
import { Badge, ButtonLink, Countdown, Empty, type Tone, useReader, useT } from "#app/ui/kit";

type LaneName = "unfilled" | "waiting" | "decisions";

/** A lane with its count; an empty one says why that is good. */
export function Lane({
  name,
  lane,
  children,
}: {
  name: LaneName;
  lane: { cards: unknown[]; total: number };
  children: ReactNode;
}) {
  const t = useT();
  const rest = lane.total - lane.cards.length;
  return (
    <section className="lane" aria-labelledby={`lane-${name}`}>
      <h2 id={`lane-${name}`}>
        {t(`coordinator:queue.${name}.title`)} <span className="count">{lane.total}</span>
      </h2>
      <p className="small muted">{t(`coordinator:queue.${name}.means`)}</p>
      {lane.cards.length === 0 ? (
        <Empty title={t(`coordinator:queue.${name}.empty`)} icon="secured" />
      ) : (
        <ul className="lane-cards">{children}</ul>
      )}
      {rest > 0 && (
        <p className="small">
          <Link to="/coordinator/requests?state=open">{t("coordinator:queue.more", { count: rest })}</Link>
        </p>
      )}
    </section>
  );
}

export function UnfilledCards({ cards, now }: { cards: UnfilledCard[]; now: Instant }) {
  const t = useT();
  return cards.map((card, index) => (
    <QueueCard
      key={card.requestId}
      tone={card.interval.start - now < 24 * HOUR ? "problem" : undefined}
      title={<RequestTitle card={card} />}
      foot={<Promised card={card} now={now} />}
      step={
        <ButtonLink
          to={`/coordinator/requests/${card.requestId}#candidates`}
          variant={index === 0 ? "primary" : "quiet"}
        >
          {t("coordinator:queue.step.choose")}
        </ButtonLink>
      }
    >
      <WhenAndWho card={card} now={now} />
      {card.why && <Line icon="problem">{t(`coordinator:timeline.why.${card.why}`)}</Line>}
      {!card.why && <Line icon="searching">{t("coordinator:queue.unfilled.searching")}</Line>}
    </QueueCard>
  ));
}

export function WaitingCards({ cards, now }: { cards: WaitingCard[]; now: Instant }) {
  const t = useT();
  return cards.map((card) => (
    <QueueCard
      key={card.requestId}
      title={<RequestTitle card={card} />}
      foot={<Promised card={card} now={now} />}
      step={<ButtonLink to={`/coordinator/requests/${card.requestId}`}>{t("coordinator:queue.step.open")}</ButtonLink>}
    >
      <WhenAndWho card={card} now={now} />
      <ul className="asked">
        {card.asked.map((offer) => (
          <li key={offer.offerId}>
            <Badge sign="waiting">
              <Countdown until={offer.deadlineAt} now={now} />
            </Badge>
            <span>{offer.name}</span>
            {offer.seenAt && <span className="muted small">{t("coordinator:queue.waiting.seen")}</span>}
          </li>
        ))}
      </ul>
    </QueueCard>
  ));
}

export function DecisionCards({ cards, now }: { cards: DecisionCard[]; now: Instant }) {
  return cards.map((card) => {
    if (card.kind === "call") return <CallNeeded key={card.notificationId} card={card} now={now} />;
    if (card.kind === "language" || card.kind === "place" || card.kind === "needs_info")
      return <UnclearCard key={`${card.kind}-${card.requestId}`} card={card} now={now} />;
    if (card.kind === "yes") return <YesCard key={`yes-${card.offerId}`} card={card} now={now} />;
    if (card.kind === "application") return <ApplicationCard key={card.applicationId} card={card} now={now} />;
    if (card.kind === "candidate") return <CandidateCard key={card.applicationId} card={card} now={now} />;
    if (card.kind === "mail") return <MailCard key={card.notificationId} card={card} />;
    if (card.kind === "pledge") return <PledgeCard key={`pledge-${card.interpreterId}`} card={card} now={now} />;
    return <BrokenJobCard key={`job-${card.assignmentId}`} card={card} now={now} />;
  });
}

type Card<Kind extends DecisionCard["kind"]> = Extract<DecisionCard, { kind: Kind }>;

function CallNeeded({ card, now }: { card: Card<"call">; now: Instant }) {
  const { locale } = useReader();
  return (
    <QueueCard
      tone="waiting"
      title={
        <Link to={`/coordinator/requests/${card.requestId}`}>
          <What {...card} />
        </Link>
      }
      reference={card.reference}
      foot={
        <p className="small">
          <Waited since={card.at} now={now} />
        </p>
      }
      step={<Told call={card} back="/coordinator" />}
    >
      <CallWords call={card} now={now} />
      <p className="small muted">
        {card.organisation} · {whenLong(locale, card.interval, now)}
      </p>
    </QueueCard>
  );
}

function UnclearCard({ card, now }: { card: Card<"language" | "place" | "needs_info">; now: Instant }) {
  const t = useT();
  return (
    <QueueCard
      tone="waiting"
      title={<RequestTitle card={card} />}
      foot={<Promised card={card} now={now} />}
      step={
        <ButtonLink to={`/coordinator/requests/${card.requestId}`}>
          {t(`coordinator:queue.step.${card.kind}`)}
        </ButtonLink>
      }
    >
      <Line icon={card.kind === "place" ? "place" : "language"}>
        {t(`coordinator:queue.decisions.${card.kind}`, {
          typed: card.kind === "place" ? card.placeText : card.languageText,
        })}
      </Line>
      <WhenAndWho card={card} now={now} />
    </QueueCard>
  );
}

/** Somebody said yes and met an obstacle: they wait to hear. */
function YesCard({ card, now }: { card: Card<"yes">; now: Instant }) {
  const { t, locale } = useReader();
  return (
    <QueueCard
      tone="waiting"
      title={<Link to={`/coordinator/interpreters/${card.interpreterId}`}>{card.person}</Link>}
      reference={card.reference}
      step={
        <ButtonLink
          to={`/coordinator/requests/${card.requestId}?override=assign&person=${card.interpreterId}#override`}
          aria-label={t("coordinator:queue.step.yesOf", { name: card.person, reference: card.reference })}
        >
          {t("coordinator:queue.step.yes")}
        </ButtonLink>
      }
    >
      <Line icon="waiting">{t("coordinator:queue.decisions.yes", { at: shortMoment(locale, card.saidAt) })}</Line>
      <p className="when">{whenLong(locale, card.interval, now)}</p>
      <p className="small muted">{card.organisation}</p>
    </QueueCard>
  );
}

/** Somebody of an institution that nobody here knows yet. */
function ApplicationCard({ card, now }: { card: Card<"application">; now: Instant }) {
  const { t, locale } = useReader();
  const to = `/coordinator/applications/${card.applicationId}`;
  return (
    <QueueCard
      tone="waiting"
      title={<Link to={to}>{card.organisation}</Link>}
      foot={<Promised card={card} now={now} />}
      step={<ButtonLink to={to}>{t("coordinator:queue.step.application")}</ButtonLink>}
    >
      <Line icon="person">{t(`coordinator:queue.decisions.application${card.interval ? "" : "Access"}`)}</Line>
      {card.interval && <p className="when">{whenLong(locale, card.interval, now)}</p>}
      <p className="small muted">{card.name}</p>
    </QueueCard>
  );
}

/** Somebody who wants to interpret. */
function CandidateCard({ card, now }: { card: Card<"candidate">; now: Instant }) {
  const t = useT();
  const to = `/coordinator/applications/${card.applicationId}`;
  return (
    <QueueCard
      title={<Link to={to}>{card.name}</Link>}
      foot={
        <p className="small">
          <Waited since={card.at} now={now} />
        </p>
      }
      step={<ButtonLink to={to}>{t("coordinator:queue.step.candidate")}</ButtonLink>}
    >
      <Line icon="person">{t("coordinator:queue.decisions.candidate")}</Line>
    </QueueCard>
  );
}

function BrokenJobCard({ card, now }: { card: Card<"absence" | "inactive" | "excluded">; now: Instant }) {
  const { t, locale } = useReader();
  return (
    <QueueCard
      tone="problem"
      title={<Link to={`/coordinator/interpreters/${card.interpreterId}`}>{card.person}</Link>}
      reference={card.reference}
      step={
        <ButtonLink to={`/coordinator/move?request=${card.requestId}&assignment=${card.assignmentId}`}>
          {t("coordinator:queue.step.replace")}
        </ButtonLink>
      }
    >
      <Line icon="problem">
        {card.kind === "excluded" && t("coordinator:queue.decisions.excluded")}
        {card.kind === "absence" &&
          card.absence &&
          t("coordinator:queue.decisions.absence", { away: sentenceCase(awayWords(t, card.absence.end)) })}
        {card.kind === "inactive" && t(`coordinator:queue.decisions.inactive.${card.status}`)}
      </Line>
      <p className="when">{whenLong(locale, card.interval, now)}</p>
      <p className="small muted">{card.organisation}</p>
    </QueueCard>
  );
}

function MailCard({ card }: { card: Card<"mail"> }) {
  const { t, locale } = useReader();
  const to = card.requestId
    ? `/coordinator/requests/${card.requestId}#timeline`
    : card.interpreterId
      ? `/coordinator/interpreters/${card.interpreterId}`
      : "/coordinator/requests";
  return (
    <QueueCard
      tone="problem"
      title={<Link to={to}>{card.to}</Link>}
      reference={card.reference}
      step={
        card.phone ? (
          <ButtonLink to={phoneLink(card.phone)} icon="phone">
            {phone(card.phone)}
          </ButtonLink>
        ) : (
          <ButtonLink to={to}>{t("coordinator:queue.step.open")}</ButtonLink>
        )
      }
    >
      <Line icon="problem">
        {t(`coordinator:queue.decisions.${card.isOrphaned ? "mailNobody" : "mail"}`, {
          mail: t(`domain:notificationKind.${card.mail}`),
          at: shortMoment(locale, card.at),
        })}
      </Line>
    </QueueCard>
  );
}

function PledgeCard({ card, now }: { card: Card<"pledge">; now: Instant }) {
  const { t, locale } = useReader();
  const key = card.isExpired ? "pledge_expired" : "pledge_ending";
  return (
    <QueueCard
      tone="waiting"
      title={<Link to={`/coordinator/interpreters/${card.interpreterId}`}>{card.person}</Link>}
      step={
        <ButtonLink to={`/coordinator/interpreters/${card.interpreterId}`}>
          {t("coordinator:queue.step.person")}
        </ButtonLink>
      }
    >
      <Line icon="lock">
        {t(`coordinator:queue.decisions.${key}`, {
          day: lastDayShort(locale, card.validUntil),
          left: relativeWait(locale, card.validUntil - now),
        })}
      </Line>
    </QueueCard>
  );
}

// --- parts of a card -----------------------------------------------------------------------------------

function QueueCard({
  tone,
  title,
  reference,
  foot,
  step,
  children,
}: {
  tone?: Tone;
  title: ReactNode;
  reference?: string | null;
  /** Beside the next step: how long it has waited and what was promised. */
  foot?: ReactNode;
  step: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="queue-card" data-tone={tone}>
      <h3>
        {title}
        {reference && <span className="reference">{reference}</span>}
      </h3>
      {children}
      <div className="queue-step">
        {foot ?? <span />}
        {step}
      </div>
    </li>
  );
}

function RequestTitle({ card }: { card: QueueRequest }) {
  return (
    <>
      <Link to={`/coordinator/requests/${card.requestId}`}>
        <What {...card} />
      </Link>
      <span className="reference">{card.reference}</span>
    </>
  );
}

function WhenAndWho({ card, now }: { card: QueueRequest; now: Instant }) {
  const { t, locale } = useReader();
  return (
    <>
      <p className="when">
        <span className="unbroken">{whenLong(locale, card.interval, now)}</span>{" "}
        <StartsIn interval={card.interval} now={now} />
      </p>
      <p className="small muted">
        {card.organisation}
        {card.interpreterCount > 1 &&
          ` · ${t("coordinator:queue.missing", { missing: card.missing, count: card.interpreterCount })}`}
      </p>
      {card.alike.length > 0 && (
        <Line icon="copy">
          <Alike others={card.alike} />
        </Line>
      )}
    </>
  );
}

/** How near it is; what begins within a day is said in red, with its sign. */
function StartsIn({ interval, now }: { interval: Interval; now: Instant }) {
  const { t, locale } = useReader();
  const left = interval.start - now;
  if (left <= 0) return <Badge sign="problem">{t("coordinator:queue.begun")}</Badge>;
  const text = t("coordinator:queue.startsIn", { time: relativeWait(locale, left) });
  if (left >= 24 * HOUR) return <span className="small muted starts-in">{text}</span>;
  return <Badge sign="problem">{text}</Badge>;
}

function Promised({ card, now }: { card: Pick<QueueRequest, "answerDueAt" | "submittedAt">; now: Instant }) {
  const { t, locale } = useReader();
  const due = card.answerDueAt;
  const words =
    due === null
      ? t("coordinator:queue.promiseNone")
      : due <= now
        ? t("coordinator:queue.promiseLate", { time: relativeWait(locale, now - due) })
        : t("coordinator:queue.promise", { at: shortMoment(locale, due) });
  return (
    <p className="small promise" data-late={(due !== null && due <= now) || undefined}>
      <Waited since={card.submittedAt} now={now} /> · {words}
    </p>
  );
}
