import type { Locale } from "#app/dispatch/vocabulary";
import { translator } from "./index";

/** The document's title of a coordinator's page: `key` of the coordinator's catalogue, or the words themselves. */
export function pageTitle(locale: Locale, key: string, words: Record<string, string> = {}): string {
  return `${translator(locale)(`coordinator:${key}`, words)} · Tilts`;
}
