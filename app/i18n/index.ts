/** Words for people. Latvian first and complete, English complete. One i18next instance per locale, never changed after. */
import i18next, { type TFunction } from "i18next";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import enAdmin from "./en/admin.json";
import enAuth from "./en/auth.json";
import enChange from "./en/change.json";
import enCommon from "./en/common.json";
import enCoordinator from "./en/coordinator.json";
import enDomain from "./en/domain.json";
import enExplain from "./en/explain.json";
import enInterpreter from "./en/interpreter.json";
import enMail from "./en/mail.json";
import enPlan from "./en/plan.json";
import enRequest from "./en/request.json";
import lvAdmin from "./lv/admin.json";
import lvAuth from "./lv/auth.json";
import lvChange from "./lv/change.json";
import lvCommon from "./lv/common.json";
import lvCoordinator from "./lv/coordinator.json";
import lvDomain from "./lv/domain.json";
import lvExplain from "./lv/explain.json";
import lvInterpreter from "./lv/interpreter.json";
import lvMail from "./lv/mail.json";
import lvPlan from "./lv/plan.json";
import lvRequest from "./lv/request.json";

export const catalogues = {
  lv: {
    common: lvCommon,
    domain: lvDomain,
    explain: lvExplain,
    auth: lvAuth,
    request: lvRequest,
    interpreter: lvInterpreter,
    coordinator: lvCoordinator,
    change: lvChange,
    plan: lvPlan,
    admin: lvAdmin,
    mail: lvMail,
  },
  en: {
    common: enCommon,
    domain: enDomain,
    explain: enExplain,
    auth: enAuth,
    request: enRequest,
    interpreter: enInterpreter,
    coordinator: enCoordinator,
    change: enChange,
    plan: enPlan,
    admin: enAdmin,
    mail: enMail,
  },
} as const;

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
  translators.set(locale, instance.getFixedT(locale) as Translate);
}

export function translator(locale: Locale): Translate {
  return translators.get(locale)!;
}
