import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { linkViewer } from "#app/auth/offer-link.server";
import type { LinkViewer } from "#app/auth/viewer";
import { type Answered, type AnswerRefusal, answerOffer } from "#app/commands/answer-offer";
import { type Ctx, enter } from "#app/context.server";
import { DECLINE_REASONS, type Locale } from "#app/dispatch/vocabulary";
import { invalid, readForm } from "#app/form";
import { momentLong, phone, phoneLink } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { type OfferByLink, type OfferByLinkState, offerByLink } from "#app/queries/interpreter/offer-by-link";
import { refused } from "#app/respond";
import "#app/styles/interpreter.css";
import type { Instant } from "#app/time";
import { AskedFacts, DayFitLine, obstacleWords, whatOf } from "#app/ui/interpreter/asked";
import { Button, ButtonLink, Notice, Page, PlainFrame, RadioGroup, type Tone, useReader, useT } from "#app/ui/kit";
import { LocaleProvider } from "#app/ui/locale";
import { OfficeHours } from "#app/ui/office";

/** Not a line of script: what is not there cannot be slow, and a mail scanner cannot run it. */
export const handle = { plain: true };

/** Looking changes nothing, however often and by whom. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const person = asLink(ctx, params.token);
  const found = person && offerByLink(person);
  if (!found)
    return refused("not_found", { state: "unknown" as const, locale: ctx.locale, title: titleOf(ctx.locale) });
  const page = { ...found, now: ctx.now, title: titleOf(found.locale) };
  return data(page, { status: found.state === "open" ? 200 : 410 });
}

const Answer = z.object({
  key: z.string().optional(),
  move: z.enum(["accept", "decline"]),
  reason: z.enum(DECLINE_REASONS).optional(),
});

/** The answer. The link's person may answer this one offer; a link that opens nothing answers like one that never was. */
export async function action({ request, params }: ActionFunctionArgs) {
  const person = asLink(await enter(request, "anyone"), params.token);
  if (!person) return refused("not_found", null);
  const form = readForm(Answer, await request.formData());
  if (!form.ok) return invalid(form);
  const answered = answerOffer(person, { offerId: person.viewer.offerId, ...form.value });
  if (!answered.ok) return refused(answered.reason, { outcome: answered.reason, obstacles: [] });
  const { outcome, obstacles } = answered.value;
  const words = obstacleWords(translator(person.locale), person.locale, obstacles, { withTimes: false });
  return data({ outcome, obstacles: words }, { status: outcome === "obstacles" ? 409 : 200 });
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
    <LocaleProvider locale={locale}>
      <div lang={locale}>
        <PlainFrame>
          <Inside />
        </PlainFrame>
      </div>
    </LocaleProvider>
  );
}

function Inside() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (page.state === "unknown")
    return <Closed title={t("interpreter:link.gone404")} words={[t("interpreter:link.gone404Text")]} />;
  const call = { phone: page.deskPhone ? phone(page.deskPhone) : t("common:office.noNumber") };
  if (answer && "outcome" in answer) {
    const { outcome, obstacles } = answer;
    const words = [...obstacles, t(`interpreter:answer.${outcome}Text`, call)];
    return (
      <Closed
        tone={TONE[outcome]}
        title={t(`interpreter:answer.${outcome}`)}
        words={words}
        deskPhone={page.deskPhone}
      />
    );
  }
  if (page.offer) return <Open offer={page.offer} formKey={page.key} deskPhone={page.deskPhone} now={page.now} />;
  const { state } = page;
  return (
    <Closed
      tone={TONE[state]}
      title={t(`interpreter:link.state.${state}`)}
      words={[t(`interpreter:link.state.${state}Text`, call)]}
      deskPhone={page.deskPhone}
    />
  );
}

const TONE: Partial<Record<OfferByLinkState | Answered["outcome"] | AnswerRefusal, Tone>> = {
  accepted: "secured",
  obstacles: "waiting",
  guard_refused: "waiting",
  offer_expired: "waiting",
  expired: "waiting",
};

/** The offer and two buttons. */
function Open({
  offer: { request, day, deadline },
  formKey,
  deskPhone,
  now,
}: {
  offer: NonNullable<OfferByLink["offer"]>;
  formKey: string;
  deskPhone: string | null;
  now: Instant;
}) {
  const { t, locale } = useReader();
  const reasons = DECLINE_REASONS.map((value) => ({ value, label: t(`domain:declineReason.${value}`) }));
  return (
    <Page width="narrow" title={whatOf(t, request)}>
      <div className="offer offer-alone">
        <AskedFacts asked={request} now={now} />
        <p className="offer-deadline">{t("interpreter:link.answerBy", { when: momentLong(locale, deadline, now) })}</p>
        <DayFitLine day={day} />
        <Form method="post" className="offer-answer">
          <input type="hidden" name="key" value={formKey} />
          <Button name="move" value="accept" variant="primary" size="large" block>
            {t("interpreter:offers.accept")}
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

/** Nothing to answer any more: what became of it and what to do next. */
function Closed({
  tone = "brand",
  title,
  words,
  deskPhone,
}: {
  tone?: Tone;
  title: string;
  words: readonly string[];
  deskPhone?: string | null;
}) {
  const t = useT();
  return (
    <Page width="narrow" title={title}>
      <Notice tone={tone}>
        {words.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Notice>
      <div className="row">
        <ButtonLink to="/interpreter" variant="primary" reloadDocument>
          {t("interpreter:link.signIn")}
        </ButtonLink>
      </div>
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
