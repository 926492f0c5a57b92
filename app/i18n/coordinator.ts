import type { Locale } from "#app/dispatch/vocabulary";
import { type Instant, inRiga } from "#app/time";
import { timeOfDay } from "./format";
import { FORMATS } from "./formats";

/** "24.11. 08:30" · "24 Nov, 08:30": a moment near enough to need no year. */
export function shortMoment(locale: Locale, at: Instant): string {
  return FORMATS[locale].dateTime(FORMATS[locale].dayNear(inRiga(at)), timeOfDay(locale, at));
}
