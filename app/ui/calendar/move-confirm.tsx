/** Step two: what it means, who hears of it, and the one button that does exactly what is shown. */
import type { FetcherWithComponents } from "@remix-run/react";
import { Link } from "@remix-run/react";
import { sentenceCase, timeRange, whenLong } from "#app/i18n/format";
import {
  Button,
  CheckboxField,
  ErrorSummary,
  Form,
  FormState,
  Icon,
  Notice,
  TextArea,
  useReader,
  useT,
  Vouch,
} from "#app/ui/kit";
import { Hidden, type MovePage } from "./move-page";

export function Confirm({
  page,
  answer,
  doing,
  onCancel,
}: {
  page: MovePage;
  answer: unknown;
  doing?: FetcherWithComponents<unknown>;
  onCancel?: () => void;
}) {
  const t = useT();
  const { plan, needs } = page;
  const asksReason = needs === "reason" || needs === "twice" || plan?.kind === "release";
  return (
    <FormState from={answer} id="move">
      <Form
        via={doing}
        keeps
        method="post"
        action={actionOf(page)}
        className="form move-confirm"
        aria-label={t("coordinator:move.confirm")}
      >
        <ErrorSummary labels={{ reason: t("coordinator:move.reason"), twice: t("coordinator:move.twiceShort") }} />
        <PostFields page={page} />
        <div aria-live="polite" className="stack">
          <Outcome page={page} />
          {plan && page.obstacles.length > 0 && <Obstacles page={page} />}
        </div>
        {plan && asksReason && needs !== "never" && (
          <TextArea
            name="reason"
            rows={2}
            maxLength={500}
            label={t("coordinator:move.reason")}
            hint={t(`coordinator:move.reasonHint.${plan.kind === "release" ? "release" : "overrule"}`)}
          />
        )}
        <Vouch />
        {plan && needs === "twice" && (
          <CheckboxField name="twice" label={t("coordinator:move.twice")} hint={t("coordinator:move.twiceHint")} />
        )}
        {plan && needs !== "never" && <Told page={page} />}
        <div className="form-actions">
          {plan && needs !== "never" && (
            <Button
              variant={needs || plan.kind === "release" ? "danger" : "primary"}
              pending={doing ? doing.state !== "idle" : undefined}
            >
              {t(`coordinator:move.do.${needs ? "overrule" : plan.kind}`)}
            </Button>
          )}
          {onCancel ? (
            <Button type="button" onClick={onCancel}>
              {t("coordinator:move.cancel")}
            </Button>
          ) : (
            <Link to={page.back} className="button">
              {t("coordinator:move.cancel")}
            </Link>
          )}
        </div>
      </Form>
    </FormState>
  );
}

/** With everything chosen in the address, a refused post shows the same choice again. */
function actionOf({ subject, to, date, start, fold, back }: MovePage): string {
  const params = new URLSearchParams({
    request: subject.requestId,
    slot: String(subject.slot),
    to: to ?? "none",
    date,
    start,
  });
  if (subject.assignmentId) params.set("assignment", subject.assignmentId);
  if (fold) params.set("fold", fold);
  params.set("back", back);
  return `/coordinator/move?${params}`;
}

function PostFields({ page }: { page: MovePage }) {
  return (
    <>
      <Hidden page={page} />
      <input type="hidden" name="to" value={page.to ?? "none"} />
      <input type="hidden" name="startAt" value={page.interval.start} />
      <input type="hidden" name="version" value={page.subject.version} />
      <input type="hidden" name="key" value={page.key} />
    </>
  );
}

function Outcome({ page }: { page: MovePage }) {
  const { t, locale } = useReader();
  const { plan, subject, interval, chosenName, now } = page;
  if (!plan) return <p className="muted">{t("coordinator:move.nothing")}</p>;
  const before = timeRange(locale, { start: subject.startAt, end: subject.endAt });
  return (
    <div className="move-outcome">
      <p className="move-sentence">
        {t(`coordinator:move.outcome.${plan.kind}`, { name: chosenName, before: subject.interpreterName ?? "" })}
      </p>
      <p>
        {plan.changesTime && plan.kind !== "release" && (
          <>
            <s>{before}</s> <Icon name="next" label={t("coordinator:move.becomes")} />{" "}
          </>
        )}
        {whenLong(locale, plan.kind === "release" ? { start: subject.startAt, end: subject.endAt } : interval, now)}
      </p>
    </div>
  );
}

function Obstacles({ page }: { page: MovePage }) {
  const t = useT();
  const { obstacles, needs } = page;
  const several = new Set(obstacles.map((obstacle) => obstacle.name)).size > 1;
  return (
    <Notice tone={needs === "reason" ? "waiting" : "problem"} title={t(`coordinator:move.obstacles.${needs}`)}>
      <ul className="move-obstacles">
        {obstacles.map((obstacle) => (
          <li key={`${obstacle.name}-${obstacle.sentence}`} data-obstacle={obstacle.code}>
            <strong>
              {several && `${obstacle.name}: `}
              {sentenceCase(obstacle.sentence)}.
            </strong>{" "}
            {obstacle.price}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Who hears of it, before it happens. */
function Told({ page: { plan, subject, chosenName, otherNames, undoSeconds } }: { page: MovePage }) {
  const t = useT();
  if (!plan) return null;
  const isNewPerson = chosenName !== subject.interpreterName;
  const people = [
    plan.kind !== "release" && plan.kind !== "reschedule" ? chosenName : null,
    isNewPerson || plan.kind === "release" ? subject.interpreterName : null,
    ...(plan.changesTime && plan.kind !== "release" ? otherNames : []),
    plan.kind === "reschedule" || plan.kind === "assign" ? subject.askedName : null,
    subject.organisation,
  ];
  const names = [...new Set(people.filter((name): name is string => !!name))];
  return (
    <p className="muted small">
      {t("coordinator:move.told")} <strong>{names.join(", ")}</strong>.{" "}
      {t("coordinator:move.toldLater", { seconds: undoSeconds })}
    </p>
  );
}
