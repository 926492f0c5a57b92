/** One request on one screen: who does it, who could, what is asked, what can be changed, what happened. */
import { Link } from "@remix-run/react";
import { duration, phone, phoneLink, whenLong } from "#app/i18n/format";
import { minutesBetween } from "#app/time";
import { CallWords, Told as ToldByPhone } from "#app/ui/coordinator/calls";
import { Acting } from "#app/ui/coordinator/reads-only";
import { Alike, What } from "#app/ui/coordinator/words";
import {
  ButtonLink,
  Card,
  Facts,
  FormState,
  Moment,
  Notice,
  Page,
  StateBadge,
  Told,
  useReader,
  useT,
} from "#app/ui/kit";
import { CorrectCaller } from "./caller";
import { Candidates } from "./candidates";
import type { Answer } from "./deeds";
import { Jobs, WaitingOffers } from "./jobs";
import { InfoAsked, Manage, MapLanguage, MapPlace } from "./manage";
import { OverridePanel } from "./override";
import type { PageFacts } from "./page";
import { Story } from "./story";
import { ProposalOpen, SmallestChange } from "./ways";

export function RequestView({ page, answer }: { page: PageFacts; answer: Answer }) {
  const { t, locale } = useReader();
  const { view, now } = page;
  const refusal = answer && "refusal" in answer ? answer : null;
  const override = refusal?.override ?? page.override;
  return (
    <FormState from={answer && "refused" in answer && answer.refused ? null : answer} id="request">
      <Page
        width="full"
        title={<What {...view} />}
        lead={
          <span className="request-lead">
            <span className="reference">{view.reference}</span>
            <StateBadge request={view.state} />
            <span className="when">
              {whenLong(locale, view.interval, now)} ({duration(minutesBetween(view.interval.start, view.interval.end))}
              )
            </span>
          </span>
        }
        actions={
          <>
            <ButtonLink to={`/coordinator/calendar?request=${view.id}&date=${page.wall.date}`} icon="calendar">
              {t("coordinator:request.inCalendar")}
            </ButtonLink>
            <ButtonLink to={`/coordinator/requests/${view.id}/feedback`} variant="link">
              {t("heard:desk.writeLink")}
            </ButtonLink>
          </>
        }
      >
        <Outcome page={page} answer={answer} />
        <div className="request-grid">
          <div className="stack" data-gap="l">
            <Calls page={page} />
            {view.alike.length > 0 && (
              <Notice>
                <p>
                  <Alike others={view.alike} saysWhose />
                </p>
                <p className="small">{t("coordinator:alike.means")}</p>
              </Notice>
            )}
            <Acting>{!view.language && view.isStanding && <MapLanguage page={page} answer={answer} />}</Acting>
            <Acting>{view.isPlaceUnknown && view.isStanding && <MapPlace page={page} answer={answer} />}</Acting>
            {view.info && view.isStanding && !view.info.proposal && (
              <InfoAsked page={page} question={view.info.question} />
            )}
            {view.isStanding && <ProposalOpen page={page} />}
            {override && (
              <FormState from={refusal?.errors ? refusal : null} id="override">
                <OverridePanel page={page} override={override} />
              </FormState>
            )}
            <Jobs page={page} answer={answer} />
            <WaitingOffers page={page} />
            <SmallestChange page={page} />
            {view.candidates && <Candidates page={page} candidates={view.candidates} />}
          </div>
          <div className="stack request-side" data-gap="l">
            <Asked page={page} />
            <Acting>{view.isStanding && <Manage page={page} answer={answer} />}</Acting>
          </div>
          <div className="request-story" id="timeline">
            <Card title={t("coordinator:request.story")}>
              <Story page={page} />
            </Card>
          </div>
        </div>
      </Page>
    </FormState>
  );
}

/** What came of the last action: done, or refused and why. */
function Outcome({ page: { done, view }, answer }: { page: PageFacts; answer: Answer }) {
  const t = useT();
  if (answer && "refusal" in answer && answer.refusal !== "obstacles")
    return <Told problem={t(`explain:refusal.${answer.refusal}`)} />;
  if (answer && "errors" in answer && answer.errors) {
    const wrong = Object.values(answer.errors).flat();
    return <Told problem={wrong.map((key) => <p key={key}>{t(key)}</p>)} />;
  }
  if (!done || answer) return null;
  const isUnclear = done === "submit" && (!view.language || view.isPlaceUnknown);
  const isProposal = ["agreed", "declined", "overtaken"].includes(done);
  const words = isProposal
    ? t(`change:open.done.${done}`)
    : t(`coordinator:request.done.${done}${isUnclear ? "First" : ""}`, { defaultValue: "" });
  return <Told done={words} />;
}

/** Who asked by phone and reads no e-mail hears it from a coordinator. */
function Calls({ page: { calls, view, now } }: { page: PageFacts }) {
  const t = useT();
  if (calls.length === 0) return null;
  return (
    <Card title={t("coordinator:call.title")}>
      {calls.map((call) => (
        <div key={call.notificationId} className="stack" data-gap="s">
          <CallWords call={call} now={now} />
          <ToldByPhone call={call} back={`/coordinator/requests/${view.id}`} />
        </div>
      ))}
    </Card>
  );
}

/** The facts of what was asked, for the phone call about it. */
function Asked({ page }: { page: PageFacts }) {
  const { view, now } = page;
  const { t, locale, named } = useReader();
  const { organisation, contact, gender } = view;
  const wishes = [
    gender && `${t(`domain:gender.${gender.value}`)} (${t(`domain:strength.${gender.strength}`)})`,
    view.isVariantWished && t("request:fact.variantWished"),
    view.wantsSameInterpreter && t("coordinator:request.fact.same"),
    view.excluded && t("coordinator:request.fact.not", { name: view.excluded }),
  ].filter((wish) => typeof wish === "string" && wish !== "");
  const word = (key: string) => t(`coordinator:request.fact.${key}`);
  return (
    <Card title={t("coordinator:request.asked")}>
      <Facts
        rows={[
          [word("organisation"), <OrganisationOf key="organisation" organisation={organisation} />],
          [word("contact"), <PhoneOf key="contact" name={contact.name} number={contact.phone} />],
          [word("when"), whenLong(locale, view.interval, now)],
          [word("mode"), t(`domain:mode.${view.mode}`)],
          [word("place"), [named(view.place), view.address].filter(Boolean).join(", ")],
          [word("video"), view.videoLink && <a href={view.videoLink}>{view.videoLink}</a>],
          [word("typed"), view.languageText],
          [word("typedPlace"), view.placeText],
          [word("requested"), named(view.requestedLanguage)],
          [word("pivot"), named(view.pivot)],
          [word("level"), view.minLevel > 1 && t(`domain:level.${view.minLevel}`)],
          [
            word("topic"),
            `${t(`domain:topic.${view.topic}`)} (${t(`domain:protectionClass.${view.protectionClass}`)})`,
          ],
          [word("client"), view.clientCode],
          [word("wishes"), wishes.join("; ")],
          [word("count"), view.interpreterCount > 1 && view.interpreterCount],
          [word("note"), view.note],
          [word("desk"), named(view.desk)],
          [
            word("requester"),
            view.caller ? <CallerOf key="requester" caller={view.caller} by={view.requester} /> : view.requester,
          ],
          [word("submitted"), <Moment key="submitted" at={view.submittedAt} />],
          [
            word("promise"),
            view.answerDueAt === null ? word("promiseNone") : <Moment key="promise" at={view.answerDueAt} />,
          ],
          [word("rejected"), view.rejectionReason],
        ]}
      />
      {view.canCorrectCaller && <CorrectCaller page={page} />}
      <p className="small">
        <Link to={`/coordinator/requests?q=${encodeURIComponent(organisation.nameNow)}`}>
          {t("coordinator:request.othersOfOrganisation")}
        </Link>
      </p>
    </Card>
  );
}

/** As it was called on the day of the service; beside it what it is called today, where that is another name. */
function OrganisationOf({
  organisation: { name, unit, nameNow },
}: {
  organisation: PageFacts["view"]["organisation"];
}) {
  const t = useT();
  return (
    <>
      {unit ? `${name}, ${unit}` : name}
      {nameNow !== name && (
        <span className="small muted"> ({t("coordinator:request.fact.nameNow", { name: nameNow })})</span>
      )}
    </>
  );
}

/** Who called, how they are reached, and who wrote it down. */
function CallerOf({ caller, by }: { caller: NonNullable<PageFacts["view"]["caller"]>; by: string }) {
  const t = useT();
  return (
    <>
      {caller.name}
      {caller.phone && (
        <>
          {" · "}
          <a href={phoneLink(caller.phone)}>{phone(caller.phone)}</a>
        </>
      )}
      {caller.email && (
        <>
          {" · "}
          <a href={`mailto:${caller.email}`}>{caller.email}</a>
        </>
      )}{" "}
      <span className="muted">{t("coordinator:request.fact.byPhone", { name: by })}</span>
    </>
  );
}

function PhoneOf({ name, number }: { name: string; number: string }) {
  return (
    <>
      {name} · <a href={phoneLink(number)}>{phone(number)}</a>
    </>
  );
}
