/** The first hour: every step in one list, the next one open. The address says which, so that a page that was left is found again. */
import { Link } from "@remix-run/react";
import type { GuideStep } from "#app/facts/service/guide";
import type { MailTest } from "#app/ui/admin/mail-test";
import { Badge, Button, ButtonLink, Card, Form, Notice, Page, Told, useT } from "#app/ui/kit";
import type { read } from "./page";
import { StepBody } from "./steps";

export type Found = ReturnType<typeof read>;
/** What came of the form that was sent. */
export type Answer = {
  errors?: Record<string, string[]>;
  values?: Record<string, string | string[]>;
  test?: MailTest | null;
} | null;

export function GuideView({ found, answer }: { found: Found; answer: Answer }) {
  const t = useT();
  const { steps, open, done, isFinished, isAway } = found;
  return (
    <Page width="narrow" title={t("admin:start.title")} lead={t("admin:start.lead")}>
      <Told done={done && !answer && t("admin:start.saved", { step: t(`admin:start.step.${done}`) })} />
      {isFinished && (
        <Notice tone="secured" title={t("admin:start.finished")}>
          <p>{t("admin:start.finishedText")}</p>
        </Notice>
      )}
      <ol className="guide plain-list">
        {steps.map((one) => (
          <li key={one.step}>
            {one.step === open ? (
              <OpenStep {...one} found={found} answer={answer} />
            ) : (
              <p className="guide-line">
                <Link to={`/admin/start?step=${one.step}`} className="tap">
                  {t(`admin:start.step.${one.step}`)}
                </Link>
                <State {...one} />
              </p>
            )}
          </li>
        ))}
      </ol>
      {(!isFinished || isAway) && (
        <Form method="post">
          <input type="hidden" name="key" value={found.key} />
          <input type="hidden" name="as" value={isAway ? "open" : "skipped"} />
          <Button variant="link" name="intent" value="settle">
            {t(isAway ? "admin:start.takeUp" : "admin:start.putAway")}
          </Button>
        </Form>
      )}
    </Page>
  );
}

type Step = Found["steps"][number];

function State({ state }: Pick<Step, "state">) {
  const t = useT();
  const words = t(`admin:start.state.${state}`);
  if (state === "done") return <Badge sign="secured">{words}</Badge>;
  return <Badge icon={state === "skipped" ? "cancelled" : "waiting"}>{words}</Badge>;
}

function OpenStep({ step, state, found, answer }: Step & { found: Found; answer: Answer }) {
  const t = useT();
  return (
    <Card title={t(`admin:start.step.${step}`)} actions={<State state={state} />}>
      <div className="stack">
        <p>{t(`admin:start.why.${step}`)}</p>
        <StepBody form={found.form} formKey={found.key} answer={answer} />
        <Settle step={step} state={state} formKey={found.key} />
      </div>
    </Card>
  );
}

/** Data cannot say of these that they are right: somebody does. */
const CONFIRMED: readonly GuideStep[] = ["hours", "languages", "holidays"];

/** Past the step: as it stands, or without it; and back to it. */
function Settle({ step, state, formKey }: Step & { formKey: string }) {
  const t = useT();
  if (state === "done")
    return (
      <p>
        <ButtonLink to="/admin/start">{t("admin:start.on")}</ButtonLink>
      </p>
    );
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="settle" />
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="key" value={formKey} />
      <div className="row">
        {CONFIRMED.includes(step) && (
          <Button name="as" value="done">
            {t("admin:start.right")}
          </Button>
        )}
        <Button variant="link" name="as" value={state === "skipped" ? "open" : "skipped"}>
          {t(state === "skipped" ? "admin:start.open" : "admin:start.skip")}
        </Button>
      </div>
    </Form>
  );
}
