import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { letterToday } from "#app/events/texts/edited";
import { isLetter } from "#app/events/texts/parts";
import { ok, type Result, refuse } from "#app/result";
import { letterTexts } from "#db/schema";

interface LetterToReset {
  letter: string;
  locale: Locale;
  /** The mark of the state that was shown. */
  mark: string;
  key?: string | undefined;
}

/** A letter is as shipped again, in one language. Refusals: `not_found`, `saved_meanwhile`. */
export function resetLetter(ctx: Ctx, { key, ...given }: LetterToReset): Result<null, "not_found" | "saved_meanwhile"> {
  return transact(ctx, onceFor("reset_letter", key, given), (work) => {
    const { letter, locale } = given;
    if (!may.administer(work.viewer) || !isLetter(letter)) return refuse("not_found");
    if (letterToday(work.db, letter, locale).mark !== given.mark) return refuse("saved_meanwhile");
    const its = and(eq(letterTexts.locale, locale), eq(letterTexts.letter, letter));
    const { changes } = work.db.delete(letterTexts).where(its).run();
    if (changes > 0) record(work, { kind: "letter_reset", payload: { letter, locale } });
    return ok(null);
  });
}
