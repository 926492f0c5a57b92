import { fold, foundIn } from "#app/text";

export interface Findable {
  code: string;
  name: string;
  words: string;
  related: string;
}

/**
 * The languages that a typed word means: by name, code, other spelling or script; those whose own name begins with it first.
 * `related` are languages often understood instead ("farsi" finds dari too).
 */
export function findLanguages<L extends Findable>(
  languages: readonly L[],
  query: string,
): { exact: L[]; related: L[] } {
  const begins = (language: L) => Number(fold(language.name).startsWith(fold(query)));
  const exact = languages
    .filter((language) => foundIn(`${language.name} ${language.words}`, query))
    .sort((a, b) => begins(b) - begins(a));
  const related = languages.filter((language) => !exact.includes(language) && foundIn(language.related, query));
  return { exact, related };
}
