/**
 * Characters that cannot be seen: what every text from outside goes through before anything reads it. Pure.
 *
 * Removed without a word, because nobody meant them: byte order marks, zero-width and soft hyphens, fillers, tags; direction
 * marks of text that has no right-to-left letters, and every direction character of text without letters (telephones copied
 * from an address book). Replaced: any kind of space by a space, any kind of line break by "\n". Kept, because they are
 * spelling: the joiners inside words of scripts that need them, and inside emoji. Refused, because the text then says
 * something else than it shows: control characters, overrides and isolates of direction, private use, broken halves.
 */

/** A character that was refused: what stands before it ("" = at the beginning) and its number ("U+202E"). */
export interface Unseen {
  after: string;
  code: string;
}

export interface ReadText {
  /** Without the refused characters, trimmed; "" when nothing in it can be seen. */
  text: string;
  /** The first that was refused. */
  unseen: Unseen | null;
}

const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACE = /[\t\p{Zs}\u2800]/gu;
const JOINER = /[\u200C\u200D]/g;
/** Joins like a letter of Arabic or Devanagari, or like an emoji. */
const JOINED =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F|(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Inherited}])[\p{L}\p{M}])$/u;
const SELECTOR = /(?<![\p{Extended_Pictographic}\d#*])[\uFE00-\uFE0F]/gu;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const DIRECTION_MARK = /[\u200E\u200F\u061C]/g;
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;
/** Ignored by every reader but for those above. */
const IGNORED = /(?![\u200C-\u200F\u061C\u202A-\u202E\u2066-\u2069]|[\uFE00-\uFE0F])\p{Default_Ignorable_Code_Point}/gu;
const REFUSED = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const LONGEST_BEFORE = 20;

/** What was typed as it is kept, and what of it nobody can see and must not stand there. */
export function readText(typed: string): ReadText {
  const kept = withoutHarmless(typed);
  const text = kept.replace(REFUSED, "").trim();
  if (!/[^\s\p{M}]/u.test(text)) return { text: "", unseen: null };
  REFUSED.lastIndex = 0;
  const found = REFUSED.exec(kept);
  if (!found) return { text, unseen: null };
  const before = [...kept.slice(0, found.index).replace(REFUSED, "").trim()].slice(-LONGEST_BEFORE).join("");
  return { text, unseen: { after: before, code: numberOf(found[0]) } };
}

/** The text with the numbers of refused characters where they stood: "Anna [U+202E]abc". */
export function pointedOut(typed: string): string {
  return withoutHarmless(typed)
    .replace(REFUSED, (character) => `[${numberOf(character)}]`)
    .trim();
}

/** The text alone, for what is only looked for and never kept. */
export function seenOf(typed: string): string {
  return readText(typed).text;
}

/** Without every character that cannot be seen, joiners and direction too: for comparing. */
export function bare(text: string): string {
  if (PLAINLY_SEEN.test(text)) return text.trim();
  return withoutHarmless(text)
    .replace(REFUSED, "")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu, "")
    .trim();
}

function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Letters, digits and signs that hold nothing invisible: most text, at once. */
const PLAINLY_SEEN = /^[ -~\u00A1-\u00AC\u00AE-\u024F]*$/;

function withoutHarmless(typed: string): string {
  if (PLAINLY_SEEN.test(typed)) return typed;
  const plain = typed
    .replace(LINE_BREAK, "\n")
    .replace(SPACE, " ")
    .replace(IGNORED, "")
    .replace(SELECTOR, "")
    .replace(JOINER, (joiner, at: number, all: string) =>
      JOINED.test(lastOf(all.slice(0, at))) && JOINED.test(firstOf(all.slice(at + 1))) ? joiner : "",
    );
  const marked = RIGHT_TO_LEFT.test(plain) ? plain : plain.replace(DIRECTION_MARK, "");
  return /\p{L}/u.test(marked) ? marked : marked.replace(DIRECTION_MARK, "").replace(DIRECTION, "");
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

function lastOf(text: string): string {
  return [...text.slice(-2)].at(-1) ?? "";
}
