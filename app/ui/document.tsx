/** What the server knows about this page beside its data: the nonce of the CSP, the language to fall back on, the request's number. */
import { useNavigation } from "@remix-run/react";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { HOUSE_LOCALE, LOCALES, type Locale } from "#app/dispatch/vocabulary";
import type { FormAnswer } from "./form";

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

// --- what was kept through a sign-in ----------------------------------------------------------------------

/**
 * What was sent when nobody was signed in any more. The form it came from takes it up as it takes up what an action refused: by
 * its `id` among the forms of the page.
 */
export interface Kept {
  id: string;
  action: string;
  /** Id of the form; null where it has no fields that could show what was typed. */
  form: string | null;
  fields: readonly (readonly [name: string, value: string])[];
}

interface Held extends Kept {
  answer: FormAnswer;
}

const KeptContext = createContext<Held | null>(null);

/** The same answer as long as the same form is kept: a page that is read again leaves what has been typed since. */
export function KeptProvider({ kept, children }: { kept: Kept | null; children: ReactNode }) {
  const held = useRef<Held | null>(null);
  if (held.current?.id !== kept?.id) held.current = kept && { ...kept, answer: { values: valuesOf(kept) } };
  return <KeptContext.Provider value={held.current}>{children}</KeptContext.Provider>;
}

/** The action's answer about that form; without one, what was kept of it through a sign-in; null for neither. */
export function useTyped<A extends FormAnswer>(from: A | null | undefined, id = "f"): A | FormAnswer | null {
  const kept = useContext(KeptContext);
  return from ?? (kept?.form === id ? kept.answer : null);
}

/** Whether the form of that id holds what was kept. */
export function useIsKept(id: string): boolean {
  return useContext(KeptContext)?.form === id;
}

function valuesOf({ fields }: Kept): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of fields) {
    const before = values[name];
    if (name.endsWith("[]")) values[name] = [...(before ?? []), value];
    else values[name] ??= value;
  }
  return values;
}
