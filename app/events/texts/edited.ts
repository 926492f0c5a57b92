/** The words of letters as the administrator has them: what is shipped, and over it what was edited. */
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Locale } from "#app/dispatch/vocabulary";
import { catalogues, type Translate, translator } from "#app/i18n";
import { type Texts, translate } from "#app/i18n/translate";
import type { Reader } from "#db/client.server";
import { letterTexts } from "#db/schema";
import { untilWritten } from "#db/until-written";
import { isLetter, type LetterName, partsOf, type TextPart, wrongWith } from "./parts";

type Row = typeof letterTexts.$inferSelect;
/** Words that stand in place of a part of a letter. */
export interface EditedText {
  letter: LetterName;
  part: string;
  text: string;
}

/** One part as it is said today. */
export interface PartToday extends TextPart {
  /** What was edited; null: it is as shipped. */
  edited: string | null;
  /** What is said, since what was edited lacks something that letters of this version need. */
  isUnusable: boolean;
  /** What was shipped when it was edited, where this version ships something else; null where it does not. */
  shippedThen: string | null;
}

/** The words of every letter, in any language. Reads a small table, and only when something has been written meanwhile. */
export function wordsOfLetters(db: Reader): (locale: Locale) => Translate {
  return (locale) => saying(locale, usable(db, locale));
}

/** The same with other words in place of those of `instead`, before anybody saves them. */
export function wordsInstead(db: Reader, locale: Locale, instead: readonly EditedText[]): Translate {
  const kept = usable(db, locale).filter(
    ({ letter, part }) => !instead.some((o) => o.letter === letter && o.part === part),
  );
  return saying(locale, [...kept, ...instead]);
}

/** The parts of one letter in one language, and a mark of their state: who edits says which one they saw. */
export function letterToday(db: Reader, letter: LetterName, locale: Locale): { parts: PartToday[]; mark: string } {
  const rows = rowsOf(db, letter, locale);
  const parts = partsOf(letter, locale).map((part): PartToday => {
    const row = rows.find((one) => one.part === part.key);
    const edited = row?.text ?? null;
    return {
      ...part,
      edited,
      isUnusable: edited !== null && wrongWith(part, edited) !== null,
      shippedThen: row && row.shipped !== (part.shipped ?? "") ? row.shipped : null,
    };
  });
  return { parts, mark: markOf(rows) };
}

function rowsOf(db: Reader, letter: LetterName, locale: Locale): Row[] {
  return db
    .select()
    .from(letterTexts)
    .where(and(eq(letterTexts.locale, locale), eq(letterTexts.letter, letter)))
    .orderBy(letterTexts.part)
    .all();
}

function markOf(rows: readonly Row[]): string {
  const all = rows.map(({ part, text, shipped, savedAt }) => [part, text, shipped, savedAt]);
  return createHash("sha256").update(JSON.stringify(all)).digest("base64url").slice(0, 22);
}

/** What was edited and can be said: words that lack what this version needs, or name what it does not know, are left out. */
const usable = untilWritten((db, locale: Locale): readonly EditedText[] =>
  db
    .select()
    .from(letterTexts)
    .where(eq(letterTexts.locale, locale))
    .orderBy(letterTexts.letter, letterTexts.part)
    .all()
    .flatMap(({ letter, part, text }) => (isSayable(letter, part, text, locale) ? [{ letter, part, text }] : [])),
);

function isSayable(letter: string, part: string, text: string, locale: Locale): letter is LetterName {
  if (!isLetter(letter)) return false;
  const known = partsOf(letter, locale).find(({ key }) => key === part);
  return known !== undefined && wrongWith(known, text) === null;
}

const made = new Map<Locale, { of: string; t: Translate }>();

/** Made anew only when the words are others. */
function saying(locale: Locale, edited: readonly EditedText[]): Translate {
  if (edited.length === 0) return translator(locale);
  const of = JSON.stringify(edited);
  const before = made.get(locale);
  if (before?.of === of) return before.t;
  const areas: Record<string, Texts> = catalogues[locale];
  const mail = edited.reduce(
    (texts, { letter, part, text }) => put(texts, [letter, ...part.split(".")], text),
    areas.mail ?? {},
  );
  const t = translate(locale, { ...areas, mail });
  made.set(locale, { of, t });
  return t;
}

function put(texts: Texts, [first = "", ...rest]: readonly string[], text: string): Texts {
  const inner = texts[first];
  return { ...texts, [first]: rest.length === 0 ? text : put(typeof inner === "object" ? inner : {}, rest, text) };
}
