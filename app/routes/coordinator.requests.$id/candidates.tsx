/** Who could do it, best first, each with a sentence why; who could not, with every reason; and how many were not asked about. */
import { Link, useSearchParams } from "@remix-run/react";
import { shortMoment } from "#app/i18n/coordinator";
import { obstacleSentence, pointLabel, whySentence } from "#app/i18n/explain";
import { AndPhone, Line } from "#app/ui/coordinator/words";
import { Badge, Button, Card, Form, Icon, useLocale, useReader, useT } from "#app/ui/kit";
import { CallNote, useCalledWords } from "./call";
import { Hidden } from "./deed";
import type { PageFacts } from "./page";

type Facts = NonNullable<PageFacts["view"]["candidates"]>;

export function Candidates({ page, candidates }: { page: PageFacts; candidates: Facts }) {
  const t = useT();
  const { able, ableTotal } = candidates;
  return (
    <Card title={t("coordinator:request.candidates", { count: ableTotal })}>
      <div id="candidates" className="stack">
        {able.length === 0 ? (
          <Line icon="problem">{t("coordinator:request.noneAble")}</Line>
        ) : (
          <ol className="candidates">
            {able.map((candidate, index) => (
              <Able key={candidate.interpreterId} page={page} candidate={candidate} isFirst={index === 0} />
            ))}
          </ol>
        )}
        {ableTotal > able.length && (
          <p className="small muted">{t("coordinator:request.moreAble", { count: ableTotal - able.length })}</p>
        )}
        <Passed page={page} candidates={candidates} />
        <BlockedPeople page={page} candidates={candidates} />
        <NotSpeaking candidates={candidates} />
      </div>
    </Card>
  );
}

/** Scores run from about here to there: an empty and a full bar. The number beside it is the sum of the named points. */
const EMPTY_BAR = -50;
const FULL_BAR = 80;
const shareOf = (score: number) => Math.max(2, Math.min(100, ((score - EMPTY_BAR) / (FULL_BAR - EMPTY_BAR)) * 100));

function Able({ page, candidate, isFirst }: { page: PageFacts; candidate: Facts["able"][number]; isFirst: boolean }) {
  const { t, locale } = useReader();
  const { names, nextSlot } = page.view;
  const { person, score, points } = candidate;
  const called = useCalledWords(page)(person.id);
  return (
    <li className="candidate">
      <div className="candidate-who">
        <Link to={`/coordinator/interpreters/${person.id}`}>
          <strong>{person.name}</strong>
        </Link>
        <Home person={person} />
      </div>
      <details className="score">
        <summary
          className="score-head"
          aria-label={t("coordinator:request.scoreOf", { name: person.name, score: Math.round(score) })}
        >
          <span className="score-bar" aria-hidden="true">
            <span style={{ inlineSize: `${shareOf(score)}%` }} />
          </span>
          <span className="score-number">{withMinus(score)}</span>
          <Icon name="chevron" />
        </summary>
        <dl className="points">
          {points.map((point) => (
            <div key={point.name}>
              <dt>{pointLabel(t, point.name)}</dt>
              <dd data-sign={point.points < 0 ? "minus" : undefined}>{signed(point.points)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p className="candidate-why">{names && whySentence(t, locale, candidate, names, person.gender)}</p>
      <SaidYes at={candidate.saidYesAt} />
      {candidate.liveOfferId ? (
        <Badge sign="waiting">{t("coordinator:request.askedAlready")}</Badge>
      ) : (
        <Form method="post" className="row candidate-deeds" preventScrollReset>
          <Hidden page={page} />
          <input type="hidden" name="interpreterId" value={person.id} />
          {nextSlot && <input type="hidden" name="slot" value={nextSlot} />}
          <Button
            name="intent"
            value="offer"
            variant={isFirst ? "primary" : "quiet"}
            aria-label={t("coordinator:request.offerTo", { name: person.name })}
          >
            {t("coordinator:request.offer")}
          </Button>
          <Button name="intent" value="assign" aria-label={t("coordinator:request.assignTo", { name: person.name })}>
            {t("coordinator:request.assign")}
          </Button>
        </Form>
      )}
      {!candidate.liveOfferId && (
        <div className="candidate-call">
          {called && <p className="small muted">{called}</p>}
          {page.view.canCall && <CallNote page={page} interpreterId={person.id} person={person.name} />}
        </div>
      )}
    </li>
  );
}

/** Who could, but said no, gave it back or let it lapse: a coordinator may ask again, and nobody calls them free. */
function Passed({ page, candidates: { passed } }: { page: PageFacts; candidates: Facts }) {
  const t = useT();
  if (passed.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="passed">
      <h3 id="passed">{t("coordinator:request.passed", { count: passed.length })}</h3>
      <ol className="candidates">
        {passed.map((candidate) => (
          <Able key={candidate.interpreterId} page={page} candidate={candidate} isFirst={false} />
        ))}
      </ol>
    </section>
  );
}

/** They would come: whoever decides must not overlook it. */
function SaidYes({ at }: { at: Facts["able"][number]["saidYesAt"] }) {
  const { t, locale } = useReader();
  if (at === null) return null;
  return <Badge sign="waiting">{t("coordinator:request.saidYes", { at: shortMoment(locale, at) })}</Badge>;
}

/** Where somebody lives, and their number. */
function Home({ person }: { person: Facts["able"][number]["person"] }) {
  const locale = useLocale();
  return (
    <span className="small muted">
      {person.homePlace[locale]}
      <AndPhone number={person.phone} />
    </span>
  );
}

/** A real minus, which is as wide as a digit and is read as one. */
const withMinus = (points: number): string => String(Math.round(points)).replace("-", "−");

function signed(points: number): string {
  return Math.round(points) > 0 ? `+${withMinus(points)}` : withMinus(points);
}

const STILL = { offer: "stillOffer", assign: "stillAssign" } as const;

function BlockedPeople({ page, candidates }: { page: PageFacts; candidates: Facts }) {
  const { t, locale } = useReader();
  const { blocked, blockedTotal, able } = candidates;
  const { names, id } = page.view;
  if (blocked.length === 0) return null;
  return (
    <details className="blocked" open={able.length === 0 || blocked.some(({ saidYesAt }) => saidYesAt !== null)}>
      <summary className="blocked-head">
        {t("coordinator:request.blocked")} <span className="count">{blockedTotal}</span>
      </summary>
      <ul className="blocked-people">
        {blocked.map(({ person, saidYesAt, obstacles, rule }) => (
          <li key={person.id}>
            <div className="blocked-who">
              <Link to={`/coordinator/interpreters/${person.id}`}>
                <strong>{person.name}</strong>
              </Link>{" "}
              <Home person={person} />
              <SaidYes at={saidYesAt} />
              <ul className="obstacles">
                {names &&
                  obstacles.map((obstacle) => (
                    <li key={`${obstacle.code}-${"with" in obstacle ? obstacle.with.requestId : ""}`}>
                      <Icon name="problem" />
                      <span>{obstacleSentence(t, locale, obstacle, names, person.gender)}</span>
                    </li>
                  ))}
              </ul>
            </div>
            {rule === "never" ? (
              <span className="small muted">{t("coordinator:request.cannot")}</span>
            ) : (
              <span className="row">
                {(["offer", "assign"] as const).map((deed) => (
                  <Link
                    key={deed}
                    className="button"
                    data-variant="quiet"
                    to={`/coordinator/requests/${id}?override=${deed}&person=${person.id}#override`}
                    aria-label={t(`coordinator:request.${STILL[deed]}To`, { name: person.name })}
                  >
                    {t(`coordinator:request.${STILL[deed]}`)}
                  </Link>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Counted, not listed: their names come only when somebody asks. */
function NotSpeaking({ candidates: { notSpeaking, others } }: { candidates: Facts }) {
  const t = useT();
  const [search] = useSearchParams();
  if (notSpeaking === 0) return null;
  const isOpen = search.has("others");
  return (
    <div id="others" className="small">
      <p className="muted">
        {t("coordinator:request.notSpeaking", { count: notSpeaking })}{" "}
        <Link to={isOpen ? "?" : "?others=1#others"} preventScrollReset>
          {t(isOpen ? "coordinator:request.hideOthers" : "coordinator:request.showOthers")}
        </Link>
      </p>
      {isOpen && (
        <ul className="others">
          {others.map((person) => (
            <li key={person.id}>
              <Link to={`/coordinator/interpreters/${person.id}`}>{person.name}</Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
