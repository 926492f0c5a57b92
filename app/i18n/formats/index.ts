/** What differs between the languages of the pages where words alone do not say it. `i18n/format` asks this table. */
import type { Locale } from "#app/dispatch/vocabulary";
import { en } from "./en";
import type { Format } from "./format";
import { lv } from "./lv";

export const FORMATS: Record<Locale, Format> = { lv, en };
