/**
 * Personal codes and telephone numbers in free text, however they are written: digits of any script, with dashes, dots,
 * strokes, brackets or spaces of any kind between them. Pure. The text is walked once and each number looked at through a
 * window of fixed width, so the time is in proportion to the text.
 */

/** `code_like`: eleven digits that cannot be a personal code, though they look like one. */
export type NumberKind = "personal_code" | "code_like" | "phone";
export interface FoundNumber {
  kind: NumberKind;
  from: number;
  to: number;
}

/** Digits without anything between them. */
interface Group {
  digits: string;
  from: number;
  to: number;
  /** What stands between it and the group before: spaces as " ", dashes as "-". */
  gap: string;
  hasPlus: boolean;
  /** It is the tail of a word ("LV80"), not a number. */
  isTail: boolean;
}

/** Every number of a person in the text, none overlapping another; in no particular order. */
export function numbersIn(text: string): FoundNumber[] {
  return chainsIn(text).flatMap(numbersOf);
}

// --- reading ---------------------------------------------------------------------------------------

/** More than this between two groups, and they are two numbers. */
const WIDEST_GAP = 4;
/** Fewer digits are nobody's number. */
const SHORTEST = 8;
/** Words that stand right before a number: "t.29…", "mob29…". */
const ANNOUNCING = new Set("t m tel talr tālr tālrunis telefons mob phone nr zv".split(" "));
const LONGEST_WORD = 12;

/** Groups that may be one number: nothing but spaces, dashes, dots, strokes and brackets between them. */
function chainsIn(text: string): Group[][] {
  const chains: Group[][] = [];
  let chain: Group[] = [];
  let [gap, word, hasPlus, isInside] = ["", "", false, false];
  const close = () => {
    if (chain.reduce((count, { digits }) => count + digits.length, 0) >= SHORTEST) chains.push(chain);
    chain = [];
    [gap, isInside] = ["", false];
  };
  let at = 0;
  for (const character of text) {
    const from = at;
    at += character.length;
    const sign = plain(character);
    if (sign === "") continue;
    if (/\d/.test(sign)) {
      if (!isInside && chain.length > 0 && gap.length > WIDEST_GAP) close();
      const last = chain.at(-1);
      if (isInside && last) {
        last.digits += sign;
        last.to = at;
      } else {
        const isTail = chain.length === 0 && word !== "" && !ANNOUNCING.has(word);
        chain.push({ digits: sign, from, to: at, gap, hasPlus, isTail });
      }
      [gap, word, hasPlus, isInside] = ["", "", false, true];
      continue;
    }
    isInside = false;
    if (/[ \-./()[\]_]/.test(sign)) {
      if (gap.length <= WIDEST_GAP) gap += sign;
      word = "";
    } else {
      close();
      hasPlus = sign === "+";
      word = /\p{L}/u.test(sign) ? (word + sign.toLowerCase()).slice(-LONGEST_WORD) : "";
    }
  }
  close();
  return chains;
}

/** What the characters of one unit mean, so that each is asked about once. */
const known = new Map<string, string>();

/** Digits as 0–9, any space as " ", any dash as "-"; "" for what cannot be seen. Anything else as it is. */
function plain(character: string): string {
  if (character < "\u0080") return character === "\t" ? " " : character === "\\" ? "/" : character;
  const before = known.get(character);
  if (before !== undefined) return before;
  const meant = meantBy(character);
  if (character.length === 1) known.set(character, meant);
  return meant;
}

function meantBy(character: string): string {
  if (/[\p{Cf}\p{M}]/u.test(character)) return "";
  if (/[\p{Pd}\u2212]/u.test(character)) return "-";
  if (/\p{Zs}/u.test(character)) return " ";
  if (/\p{Nd}/u.test(character)) return String(digitOf(character));
  const normal = character.normalize("NFKC");
  if (normal === "·" || normal === "•" || normal === "∙") return ".";
  return normal.length === 1 && normal < "\u0080" ? normal : character;
}

/** Unicode keeps the ten digits of a script side by side, zero first. */
function digitOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

// --- telling ---------------------------------------------------------------------------------------

type Kind = NumberKind | "harmless";

/** Codes first, so that no telephone number takes a part of one away; then what is a date, an hour or a year's number. */
function numbersOf(chain: Group[]): FoundNumber[] {
  const found: FoundNumber[] = [];
  const taken = new Set<number>();
  const take = (looked: (chain: Group[], at: number) => [Kind, number] | null, kinds: readonly Kind[]) => {
    for (let at = 0; at < chain.length; at++) {
      const [kind, end] = (!taken.has(at) && looked(chain, at)) || [null, at];
      if (kind === null || !kinds.includes(kind) || isAnyTaken(taken, at, end)) continue;
      for (let i = at; i < end; i++) taken.add(i);
      if (kind !== "harmless") found.push({ kind, from: chain[at]!.from, to: chain[end - 1]!.to });
      at = end - 1;
    }
  };
  take(codeAt, ["personal_code"]);
  take(harmlessAt, ["harmless"]);
  take(phoneAt, ["phone"]);
  take(codeAt, ["code_like"]);
  return found;
}

function isAnyTaken(taken: ReadonlySet<number>, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (taken.has(i)) return true;
  return false;
}

/** The groups from `at` on that hold exactly so many digits. */
function windowOf(chain: readonly Group[], at: number, length: number): Group[] | null {
  let count = 0;
  for (let end = at; end < chain.length && count < length; ) {
    count += chain[end++]!.digits.length;
    if (count === length) return chain.slice(at, end);
  }
  return null;
}

const digitsOf = (groups: readonly Group[]): string => groups.map(({ digits }) => digits).join("");

const CODE = 11;
const HEAD = 6;

/**
 * A personal code: DDMMYY of a real day with the digit of its century, or 32 and nine digits. Written as six and five, it is
 * one by its form; in other groups, which may as well be a date and a number, by its check digit.
 */
function codeAt(chain: Group[], at: number): [NumberKind, number] | null {
  const groups = windowOf(chain, at, CODE);
  if (!groups) return null;
  const end = at + groups.length;
  const digits = digitsOf(groups);
  const isReal = digits.startsWith("32") || isBirthDay(digits);
  const tail = tailOf(groups);
  const isSixAndFive = groups.length === 1 || (groups.length === 2 && tail !== null);
  if (chain[at]!.hasPlus && !(groups.length === 2 && tail?.gap.includes("-"))) return null;
  if (isSixAndFive) return [isReal ? "personal_code" : "code_like", end];
  if (!isReal) return null;
  const isDashed = tail?.gap.includes("-") && (groups[0] === tail.before || tail.isAlone);
  if (isDashed || (!digits.startsWith("32") && hasCheckDigit(digits))) return ["personal_code", end];
  return groups.length === chain.length ? ["code_like", end] : null;
}

/** The last five digits, when a group begins with them: what stands before them, and whether they are one group. */
function tailOf(groups: readonly Group[]): { before: Group; gap: string; isAlone: boolean } | null {
  let count = 0;
  for (const [i, group] of groups.entries()) {
    count += group.digits.length;
    const next = groups[i + 1];
    if (count === HEAD && next) return { before: group, gap: next.gap, isAlone: i + 2 === groups.length };
  }
  return null;
}

function isBirthDay(digits: string): boolean {
  const [day, month, year] = [0, 2, 4].map((from) => Number(digits.slice(from, from + 2)));
  const century = Number(digits[HEAD]);
  return century <= 2 && isDay(day!, month!, 1800 + century * 100 + year!);
}

function isDay(day: number, month: number, year: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const longest = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= longest;
}

const WEIGHTS = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9];

/** The check digit of the codes that begin with a birth day. */
function hasCheckDigit(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 1);
  return (sum % 11) % 10 === Number(digits[CODE - 1]);
}

/** Dates with a year, hours from–to, and numbers of a year ("2026/1234"): eight digits that nobody calls. */
function harmlessAt(chain: Group[], at: number): [Kind, number] | null {
  const [a, b, c, d] = chain.slice(at, at + 4);
  if (!a || !b) return null;
  if (b.gap === "/" && (isYear(a) || isYear(b)) && a.digits.length + b.digits.length >= 6) return ["harmless", at + 2];
  if (!c) return null;
  const isDated = [b, c].every(({ gap }) => /[./-]/.test(gap)) && isDateOf(a, b, c);
  const isShort = c.digits.length === 2 && b.gap === c.gap && d?.gap === c.gap;
  if (isDated && !isShort) return ["harmless", at + 3];
  const isSpan = d && b.gap === "." && d.gap === "." && /^[ -]+$/.test(c.gap);
  return isSpan && [[a, b] as const, [c, d] as const].every(([one, other]) => isHourOrDay(one, other))
    ? ["harmless", at + 4]
    : null;
}

const isYear = ({ digits }: Group): boolean => /^(?:19|20)\d\d$/.test(digits);

function isDateOf(a: Group, b: Group, c: Group): boolean {
  if (isYear(a)) return isDay(Number(c.digits), Number(b.digits), Number(a.digits));
  if (isYear(c)) return isDay(Number(a.digits), Number(b.digits), Number(c.digits));
  const areShort = [a, b, c].every(({ digits }) => digits.length <= 2) && c.digits.length === 2;
  return areShort && isDay(Number(a.digits), Number(b.digits), 2000 + Number(c.digits));
}

/** "14.00" or "27.3". */
function isHourOrDay({ digits: one }: Group, { digits: other }: Group): boolean {
  const isHour = Number(one) <= 24 && other.length === 2 && Number(other) < 60;
  return one.length <= 2 && other.length <= 2 && (isHour || isDay(Number(one), Number(other), 2000));
}

/** With its country's code and seven to twelve digits, or eight digits as Latvia has them. */
const LATVIAN = 8;
const LONGEST_ABROAD = 15;

function phoneAt(chain: Group[], at: number): [NumberKind, number] | null {
  const first = chain[at]!;
  if (first.isTail) return null;
  const local = windowOf(chain, at, LATVIAN);
  if (local && isLatvian(local, chain)) return ["phone", at + local.length];
  for (const length of [3, 5]) {
    const whole = windowOf(chain, at, length + LATVIAN);
    if (whole && /^(?:00)?371[2689]\d{7}$/.test(digitsOf(whole))) return ["phone", at + whole.length];
  }
  const isAbroad = first.hasPlus ? !first.digits.startsWith("0") : /^00[1-9]\d/.test(first.digits);
  if (!isAbroad) return null;
  let [count, end] = [0, at];
  while (end < chain.length && count + chain[end]!.digits.length <= LONGEST_ABROAD + (first.hasPlus ? 0 : 2))
    count += chain[end++]!.digits.length;
  return count >= SHORTEST + (first.hasPlus ? 0 : 2) ? ["phone", end] : null;
}

/** In groups of two and more, as people write them; digit by digit only where nothing else is written beside them. */
function isLatvian(groups: readonly Group[], chain: readonly Group[]): boolean {
  if (!/^[268]/.test(digitsOf(groups)) || groups[0]!.hasPlus) return false;
  const isList = groups.slice(1).some(({ gap }) => /\.[ ]/.test(gap));
  const isWritten = groups.every(({ digits }) => digits.length > 1) || groups.length === chain.length;
  return isWritten && !isList;
}
