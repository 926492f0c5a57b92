import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import { linkViewer } from "#app/auth/offer-link.server";
import type { LinkViewer } from "#app/auth/viewer";
import { type Answered, type AnswerRefusal, answerOffer } from "#app/commands/answer-offer";
import { type Ctx, enter } from "#app/context.server";
import { DECLINE_REASONS, type Locale } from "#app/dispatch/vocabulary";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { momentLong, phone, phoneLink, untilLong } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { rivalOffers } from "#app/queries/interpreter/asked-basics";
import { type OfferByLink, type OfferByLinkState, offerByLink } from "#app/queries/interpreter/offer-by-link";
import { refused } from "#app/respond";
import "#app/styles/interpreter.css";
import { type Instant, MINUTE } from "#app/time";
import { ByLink } from "#app/ui/by-link/frame";
import { AskedFacts, DayFitLine, obstacleWords, whatOf } from "#app/ui/interpreter/asked";
import { EndedRivals, Rivals } from "#app/ui/interpreter/rivals";
import { Button, ButtonLink, Form, Notice, Page, RadioGroup, type Tone, useReader, useT } from "#app/ui/kit";
import { OfficeHours } from "#app/ui/office";

/** Not a line of script: what is not there cannot be slow, and a mail scanner cannot run it. */
export const handle = { plain: true };

/** Looking changes nothing, however often and by whom. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const person = asLink(ctx, params.token);
  const isThem = ctx.viewer.kind === "user" && ctx.viewer.interpreterId === person?.viewer.interpreterId;
  const found = person && offerByLink(person);
  if (!found)
    return refused("not_found", { state: "unknown" as const, locale: ctx.locale, title: titleOf(ctx.locale) });
  const { answered, ...rest } = found;
  const obstacles = obstacleWords(translator(found.locale), found.locale, answered?.obstacles ?? [], {
    withTimes: false,
  });
  const page = {
    ...rest,
    answered: answered && { ...answered, obstacles },
    isThem,
    now: ctx.now,
    title: titleOf(found.locale),
  };
  const isOver = found.state !== "open" && found.state !== "yes_waits";
  const again = found.offer && { Refresh: String(secondsUntilAsked(found.offer.deadline, ctx.now)) };
  return data(page, { status: isOver ? 410 : 200, headers: again ?? {} });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

/**
 * Without a script the browser itself looks again, so that an offer that somebody else took or that has ended loses its
 * buttons. A reason that was ticked and not sent has to be ticked again: it may be left out, a dead button may not be pressed.
 */
function secondsUntilAsked(deadline: Instant, now: Instant): number {
  return Math.max(1, Math.ceil(Math.min(MINUTE, deadline + 1_000 - now) / 1_000));
}

const Answer = z.object({
  key: formKey.optional(),
  move: z.enum(["accept", "decline"]),
  reason: z.enum(DECLINE_REASONS).optional(),
  fromElsewhere: z.literal("on").optional(),
});

/** The answer. The link's person may answer this one offer; a link that opens nothing answers like one that never was. */
export async function action({ request, params }: ActionFunctionArgs) {
  const person = asLink(await enter(request, "anyone"), params.token);
  if (!person) return refused("not_found", null);
  const form = readForm(Answer, await sentForm(request));
  if (!form.ok) return invalid(form);
  const answered = answerOffer(person, {
    ...form.value,
    offerId: person.viewer.offerId,
    fromElsewhere: form.value.fromElsewhere === "on",
  });
  if (!answered.ok) return refused(answered.reason, { outcome: answered.reason, obstacles: [], ended: [] });
  const { outcome, obstacles } = answered.value;
  const ended = rivalOffers(person, person.viewer.interpreterId, answered.value.ended);
  const words = obstacleWords(translator(person.locale), person.locale, obstacles, { withTimes: false });
  return data({ outcome, obstacles: words, ended }, { status: outcome === "obstacles" ? 409 : 200 });
}

/** The person of the link in place of whoever is signed in, and in that person's language. */
function asLink(ctx: Ctx, token = ""): Ctx<LinkViewer> | null {
  const viewer = linkViewer(ctx.db, token);
  return viewer && { ...ctx, viewer, locale: viewer.locale };
}

function titleOf(locale: Locale): string {
  return translator(locale)("interpreter:link.title");
}

/** The page speaks the person's language, whatever the browser's. */
export default function OfferByMailLink() {
  const { locale } = useLoaderData<typeof loader>();
  return (
    <ByLink locale={locale}>
      <Inside />
    </ByLink>
  );
}

function Inside() {
  const { t, locale } = useReader();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (page.state === "unknown")
    return (
      <Closed title={t("interpreter:link.gone404")}>
        <p>{t("interpreter:link.gone404Text")}</p>
      </Closed>
    );
  const outcome = answer && "outcome" in answer ? answer.outcome : null;
  if (page.offer && (outcome === null || outcome === "way_too_short"))
    return <Open page={page} offer={page.offer} isAgain={outcome !== null} />;
  const { state } = page;
  const call = { phone: page.deskPhone ? phone(page.deskPhone) : t("common:office.noNumber") };
  const isState = outcome === null || (page.answered !== null && outcome !== "accepted" && outcome !== "declined");
  const key = isState ? `link.state.${state}` : `answer.${outcome}`;
  return (
    <Closed tone={TONE[isState ? state : outcome]} title={t(`interpreter:${key}`)} page={page}>
      {page.answered?.obstacles.map((words) => state === "yes_waits" && <p key={words}>{words}</p>)}
      <p>
        {t(`interpreter:${key}Text`, {
          ...call,
          at: page.answered?.at ? momentLong(locale, page.answered.at, page.now) : "",
        })}
      </p>
      {answer && "ended" in answer && <EndedRivals rivals={answer.ended} now={page.now} />}
    </Closed>
  );
}

const TONE: Partial<Record<OfferByLinkState | Answered["outcome"] | AnswerRefusal, Tone>> = {
  accepted: "secured",
  obstacles: "waiting",
  guard_refused: "waiting",
  offer_expired: "waiting",
  expired: "waiting",
  yes_waits: "waiting",
};

type PageFacts = Exclude<ReturnType<typeof useLoaderData<typeof loader>>, { state: "unknown" }>;

/** The offer and two buttons. `isAgain`: they said yes before the page told them of the way. */
function Open({
  page: { key: formKey, deskPhone, now },
  offer: { request, day, deadline, rivals },
  isAgain,
}: {
  page: PageFacts;
  offer: NonNullable<OfferByLink["offer"]>;
  isAgain: boolean;
}) {
  const { t, locale } = useReader();
  const byOwnWord = day.yesNeeds === "own_word";
  const reasons = DECLINE_REASONS.map((value) => ({ value, label: t(`domain:declineReason.${value}`) }));
  return (
    <Page width="narrow" title={whatOf(t, request)}>
      <div className="offer offer-alone">
        {isAgain && (
          <Notice tone="waiting" title={t("interpreter:answer.way_too_short")} announce>
            <p>{t("interpreter:answer.way_too_shortText")}</p>
          </Notice>
        )}
        <AskedFacts asked={request} now={now} />
        <p className="offer-deadline">{t("interpreter:link.answerBy", { until: untilLong(locale, deadline, now) })}</p>
        <DayFitLine day={day} />
        <Rivals rivals={rivals} now={now} byLink />
        <Form method="post" className="offer-answer">
          <input type="hidden" name="key" value={formKey} />
          {byOwnWord && <input type="hidden" name="fromElsewhere" value="on" />}
          <Button name="move" value="accept" variant="primary" size="large" block>
            {t(`interpreter:offers.${byOwnWord ? "acceptElsewhere" : "accept"}`)}
          </Button>
          <div className="offer-decline">
            <RadioGroup name="reason" label={t("interpreter:link.why")} optional options={reasons} />
            <Button name="move" value="decline" size="large" block>
              {t("interpreter:offers.decline")}
            </Button>
          </div>
        </Form>
        <p className="small muted">
          {request.reference} · {t("interpreter:link.private")}
        </p>
        {deskPhone && <CallDesk deskPhone={deskPhone} />}
      </div>
    </Page>
  );
}

/** Nothing to answer any more: what became of it, which day, hour and place it was about, and what to do next. */
function Closed({
  tone = "brand",
  title,
  page,
  children,
}: {
  tone?: Tone;
  title: string;
  page?: PageFacts;
  children: ReactNode;
}) {
  const t = useT();
  const { answered = null, isThem = false, deskPhone, now } = page ?? {};
  return (
    <Page width="narrow" title={title}>
      {answered && now && (
        <div className="offer offer-alone">
          <h2>{whatOf(t, answered.request)}</h2>
          <AskedFacts asked={answered.request} now={now} />
        </div>
      )}
      <Notice tone={tone}>{children}</Notice>
      <div className="row">
        {answered?.jobId ? (
          <ButtonLink to={`/interpreter/jobs/${answered.jobId}`} variant="primary" reloadDocument>
            {t(`interpreter:link.${isThem ? "toJob" : "toJobSignIn"}`)}
          </ButtonLink>
        ) : (
          <ButtonLink to="/interpreter" variant="primary" reloadDocument>
            {t(`interpreter:link.${isThem ? "toOffers" : "signIn"}`)}
          </ButtonLink>
        )}
      </div>
      {answered && <p className="small muted">{answered.request.reference}</p>}
      {deskPhone && <CallDesk deskPhone={deskPhone} />}
    </Page>
  );
}

function CallDesk({ deskPhone }: { deskPhone: string }) {
  const t = useT();
  return (
    <p className="small">
      <a className="tap" href={phoneLink(deskPhone)}>
        {t("interpreter:link.call", { phone: phone(deskPhone) })}
      </a>{" "}
      <OfficeHours />
    </p>
  );
}
