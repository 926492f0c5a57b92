/** Who, when, and what it costs: two steps on one page. The first asks anew at every choice, the second does exactly what is shown. */

import type { FetcherWithComponents } from "@remix-run/react";
import { Form, Link, useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { sentenceCase, timeRange, whenLong } from "#app/i18n/format";
import type { Instant, Interval } from "#app/time";
import { Button, CheckboxField, ErrorSummary, FormState, Icon, Notice, TextArea, useLocale, useT } from "#app/ui/kit";
import type { Entry } from "./entry";

export interface MovePage {
  now: Instant;
  /** For how long an action can be undone and its messages are held. */
  undoSeconds: number;
  subject: Entry;
  date: string;
  start: string;
  fold: "earlier" | "later" | null;
  timeError: string | null;
  interval: Interval;
  to: string | null;
  people: {
    notSpeaking: number;
    able: readonly { id: string; name: string; why: string }[];
    blocked: readonly { id: string; name: string; why: string; canOverrule: boolean }[];
  } | null;
  plan: { kind: "assign" | "move" | "reschedule" | "release"; changesTime: boolean } | null;
  chosenName: string | null;
  obstacles: readonly {
    name: string;
    code: string;
    rule: "reason" | "twice" | "never" | null;
    sentence: string;
    price: string;
  }[];
  needs: "reason" | "twice" | "never" | null;
  otherNames: readonly string[];
  back: string;
  key: string;
}

/** In a dialog `choosing` and `doing` carry the two forms; on the page of its own the browser does. */
export interface MovePanelProps {
  page: MovePage;
  answer: unknown;
  choosing?: FetcherWithComponents<unknown>;
  doing?: FetcherWithComponents<unknown>;
  onCancel?: () => void;
}

export function MovePanel({ page, answer, choosing, doing, onCancel }: MovePanelProps) {
  return (
    <div className="move-panel" data-plan={page.plan?.kind}>
      <Subject page={page} />
      {page.people === null ? (
        <LanguageFirst requestId={page.subject.requestId} />
      ) : (
        <div className="move-steps">
          <Choose page={page} choosing={choosing} />
          <Confirm page={page} answer={answer} doing={doing} onCancel={onCancel} />
        </div>
      )}
    </div>
  );
}

function Subject({ page: { subject, now, otherNames } }: { page: MovePage }) {
  const t = useT();
  const locale = useLocale();
  const how = [t(`domain:mode.${subject.mode}`), subject.place].filter(Boolean).join(", ");
  return (
    <p className="move-subject">
      <strong>{sentenceCase(subject.language)}</strong>, {how} ·{" "}
      {whenLong(locale, { start: subject.startAt, end: subject.endAt }, now)}
      <br />
      <span className="muted">
        {subject.organisation} · {subject.reference} · {t("coordinator:move.who")}:{" "}
        {subject.interpreterName ?? t("coordinator:move.nobody").toLocaleLowerCase("lv")}
        {otherNames.length > 0 && ` · ${t("coordinator:move.other")}: ${otherNames.join(", ")}`}
      </span>
    </p>
  );
}

function LanguageFirst({ requestId }: { requestId: string }) {
  const t = useT();
  return (
    <Notice tone="waiting" title={t("coordinator:move.languageFirst")}>
      <Link to={`/coordinator/requests/${requestId}`}>{t("coordinator:move.openRequest")}</Link>
    </Notice>
  );
}

// --- step one: who and when --------------------------------------------------------------------------

function Choose({ page, choosing }: { page: MovePage; choosing?: FetcherWithComponents<unknown> }) {
  const t = useT();
  const submit = useSubmit();
  const Tag = choosing?.Form ?? Form;
  const ask = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    if (!form.checkValidity()) return;
    if (choosing) choosing.submit(form);
    else submit(form, { replace: true, preventScrollReset: true });
  };
  return (
    <Tag method="get" action="/coordinator/move" className="form move-choose" onChange={ask}>
      <Hidden page={page} />
      <fieldset className="field-row">
        <legend className="field-label">{t("coordinator:move.newTime")}</legend>
        <label className="field">
          <span className="field-hint">{t("coordinator:move.date")}</span>
          <input className="control" type="date" name="date" defaultValue={page.date} required />
        </label>
        <label className="field">
          <span className="field-hint">{t("coordinator:move.start")}</span>
          {/* Not type="time": a browser in another language would show AM and PM. */}
          <input
            className="control"
            name="start"
            autoComplete="off"
            placeholder="14:00"
            maxLength={7}
            pattern="\s*([01]?\d|2[0-3])\s*[:.,]\s*[0-5]\d\s*"
            defaultValue={page.start}
            required
          />
        </label>
        <FoldChoice page={page} />
      </fieldset>
      {page.timeError && (
        <p className="field-error" role="alert">
          <Icon name="problem" /> <span>{t(page.timeError)}</span>
        </p>
      )}
      <People page={page} />
      <div className="only-plain">
        <button className="button" type="submit">
          {t("coordinator:move.ask")}
        </button>
      </div>
    </Tag>
  );
}

/** Only in the night when the clock is turned back: which of the two. */
function FoldChoice({ page }: { page: MovePage }) {
  const t = useT();
  if (!page.fold && page.timeError !== "explain:refusal.time_exists_twice") return null;
  return (
    <label className="field">
      <span className="field-hint">{t("coordinator:move.fold.label")}</span>
      <select className="control" name="fold" defaultValue={page.fold ?? ""}>
        <option value="">–</option>
        <option value="earlier">{t("coordinator:move.fold.earlier")}</option>
        <option value="later">{t("coordinator:move.fold.later")}</option>
      </select>
    </label>
  );
}

function Hidden({ page: { subject, back } }: { page: MovePage }) {
  return (
    <>
      <input type="hidden" name="request" value={subject.requestId} />
      <input type="hidden" name="slot" value={subject.slot} />
      {subject.assignmentId && <input type="hidden" name="assignment" value={subject.assignmentId} />}
      <input type="hidden" name="back" value={back} />
    </>
  );
}

function People({ page }: { page: MovePage }) {
  const t = useT();
  const { able = [], blocked = [], notSpeaking = 0 } = page.people ?? {};
  const isBlockedChosen = blocked.some((person) => person.id === page.to);
  const isElsewhere = page.to !== null && !isBlockedChosen && !able.some((person) => person.id === page.to);
  return (
    <fieldset className="field move-people">
      <legend className="field-label">{t("coordinator:move.people")}</legend>
      {able.length === 0 && <p className="muted">{t("coordinator:move.nobodyCan")}</p>}
      {able.map((person, index) => (
        <Choice
          key={person.id}
          page={page}
          id={person.id}
          name={person.name}
          rank={index + 1}
          can="free"
          why={person.why}
        />
      ))}
      {isElsewhere && page.to && page.chosenName && (
        <Choice page={page} id={page.to} name={page.chosenName} can="never" why={page.obstacles[0]?.sentence ?? ""} />
      )}
      <Choice
        page={page}
        id="none"
        name={t(`coordinator:move.${page.subject.assignmentId ? "release" : "nobodyYet"}`)}
        why={t(`coordinator:move.${page.subject.assignmentId ? "releaseHint" : "nobodyYetHint"}`)}
      />
      {blocked.length > 0 && (
        <details className="move-blocked" open={isBlockedChosen || able.length === 0}>
          <summary>{t("coordinator:move.blocked", { count: blocked.length })}</summary>
          {blocked.map((person) => (
            <Choice
              key={person.id}
              page={page}
              id={person.id}
              name={person.name}
              can={person.canOverrule ? "overrule" : "never"}
              why={person.why}
            />
          ))}
        </details>
      )}
      {notSpeaking > 0 && <p className="muted small">{t("coordinator:move.notSpeaking", { count: notSpeaking })}</p>}
    </fieldset>
  );
}

const CAN_ICON = { free: "secured", overrule: "problem", never: "cancelled" } as const;

function Choice(props: {
  page: MovePage;
  id: string;
  name: string;
  why: string;
  rank?: number;
  can?: "free" | "overrule" | "never";
}) {
  const t = useT();
  const { page, id, name, why, rank, can } = props;
  const isCurrent = id === page.subject.interpreterId;
  return (
    <label className="person-choice" data-can={can} data-interpreter={id}>
      <input type="radio" name="to" value={id} defaultChecked={(page.to ?? "none") === id} />
      <span className="person-choice-name">
        {rank && <span className="column-rank">{rank}</span>}
        {name}
        {isCurrent && <span className="badge">{t("coordinator:move.now")}</span>}
      </span>
      <span className="verdict" data-can={can}>
        {can && <Icon name={CAN_ICON[can]} label={t(`coordinator:move.can.${can}`)} />}
        <span>{why}</span>
      </span>
    </label>
  );
}

// --- step two: what it means -------------------------------------------------------------------------

function Confirm({
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
  const Tag = doing?.Form ?? Form;
  const { plan, needs } = page;
  const asksReason = needs === "reason" || needs === "twice" || plan?.kind === "release";
  return (
    <FormState from={answer} id="move">
      <Tag
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
      </Tag>
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
  const t = useT();
  const locale = useLocale();
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
