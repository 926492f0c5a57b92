/** What letters say, part by part: the words that are shipped, in each language, and what an edited one must keep. */
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { catalogues } from "#app/i18n/catalogues";
import type { Texts } from "#app/i18n/translate";
import { NOTIFICATION_KINDS } from "../kinds";

/** Every letter, and then what stands in several of them. Names are those of the catalogue of mails. */
export const LETTERS = [...NOTIFICATION_KINDS, "several", "job", "calendar", "footer", "test"] as const;
export type LetterName = (typeof LETTERS)[number];

export function isLetter(name: string | undefined): name is LetterName {
  return LETTERS.some((letter) => letter === name);
}

/** What else the catalogue of mails holds: words of pages, of calendars, and names of a request's fields. */
export const NO_LETTERS = ["ics", "failure", "field"] as const;

/** One text of a letter in one language. */
export interface TextPart {
  /** Inside its letter: "heading", "body.plain", "more_one". */
  key: string;
  /** As this version ships it; null: this version has none in this language. */
  shipped: string | null;
  /** A body may have several paragraphs, everything else is one line. */
  sort: "subject" | "heading" | "body" | "line" | "link";
  /** What it must name, each as {{name}}. */
  needs: readonly string[];
  /** What it may leave out: the number itself, where the words already say it. */
  mayName: readonly string[];
  /** Of words that depend on a number: the form of the language that it is. */
  plural: Intl.LDMLPluralRule | null;
}

/** The longest text in characters: a line that a phone shows, a body that somebody reads. */
export const LONGEST_PART = { subject: 120, heading: 120, link: 80, line: 400, body: 1_500 } as const satisfies Record<
  TextPart["sort"],
  number
>;

type Shipped = Record<Locale, Record<string, Texts>>;
const SHIPPED: Shipped = { lv: catalogues.lv.mail, en: catalogues.en.mail };

/** The parts of a letter as an administrator reads them: subject and heading, what it says, and its link. */
export function partsOf(letter: LetterName, locale: Locale, shipped: Shipped = SHIPPED): TextPart[] {
  const inLocale = new Map(leaves(shipped[locale][letter] ?? {}));
  const everywhere = LOCALES.flatMap((one) => leaves(shipped[one][letter] ?? {}));
  const known = new Set([...inLocale.keys()].map(bare));
  const missing = everywhere
    .map(([key]) => key)
    .filter((key) => !known.has(bare(key)))
    .flatMap((key) => formsOf(key, locale));
  return [...new Set([...inLocale.keys(), ...missing])]
    .map((key) => partOf(key, inLocale.get(key) ?? null, everywhere))
    .sort((a, b) => ORDER.indexOf(a.sort) - ORDER.indexOf(b.sort));
}

const ORDER: readonly TextPart["sort"][] = ["subject", "heading", "body", "line", "link"];
const PLURAL = /_(zero|one|two|few|many|other)$/;

function partOf(key: string, shipped: string | null, everywhere: readonly (readonly [string, string])[]): TextPart {
  const named = everywhere.flatMap(([other, text]) => (bare(other) === bare(key) ? namesIn(text) : []));
  const names = [...new Set(named)];
  const ending = PLURAL.exec(key)?.[1];
  return {
    key,
    shipped,
    sort: sortOf(key),
    needs: names.filter((name) => name !== "count"),
    mayName: names.filter((name) => name === "count"),
    plural: PLURAL_FORMS.find((form) => form === ending) ?? null,
  };
}

const PLURAL_FORMS = ["zero", "one", "two", "few", "many", "other"] as const satisfies readonly Intl.LDMLPluralRule[];

function sortOf(key: string): TextPart["sort"] {
  if (/^body\.|^text$/.test(key)) return "body";
  const [first = ""] = bare(key).split(".");
  if (first.startsWith("heading")) return "heading";
  return first === "subject" || first === "link" ? first : "line";
}

/** A text that depends on a number has as many forms as its language counts by. */
function formsOf(key: string, locale: Locale): string[] {
  if (!PLURAL.test(key)) return [key];
  return new Intl.PluralRules(locale).resolvedOptions().pluralCategories.map((form) => `${bare(key)}_${form}`);
}

const bare = (key: string) => key.replace(PLURAL, "");

function leaves(texts: string | Texts, under = ""): (readonly [key: string, text: string])[] {
  if (typeof texts === "string") return [[under.slice(0, -1), texts]];
  return Object.entries(texts).flatMap(([key, inner]) => leaves(inner, `${under}${key}.`));
}

const NAME = /\{\{(\w+)\}\}/g;

function namesIn(text: string): string[] {
  return [...text.matchAll(NAME)].flatMap(([, name]) => name ?? []);
}

export interface WrongText {
  why: "required" | "too_long" | "line_break" | "braces" | "name_unknown" | "name_missing";
  /** What is not known, or is missing. */
  names: string[];
}

/** Pure: why the words cannot stand in that part; null when they can. */
export function wrongWith(part: TextPart, text: string): WrongText | null {
  if (text.trim() === "") return { why: "required", names: [] };
  if (text.length > LONGEST_PART[part.sort]) return { why: "too_long", names: [] };
  if (part.sort !== "body" && /[\r\n\u2028\u2029]/.test(text)) return { why: "line_break", names: [] };
  const named = namesIn(text);
  const unknown = named.filter((name) => !part.needs.includes(name) && !part.mayName.includes(name));
  if (unknown.length > 0) return { why: "name_unknown", names: [...new Set(unknown)] };
  if (/[{}]/.test(text.replace(NAME, ""))) return { why: "braces", names: [] };
  const missing = part.needs.filter((name) => !named.includes(name));
  return missing.length > 0 ? { why: "name_missing", names: missing } : null;
}
