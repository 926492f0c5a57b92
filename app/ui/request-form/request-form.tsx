import { useNavigation } from "@remix-run/react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { typedDate } from "#app/dates";
import { FREE_TEXTS, LONGEST, VOUCHABLE } from "#app/dispatch/request-questions";
import { keptOf } from "#app/dispatch/request-shown";
import { warningsOf } from "#app/dispatch/request-warnings";
import { privateKindsIn } from "#app/privacy";
import type { PlaceChoice } from "#app/queries/everyone/places";
import type { Instant } from "#app/time";
import { ErrorSummary, Form, FormActions, FormState, useT, useTyped, Vouch } from "#app/ui/kit";
import { About, Contact, Wishes } from "./about-and-wishes";
import { AskAlike } from "./alike";
import { useDeskPhone } from "./desk";
import { keepDraft } from "./draft";
import { How, What } from "./language-and-mode";
import { FIELDS, type Options, type Part, type RequestAnswer } from "./part";
import { regionOf, Sentence, startOf, type Values } from "./sentence";
import { PastNotice, When } from "./time";

interface Props {
  options: Options;
  now: Instant;
  idempotencyKey: string;
  defaults: Values;
  answer: RequestAnswer | undefined;
  /** Where the browser keeps what is typed; null keeps nothing. */
  draftName: string | null;
  /** Where it is sent to. A coordinator's phone order goes to their own page. */
  action?: string;
  /** The way to "which language is it?"; only requesters have that page. */
  withHelp?: boolean;
  /** Where requests that look like this one are shown. */
  requestsAt?: string;
  /** What a coordinator is asked besides, before everything else, and after the button that sends. */
  before?: (values: Values) => ReactNode;
  after?: ReactNode;
  /** What the fields of `before` are called. */
  moreLabels?: Record<string, string>;
  /** Fields that hold what was read elsewhere, and what is said of it beside their names. */
  read?: { found: readonly string[]; mark: string } | undefined;
}

/** The request form. Everything is an ordinary field; scripts only add the sentence, the hiding and the early warnings. */
export function RequestForm({
  options: given,
  now,
  idempotencyKey,
  defaults,
  answer,
  draftName,
  action = "/institution/new",
  withHelp = true,
  requestsAt = "/institution/requests",
  before,
  after,
  moreLabels,
  read,
}: Props) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const isSending = useNavigation().formMethod === "POST";
  const { values: sent } = useTyped(answer) ?? {};
  const { today } = given;
  const typed = useMemo(() => sent && withDate(singly(sent), { today }), [sent, today]);
  const [values, setValues] = useState<Values>({ ...defaults, ...typed });
  const follow = useCallback(() => {
    if (!form.current) return;
    const sent: Values = {};
    for (const [name, value] of new FormData(form.current)) if (typeof value === "string") sent[name] = value;
    const current = withDate(sent, { today });
    setValues(current);
    if (draftName) keepDraft(draftName, keptOf(current, given));
  }, [draftName, given, today]);
  useEffect(() => {
    if (typed) setValues({ ...typed });
  }, [typed]);

  const [places, setPlaces] = useState<readonly PlaceChoice[]>(given.likely);
  const own = { region: given.deskRegion, phone: given.deskPhone };
  const deskPhone = useDeskPhone(regionOf(values, places) ?? own.region, own);
  const options = { ...given, deskPhone };
  const onPlaces = useCallback((found: readonly PlaceChoice[]) => setPlaces((known) => [...known, ...found]), []);
  const names = Object.fromEntries(FIELDS.map((name) => [name, t(`request:field.${name}`)]));
  const marked = read?.found.map((name): [string, string] => [name, `${names[name]} (${read.mark})`]);
  const labels: Record<string, string> = { ...names, ...Object.fromEntries(marked ?? []), ...moreLabels };
  const language = options.languages.find(({ code }) => code === values.language);
  const start = startOf(values);
  const warnings = start.ok && start.value > now ? warningsOf(start.value, now, options) : (answer?.warnings ?? []);
  const field: Part["field"] = (name, usual) => ({ name, label: labels[name], defaultValue: defaults[name] ?? usual });
  const shared = { options, deskPhone, now, defaults, answer, values, labels, field };
  const part: Part = { ...shared, language, start, warnings, follow, withHelp, onPlaces };

  return (
    <FormState from={answer}>
      <Form
        method="post"
        action={action}
        ref={form}
        onInput={follow}
        className="request-form"
        noValidate
        discover="none"
        keeps
      >
        <div className="request-fields">
          <input type="hidden" name="key" value={idempotencyKey} />
          <input type="hidden" name="warned" value={warnings.map(({ kind }) => kind).join(",")} />
          <ErrorSummary labels={labels} />
          <AskAlike
            alike={answer?.alike ?? []}
            requestsAt={requestsAt}
            saysWhose={before !== undefined}
            label={labels.besides ?? ""}
            now={now}
          />
          <PastNotice show={answer?.errors?.start?.includes("request:error.past") ?? false} options={options} />

          {before?.(values)}
          <What {...part} />
          <How {...part} />
          <When {...part} />
          <About {...part} />
          <Wishes {...part} />
          <Contact {...part} />
          <Vouch isAlarmed={values.vouched === "on" || holdsVouchable(values)} />
        </div>
        <Sentence values={values} options={options} now={now} />
        <FormActions
          size="large"
          pending={isSending}
          send={t(answer?.warnings?.length ? "request:new.sendAnyway" : "request:new.send")}
        />
        {after}
      </Form>
    </FormState>
  );
}

/** Something in the free texts that may be no person's number. */
function holdsVouchable(values: Values): boolean {
  return FREE_TEXTS.some((field) => {
    const text = field === "videoLink" ? "" : (values[field] ?? "");
    return text.length <= LONGEST[field] && privateKindsIn(text).some((kind) => VOUCHABLE.includes(kind));
  });
}

/** Everything beside the field reads it as a date, whichever way it was typed. */
function withDate(values: Values, { today }: Pick<Options, "today">): Values {
  const { date = "" } = values;
  return { ...values, date: typedDate(date, today) ?? date };
}

/** What was typed, without the fields that hold a list: this form has none. */
function singly(values: NonNullable<RequestAnswer["values"]>): Values {
  return Object.fromEntries(
    Object.entries(values).filter((field): field is [string, string] => typeof field[1] === "string"),
  );
}
