/** The words of a page as a script of its own: one for each language and role, named by its content, so that browsers keep it. */
import { createHash } from "node:crypto";
import { brotliCompressSync } from "node:zlib";
import type { Viewer } from "#app/auth/viewer";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { catalogues } from "./catalogues";
import type { Texts } from "./translate";
import { WORD_SETS, type WordSet } from "./word-sets";

export interface WordsFile {
  path: string;
  text: string;
  /** The same, packed as small as it goes; made when it is first asked for. */
  packed: () => Buffer;
}

/** Where the words of this reader's pages lie. */
export function wordsFor({ locale, viewer }: { locale: Locale; viewer: Viewer }): string {
  return fileOf(locale, viewer.kind === "user" ? viewer.role : "public").path;
}

/** The words by that name as they are now; whoever asks with an older name is not to keep them. */
export function wordsAt(path: string): WordsFile | undefined {
  return files().find((file) => file.path.slice(0, -HASHED) === path.slice(0, -HASHED));
}

function fileOf(locale: Locale, set: WordSet): WordsFile {
  const name = nameOf(locale, set);
  const known = made.get(name);
  if (known) return known;
  const areas = areasOf(catalogues[locale], WORD_SETS[set]);
  const text = `window.tiltsWords=${JSON.stringify({ locale, areas })}`;
  const hash = createHash("sha256")
    .update(text)
    .digest("base64url")
    .slice(0, HASHED - 3);
  let packed: Buffer | undefined;
  const file = { path: `/words/${name}-${hash}.js`, text, packed: () => (packed ??= brotliCompressSync(text)) };
  made.set(name, file);
  return file;
}

function areasOf(all: Record<string, Texts>, said: readonly string[]): Record<string, Texts> {
  const areas: Record<string, Texts> = {};
  for (const [area = "", group] of said.map((name) => name.split("."))) {
    const whole = all[area] ?? {};
    areas[area] = group === undefined ? whole : { ...areas[area], [group]: whole[group] ?? {} };
  }
  return areas;
}

/** Length of eight signs of a hash and ".js". */
const HASHED = 11;

const made = new Map<string, WordsFile>();

const nameOf = (locale: Locale, set: WordSet) => `${locale}-${set}`;

function files(): WordsFile[] {
  return LOCALES.flatMap((locale) =>
    Object.keys(WORD_SETS)
      .filter((set): set is WordSet => set in WORD_SETS)
      .map((set) => fileOf(locale, set)),
  );
}
