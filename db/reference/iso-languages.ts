/** ISO 639 with names in every language of the pages, from CLDR: the shortest code of each language that has both names. */
import type { Names } from "#app/dispatch/vocabulary";
import rows from "./iso-languages.json";

export interface IsoLanguage {
  code: string;
  name: Names;
}

export const ISO_LANGUAGES: readonly IsoLanguage[] = rows.map(([code = "", lv = "", en = ""]) => ({
  code,
  name: { lv, en },
}));

export function isoLanguage(code: string): IsoLanguage | undefined {
  return ISO_LANGUAGES.find((one) => one.code === code);
}
