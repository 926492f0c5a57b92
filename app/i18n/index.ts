/** Words for people. Latvian first and complete, English complete. One i18next instance per locale, never changed after. */
import i18next, { type TFunction } from "i18next";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { en } from "./en";
import { lv } from "./lv";

export const catalogues = { lv, en } satisfies Record<Locale, Record<keyof typeof lv, object>>;

/** t("area:key.path", { count, … }). Plurals: _zero/_one/_other in Latvian, _one/_other in English. */
export type Translate = TFunction;

const translators = new Map<Locale, Translate>();
for (const locale of LOCALES) {
  const instance = i18next.createInstance();
  void instance.init({
    lng: locale,
    resources: { [locale]: catalogues[locale] },
    ns: Object.keys(catalogues[locale]),
    defaultNS: "common",
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  translators.set(locale, instance.getFixedT(locale));
}

export function translator(locale: Locale): Translate {
  return translators.get(locale)!;
}
