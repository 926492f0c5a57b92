import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { answerCorrection } from "#app/commands/answer-correction";
import { attestServices } from "#app/commands/attest-services";
import { enter, newId, notFound } from "#app/context.server";
import { languageWords } from "#app/facts/request-head";
import { sentForm } from "#app/form";
import { otherwise, readAttest } from "#app/forms/attest";
import { sentenceCase, whenLong } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { type ServiceShown, servicesShown, toAttest } from "#app/queries/everyone/attesting";
import { requestForInstitution } from "#app/queries/institution/request";
import { refused, textErrors } from "#app/respond";
import { type Instant, instantFrom } from "#app/time";
import { AttestServices, markOf } from "#app/ui/attest/services";
import { useTook } from "#app/ui/attest/took";
import {
  Button,
  ButtonLink,
  Empty,
  Form,
  FormState,
  Notice,
  Page,
  Told,
  useReader,
  useT,
  useTypedList,
} from "#app/ui/kit";

/** A page to be read and pressed once: its words are for nobody's browser to carry. */
export const handle = { plain: true };

/** All that waits for a word of the institution, or with `request` what was said of that one. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const id = new URL(request.url).searchParams.get("request");
  if (id !== null && !requestForInstitution(ctx, id)) throw notFound();
  const services = id === null ? toAttest(ctx) : servicesShown(ctx, [id]);
  const title = translator(ctx.locale)("attest:portal");
  return { services, isOne: id !== null, key: newId(), now: ctx.now, title };
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  const sent = readAttest(await sentForm(request));
  if (!sent.ok) return refused("unknown", { problem: "unreadable", about: null });
  const { intent, key, service, askedAt, start, end, outcome, reason, words = "", vouched } = sent.value;
  const [first] = service;
  const keyed = key ? { key } : {};
  if (intent === "agree" || intent === "disagree") {
    const asked = { assignmentId: first?.assignmentId ?? "", askedAt: instantFrom(askedAt ?? 0) };
    const answered = answerCorrection(ctx, { ...asked, agree: intent === "agree", ...keyed });
    if (!answered.ok) return refused(answered.reason, { problem: answered.reason, about: null });
    return data({ done: answered.value.agreed ? "agreedDone" : "refusedDone" });
  }
  const about = first ? `${first.assignmentId}:${first.reportNumber}` : null;
  const values = { start, end, outcome, reason: reason ?? "", words };
  const shown = [...toAttest(ctx), ...shownOf(ctx, request)].find(
    ({ assignmentId }) => assignmentId === first?.assignmentId,
  );
  const differs = intent === "otherwise" && shown ? otherwise(sent.value, shown.planned) : null;
  if (intent === "otherwise" && !differs) return refused("unknown", { problem: "unreadable", about, values });
  const services = differs ? [differs] : service.map((one) => ({ ...one, told: null }));
  const isVouched = vouched === "on";
  const said = attestServices(ctx, { services, ...(differs && { words }), isVouched, ...keyed });
  if (said.ok) return data({ done: said.value.as.includes("differs") ? "doneDiffers" : "doneText" });
  const errors = textErrors(said) ?? undefined;
  return refused(said.reason, { problem: errors ? null : said.reason, about, values, errors });
}

/** The services of the one request that the page is about. */
function shownOf(ctx: Parameters<typeof toAttest>[0], request: Request): ServiceShown[] {
  const id = new URL(request.url).searchParams.get("request");
  return id !== null && requestForInstitution(ctx, id) ? servicesShown(ctx, [id]) : [];
}

/** What took place, for those who asked: each by itself, or all that were as reported at once. */
export default function Attest() {
  const t = useT();
  const { services, isOne, key, now, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const problem = answer && "problem" in answer ? answer.problem : null;
  const about = answer && "about" in answer ? (answer.about ?? null) : null;
  return (
    <Page width="narrow" title={title} lead={isOne ? undefined : t("attest:portalLead")}>
      <Told problem={problem && <p>{t(`attest:refusal.${problem}`)}</p>} />
      {answer && "done" in answer && (
        <Notice tone="secured" title={t("attest:done")}>
          <p>{t(`attest:${answer.done}`)}</p>
        </Notice>
      )}
      {services.length === 0 && <Empty title={t("attest:nothing")} />}
      {isOne ? (
        <AttestServices services={services} now={now} formKey={key} answer={answer} about={about} />
      ) : (
        services.length > 0 && (
          <FormState from={null} id="many">
            <Many services={services} now={now} formKey={key} />
          </FormState>
        )
      )}
      <p className="row">
        {isOne && <ButtonLink to="/institution/attest">{t("attest:backOne")}</ButtonLink>}
        <ButtonLink to="/institution">{t("attest:back")}</ButtonLink>
      </p>
    </Page>
  );
}

/** Each is ticked by whoever read it: nothing is said by not looking. */
function Many({ services, now, formKey }: { services: readonly ServiceShown[]; now: Instant; formKey: string }) {
  const { t, locale } = useReader();
  const took = useTook();
  return (
    <Form method="post" className="form" keeps>
      <input type="hidden" name="key" value={formKey} />
      <ul className="request-list plain-list">
        {services.map((service) => (
          <li key={service.assignmentId} className="request-row">
            <div className="request-row-main">
              <p className="attest-title">
                {service.state === "waiting" ? (
                  <Tick mark={markOf(service)}>
                    {sentenceCase(languageWords(service, locale) ?? service.reference)}
                  </Tick>
                ) : (
                  sentenceCase(languageWords(service, locale) ?? service.reference)
                )}
              </p>
              <p className="request-row-when">{whenLong(locale, service.planned, now)}</p>
              <p>
                {service.interpreter}: {took(service.report)}
              </p>
              <p className="muted small">
                {[service.reference, service.isByCoordinator && t("attest:byCoordinator")].filter(Boolean).join(" · ")}
              </p>
            </div>
            <ButtonLink to={`/institution/attest?request=${service.requestId}`} variant="link">
              {t(service.asked ? "attest:question" : "attest:open")}
            </ButtonLink>
          </li>
        ))}
      </ul>
      {services.some(({ state }) => state === "waiting") && (
        <Button name="intent" value="as_reported" variant="primary" size="large" block>
          {t("attest:chosen")}
        </Button>
      )}
    </Form>
  );
}

function Tick({ mark, children }: { mark: string; children: ReactNode }) {
  const ticked = useTypedList("service[]") ?? [];
  return (
    <label className="choice">
      <input type="checkbox" name="service[]" value={mark} defaultChecked={ticked.includes(mark)} />
      <span>{children}</span>
    </label>
  );
}
