import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { accountOfLink } from "#app/auth/account-links.server";
import { applicationOfLink } from "#app/auth/application-link.server";
import { confirmApplication } from "#app/commands/confirm-application";
import { type Ctx, enter } from "#app/context.server";
import {
  type Application,
  accountAt,
  firstDeskPhone,
  isOpenForCandidates,
  outlookOfApplication,
} from "#app/facts/institutions/applications";
import { sentForm } from "#app/form";
import { momentLong } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { promiseSentence } from "#app/i18n/promise";
import { shownApplication } from "#app/queries/everyone/application";
import { refused, unreadable } from "#app/respond";
import { ByLink } from "#app/ui/by-link/frame";
import { Asked } from "#app/ui/door/asked";
import { ButtonLink, Card, FormActions, Notice, Page, PostForm, type Tone, useReader } from "#app/ui/kit";
import { useDeskNumber, useOffice } from "#app/ui/office";

/** Not a line of script: a mail scanner cannot run it. */
export const handle = { plain: true };

/** Looking changes nothing, however often and by whom. Once they are let in, the same link sets the password. */
export async function loader({ request, params: { token = "" } }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const application = applicationOfLink(ctx.db, token, ctx.now);
  const page = { now: ctx.now, deskPhone: firstDeskPhone(ctx) };
  if (!application) {
    const title = translator(ctx.locale)("door:link.over");
    return refused("link_over", { ...page, title, locale: ctx.locale, state: "over" as const, shown: null });
  }
  if (application.outcome === "admitted" && accountOfLink(ctx.db, token, ctx.now))
    throw redirect(`/set-password/${token}`);
  const state = stateOf(ctx, application);
  const { kind, locale, reason, answerDueAt } = application;
  const isCandidate = kind === "candidate";
  return data({
    ...page,
    title: translator(locale)(`door:${isCandidate ? "candidateLink" : "link"}.${state}`),
    locale,
    state,
    kind,
    /** Candidates can no longer begin anew once their page is closed. */
    mayAgain: !isCandidate || isOpenForCandidates(ctx),
    shown: state === "check" || state === "waiting" ? shownApplication(ctx, application) : null,
    reason: state === "refused" ? reason : null,
    outlook: state === "waiting" ? outlookOfApplication(ctx, application) : null,
    dueAt: state === "waiting" ? answerDueAt : null,
  });
}

function stateOf(ctx: Ctx, { kind, outcome, confirmedAt, email, startAt }: Application) {
  if (outcome === "lapsed" && kind === "access") return "undecided";
  if (outcome) return outcome;
  if (confirmedAt !== null) return "waiting";
  if (kind !== "candidate" && accountAt(ctx, email)) return "account";
  return startAt !== null && startAt <= ctx.now ? "passed" : "check";
}

/** Only a press of the button confirms. What stands in its way the page says by itself. */
export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const form = await sentForm(request);
  if (form.get("intent") !== "confirm") return unreadable(null);
  const confirmed = confirmApplication(ctx, token);
  return confirmed.ok ? redirect(`/d/${token}`) : refused(confirmed.reason, null);
}

/** The page speaks the language in which they asked. */
export default function ApplicationByMailLink() {
  const { locale } = useLoaderData<typeof loader>();
  return (
    <ByLink locale={locale}>
      <Inside />
    </ByLink>
  );
}

function Inside() {
  const { t } = useReader();
  const { title, state, shown, now } = useLoaderData<typeof loader>();
  const words = useWords();
  return (
    <Page width="narrow" title={title}>
      {state === "check" && <p>{t(`door:${words}.checkText`)}</p>}
      {state === "waiting" && <Waits />}
      {shown && (
        <Card>
          <Asked application={shown} now={now} />
        </Card>
      )}
      {state === "check" ? <Confirm /> : state !== "waiting" && <Over />}
      <Call />
    </Page>
  );
}

/** A candidate is spoken to in other words. */
function useWords(): "link" | "candidateLink" {
  const page = useLoaderData<typeof loader>();
  return "kind" in page && page.kind === "candidate" ? "candidateLink" : "link";
}

function Confirm() {
  const { t } = useReader();
  const words = useWords();
  return (
    <PostForm from={null} labels={{}}>
      <p>{t(`door:${words}.after`)}</p>
      <FormActions intent="confirm" size="large" block send={t("door:link.confirm")} />
    </PostForm>
  );
}

/** What happens next and by when. */
function Waits() {
  const { t, locale } = useReader();
  const office = useOffice();
  const page = useLoaderData<typeof loader>();
  if (!("outlook" in page)) return null;
  const { outlook, dueAt, now, deskPhone } = page;
  const isCandidate = page.kind === "candidate";
  return (
    <Notice tone="waiting">
      <p>
        {outlook || dueAt === null
          ? t(`door:${isCandidate ? "candidateLink" : "link"}.waitingText`)
          : t("door:link.waitingAccess", { when: momentLong(locale, dueAt, now) })}
      </p>
      {outlook && office && <p>{promiseSentence(t, locale, outlook, deskPhone, office)}</p>}
    </Notice>
  );
}

const TONE: Partial<Record<string, Tone>> = {
  admitted: "secured",
  refused: "problem",
  lapsed: "problem",
  undecided: "problem",
};

function Over() {
  const { t } = useReader();
  const number = useDeskNumber();
  const page = useLoaderData<typeof loader>();
  const { state, deskPhone } = page;
  const words = useWords();
  const reason = "reason" in page ? page.reason : null;
  const mayAgain = !("mayAgain" in page) || page.mayAgain;
  return (
    <>
      <Notice tone={TONE[state] ?? "waiting"}>
        <p>{t(`door:${words}.${state}Text`, { phone: number(deskPhone), reason: reason ?? "" })}</p>
      </Notice>
      <Ways>
        {words === "candidateLink" ? (
          state !== "admitted" &&
          mayAgain && (
            <ButtonLink to="/door/interpreter" reloadDocument>
              {t("door:link.again")}
            </ButtonLink>
          )
        ) : state === "account" || state === "admitted" ? (
          <ButtonLink to="/login" variant="primary" reloadDocument>
            {t("door:link.signIn")}
          </ButtonLink>
        ) : (
          <ButtonLink to="/door" reloadDocument>
            {t("door:link.again")}
          </ButtonLink>
        )}
      </Ways>
    </>
  );
}

function Ways({ children }: { children: ReactNode }) {
  return <div className="row">{children}</div>;
}

function Call() {
  const { t } = useReader();
  const { deskPhone } = useLoaderData<typeof loader>();
  const number = useDeskNumber();
  return deskPhone && <p className="small">{t("door:link.call", { phone: number(deskPhone) })}</p>;
}
