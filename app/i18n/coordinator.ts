import type { Locale } from "#app/dispatch/vocabulary";
import { type Instant, inRiga } from "#app/time";
import { timeOfDay } from "./format";
import { FORMATS } from "./formats";
import { translator } from "./index";

/** The document's title of a coordinator's page: `key` of the coordinator's catalogue, or the words themselves. */
export function pageTitle(locale: Locale, key: string, words: Record<string, string> = {}): string {
  return `${translator(locale)(`coordinator:${key}`, words)} · Tilts`;
}

/** "24.11. 08:30" · "24 Nov, 08:30": a moment near enough to need no year. */
export function shortMoment(locale: Locale, at: Instant): string {
  return FORMATS[locale].dateTime(FORMATS[locale].dayNear(inRiga(at)), timeOfDay(locale, at));
}
