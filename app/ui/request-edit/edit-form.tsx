/** The fields of the sheet that edits a request: those of the form that made it, and below them what follows from the change. */
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import type { EditedFields } from "#app/dispatch/request-edit";
import { LONGEST } from "#app/dispatch/request-questions";
import { duration } from "#app/i18n/format";
import type { Instant } from "#app/time";
import {
  ErrorSummary,
  Form,
  type FormAnswer,
  FormState,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useT,
  useTyped,
  Vouch,
} from "#app/ui/kit";
import { useDeskPhone } from "#app/ui/request-form/desk";
import { How, What } from "#app/ui/request-form/language-and-mode";
import { type EditOptions, FIELDS, Group, type Part } from "#app/ui/request-form/part";
import { startOf, type Values } from "#app/ui/request-form/sentence";
import { LENGTHS } from "#app/ui/request-form/time";

interface Props {
  options: EditOptions;
  /** The desk that has the request: whom to call about a language that nobody interprets is looked up. */
  region: string;
  now: Instant;
  idempotencyKey: string;
  /** As it stands: what was changed is seen beside it. */
  before: EditedFields;
  /** The same as the form holds it. */
  defaults: Values;
  answer: FormAnswer | undefined;
  action: string;
  /** Of a relay the two languages and the two people are settled. */
  isRelay: boolean;
  children: ReactNode;
}

export function EditForm({
  options,
  region,
  now,
  idempotencyKey,
  before,
  defaults,
  answer,
  action,
  isRelay,
  children,
}: Props) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const kept = useTyped(null);
  const { values: sent } = answer ?? kept ?? {};
  const typed = useMemo(() => singly(sent), [sent]);
  const [followed, setValues] = useState<Values | null>(null);
  const follow = useCallback(() => {
    const current: Values = {};
    for (const [name, value] of form.current ? new FormData(form.current) : [])
      if (typeof value === "string") current[name] = value;
    setValues(current);
  }, []);
  const values = followed ?? { ...defaults, ...typed };
  const labels = Object.fromEntries(FIELDS.map((name) => [name, t(`request:field.${name}`)]));
  const language = options.languages.find(({ code }) => code === values.language);
  const deskPhone = useDeskPhone(language && !language.served ? region : null, null);
  const part: Part<EditOptions> = {
    options,
    deskPhone,
    now,
    defaults,
    answer,
    values,
    labels,
    field: (name, usual) => ({ name, label: labels[name], defaultValue: defaults[name] ?? usual }),
    language,
    start: startOf(values),
    warnings: [],
    follow,
    withHelp: false,
    elsewhere: before.mode === "onsite" && before.placeId === null ? true : null,
  };
  return (
    <FormState from={answer}>
      <Form
        method="post"
        action={action}
        ref={form}
        onInput={follow}
        className="request-edit stack"
        noValidate
        preventScrollReset
        keeps
      >
        <input type="hidden" name="key" value={idempotencyKey} />
        {/* What was kept through a sign-in was filled from what stood there then: meanwhile others may have changed it. */}
        <input type="hidden" name="before" value={(!answer && typed.before) || JSON.stringify(before)} />
        <ErrorSummary labels={labels} />
        {isRelay ? <Settled values={defaults} /> : <What {...part} />}
        <How {...part} />
        <HowMuch part={part} isRelay={isRelay} />
        <WhoAndNote part={part} />
        <Vouch />
        {children}
      </Form>
    </FormState>
  );
}

/** Not asked, and sent as it is. */
function Settled({ values }: { values: Values }) {
  const t = useT();
  return (
    <>
      {["language", "languageText", "variant", "variantStrength"].map((name) => (
        <input key={name} type="hidden" name={name} value={values[name] ?? ""} />
      ))}
      <p className="muted">{t("change:edit.relay")}</p>
    </>
  );
}

function HowMuch({ part: { field, values }, isRelay }: { part: Part<EditOptions>; isRelay: boolean }) {
  const t = useT();
  return (
    <Group title={t("change:edit.howMuch")}>
      <SelectField
        {...field("minutes")}
        options={[...new Set([...LENGTHS, Number(values.minutes) || 60])]
          .sort((a, b) => a - b)
          .map((minutes) => ({ value: String(minutes), label: duration(minutes) }))}
      />
      {isRelay ? (
        <input type="hidden" name="count" value="2" />
      ) : (
        <RadioGroup
          {...field("count", "1")}
          options={[
            { value: "1", label: t("request:choice.one") },
            { value: "2", label: t("request:choice.two") },
          ]}
        />
      )}
    </Group>
  );
}

function WhoAndNote({ part: { field } }: { part: Part<EditOptions> }) {
  const t = useT();
  return (
    <Group title={t("request:new.contact")}>
      <div className="field-row">
        <TextField {...field("contactName")} autoComplete="off" maxLength={LONGEST.contactName} />
        <TextField {...field("contactPhone")} type="tel" autoComplete="off" />
      </div>
      <TextArea {...field("note")} optional hint={t("request:hint.note")} maxLength={LONGEST.note} />
    </Group>
  );
}

function singly(values: FormAnswer["values"]): Values {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter((field): field is [string, string] => typeof field[1] === "string"),
  );
}
