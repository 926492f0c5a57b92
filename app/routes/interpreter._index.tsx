import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { answerOffer } from "#app/commands/answer-offer";
import { enter } from "#app/context.server";
import { DECLINE_REASONS } from "#app/dispatch/vocabulary";
import { invalid, readForm } from "#app/form";
import { momentLong } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { offersForInterpreter, type WaitingOffer } from "#app/queries/interpreter/offers";
import { ownDesk } from "#app/queries/interpreter/own-desk";
import { refused } from "#app/respond";
import type { Instant } from "#app/time";
import { AskedFacts, DayFitLine, obstacleWords, whatOf } from "#app/ui/interpreter/asked";
import {
  Button,
  ButtonLink,
  Card,
  Countdown,
  Empty,
  FormState,
  Notice,
  Page,
  RadioGroup,
  useReader,
  useT,
} from "#app/ui/kit";
import { useDeskNumber } from "#app/ui/office";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const title = translator(ctx.locale)("interpreter:offers.title");
  return { offers: offersForInterpreter(ctx), deskPhone: ownDesk(ctx).phone, now: ctx.now, title };
}

const Answer = z.object({
  offerId: z.string(),
  key: z.string().optional(),
  move: z.enum(["accept", "decline"]),
  reason: z.enum(DECLINE_REASONS).optional(),
});

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const form = readForm(Answer, await request.formData());
  if (!form.ok) return invalid(form);
  const answered = answerOffer(ctx, form.value);
  if (!answered.ok) return refused(answered.reason, { outcome: answered.reason, obstacles: [] });
  const { outcome, obstacles } = answered.value;
  const words = obstacleWords(translator(ctx.locale), ctx.locale, obstacles, { withTimes: true });
  return data({ outcome, obstacles: words }, { status: outcome === "obstacles" ? 409 : 200 });
}

/** Offers that wait for this person's answer. */
export default function Offers() {
  const t = useT();
  const { offers, now } = useLoaderData<typeof loader>();
  useSeen(offers.filter((offer) => !offer.isSeen).map((offer) => offer.id));
  return (
    <Page width="narrow" title={t("interpreter:offers.title")} lead={offers.length > 0 && t("interpreter:offers.lead")}>
      <Outcome />
      {offers.length === 0 ? (
        <Card>
          <Empty title={t("interpreter:offers.empty")}>
            <p>{t("interpreter:offers.emptyText")}</p>
            <ButtonLink to="/interpreter/availability">{t("interpreter:offers.emptyAction")}</ButtonLink>
          </Empty>
        </Card>
      ) : (
        offers.map((offer) => <OfferCard key={offer.id} offer={offer} now={now} />)
      )}
    </Page>
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
  const { deskPhone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) box.current?.focus();
  }, [answer]);
  if (!answer || !("outcome" in answer)) return null;
  const { outcome, obstacles } = answer;
  const isYes = outcome === "accepted";
  const waits = outcome === "obstacles" || outcome === "guard_refused";
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
  const { t, locale } = useReader();
  const { request, day, obstacles, deadline } = offer;
  const what = whatOf(t, request);
  return (
    <Card as="article" className="offer">
      <h2>{what}</h2>
      <AskedFacts asked={request} now={now} />
      <DayFitLine day={day} obstacles={obstacles} />
      <p className="offer-deadline">
        {t("interpreter:offers.answerBy", { when: momentLong(locale, deadline, now) })}
        <span className="muted">
          {" "}
          ({t("interpreter:offers.left")} <Countdown until={deadline} now={now} />)
        </span>
      </p>
      <Form method="post" className="offer-answer">
        <input type="hidden" name="offerId" value={offer.id} />
        <input type="hidden" name="key" value={offer.key} />
        <Button name="move" value="accept" variant="primary" size="large" block>
          {t("interpreter:offers.accept")}
        </Button>
        <details className="fold">
          <summary className="button" data-size="large" data-block>
            {t("interpreter:offers.decline")}
          </summary>
          <div className="fold-body">
            <FormState from={null} id={offer.id}>
              <RadioGroup name="reason" label={t("interpreter:offers.why")} optional options={declineReasons(t)} />
            </FormState>
            <Button name="move" value="decline" block>
              {t("interpreter:offers.declineSend")}
            </Button>
          </div>
        </details>
      </Form>
      <p className="small muted">
        {request.reference} · {t("interpreter:offers.moreAfter")}
      </p>
    </Card>
  );
}

function declineReasons(t: ReturnType<typeof useT>) {
  return DECLINE_REASONS.map((value) => ({ value, label: t(`domain:declineReason.${value}`) }));
}
