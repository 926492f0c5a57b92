import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerSurvey } from "#app/commands/answer-survey";
import { enter } from "#app/context.server";
import { invalid, readForm, sentForm, typedValues } from "#app/form";
import { LONGEST_SURVEY_WORDS, SCORES, SURVEY_QUESTIONS } from "#app/heard/survey";
import { dayShort, lastDayShort } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { surveyByLink } from "#app/queries/heard/surveys";
import { refused, textErrors } from "#app/respond";
import { startOfDay } from "#app/time";
import { ByLink } from "#app/ui/by-link/frame";
import { FormActions, Page, PostForm, RadioGroup, TextArea, useReader, Vouch } from "#app/ui/kit";

/** Not a line of script: a mail scanner cannot run it. */
export const handle = { plain: true };

/** Looking changes nothing, however often and by whom. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const found = surveyByLink(ctx, params.token ?? "");
  const locale = found?.locale ?? ctx.locale;
  const t = translator(locale);
  if (found?.isOpen)
    return data({
      locale,
      title: t("heard:survey.title"),
      about: { from: found.from, until: found.until },
      isThanked: false,
    });
  const isThanked = new URL(request.url).searchParams.has("thanks");
  const over = { locale, title: t(`heard:survey.${isThanked ? "thanks" : "over"}`), about: null, isThanked };
  return isThanked ? data(over) : refused("link_over", over);
}

const score = z.coerce.number().int().min(1).max(5).optional();
const Answered = z.object({
  intent: z.literal("answer"),
  ...{ answered: score, interpreter: score, overall: score },
  words: z.string().max(LONGEST_SURVEY_WORDS, "common:error.tooLong").optional(),
  vouched: z.literal("on").optional(),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const sent = await sentForm(request);
  const form = readForm(Answered, sent);
  if (!form.ok) return invalid(form);
  const { answered = null, interpreter = null, overall = null, words, vouched } = form.value;
  const token = params.token ?? "";
  const scores = { answered, interpreter, overall };
  const done = answerSurvey(ctx, { token, scores, words, isVouched: vouched === "on" });
  if (done.ok) return redirect(`/s/${token}?thanks`);
  return refused(done.reason, { errors: textErrors(done) ?? {}, values: typedValues(sent) });
}

export default function Survey() {
  const { locale } = useLoaderData<typeof loader>();
  return (
    <ByLink locale={locale}>
      <Inside />
    </ByLink>
  );
}

function Inside() {
  const { t, locale } = useReader();
  const { title, about, isThanked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!about)
    return (
      <Page width="narrow" title={title}>
        <p>{t(isThanked ? "heard:survey.thanksText" : "heard:survey.overText")}</p>
      </Page>
    );
  const labels = Object.fromEntries([...SURVEY_QUESTIONS, "words"].map((name) => [name, t(`heard:survey.${name}`)]));
  const from = dayShort(locale, startOfDay(about.from));
  const to = about.until ? lastDayShort(locale, startOfDay(about.until)) : "";
  return (
    <Page width="narrow" title={title} lead={t("heard:survey.lead", { from, to })}>
      <PostForm from={answer} id="survey" labels={labels}>
        {SURVEY_QUESTIONS.map((question) => (
          <RadioGroup
            key={question}
            name={question}
            label={labels[question]}
            hint={t("heard:survey.scale")}
            options={SCORES.map((one) => ({ value: String(one), label: String(one) }))}
          />
        ))}
        <TextArea
          name="words"
          label={labels.words}
          hint={t("heard:survey.wordsHint")}
          maxLength={LONGEST_SURVEY_WORDS}
          optional
        />
        <Vouch />
        <FormActions intent="answer" send={t("heard:survey.send")} size="large" block />
      </PostForm>
    </Page>
  );
}
