/** Every word there is, for the server, mails and tools. A browser is sent those of its page: `catalogues.browser`. */
import type { Locale } from "#app/dispatch/vocabulary";
import { en } from "./en";
import { lv } from "./lv";

export const catalogues = { lv, en } satisfies Record<Locale, Record<keyof typeof lv, object>>;
