import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import type { AttestingViewer } from "#app/auth/viewer";
import { answerCorrection } from "#app/commands/answer-correction";
import { attestServices } from "#app/commands/attest-services";
import { type Ctx, enter } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { sentForm } from "#app/form";
import { type AttestSent, otherwise, readAttest } from "#app/forms/attest";
import { phone, phoneLink } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { attestedByLink } from "#app/queries/everyone/attesting";
import { refused, textErrors } from "#app/respond";
import { instantFrom } from "#app/time";
import { AttestServices } from "#app/ui/attest/services";
import { ByLink } from "#app/ui/by-link/frame";
import { Notice, Page, Told, useT } from "#app/ui/kit";
import { OfficeHours } from "#app/ui/office";

/** Not a line of script: what is not there cannot be slow, and a mail scanner cannot run it. */
export const handle = { plain: true };

/** Looking changes nothing, however often and by whom. Its language is that of the letter it came with. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const found = attestedByLink(ctx, params.token ?? "");
  if (!found) {
    const title = translator(HOUSE_LOCALE)("attest:title");
    return refused("link_over", { found: null, locale: HOUSE_LOCALE, now: ctx.now, title });
  }
  const { viewer, ...page } = found;
  const title = translator(viewer.locale)("attest:title");
  return data({ found: { ...page, isByCode: viewer.way === "qr" }, locale: viewer.locale, now: ctx.now, title });
}

/** The word of whoever has the link, about that request alone. */
export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const found = attestedByLink(ctx, params.token ?? "");
  if (!found) return refused("link_over", null);
  const sent = readAttest(await sentForm(request));
  if (!sent.ok) return refused("unknown", { problem: "unreadable", about: null });
  const by = { ...ctx, viewer: found.viewer, locale: found.viewer.locale };
  return sent.value.intent === "agree" || sent.value.intent === "disagree"
    ? answerQuestion(by, sent.value)
    : say(by, sent.value, found.services);
}

type LinkCtx = Ctx<AttestingViewer>;

function say(ctx: LinkCtx, sent: AttestSent, services: NonNullable<ReturnType<typeof attestedByLink>>["services"]) {
  const [first] = sent.service;
  const about = first ? `${first.assignmentId}:${first.reportNumber}` : null;
  const planned = services.find(({ assignmentId }) => assignmentId === first?.assignmentId)?.planned;
  const typed = { start: sent.start, end: sent.end, outcome: sent.outcome, reason: sent.reason ?? "" };
  const values = { ...typed, words: sent.words ?? "" };
  const differs = sent.intent === "otherwise" && planned ? otherwise(sent, planned) : null;
  if (sent.intent === "otherwise" && !differs) return refused("unknown", { problem: "unreadable", about, values });
  const said = attestServices(ctx, {
    services: differs ? [differs] : sent.service.map((service) => ({ ...service, told: null })),
    ...(differs && sent.words && { words: sent.words }),
    isVouched: sent.vouched === "on",
    ...(sent.key && { key: sent.key }),
  });
  if (said.ok) return data({ done: said.value.as.includes("differs") ? "doneDiffers" : "doneText" });
  const errors = textErrors(said) ?? undefined;
  return refused(said.reason, { problem: errors ? null : said.reason, about, values, errors });
}

function answerQuestion(ctx: LinkCtx, { service: [about], askedAt, intent, key }: AttestSent) {
  const answered = answerCorrection(ctx, {
    assignmentId: about?.assignmentId ?? "",
    askedAt: instantFrom(askedAt ?? 0),
    agree: intent === "agree",
    ...(key && { key }),
  });
  if (!answered.ok) return refused(answered.reason, { problem: answered.reason, about: null });
  return data({ done: answered.value.agreed ? "agreedDone" : "refusedDone" });
}

/** What took place, for whoever asked for it: one press, without signing in. */
export default function AttestByLink() {
  const { locale } = useLoaderData<typeof loader>();
  return (
    <ByLink locale={locale}>
      <Inside />
    </ByLink>
  );
}

function Inside() {
  const t = useT();
  const { found, now, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!found)
    return (
      <Page width="narrow" title={title}>
        <p>{t("attest:over")}</p>
      </Page>
    );
  const problem = answer && "problem" in answer ? answer.problem : null;
  const about = answer && "about" in answer ? answer.about : null;
  return (
    <Page width="narrow" title={title}>
      <Told problem={problem && <p>{t(`attest:refusal.${problem}`)}</p>} />
      {answer && "done" in answer && (
        <Notice tone="secured" title={t("attest:done")}>
          <p>{t(`attest:${answer.done}`)}</p>
        </Notice>
      )}
      {!found.isAsked && !answer && <Notice tone="secured">{t("attest:nothing")}</Notice>}
      <AttestServices
        services={found.services}
        now={now}
        formKey={found.key}
        answer={answer}
        about={about ?? null}
        isByCode={found.isByCode}
      />
      {found.deskPhone && <Desk number={found.deskPhone} />}
    </Page>
  );
}

function Desk({ number }: { number: string }): ReactNode {
  return (
    <p className="small">
      <a className="tap" href={phoneLink(number)}>
        {phone(number)}
      </a>{" "}
      <OfficeHours />
    </p>
  );
}
