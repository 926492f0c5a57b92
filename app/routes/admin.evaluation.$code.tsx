import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { confirmEvaluationTexts, saveEvaluationTexts } from "#app/commands/save-evaluation-texts";
import { enter, newId, notFound } from "#app/context.server";
import { formKey, instantField, invalid, readForm, sentForm, typedValues } from "#app/form";
import { directionOf, EVALUATION_PARTS, LONGEST_PART_OF_EVALUATION } from "#app/heard/evaluation";
import { dateTime, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { evaluationTextsOf } from "#app/queries/heard/evaluation-texts";
import { refused, textErrors } from "#app/respond";
import { instantFrom } from "#app/time";
import { Acting } from "#app/ui/coordinator/reads-only";
import { TextsBadge } from "#app/ui/heard/texts-badge";
import {
  Button,
  ButtonLink,
  Card,
  FormActions,
  Page,
  PostForm,
  TextField,
  Told,
  useReader,
  useT,
  Vouch,
} from "#app/ui/kit";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const tongue = evaluationTextsOf(ctx, params.code ?? "", searchParams.get("variant") ?? "");
  if (!tongue) throw notFound();
  const t = translator(ctx.locale);
  return {
    tongue,
    keys: { save: newId(), confirm: newId() },
    isDone: searchParams.has("done"),
    title: `${t("heard:texts.title")}: ${tongue.name}`,
  };
}

const text = z.string("common:error.required").max(LONGEST_PART_OF_EVALUATION, "common:error.tooLong");
const Deed = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    key: formKey,
    ...{ title: text, understood: text, fair: text, helped: text, good: text, middle: text, bad: text },
    ...{ skip: text, send: text, thanks: text },
    vouched: z.literal("on").optional(),
  }),
  z.object({ intent: z.literal("confirm"), key: formKey, savedAt: instantField }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const variant = new URL(request.url).searchParams.get("variant") ?? "";
  const which = { language: params.code ?? "", variant };
  const sent = await sentForm(request);
  const form = readForm(Deed, sent);
  if (!form.ok) return invalid(form);
  const deed = form.value;
  const done =
    deed.intent === "save"
      ? saveEvaluationTexts(ctx, { ...which, texts: deed, isVouched: deed.vouched === "on", key: deed.key })
      : confirmEvaluationTexts(ctx, { ...which, savedAt: instantFrom(deed.savedAt), key: deed.key });
  if (done.ok) return redirect(`?${new URLSearchParams({ ...(variant && { variant }), done: "1" })}`);
  if (done.reason === "not_found") throw notFound();
  const errors = textErrors(done) ?? { "": [`heard:error.${done.reason}`] };
  return refused(done.reason, { errors, values: typedValues(sent) });
}

/** The evaluation's words in one language beside the Latvian ones, and whose word it is that they are right. */
export default function TextsOfTongue() {
  const { t, locale } = useReader();
  const { tongue, keys, isDone, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { state, confirmedBy, confirmedAt } = tongue;
  return (
    <Page title={sentenceCase(title)} lead={<TextsBadge state={state} />} actions={<All />}>
      <Told done={isDone && !answer && t("heard:texts.saved")} />
      {tongue.variants.length > 0 && <Variants />}
      <div className="admin-columns">
        <Card title={t("heard:texts.words")}>
          {state === "draft" && <p>{t("heard:texts.draft")}</p>}
          <Words answer={answer} saveKey={keys.save} />
        </Card>
        <Card title={t("heard:texts.confirm")}>
          {confirmedAt !== null && (
            <p>{t("heard:texts.confirmedBy", { who: confirmedBy ?? "", when: dateTime(locale, confirmedAt) })}</p>
          )}
          <Acting>
            {state === "saved" && tongue.savedAt !== null ? (
              <PostForm from={null} id="confirm" labels={{}}>
                <input type="hidden" name="key" value={keys.confirm} />
                <input type="hidden" name="savedAt" value={tongue.savedAt} />
                <p>{t("heard:texts.confirmMeans")}</p>
                <Button name="intent" value="confirm" variant="primary">
                  {t("heard:texts.confirmDo")}
                </Button>
              </PostForm>
            ) : (
              state !== "confirmed" && <p>{t("heard:texts.saveFirst")}</p>
            )}
          </Acting>
        </Card>
      </div>
    </Page>
  );
}

function All() {
  const t = useT();
  return (
    <ButtonLink to="/admin/evaluation" variant="link">
      {t("heard:texts.all")}
    </ButtonLink>
  );
}

function Variants() {
  const t = useT();
  const { tongue } = useLoaderData<typeof loader>();
  return (
    <p>
      {t("heard:texts.ofVariant")}{" "}
      {tongue.variant !== "" && (
        <Link to={`/admin/evaluation/${tongue.language}`} className="tap">
          {t("heard:texts.whole")}
        </Link>
      )}
      {tongue.variants
        .filter(({ code }) => code !== tongue.variant)
        .map(({ code, name }, index) => (
          <span key={code}>
            {(index > 0 || tongue.variant !== "") && " · "}
            <Link to={`/admin/evaluation/${tongue.language}?${new URLSearchParams({ variant: code })}`} className="tap">
              {name}
            </Link>
          </span>
        ))}
    </p>
  );
}

function Words({ answer, saveKey }: { answer: unknown; saveKey: string }) {
  const t = useT();
  const { tongue } = useLoaderData<typeof loader>();
  const labels = Object.fromEntries(EVALUATION_PARTS.map((part) => [part, t(`heard:part.${part}`)]));
  return (
    <PostForm from={answer} id="texts" labels={labels}>
      <input type="hidden" name="key" value={saveKey} />
      {EVALUATION_PARTS.map((part) => (
        <TextField
          key={part}
          name={part}
          label={labels[part]}
          hint={t(`heard:ask.${part}`)}
          defaultValue={tongue.texts?.[part]}
          maxLength={LONGEST_PART_OF_EVALUATION}
          lang={tongue.language}
          dir={tongue.texts ? directionOf(tongue.texts.title) : "auto"}
        />
      ))}
      <Vouch />
      <FormActions intent="save" send={t("common:action.save")} />
    </PostForm>
  );
}
