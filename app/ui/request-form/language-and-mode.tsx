/** In which language, and how: there, by telephone or by video. */

import { useCallback, useEffect, useRef, useState } from "react";
import { LONGEST } from "#app/dispatch/request-questions";
import { isVariantOf } from "#app/dispatch/request-shown";
import { MODES } from "#app/dispatch/vocabulary";
import { Notice, RadioGroup, SelectField, TextField, useT, VisuallyHidden } from "#app/ui/kit";
import { useDeskNumber } from "#app/ui/office";
import { PlaceField } from "#app/ui/place-field";
import { LanguagePicker } from "./language-picker";
import { type EditOptions, Group, type Part, shown } from "./part";
import type { Values } from "./sentence";

export function What({
  options,
  deskPhone,
  field,
  labels,
  defaults,
  values,
  language,
  follow,
  withHelp,
}: Part<EditOptions>) {
  const t = useT();
  const number = useDeskNumber();
  const [picked, setPicked] = useState<string | null>(null);
  const pick = useCallback(
    (variant: string | null) => {
      setPicked(variant);
      follow();
    },
    [follow],
  );
  return (
    <Group title={t("request:new.what")}>
      <LanguagePicker
        label={labels.language}
        languages={options.languages}
        defaultValue={defaults.language ?? ""}
        onPick={pick}
        withHelp={withHelp}
      />
      {language && !language.served && (
        <Notice tone="waiting" title={t("request:notServed.title")} announce>
          {deskPhone && <p>{t("request:notServed.text", { phone: number(deskPhone) })}</p>}
        </Notice>
      )}
      <div {...shown("languageText", values.language === "-")}>
        <TextField {...field("languageText")} hint={t("request:hint.languageText")} maxLength={LONGEST.languageText} />
      </div>
      <div {...shown("variant", language ? language.variants.length > 0 : false)}>
        <VariantField
          options={options}
          label={labels.variant}
          language={values.language ?? ""}
          defaultValue={picked ?? defaults.variant}
          follow={follow}
        />
      </div>
      <div {...shown("variantStrength", values.variant)}>
        <RadioGroup
          {...field("variantStrength", "must")}
          hint={t("request:hint.variantStrength")}
          options={[
            { value: "must", label: t("request:choice.variantMust") },
            { value: "wish", label: t("request:choice.variantWish") },
          ]}
        />
      </div>
      <VariantGone options={options} values={values} />
    </Group>
  );
}

export function How({ options, field, defaults, values, labels, elsewhere = false, onPlaces }: Part<EditOptions>) {
  const t = useT();
  const left = streetLeft(values, defaults);
  return (
    <Group title={t("request:new.how")}>
      <RadioGroup
        name="mode"
        label={labels.mode === t("request:field.mode") ? <VisuallyHidden>{labels.mode}</VisuallyHidden> : labels.mode}
        defaultValue={defaults.mode}
        options={MODES.map((value) => ({ value, label: t(`domain:mode.${value}`) }))}
      />
      <div className="stack" {...shown("place", values.mode === "onsite")}>
        <PlaceField
          {...field("place")}
          label={labels.place ?? ""}
          hint={t(elsewhere === null ? "request:hint.placeListed" : "request:hint.place")}
          likely={options.likely}
          elsewhere={elsewhere === null ? undefined : elsewhere || defaults.placeElsewhere === "on"}
          onFound={onPlaces}
        />
        <input type="hidden" name="streetOf" value={left ? (values.place ?? "") : (defaults.place ?? "")} />
        <input type="hidden" name="streetWas" value={defaults.address ?? ""} />
        {left && (
          <Notice tone="waiting" announce>
            <p>{t("request:warning.streetLeft", { place: left })}</p>
          </Notice>
        )}
        <TextField
          {...field("address")}
          hint={t("request:hint.address")}
          maxLength={LONGEST.address}
          autoComplete="off"
        />
      </div>
      <div {...shown("videoLink", values.mode === "video")}>
        <TextField
          {...field("videoLink")}
          type="url"
          inputMode="url"
          optional
          hint={t("request:hint.videoLink")}
          placeholder="https://"
        />
      </div>
    </Group>
  );
}

/**
 * The place that the street was of, where that is another now: it stays, and the form says so until one of the two is changed.
 * `streetOf` tells the other side that it has.
 */
function streetLeft({ place = "", address = "" }: Values, defaults: Values): string | null {
  const isLeft = defaults.place && place && place !== defaults.place && address && address === defaults.address;
  return isLeft ? (defaults.place ?? null) : null;
}

/** Another language takes the chosen variant away, and says so. */
function VariantGone({ options, values }: { options: EditOptions; values: Values }) {
  const t = useT();
  const { language = "", variant = "" } = values;
  const chosen = useRef(variant);
  const [gone, setGone] = useState("");
  useEffect(() => {
    if (variant === "" && isVariantOf(chosen.current, language)) chosen.current = "";
    if (variant !== "") chosen.current = variant;
    setGone(chosen.current !== "" && !isVariantOf(chosen.current, language) ? chosen.current : "");
  }, [language, variant]);
  const [code, variantCode] = gone.split("/");
  const was = options.languages.find((one) => one.code === code);
  const name = was?.variants.find((one) => one.code === variantCode)?.name;
  if (!was || !name || language === "") return null;
  return (
    <Notice announce>
      <p>{t("request:warning.variantGone", { variant: name, language: was.name })}</p>
    </Notice>
  );
}

/** Scripts narrow the variants to the chosen language; without them all are there, grouped. */
function VariantField({
  label,
  options,
  language,
  defaultValue,
  follow,
}: {
  label: string | undefined;
  options: EditOptions;
  language: string;
  defaultValue?: string;
  follow: () => void;
}) {
  const t = useT();
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  // The field is another one now: the form reads what it holds.
  useEffect(() => {
    if (defaultValue && language) follow();
  }, [defaultValue, language, follow]);
  const withVariants = options.languages.filter(({ variants, served }) => served && variants.length > 0);
  const choice = (code: string) => (variant: { code: string; name: string }) => ({
    value: `${code}/${variant.code}`,
    label: variant.name,
  });
  const own = withVariants.find(({ code }) => code === language);
  if (scripted && !own) return null;
  return (
    <SelectField
      key={scripted ? `${language} ${defaultValue ?? ""}` : "all"}
      name="variant"
      label={label ?? ""}
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
