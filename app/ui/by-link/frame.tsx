/** Around a page behind a mail's link: it speaks the language of whoever the mail was for, whatever the browser's. */
import type { ReactNode } from "react";
import type { Locale } from "#app/dispatch/vocabulary";
import { PlainFrame } from "#app/ui/kit";
import { LocaleProvider } from "../locale";

export function ByLink({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <LocaleProvider locale={locale}>
      <div lang={locale}>
        <PlainFrame>{children}</PlainFrame>
      </div>
    </LocaleProvider>
  );
}
