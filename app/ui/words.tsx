import { useEffect } from "react";

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
