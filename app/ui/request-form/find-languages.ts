import { fold, foundIn } from "#app/text";

export interface Findable {
  code: string;
  name: string;
  words: string;
  related: readonly string[];
  variants: readonly { code: string; name: string; words: string }[];
}

/** A language, or one of its variants. */
export interface Found<L extends Findable> {
  language: L;
  variant: L["variants"][number] | null;
}

type Variant = Findable["variants"][number];

/** All that a language, or one of its variants, is found by. */
export const textOfVariant = ({ code, name, words }: Variant): string => `${code} ${name} ${words}`;
export const textOfLanguage = ({ code, name, words, variants }: Omit<Findable, "related">): string =>
  [code, name, words, ...variants.map(textOfVariant)].join(" ");

/**
 * What a typed word means: a language by name, code, other spelling or script, or a variant by its own name; the variant
 * before its language, and those whose own name begins with the word first of all. `related` are languages often
 * understood instead ("farsi" finds dari too).
 */
export function findLanguages<L extends Findable>(
  languages: readonly L[],
  query: string,
): { exact: Found<L>[]; related: Found<L>[] } {
  const begins = ({ language, variant }: Found<L>) => {
    const isOwn = fold((variant ?? language).name).startsWith(fold(query));
    return isOwn ? 2 : variant ? 1 : 0;
  };
  const exact = languages
    .flatMap((language): Found<L>[] => [
      ...language.variants
        .filter((variant) => foundIn(textOfVariant(variant), query))
        .map((variant) => ({ language, variant })),
      ...(foundIn(textOfLanguage(language), query) ? [{ language, variant: null }] : []),
    ])
    .sort((a, b) => begins(b) - begins(a));
  const textOf = (codes: readonly string[]) =>
    languages.flatMap((language) => (codes.includes(language.code) ? [textOfLanguage(language)] : [])).join(" ");
  const related = languages
    .filter(
      (language) => !exact.some((found) => found.language === language) && foundIn(textOf(language.related), query),
    )
    .map((language) => ({ language, variant: null }));
  return { exact, related };
}
