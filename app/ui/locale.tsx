import { createContext, type ReactNode, useContext } from "react";
import { HOUSE_LOCALE, type Locale, type Names } from "#app/dispatch/vocabulary";
import { type Translate, translator } from "#app/i18n";

const LocaleContext = createContext<Locale>(HOUSE_LOCALE);

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useT(): Translate {
  return translator(useLocale());
}

/** Who reads: the words of their language, the language itself for dates, times and names, and a known name in it. */
export function useReader() {
  const locale = useLocale();
  return { t: translator(locale), locale, named: (name: Names | null | undefined): string => name?.[locale] ?? "" };
}
