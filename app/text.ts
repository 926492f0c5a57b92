/**
 * Latvian text for machines: sort keys and folded search text. Pure, and the same on both sides; anybody may import it.
 * `sortKeyLv` fills every `sort_key` column, `fold` every `search_words` column and every search box's query.
 */
import { bare } from "./text/characters";
import { drawnLatinWhereMixed, withoutMarks } from "./text/letters";

const ALPHABET = "aābcčdeēfgģhiyījkķlļmnņoōpqrŗsštuūvwxzž";
const RANKS = new Map([...ALPHABET].map((letter, rank) => [letter, String.fromCharCode(0x41 + rank)]));

/**
 * A key that compares by code unit as Latvian compares words: ā after a, č after c, y after i.
 * Printable ASCII for Latin text, so SQLite's BINARY order and JavaScript's `<` agree on it.
 */
export function sortKeyLv(text: string): string {
  return [...collapsed(text).toLowerCase().normalize("NFC")]
    .map((letter) => RANKS.get(letter) ?? rankOf(letter))
    .join("");
}

/**
 * Lower case without marks, every Latin letter as one of the 26, single spaces, nothing invisible: "Liepāja" and "liepaja",
 * "Yılmaz" and "yilmaz" are the same to a search.
 */
export function fold(text: string): string {
  return withoutMarks(drawnLatinWhereMixed(collapsed(bare(text))).toLowerCase());
}

/** True when every word of the query begins some word of the text, and of an empty query. */
export function foundIn(text: string, query: string): boolean {
  const words = wordsOf(text);
  const sought = wordsOf(query);
  if (sought.length === 0) return query.trim() === "";
  return sought.every((part) => words.some((word) => word.startsWith(part)));
}

/** The folded words of a text. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function rankOf(letter: string): string {
  return [...withoutMarks(letter)].map((plain) => RANKS.get(plain) ?? plain).join("");
}

function collapsed(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
