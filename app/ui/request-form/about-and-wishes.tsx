/** What it is about, what is wished of the interpreter, and who will be there. */
import { LONGEST } from "#app/dispatch/request-questions";
import { TOPICS } from "#app/dispatch/vocabulary";
import { listOf } from "#app/i18n/format";
import { privateTextIn } from "#app/privacy";
import { CheckboxField, Notice, RadioGroup, SelectField, TextArea, TextField, useLocale, useT } from "#app/ui/kit";
import { Group, type Part, shown } from "./part";

export function About({ defaults, values, answer, labels }: Part) {
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

export function Wishes({ options, defaults, values, labels }: Part) {
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

export function Contact({ options, defaults, labels }: Part) {
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
