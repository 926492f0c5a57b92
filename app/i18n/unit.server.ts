/** The words of a unit's page, which come with it: few people lead a unit, and everybody who asks would carry them. */
import type { Locale } from "#app/dispatch/vocabulary";
import { translator } from "./index";

const WORDS =
  "requests people peopleMeans invited invite inviteMeans name email mails send none figures figuresMean month language state requested tookPlace cancelled done".split(
    " ",
  );

export function unitWords(locale: Locale): Record<string, string> {
  return Object.fromEntries(WORDS.map((word) => [word, translator(locale)(`request:unit.${word}`)]));
}

/** A language of the figures, by its name; null: it is not in the list. */
export function countedLanguage(locale: Locale, name: string | null): string {
  return name ?? translator(locale)("request:unit.unlisted");
}

export function inviteRefusal(locale: Locale, reason: string): string {
  return translator(locale)(`request:unit.refusal.${reason}`, { defaultValue: "" });
}
