/**
 * Keys that people type (codes of clients, organisations and interpreters, names of units, references, e-mail addresses):
 * how two spellings of one are known to be the same. What was typed is shown, its key is compared. Pure.
 */
import { fold } from "#app/text";
import { bare } from "./characters";
import { drawnLatin } from "./letters";

/**
 * The one form of a key: compatible forms as one (NFKC), upper case, every dash a hyphen, nothing invisible, Cyrillic and
 * Greek letters that are drawn like Latin ones as those, single spaces and none beside a hyphen. "" when nothing is left.
 */
export function keyOf(typed: string): string {
  const upper = bare(bare(typed).normalize("NFKC")).toUpperCase();
  return drawnLatin(upper)
    .replace(/[\p{Dash}\u2043\u02D7]/gu, "-")
    .replace(/\s+/g, " ")
    .replace(/ ?- ?/g, "-")
    .trim();
}

/** The columns that a code is compared by. */
export function keyed(code: string): { key: string; nearKey: string } {
  return { key: keyOf(code), nearKey: nearKeyOf(code) };
}

/** A code as it is shown: as typed, without what cannot be seen, every dash a hyphen. */
export function codeTyped(typed: string): string {
  return bare(typed)
    .normalize("NFC")
    .replace(/\p{Dash}/gu, "-")
    .replace(/\s+/g, " ")
    .replace(/ ?- ?/g, "-");
}

/** Letters, digits and what stands between them; it begins with one of the first two. */
export function isCode(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,+&()/_-]{0,39}$/u.test(text);
}

/**
 * True when two different keys may well be meant as one: they differ only by punctuation, by spaces, by leading zeros, by
 * marks on letters, or by O for 0 and I or l for 1 beside digits. Nobody but a person can say whether they are.
 */
export function isNear(a: string, b: string): boolean {
  if (keyOf(a) === keyOf(b)) return false;
  const others = readingsOf(b);
  return readingsOf(a).some((reading) => reading !== "" && others.includes(reading));
}

/** Near keys have this in common, and a few others too: to be looked up by, and then asked `isNear`. */
export function nearKeyOf(typed: string): string {
  return lettersOf(plainOf(typed)).replaceAll("0", "");
}

/** Leading zeros are those of the whole, or those of each part between punctuation. */
function readingsOf(typed: string): string[] {
  const plain = plainOf(typed);
  return [withoutZeros(lettersOf(plain)), lettersOf(withoutZeros(plain))];
}

function plainOf(typed: string): string {
  return fold(keyOf(typed))
    .replace(/(?<=\d)o(?!\p{L})|(?<!\p{L})o(?=\d)/gu, "0")
    .replace(/(?<=\d)[il](?!\p{L})/gu, "1");
}

function withoutZeros(plain: string): string {
  return plain.replace(/(?<!\d)0+(?=\d)/g, "");
}

function lettersOf(plain: string): string {
  return plain.replace(/[^\p{L}\p{N}]/gu, "");
}

/** An address as it is kept and compared: lower case, and what only looks like ASCII as ASCII. */
export function emailKeyOf(typed: string): string {
  return keyOf(typed).toLowerCase();
}

/** The reference that somebody means, or its beginning ("R-7F3KQ" of "r–7f3kq." or "7F3KQ"); "" when it can be none. */
export function referenceIn(typed: string): string {
  const key = keyOf(typed).replace(/^[^\p{L}\p{N}]+/u, "");
  const letters = key.replace(/[^\p{L}\p{N}]/gu, "");
  if (!/^[A-Z0-9]{1,12}$/.test(letters)) return "";
  const isWhole = /^R[^\p{L}\p{N}]/u.test(key) || (letters.startsWith("R") && letters.length === 6);
  return `R-${isWhole ? letters.slice(1) : letters}`;
}
