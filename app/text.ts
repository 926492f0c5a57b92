/**
 * Latvian text for machines: sort keys and folded search text. Pure, and the same on both sides; anybody may import it.
 * `sortKeyLv` fills every `sort_key` column, `fold` every `search_words` column and every search box's query.
 */

const ALPHABET = "aābcčdeēfgģhiyījkķlļmnņoōpqrŗsštuūvwxzž";
const RANKS = new Map([...ALPHABET].map((letter, rank) => [letter, String.fromCharCode(0x41 + rank)]));

/**
 * A key that compares by code unit as Latvian compares words: ā after a, č after c, y after i.
 * Printable ASCII for Latin text, so SQLite's BINARY order and JavaScript's `<` agree on it.
 */
export function sortKeyLv(text: string): string {
  return [...collapsed(text).toLowerCase().normalize("NFC")]
    .map((letter) => RANKS.get(letter) ?? RANKS.get(stripped(letter)) ?? letter)
    .join("");
}

/** Lower case without diacritics, single spaces: "Liepāja" and "liepaja" are the same to a search. */
export function fold(text: string): string {
  return stripped(collapsed(text).toLowerCase());
}

/** True when every word of the query begins some word of the text. */
export function foundIn(text: string, query: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

function collapsed(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function stripped(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("ø", "o").replaceAll("ß", "ss");
}
