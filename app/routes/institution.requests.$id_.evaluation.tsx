import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import QRCode from "qrcode";
import { z } from "zod";
import { evaluationToken } from "#app/auth/link-token.server";
import { browserOf, sessionIdOf, signOutHeaders } from "#app/auth/sessions.server";
import { giveEvaluation } from "#app/commands/give-evaluation";
import { signOut } from "#app/commands/sign-out";
import { enter, newId, notFound, runtime } from "#app/context.server";
import { formKey, invalid, readForm, sentForm } from "#app/form";
import { momentLong, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { evaluationOfInstitution } from "#app/queries/heard/evaluation";
import { refused } from "#app/respond";
import { isHttps } from "#app/server/config.server";
import sheet from "#app/styles/evaluation.css?url";
import { Button, ButtonLink, Card, Form, Notice, Page, TimeRange, useReader } from "#app/ui/kit";

/** Without a line of script, so that its words are not on every other page of the institution's. */
export const handle = { plain: true };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: sheet }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const evaluation = evaluationOfInstitution(ctx, params.id ?? "");
  if (!evaluation) throw notFound();
  const isShown = evaluation.state === "open" && evaluation.isGiven;
  const link = `${runtime().config.appUrl}/e/${evaluationToken(evaluation.id)}`;
  return {
    evaluation,
    now: ctx.now,
    key: newId(),
    code: isShown ? await QRCode.toString(link, { type: "svg", margin: 2 }) : null,
    title: translator(ctx.locale)("heard:give.title"),
  };
}

const Given = z.object({ intent: z.enum(["here", "code"]), key: formKey });

/** By the button "here" the browser is signed out first: what the client can go back to is the sign-in page. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const form = readForm(Given, await sentForm(request));
  if (!form.ok) return invalid(form);
  const requestId = params.id ?? "";
  const given = giveEvaluation(ctx, { requestId, key: form.value.key });
  if (!given.ok) {
    if (given.reason === "not_found") throw notFound();
    return refused(given.reason, null);
  }
  if (form.value.intent === "code") return redirect(`/institution/requests/${requestId}/evaluation`);
  const https = isHttps(runtime().config);
  signOut(ctx, { sessionId: sessionIdOf(request, https), browser: browserOf(request, https) });
  return redirect(`/e/${evaluationToken(requestId)}`, { headers: signOutHeaders(https) });
}

/** Whoever asked hands the client the evaluation: this device, or a code for the client's own. */
export default function GiveEvaluation() {
  const { t, locale } = useReader();
  const { evaluation, now, key, code, title } = useLoaderData<typeof loader>();
  const { state, reference, what, interval, closesAt } = evaluation;
  const back = `/institution/requests/${evaluation.id}`;
  return (
    <Page
      width="narrow"
      title={title}
      lead={
        <>
          {reference} · {sentenceCase(what)}, <TimeRange interval={interval} now={now} />
        </>
      }
    >
      {state === "open" ? (
        <>
          <p>{t("heard:give.lead", { until: momentLong(locale, closesAt, now) })}</p>
          {!evaluation.isInTheirLanguage && (
            <Notice tone="waiting">
              <p>{t("heard:give.onlyPictures")}</p>
            </Notice>
          )}
          <Form method="post" className="stack" data-gap="s">
            <input type="hidden" name="key" value={key} />
            <Card title={t("heard:give.here")}>
              <p>{t("heard:give.hereMeans")}</p>
              <Button name="intent" value="here" variant="primary" size="large" block>
                {t("heard:give.hand")}
              </Button>
            </Card>
            <Card title={t("heard:give.own")}>
              <p>{t("heard:give.ownMeans")}</p>
              {code === null ? (
                <Button name="intent" value="code" block>
                  {t("heard:give.show")}
                </Button>
              ) : (
                <div
                  className="evaluation-qr"
                  role="img"
                  aria-label={t("heard:give.code")}
                  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server from a link of ours
                  dangerouslySetInnerHTML={{ __html: code }}
                />
              )}
            </Card>
          </Form>
        </>
      ) : (
        <Notice tone="waiting">
          <p>{t(`heard:give.${state}`)}</p>
        </Notice>
      )}
      <p>
        <ButtonLink to={back} icon="previous" reloadDocument>
          {t("heard:say.back")}
        </ButtonLink>
      </p>
    </Page>
  );
}
