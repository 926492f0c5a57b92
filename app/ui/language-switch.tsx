import { useLocation } from "@remix-run/react";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { useLocale } from "./locale";
import { Form } from "./post-form";

/** The languages of the pages by their own names. */
export const LOCALE_NAMES: Record<Locale, string> = { lv: "Latviešu", en: "English" };

/** The other languages by their own names, for pages without an account. */
export function LanguageSwitch() {
  const current = useLocale();
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/language" reloadDocument>
      <input type="hidden" name="to" value={pathname + search} />
      {LOCALES.filter((one) => one !== current).map((locale) => (
        <button
          key={locale}
          type="submit"
          name="lang"
          value={locale}
          lang={locale}
          className="button"
          data-variant="link"
        >
          {LOCALE_NAMES[locale]}
        </button>
      ))}
    </Form>
  );
}
