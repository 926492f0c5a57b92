/** In which language, and how: there, by telephone or by video. */

import { useEffect, useState } from "react";
import { LONGEST } from "#app/dispatch/request-questions";
import { MODES } from "#app/dispatch/vocabulary";
import { Notice, RadioGroup, SelectField, TextField, useT, VisuallyHidden } from "#app/ui/kit";
import { useDeskNumber } from "#app/ui/office";
import { LanguagePicker } from "./language-picker";
import { Group, type Options, type Part, shown } from "./part";

export function What({ options, defaults, values, labels, language, follow, withHelp }: Part) {
  const t = useT();
  const number = useDeskNumber();
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
          <p>{t("request:notServed.text", { phone: number(options.deskPhone) })}</p>
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

export function How({ options, defaults, values, labels }: Part) {
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
