/** What stands in the way, what overruling it costs, and the form that does it: with a reason, or confirmed twice. */
import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { obstacleSentence } from "#app/i18n/explain";
import { priceSentence } from "#app/i18n/price";
import { Button, ButtonLink, Card, Form, Icon, Notice, TextArea, Told, useReader, useT, Vouch } from "#app/ui/kit";
import { Hidden } from "./deed";
import type { Answer } from "./deeds";
import type { PageFacts } from "./page";

type Refused = Extract<NonNullable<Answer>, { refusal: string }>;
/** Obstacles between a wish and its deed: met by an action, or asked for beforehand. */
type OverrideFacts = NonNullable<Refused["override"]> | NonNullable<PageFacts["override"]>;

export function OverridePanel({ page, override }: { page: PageFacts; override: OverrideFacts }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const { intent, person, rule, obstacles } = override;
  const isSecond = "isSecond" in override && override.isSecond;
  const step = isSecond ? "second" : "first";
  useEffect(() => {
    if (step) box.current?.focus();
  }, [step]);
  if (obstacles.length === 0) return <Told done={t("coordinator:override.gone", { name: person ?? "" })} />;
  return (
    <Card className="override">
      <div id="override" ref={box} tabIndex={-1}>
        <h2>{t(`coordinator:override.title.${intent}`, { name: person ?? "" })}</h2>
        <Prices page={page} override={override} />
        {rule === "never" ? (
          <p>
            <Link to={`/coordinator/requests/${page.view.id}`}>{t("coordinator:override.back")}</Link>
          </p>
        ) : isSecond ? (
          <SecondTime page={page} override={override} />
        ) : (
          <FirstTime page={page} override={override} />
        )}
      </div>
    </Card>
  );
}

function Prices({ page, override }: { page: PageFacts; override: OverrideFacts }) {
  const { t, locale } = useReader();
  const names = ("names" in override && override.names) || page.view.names;
  if (!names) return null;
  return (
    <ul className="prices">
      {override.obstacles.map((obstacle) => (
        <li key={`${obstacle.code}-${"with" in obstacle ? obstacle.with.requestId : ""}`}>
          <Icon name="problem" />
          <span>
            <strong className="sentence">{obstacleSentence(t, locale, obstacle, names)}.</strong>{" "}
            {priceSentence(t, locale, obstacle)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is repeated from the refused form, so that confirming does the same deed. */
function Same({ page, override }: { page: PageFacts; override: OverrideFacts }) {
  const time = "time" in override ? override.time : null;
  const { nextSlot } = page.view;
  return (
    <>
      <Hidden page={page} />
      {override.interpreterId && <input type="hidden" name="interpreterId" value={override.interpreterId} />}
      {override.interpreterId && nextSlot && <input type="hidden" name="slot" value={nextSlot} />}
      {Object.entries(time ?? {}).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

function FirstTime({ page, override }: { page: PageFacts; override: OverrideFacts }) {
  const t = useT();
  const { intent, rule } = override;
  const isTwice = rule === "twice";
  return (
    <Form method="post" action={`/coordinator/requests/${page.view.id}`} className="stack" preventScrollReset keeps>
      <Same page={page} override={override} />
      <input type="hidden" name="confirming" value="on" />
      <TextArea
        name="reason"
        label={t("coordinator:override.reason")}
        hint={t("coordinator:override.reasonHint")}
        error={"isAsked" in override && override.isAsked ? "common:error.required" : undefined}
        rows={2}
        maxLength={500}
      />
      <Vouch />
      {isTwice && <p className="small muted">{t("coordinator:override.twice")}</p>}
      <div className="row">
        <Button name="intent" value={intent} variant={isTwice ? "quiet" : "primary"}>
          {t(isTwice ? "coordinator:override.next" : `coordinator:override.do.${intent}`)}
        </Button>
        <ButtonLink to={`/coordinator/requests/${page.view.id}`} variant="link">
          {t("coordinator:override.leave")}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** The second confirmation is a page of its own step: the reason stands, only yes or no is left. */
function SecondTime({ page, override }: { page: PageFacts; override: OverrideFacts }) {
  const t = useT();
  const reason = "reason" in override ? override.reason : "";
  return (
    <Form method="post" action={`/coordinator/requests/${page.view.id}`} className="stack" preventScrollReset>
      <Same page={page} override={override} />
      <input type="hidden" name="reason" value={reason} />
      <input type="hidden" name="twice" value="on" />
      {"isVouched" in override && override.isVouched && <input type="hidden" name="vouched" value="on" />}
      <Notice tone="problem" title={t("coordinator:override.second")} announce>
        <p>{t("coordinator:timeline.reason", { reason })}</p>
      </Notice>
      <div className="row">
        <Button name="intent" value={override.intent} variant="danger">
          {t(`coordinator:override.again.${override.intent}`)}
        </Button>
        <ButtonLink to={`/coordinator/requests/${page.view.id}`} variant="link">
          {t("coordinator:override.leave")}
        </ButtonLink>
      </div>
    </Form>
  );
}
