/** Step one: who and when. Asks anew at every choice. */
import type { FetcherWithComponents } from "@remix-run/react";
import { useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { DateInput, Form, Icon, useT } from "#app/ui/kit";
import { TIME_INPUT } from "#app/ui/time-input";
import type { Verdict } from "./entry";
import { Hidden, type MovePage } from "./move-page";

export function Choose({ page, choosing }: { page: MovePage; choosing?: FetcherWithComponents<unknown> }) {
  const t = useT();
  const submit = useSubmit();
  const ask = (event: FormEvent<HTMLFormElement>) => askAnew(event.currentTarget);
  const askAnew = (form: HTMLFormElement) => {
    if (!form.checkValidity()) return;
    if (choosing) choosing.submit(form);
    else submit(form, { replace: true, preventScrollReset: true });
  };
  return (
    <Form via={choosing} method="get" action="/coordinator/move" className="form move-choose" onChange={ask}>
      <Hidden page={page} />
      <fieldset className="field-row">
        <legend className="field-label">{t("coordinator:move.newTime")}</legend>
        <div className="field">
          <label className="field-hint" htmlFor="move-date">
            {t("coordinator:move.date")}
          </label>
          <DateInput
            id="move-date"
            name="date"
            defaultValue={page.date}
            required
            onSettled={({ form }) => form && askAnew(form)}
          />
        </div>
        <label className="field">
          <span className="field-hint">{t("coordinator:move.start")}</span>
          <input
            className="control"
            name="start"
            {...TIME_INPUT}
            pattern="\s*([01]?\d|2[0-4])\s*([:.,]?\s*[0-5]\d)?\s*"
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
    </Form>
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

function People({ page }: { page: MovePage }) {
  const t = useT();
  const { able = [], passed = [], blocked = [], notSpeaking = 0 } = page.people ?? {};
  const isBlockedChosen = blocked.some((person) => person.id === page.to);
  const isElsewhere =
    page.to !== null && !isBlockedChosen && ![...able, ...passed].some((person) => person.id === page.to);
  return (
    <fieldset className="field move-people">
      <legend className="field-label">{t("coordinator:move.people")}</legend>
      {able.length === 0 && <p className="muted">{t("coordinator:move.nobodyCan")}</p>}
      {able.map((person, index) => (
        <Choice key={person.id} page={page} {...person} rank={index + 1} can="free" />
      ))}
      {passed.map((person) => (
        <Choice key={person.id} page={page} {...person} can="passed" />
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
            <Choice key={person.id} page={page} {...person} can={person.canOverrule ? "overrule" : "never"} />
          ))}
        </details>
      )}
      {notSpeaking > 0 && <p className="muted small">{t("coordinator:move.notSpeaking", { count: notSpeaking })}</p>}
    </fieldset>
  );
}

const CAN_ICON = { free: "secured", passed: "undo", overrule: "problem", never: "cancelled" } as const;

function Choice(props: { page: MovePage; id: string; name: string; why: string; rank?: number; can?: Verdict["can"] }) {
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
