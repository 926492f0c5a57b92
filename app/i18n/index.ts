/** Words for people. Latvian first and complete, English complete. */

import type { Locale } from "#app/dispatch/vocabulary";
import { catalogues } from "#catalogues";
import { type Texts, type Translate, translate } from "./translate";

export { catalogues } from "#catalogues";
export type { Translate } from "./translate";

const known: Partial<Record<string, Record<string, Texts>>> = catalogues;
const translators = new Map<Locale, Translate>();

/** In a browser the words are those of its page, whichever language is named. */
export function translator(locale: Locale): Translate {
  const made = translators.get(locale);
  if (made) return made;
  const t = translate(locale, known[locale] ?? Object.values(known)[0] ?? {});
  translators.set(locale, t);
  return t;
}
