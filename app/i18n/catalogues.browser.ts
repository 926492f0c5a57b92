/** Takes the place of `catalogues` in a browser: the words that the page brought along, of one language and some areas. */
import type { Texts } from "./translate";

declare global {
  interface Window {
    /** Laid by the page's words file, which comes before every other script. */
    tiltsWords?: { locale: string; areas: Record<string, Texts> };
  }
}

const words = window.tiltsWords;

export const catalogues: Record<string, Record<string, Texts>> = words ? { [words.locale]: words.areas } : {};
