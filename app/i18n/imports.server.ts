/** What is wrong with a file that is brought in, or with a row of it, in words: for the pages and the command line alike. */
import type { Locale } from "#app/dispatch/vocabulary";
import type { FileDetail } from "#app/imports/rows";
import { translator } from "./index";

interface Told {
  code: string;
  text?: string | undefined;
  allowed?: readonly string[] | undefined;
}

/** "nav tālruņa numurs: “abc”"; `way`: which option lets it pass. */
export function problemWords(locale: Locale, { code, text, allowed }: Told, way = ""): string {
  const t = translator(locale);
  const instead = allowed ? ` (${t("import:page.allowed", { names: allowed.join(", ") })})` : "";
  return `${t(`import:problem.${code}`)}${way}${text ? `: “${text}”` : ""}${instead}`;
}

/** Why nothing of a file is taken. */
export function fileWords(
  locale: Locale,
  reason: string,
  { line = 1, columns = [], nearest = [], known = [] }: FileDetail,
): string {
  const t = translator(locale);
  const named = columns.map((name, i) => {
    const near = nearest[i];
    return near ? t("import:whole.perhaps", { name, nearest: near }) : name;
  });
  return t(`import:whole.${reason}`, {
    line,
    columns: columns.join(", "),
    named: named.join(", "),
    known: known.join(", "),
  });
}

/** "Failā nav UTF-8; …" */
export function guessedWords(locale: Locale, encoding: string): string {
  return translator(locale)("import:page.guessed", { encoding });
}
