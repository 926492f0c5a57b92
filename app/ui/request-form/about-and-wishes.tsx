/** What it is about, what is wished of the interpreter, and who will be there. */
import { LONGEST, VOUCHABLE } from "#app/dispatch/request-questions";
import { TOPICS } from "#app/dispatch/vocabulary";
import { listOf } from "#app/i18n/format";
import { privateTextIn } from "#app/privacy";
import { codeTyped } from "#app/text/keys";
import { CheckboxField, Notice, RadioGroup, SelectField, TextArea, TextField, useReader, useT } from "#app/ui/kit";
import { Group, type Part, shown } from "./part";

export function About({ field, values, answer }: Part) {
  const t = useT();
  const code = codeTyped(values.clientCode ?? "");
  const nearClients = answer?.nearClients ?? [];
  // What was answered for one code is not asked of the next.
  const isAskedWho = nearClients.length > 0 && code === codeTyped(String(answer?.values?.clientCode ?? ""));
  return (
    <Group title={t("request:new.about")}>
      <div className="stack">
        <SelectField
          {...field("topic")}
          empty={t("common:form.choose")}
          options={TOPICS.map((value) => ({ value, label: t(`domain:topic.${value}`) }))}
        />
        <TextField
          {...field("clientCode")}
          optional
          hint={t("request:hint.clientCode")}
          autoComplete="off"
          maxLength={24}
        />
        {isAskedWho && (
          <RadioGroup
            {...field("clientMeant")}
            inline={false}
            hint={t("request:hint.clientMeant")}
            options={[
              ...nearClients.map((code) => ({ value: code, label: t("request:choice.sameClient", { code }) })),
              { value: code, label: t("request:choice.anotherClient", { code }) },
            ]}
          />
        )}
      </div>
      <TextArea {...field("note")} optional hint={t("request:hint.note")} maxLength={LONGEST.note} />
      <PrivateNotice
        note={values.note ?? ""}
        isVouched={values.vouched === "on"}
        isAnswered={Boolean(answer?.errors?.note)}
      />
    </Group>
  );
}

export function Wishes({ options, field, defaults, values }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.wishes")}>
      <div className="stack">
        <RadioGroup
          {...field("gender", "")}
          options={[
            { value: "", label: t("request:choice.anyGender") },
            { value: "F", label: t("domain:gender.F") },
            { value: "M", label: t("domain:gender.M") },
          ]}
        />
        <div {...shown("genderStrength", values.gender)}>
          <RadioGroup
            {...field("genderStrength", "wish")}
            hint={t("request:hint.must")}
            options={[
              { value: "wish", label: t("domain:strength.wish") },
              { value: "must", label: t("domain:strength.must") },
            ]}
          />
        </div>
      </div>
      <CheckboxField
        {...field("wantsSame")}
        hint={t("request:hint.wantsSame")}
        defaultChecked={defaults.wantsSame === "on"}
      />
      {options.people.length > 0 && (
        <SelectField
          {...field("excludedInterpreterId")}
          optional
          hint={t("request:hint.excluded")}
          empty={t("request:choice.nobody")}
          options={options.people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <RadioGroup
        {...field("count", "1")}
        hint={t("request:hint.count")}
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

export function Contact({ options, field }: Part) {
  const t = useT();
  return (
    <Group title={t("request:new.contact")}>
      <div className="field-row">
        <TextField {...field("contactName")} autoComplete="name" maxLength={LONGEST.contactName} />
        <TextField {...field("contactPhone")} type="tel" autoComplete="tel" />
      </div>
      <p className="field-hint">{t("request:hint.phone")}</p>
      {options.units.length > 0 && (
        <SelectField
          {...field("unitId")}
          optional
          empty={t("request:choice.noUnit")}
          options={options.units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Group>
  );
}

/** Says it while the person still writes, before anything is sent; of what they have vouched for no more. */
function PrivateNotice({ note, isVouched, isAnswered }: { note: string; isVouched: boolean; isAnswered: boolean }) {
  const { t, locale } = useReader();
  const found = note.length <= LONGEST.note ? privateTextIn(note) : [];
  const codes = found.filter(({ kind }) => !VOUCHABLE.includes(kind));
  const others = found.filter(({ kind }) => VOUCHABLE.includes(kind) && !isVouched);
  if (codes.length + others.length === 0 && (!isAnswered || isVouched)) return null;
  const named = (some: typeof found) =>
    listOf(
      locale,
      some.map(({ kind, text }) => `${t(`request:private.${kind}`)} (${text})`),
    );
  return (
    <Notice tone="problem" announce>
      {codes.length > 0 && <p>{t("request:warning.private", { what: named(codes) })}</p>}
      {others.length > 0 && <p>{t("request:warning.vouchable", { what: named(others) })}</p>}
      <p>{t("request:private.example")}</p>
    </Notice>
  );
}
