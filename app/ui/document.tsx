/** What the server knows about this page beside its data: the nonce of the CSP, the language to fall back on, the request's number. */
import { createContext, useContext } from "react";
import { HOUSE_LOCALE, LOCALES, type Locale } from "#app/dispatch/vocabulary";

export interface DocumentFacts {
  nonce?: string;
  locale: Locale;
  requestId?: string;
}

export const DocumentContext = createContext<DocumentFacts | null>(null);

/** In the browser the facts are read back from the document, so that an error page speaks the same language there. */
export function useDocumentFacts(): DocumentFacts {
  const given = useContext(DocumentContext);
  if (given || typeof document === "undefined") return given ?? { locale: HOUSE_LOCALE };
  const { lang } = document.documentElement;
  return {
    locale: LOCALES.find((one) => one === lang) ?? HOUSE_LOCALE,
    requestId: document.querySelector<HTMLMetaElement>('meta[name="request-id"]')?.content,
  };
}
