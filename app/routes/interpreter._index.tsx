import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { answerOffer } from "#app/commands/answer-offer";
import { enter } from "#app/context.server";
import { DECLINE_REASONS } from "#app/dispatch/vocabulary";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { momentLong, untilLong } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { rivalOffers } from "#app/queries/interpreter/asked-basics";
import { offersForInterpreter, type WaitingOffer, yesesOfInterpreter } from "#app/queries/interpreter/offers";
import { ownDesk } from "#app/queries/interpreter/own-desk";
import { refused } from "#app/respond";
import type { Instant } from "#app/time";
import { AskedFacts, DayFitLine, obstacleWords, whatOf } from "#app/ui/interpreter/asked";
import { EndedRivals, inGroups, Rivals } from "#app/ui/interpreter/rivals";
import {
  Button,
  ButtonLink,
  Card,
  Countdown,
  Empty,
  Form,
  FormState,
  Notice,
  Page,
  RadioGroup,
  useIsKept,
  useReader,
  useT,
} from "#app/ui/kit";
import { useDeskNumber } from "#app/ui/office";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const said = translator(ctx.locale);
  const yeses = yesesOfInterpreter(ctx).map(({ obstacles, ...yes }) => ({
    ...yes,
    obstacles: obstacleWords(said, ctx.locale, obstacles, { withTimes: true }),
  }));
  return {
    offers: offersForInterpreter(ctx),
    yeses,
    /** Of a yes that a coordinator has still to decide: whom to call about it. */
    deskPhone: yeses.some(({ end }) => end === null) ? ownDesk(ctx).phone : null,
    now: ctx.now,
    title: said("interpreter:offers.title"),
  };
}

const Answer = z.object({
  offerId: z.string(),
  key: formKey.optional(),
  move: z.enum(["accept", "decline"]),
  reason: z.enum(DECLINE_REASONS).optional(),
  fromElsewhere: z.literal("on").optional(),
});

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const form = readForm(Answer, await sentForm(request));
  if (!form.ok) return invalid(form);
  const answered = answerOffer(ctx, { ...form.value, fromElsewhere: form.value.fromElsewhere === "on" });
  if (!answered.ok) {
    const phone = SAYS_THE_NUMBER.has(answered.reason) ? ownDesk(ctx).phone : null;
    return refused(answered.reason, { outcome: answered.reason, obstacles: [], ended: [], deskPhone: phone });
  }
  const { outcome, obstacles } = answered.value;
  const ended = rivalOffers(ctx, ctx.viewer.interpreterId ?? "", answered.value.ended);
  const words = obstacleWords(translator(ctx.locale), ctx.locale, obstacles, { withTimes: true });
  const deskPhone = SAYS_THE_NUMBER.has(outcome) ? ownDesk(ctx).phone : null;
  return data({ outcome, obstacles: words, ended, deskPhone }, { status: outcome === "obstacles" ? 409 : 200 });
}

/** Of these the answer says whom to call. */
const SAYS_THE_NUMBER: ReadonlySet<string> = new Set(["offer_expired", "obstacles", "guard_refused"]);

/** Offers that wait for this person's answer. */
export default function Offers() {
  const t = useT();
  const { offers, yeses, now } = useLoaderData<typeof loader>();
  useSeen(offers.filter((offer) => !offer.isSeen).map((offer) => offer.id));
  return (
    <Page width="narrow" title={t("interpreter:offers.title")} lead={offers.length > 0 && t("interpreter:offers.lead")}>
      <Outcome />
      {yeses.map((yes) => (
        <YesCard key={yes.offerId} yes={yes} now={now} />
      ))}
      {offers.length === 0 ? (
        <Card>
          <Empty title={t("interpreter:offers.empty")}>
            <p>{t("interpreter:offers.emptyText")}</p>
            <ButtonLink to="/interpreter/availability">{t("interpreter:offers.emptyAction")}</ButtonLink>
          </Empty>
        </Card>
      ) : (
        inGroups(offers).map((group) => <Group key={group[0]?.id} offers={group} now={now} />)
      )}
    </Page>
  );
}

/** Offers of which one is to be chosen stand together; one that ends no other stands alone. */
function Group({ offers, now }: { offers: readonly WaitingOffer[]; now: Instant }) {
  const t = useT();
  const cards = offers.map((offer) => <OfferCard key={offer.id} offer={offer} now={now} />);
  if (offers.length === 1) return cards;
  return (
    <section className="choose-one" aria-label={t("interpreter:choose.title")}>
      <p className="choose-one-lead">
        <strong>{t("interpreter:choose.title")}.</strong> {t("interpreter:choose.lead")}
      </p>
      {cards}
    </section>
  );
}

type Yes = ReturnType<typeof useLoaderData<typeof loader>>["yeses"][number];

/** A yes that met an obstacle: shown until it is decided, and then how, while the meeting is not over. */
function YesCard({ yes: { request, saidAt, obstacles, end }, now }: { yes: Yes; now: Instant }) {
  const { t, locale } = useReader();
  const number = useDeskNumber();
  const { deskPhone } = useLoaderData<typeof loader>();
  const state = end ?? "waits";
  const words = { at: momentLong(locale, saidAt, now), phone: number(deskPhone) };
  return (
    <Card as="article" className="offer">
      <h2>{whatOf(t, request)}</h2>
      <AskedFacts asked={request} now={now} />
      <Notice tone={end === null ? "waiting" : "brand"} title={t(`interpreter:link.state.yes_${state}`)}>
        {end === null && obstacles.map((sentence) => <p key={sentence}>{sentence}</p>)}
        <p>{t(`interpreter:link.state.yes_${state}Text`, words)}</p>
      </Notice>
      <p className="small muted">{request.reference}</p>
    </Card>
  );
}

/** Tells the coordinators, once, that these offers are open before the person. */
function useSeen(unseen: string[]): void {
  const { submit } = useFetcher();
  const told = useRef(new Set<string>());
  const news = unseen.filter((id) => !told.current.has(id));
  const list = news.join(" ");
  useEffect(() => {
    if (!list || document.hidden) return;
    const form = new FormData();
    for (const id of list.split(" ")) {
      told.current.add(id);
      form.append("offerId", id);
    }
    submit(form, { method: "post", action: "/interpreter/seen" });
  }, [list, submit]);
}

/** What became of the answer that was just given: read out, and in focus. */
function Outcome() {
  const t = useT();
  const number = useDeskNumber();
  const { now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) box.current?.focus();
  }, [answer]);
  if (!answer || !("outcome" in answer)) return null;
  const { outcome, obstacles, ended, deskPhone } = answer;
  const isYes = outcome === "accepted";
  const waits = outcome === "obstacles" || outcome === "guard_refused" || outcome === "way_too_short";
  return (
    <div ref={box} tabIndex={-1}>
      <Notice
        tone={isYes ? "secured" : waits ? "waiting" : outcome === "declined" ? "brand" : "problem"}
        title={t(`interpreter:answer.${outcome}`)}
        announce
      >
        {obstacles.map((words) => (
          <p key={words}>{words}</p>
        ))}
        <p>{t(`interpreter:answer.${outcome}Text`, { phone: number(deskPhone) })}</p>
        <EndedRivals rivals={ended} now={now} />
        {isYes && (
          <p>
            <ButtonLink to="/interpreter/jobs">{t("interpreter:answer.toJobs")}</ButtonLink>
          </p>
        )}
      </Notice>
    </div>
  );
}

function OfferCard({ offer, now }: { offer: WaitingOffer; now: Instant }) {
  const isKept = useIsKept(offer.id);
  const { t, locale } = useReader();
  const { request, day, rivals, deadline } = offer;
  const byOwnWord = day.yesNeeds === "own_word";
  const what = whatOf(t, request);
  return (
    <Card as="article" className="offer">
      <h2>{what}</h2>
      <AskedFacts asked={request} now={now} />
      <DayFitLine day={day} />
      <Rivals rivals={rivals} now={now} />
      <p className="offer-deadline">
        {t("interpreter:offers.answerBy", { until: untilLong(locale, deadline, now) })}
        <span className="muted">
          {" "}
          ({t("interpreter:offers.left")} <Countdown until={deadline} now={now} />)
        </span>
      </p>
      <FormState from={null} id={offer.id}>
        <Form method="post" className="offer-answer" keeps>
          <input type="hidden" name="offerId" value={offer.id} />
          <input type="hidden" name="key" value={offer.key} />
          {byOwnWord && <input type="hidden" name="fromElsewhere" value="on" />}
          <Button name="move" value="accept" variant="primary" size="large" block>
            {t(`interpreter:offers.${byOwnWord ? "acceptElsewhere" : "accept"}`)}
          </Button>
          <details className="fold" open={isKept || undefined}>
            <summary className="button" data-size="large" data-block>
              {t("interpreter:offers.decline")}
            </summary>
            <div className="fold-body">
              <RadioGroup name="reason" label={t("interpreter:offers.why")} optional options={declineReasons(t)} />
              <Button name="move" value="decline" block>
                {t("interpreter:offers.declineSend")}
              </Button>
            </div>
          </details>
        </Form>
      </FormState>
      <p className="small muted">
        {request.reference} · {t("interpreter:offers.moreAfter")}
      </p>
    </Card>
  );
}

function declineReasons(t: ReturnType<typeof useT>) {
  return DECLINE_REASONS.map((value) => ({ value, label: t(`domain:declineReason.${value}`) }));
}
