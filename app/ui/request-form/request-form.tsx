import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { DAYS_AHEAD, LONGEST } from "#app/dispatch/request-questions";
import { MODES, TOPICS } from "#app/dispatch/vocabulary";
import { duration, listOf, phone } from "#app/i18n/format";
import { privateTextIn } from "#app/privacy";
import type { requestFormFor } from "#app/queries/institution/form-options";
import { addDays, type Instant } from "#app/time";
import {
  Button,
  CheckboxField,
  ErrorSummary,
  type FormAnswer,
  FormState,
  Notice,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useLocale,
  useT,
  VisuallyHidden,
} from "#app/ui/kit";
import { keepDraft } from "./draft";
import { LanguagePicker } from "./language-picker";
import { isTwice, Sentence, startOf, useDayOf, type Values } from "./sentence";
import { type Warning, warningsOf } from "./warnings";

type Options = ReturnType<typeof requestFormFor>;

const LENGTHS = [30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480];
const FIELDS = [
  "language",
  "languageText",
  "variant",
  "mode",
  "placeId",
  "address",
  "videoLink",
  "date",
  "start",
  "fold",
  "minutes",
  "topic",
  "clientCode",
  "gender",
  "genderStrength",
  "wantsSame",
  "excludedInterpreterId",
  "count",
  "contactName",
  "contactPhone",
  "unitId",
  "note",
] as const;

interface Props {
  options: Options;
  now: Instant;
  idempotencyKey: string;
  defaults: Values;
  answer: (FormAnswer & { warnings?: readonly Warning[] }) | undefined;
  /** Where the browser keeps what is typed; null keeps nothing. */
  draftName: string | null;
  /** Where it is sent to. A coordinator's phone order goes to their own page. */
  action?: string;
  /** The way to "which language is it?"; only requesters have that page. */
  withHelp?: boolean;
}

/** The request form. Everything is an ordinary field; scripts only add the sentence, the hiding and the early warnings. */
export function RequestForm({
  options,
  now,
  idempotencyKey,
  defaults,
  answer,
  draftName,
  action = "/institution/new",
  withHelp = true,
}: Props) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const isSending = useNavigation().formMethod === "POST";
  const typed = answer?.values as Values | undefined;
  const [values, setValues] = useState<Values>({ ...defaults, ...typed });
  const follow = useCallback(() => {
    if (!form.current) return;
    const current: Values = {};
    for (const [name, value] of new FormData(form.current)) if (typeof value === "string") current[name] = value;
    setValues(current);
    if (draftName) keepDraft(draftName, current);
  }, [draftName]);
  useEffect(() => {
    if (typed) setValues({ ...typed });
  }, [typed]);

  const labels = Object.fromEntries(FIELDS.map((name) => [name, t(`request:field.${name}`)]));
  const language = options.languages.find(({ code }) => code === values.language);
  const start = startOf(values);
  const warnings = start.ok && start.value > now ? warningsOf(start.value, now, options) : (answer?.warnings ?? []);
  const part = { options, now, defaults, answer, values, labels, language, start, warnings, follow, withHelp };

  return (
    <FormState from={answer}>
      <Form method="post" action={action} ref={form} onInput={follow} className="request-form" noValidate>
        <div className="request-fields">
          <input type="hidden" name="key" value={idempotencyKey} />
          <input type="hidden" name="warned" value={warnings.map(({ kind }) => kind).join(",")} />
          <ErrorSummary labels={labels} />
          <PastNotice show={answer?.errors?.start?.includes("request:error.past") ?? false} options={options} />

          <What {...part} />
          <How {...part} />
          <When {...part} />
          <About {...part} />
          <Wishes {...part} />
          <Contact {...part} />
        </div>
        <Sentence values={values} options={options} now={now} />
        <div className="form-actions">
          <Button variant="primary" size="large" pending={isSending}>
            {answer?.warnings?.length ? t("request:new.sendAnyway") : t("request:new.send")}
          </Button>
        </div>
      </Form>
    </FormState>
  );
}

/** What every part of the form is made of: the choices, what was typed, and what came of it. */
interface Part extends Pick<Props, "options" | "now" | "defaults" | "answer"> {
  values: Values;
  labels: Record<string, string>;
  language: Options["languages"][number] | undefined;
  start: ReturnType<typeof startOf>;
  warnings: readonly Warning[];
  follow: () => void;
  withHelp: boolean;
}

function What({ options, defaults, values, labels, language, follow, withHelp }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.what")}>
      <LanguagePicker
        languages={options.languages}
        defaultValue={defaults.language ?? ""}
        onPick={follow}
        withHelp={withHelp}
      />
      {language && !language.served && (
        <Notice tone="waiting" title={t("request:notServed.title")} announce>
          <p>{t("request:notServed.text", { phone: phone(options.deskPhone ?? "") })}</p>
        </Notice>
      )}
      <div {...shown("languageText", values.language === "-")}>
        <TextField
          name="languageText"
          label={labels.languageText}
          hint={t("request:hint.languageText")}
          defaultValue={defaults.languageText}
          maxLength={LONGEST.languageText}
        />
      </div>
      <div {...shown("variant", language ? language.variants.length > 0 : false)}>
        <VariantField options={options} language={values.language ?? ""} defaultValue={defaults.variant} />
      </div>
    </Group>
  );
}

function How({ options, defaults, values, labels }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.how")}>
      <RadioGroup
        name="mode"
        label={<VisuallyHidden>{labels.mode}</VisuallyHidden>}
        defaultValue={defaults.mode}
        options={MODES.map((value) => ({ value, label: t(`domain:mode.${value}`) }))}
      />
      <div className="stack" {...shown("place", values.mode === "onsite")}>
        <SelectField
          name="placeId"
          label={labels.placeId}
          empty={t("common:form.choose")}
          defaultValue={defaults.placeId}
          options={options.places.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          name="address"
          label={labels.address}
          hint={t("request:hint.address")}
          defaultValue={defaults.address}
          maxLength={LONGEST.address}
          autoComplete="off"
        />
      </div>
      <div {...shown("videoLink", values.mode === "video")}>
        <TextField
          name="videoLink"
          type="url"
          inputMode="url"
          optional
          label={labels.videoLink}
          hint={t("request:hint.videoLink")}
          placeholder="https://"
          defaultValue={defaults.videoLink}
        />
      </div>
    </Group>
  );
}

function When({ options, now, defaults, values, answer, labels, start, warnings }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.when")}>
      <div className="field-row">
        <TextField
          name="date"
          type="date"
          label={labels.date}
          min={options.today}
          max={addDays(options.today, DAYS_AHEAD)}
          defaultValue={defaults.date}
        />
        <TextField
          name="start"
          label={labels.start}
          inputMode="text"
          placeholder="14:00"
          autoComplete="off"
          maxLength={7}
          defaultValue={defaults.start}
        />
        <SelectField
          name="minutes"
          label={labels.minutes}
          defaultValue={defaults.minutes ?? "60"}
          options={[...new Set([...LENGTHS, Number(values.minutes) || 60])]
            .sort((a, b) => a - b)
            .map((minutes) => ({ value: String(minutes), label: duration(minutes) }))}
        />
      </div>
      <p className="field-hint">{t("request:hint.minutes")}</p>
      {isTwice(values) && (
        <Notice tone="waiting" title={t("request:warning.twice")}>
          <RadioGroup
            name="fold"
            label={labels.fold}
            defaultValue={values.fold}
            options={[
              { value: "earlier", label: t("request:choice.foldEarlier") },
              { value: "later", label: t("request:choice.foldLater") },
            ]}
          />
        </Notice>
      )}
      {!start.ok && start.reason === "time_does_not_exist" && !answer?.errors?.start && (
        <Notice tone="problem" announce>
          <p>{t("request:warning.gap")}</p>
        </Notice>
      )}
      <Warnings warnings={warnings} isAnswer={Boolean(answer?.warnings)} options={options} now={now} />
      <MovedWorkday values={values} options={options} now={now} />
    </Group>
  );
}

function About({ defaults, values, answer, labels }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.about")}>
      <div className="stack">
        <SelectField
          name="topic"
          label={labels.topic}
          empty={t("common:form.choose")}
          defaultValue={defaults.topic}
          options={TOPICS.map((value) => ({ value, label: t(`domain:topic.${value}`) }))}
        />
        <TextField
          name="clientCode"
          optional
          label={labels.clientCode}
          hint={t("request:hint.clientCode")}
          autoComplete="off"
          maxLength={24}
          defaultValue={defaults.clientCode}
        />
      </div>
      <TextArea
        name="note"
        optional
        label={labels.note}
        hint={t("request:hint.note")}
        defaultValue={defaults.note}
        maxLength={LONGEST.note}
      />
      <PrivateNotice note={values.note ?? ""} isAnswered={Boolean(answer?.errors?.note)} />
    </Group>
  );
}

function Wishes({ options, defaults, values, labels }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.wishes")}>
      <div className="stack">
        <RadioGroup
          name="gender"
          label={labels.gender}
          defaultValue={defaults.gender ?? ""}
          options={[
            { value: "", label: t("request:choice.anyGender") },
            { value: "F", label: t("domain:gender.F") },
            { value: "M", label: t("domain:gender.M") },
          ]}
        />
        <div {...shown("genderStrength", values.gender)}>
          <RadioGroup
            name="genderStrength"
            label={labels.genderStrength}
            hint={t("request:hint.must")}
            defaultValue={defaults.genderStrength ?? "wish"}
            options={[
              { value: "wish", label: t("domain:strength.wish") },
              { value: "must", label: t("domain:strength.must") },
            ]}
          />
        </div>
      </div>
      <CheckboxField
        name="wantsSame"
        label={labels.wantsSame}
        hint={t("request:hint.wantsSame")}
        defaultChecked={defaults.wantsSame === "on"}
      />
      {options.people.length > 0 && (
        <SelectField
          name="excludedInterpreterId"
          optional
          label={labels.excludedInterpreterId}
          hint={t("request:hint.excluded")}
          empty={t("request:choice.nobody")}
          defaultValue={defaults.excludedInterpreterId}
          options={options.people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <RadioGroup
        name="count"
        label={labels.count}
        hint={t("request:hint.count")}
        defaultValue={defaults.count ?? "1"}
        options={[
          { value: "1", label: t("request:choice.one") },
          { value: "2", label: t("request:choice.two") },
        ]}
      />
      {Number(values.minutes) >= options.teamFromMinutes && values.count !== "2" && (
        <Notice>
          <p>{t("request:warning.team")}</p>
        </Notice>
      )}
    </Group>
  );
}

function Contact({ options, defaults, labels }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.contact")}>
      <div className="field-row">
        <TextField
          name="contactName"
          label={labels.contactName}
          autoComplete="name"
          maxLength={LONGEST.contactName}
          defaultValue={defaults.contactName}
        />
        <TextField
          name="contactPhone"
          type="tel"
          label={labels.contactPhone}
          autoComplete="tel"
          defaultValue={defaults.contactPhone}
        />
      </div>
      <p className="field-hint">{t("request:hint.phone")}</p>
      {options.units.length > 0 && (
        <SelectField
          name="unitId"
          optional
          label={labels.unitId}
          empty={t("request:choice.noUnit")}
          defaultValue={defaults.unitId}
          options={options.units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Group>
  );
}

/** The style sheet hides a field that is not asked for; without it everything is asked. */
function shown(name: string, when: unknown) {
  return { "data-field": name, "data-when": when ? "yes" : "no" };
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="form-group">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Scripts narrow the variants to the chosen language; without them all are there, grouped. */
function VariantField({
  options,
  language,
  defaultValue,
}: {
  options: Options;
  language: string;
  defaultValue?: string;
}) {
  const t = useT();
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const withVariants = options.languages.filter(({ variants, served }) => served && variants.length > 0);
  const choice = (code: string) => (variant: { code: string; name: string }) => ({
    value: `${code}/${variant.code}`,
    label: variant.name,
  });
  const own = withVariants.find(({ code }) => code === language);
  return (
    <SelectField
      key={scripted ? language : "all"}
      name="variant"
      label={t("request:field.variant")}
      hint={t("request:hint.variant")}
      empty={t("request:choice.anyVariant")}
      defaultValue={defaultValue}
      options={
        scripted && own
          ? own.variants.map(choice(own.code))
          : withVariants.map(({ code, name, variants }) => ({ label: name, options: variants.map(choice(code)) }))
      }
    />
  );
}

function Warnings({
  warnings,
  isAnswer,
  options,
  now,
}: {
  warnings: readonly Warning[];
  isAnswer: boolean;
  options: Options;
  now: Instant;
}) {
  const t = useT();
  const dayOf = useDayOf();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAnswer) box.current?.focus();
  }, [isAnswer]);
  if (warnings.length === 0) return null;
  const words = (warning: Warning) =>
    warning.kind === "short"
      ? t("request:warning.short", { phone: phone(options.deskPhone ?? "") })
      : t(`request:warning.${warning.kind}`, {
          day: dayOf(warning.date, now),
          name: warning.kind === "holiday" ? warning.name : "",
        });
  return (
    <div tabIndex={-1} ref={box} id="warnings">
      <Notice tone="waiting" title={t("request:warning.title")} announce>
        {warnings.map((warning) => (
          <p key={warning.kind}>{words(warning)}</p>
        ))}
      </Notice>
    </div>
  );
}

function MovedWorkday({ values, options, now }: { values: Values; options: Options; now: Instant }) {
  const t = useT();
  const dayOf = useDayOf();
  if (options.days[values.date ?? ""]?.kind !== "moved_workday") return null;
  return (
    <Notice>
      <p>{t("request:warning.moved", { day: dayOf(values.date ?? "", now) })}</p>
    </Notice>
  );
}

function PastNotice({ show, options }: { show: boolean; options: Options }) {
  const t = useT();
  if (!show || !options.deskPhone) return null;
  return (
    <Notice tone="waiting">
      <p>
        <a href={`tel:${options.deskPhone}`}>{t("request:warning.past", { phone: phone(options.deskPhone) })}</a>
      </p>
    </Notice>
  );
}

/** Says it while the person still writes, before anything is sent. */
function PrivateNotice({ note, isAnswered }: { note: string; isAnswered: boolean }) {
  const t = useT();
  const locale = useLocale();
  const found = privateTextIn(note);
  if (found.length === 0 && !isAnswered) return null;
  const what = listOf(
    locale,
    found.map(({ kind, text }) => `${t(`request:private.${kind}`)} (${text})`),
  );
  return (
    <Notice tone="problem" announce>
      {found.length > 0 && <p>{t("request:warning.private", { what })}</p>}
      <p>{t("request:private.example")}</p>
    </Notice>
  );
}
