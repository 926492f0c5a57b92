import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { letterToday, type PartToday } from "#app/events/texts/edited";
import { isLetter, LONGEST_PART, type WrongText, wrongWith } from "#app/events/texts/parts";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { letterTexts } from "#db/schema";

export interface LetterToSave {
  letter: string;
  locale: Locale;
  /** Part → its words; a part that is not named stays. Shipped words are no edit. */
  words: Readonly<Record<string, string>>;
  /** Parts that are as shipped again, whatever stands in `words`. */
  asShipped: readonly string[];
  /** Parts whose shipped words have changed since, and that stay as edited all the same. */
  kept: readonly string[];
  /** The mark of the state that was shown (of `letterToday`); what somebody saved meanwhile is not written over. */
  mark: string;
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

/** What is wrong with one of the texts. */
export interface WrongPart extends WrongText {
  part: string;
}

/**
 * The words of one letter in one language. What is to go out says them from the next letter on. Refusals: `not_found`,
 * `saved_meanwhile`, `words_wrong` with each text that cannot stand, and the guard's of free text.
 */
export function saveLetter(ctx: Ctx, { key, ...given }: LetterToSave) {
  return transact(ctx, onceFor("save_letter", key, given), (work) => {
    const { letter, locale } = given;
    if (!may.administer(work.viewer) || !isLetter(letter)) return refuse("not_found");
    const { parts, mark } = letterToday(work.db, letter, locale);
    if (mark !== given.mark) return refuse("saved_meanwhile");
    const wanted = parts.map((part) => ({ part, text: wordsFor(part, given) }));
    const wrong = wanted.flatMap(({ part, text }): WrongPart[] => {
      const found = text === part.edited || text === null ? null : wrongWith(part, text);
      return found ? [{ ...found, part: part.key }] : [];
    });
    if (wrong.length > 0) return refuse("words_wrong", wrong);
    const changes = wanted.filter(({ part, text }) => text !== part.edited || isSeen(part, given));
    for (const { part, text } of changes) {
      if (text === null) remove(work, given, part);
      else {
        const passing = { longest: LONGEST_PART[part.sort], isVouched: given.isVouched };
        const passed = passText(work, { field: part.key }, text, passing);
        if (!passed.ok) return passed;
        const row = { text: passed.value, shipped: part.shipped ?? "", savedBy: savedBy(work), savedAt: work.now };
        const { locale } = given;
        work.db
          .insert(letterTexts)
          .values({ letter, locale, part: part.key, ...row })
          .onConflictDoUpdate({ target: [letterTexts.locale, letterTexts.letter, letterTexts.part], set: row })
          .run();
      }
    }
    if (changes.length > 0) record(work, { kind: "letter_saved", payload: { letter, locale } });
    return ok({ changed: changes.length });
  });
}

/** null: as shipped. */
function wordsFor({ key, shipped, edited }: PartToday, { words, asShipped }: LetterToSave): string | null {
  if (asShipped.includes(key) && shipped !== null) return null;
  const typed = words[key]?.trim();
  if (typed === undefined) return edited;
  return typed === shipped || (typed === "" && shipped === null) ? null : typed;
}

const isSeen = ({ key, shippedThen }: PartToday, { kept }: LetterToSave) => shippedThen !== null && kept.includes(key);

function remove(work: Work, { letter, locale }: LetterToSave, { key }: PartToday): void {
  const row = and(eq(letterTexts.locale, locale), eq(letterTexts.letter, letter), eq(letterTexts.part, key));
  work.db.delete(letterTexts).where(row).run();
}

function savedBy({ viewer }: Work): string | null {
  return viewer.kind === "user" ? viewer.userId : null;
}
