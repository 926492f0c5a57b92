/** What the server knows about this page beside its data: the nonce of the CSP, the language to fall back on, the request's number. */
import { useNavigation } from "@remix-run/react";
import { createContext, useContext, useEffect } from "react";
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

/** A thin line at the top while a page or an answer is on its way; shows only what lasts longer than half a second. */
export function Progress() {
  const { state } = useNavigation();
  return state === "idle" ? null : <div className="progress" aria-hidden="true" />;
}

/**
 * The page's words, a script that has run before any other begins: what the server wrote and what the browser draws say the same.
 * When somebody else has signed in meanwhile, or in another language, the page is fetched anew with their words.
 */
export function Words({ from, nonce }: { from: string; nonce?: string }) {
  useEffect(() => {
    const laid = document.querySelector<HTMLScriptElement>("script[data-words]")?.dataset.words ?? "";
    if (nameOf(laid) !== nameOf(from) && !(nameOf(from).endsWith("public") && sameLanguage(laid, from)))
      window.location.reload();
  }, [from]);
  return <script src={from} data-words={LAID ?? from} nonce={nonce} suppressHydrationWarning />;
}

/** What the document came with; on the server there is none yet. */
const LAID =
  typeof document === "undefined"
    ? undefined
    : document.querySelector<HTMLScriptElement>("script[data-words]")?.dataset.words;

/** "lv-interpreter": language and role, without the folder and the hash. */
const nameOf = (path: string) => /([a-z]+-[a-z]+)-[\w-]+\.js$/.exec(path)?.[1] ?? "";

/** Everybody has the words of the public pages. */
const sameLanguage = (a: string, b: string) => nameOf(a).split("-")[0] === nameOf(b).split("-")[0];
