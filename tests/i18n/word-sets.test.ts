/** A browser has the words of its reader's role and no others, so every page's words must be among them. */
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { ANONYMOUS } from "#app/auth/viewer";
import { LOCALES, ROLES, type Role } from "#app/dispatch/vocabulary";
import { lv } from "#app/i18n/lv";
import { WORD_SETS, type WordSet } from "#app/i18n/word-sets";
import { wordsAt, wordsFor } from "#app/i18n/words.server";
import { sources } from "#tests/support/sources";

/** Rooms whose code a browser runs; what only loaders and actions use never leaves the server. */
const DRAWN = /^app\/(routes|ui|i18n|forms|dispatch|root)/;
const ENTERING: Record<string, readonly Role[]> = {
  coordinator: ["coordinator", "admin"],
  admin: ["admin"],
  finance: ["finance", "coordinator", "admin"],
  institution: ["requester"],
  interpreter: ["interpreter"],
};
const OPEN: readonly WordSet[] = ["public", ...ROLES];

/**
 * What a shared file says to others only: whoever asks for themselves is not asked who calls, and a coordinator's page tells a wrong
 * time of a report in words of its own.
 */
const UNSAID: Partial<Record<WordSet, string>> = {
  requester: "coordinator.caller",
  coordinator: "interpreter.job",
  admin: "interpreter.job",
};

/** The files that draw a page: its own and all that they import, as far as a browser has them. */
function drawing(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !DRAWN.test(file) || /\.server\.|i18n\/(index|catalogues|lv|en)\b/.test(file)) return seen;
  seen.add(file);
  for (const target of sources.find((source) => source.file === file)?.values ?? [])
    for (const ending of [".ts", ".tsx", "/index.ts", "/index.tsx"])
      if (existsSync(target + ending)) drawing(target + ending, seen);
  return seen;
}

/** "area.group" of every key that is written there; what an action answers is said by the page too, unless it answers in words. */
function groupsSaid(file: string): string[] {
  const code = sources.find((source) => source.file === file)?.code ?? "";
  // What the server puts into words itself, and keys that are only compared.
  const drawn = code.replace(/translator\([\w.]+\)\([^)]*\)|new Set\(\[[^\]]*\]\)/g, "");
  return [...drawn.matchAll(/["'`]([a-z]+):([a-zA-Z]+)/g)].flatMap(([, area = "", group = ""]) =>
    AREAS.has(area) ? [`${area}.${group}`] : [],
  );
}

const AREAS = new Set(Object.keys(lv));
const pages = sources
  .filter(({ file, code }) => /^app\/routes\/[^/]+(\/route)?\.tsx$/.test(file) && !/handle = \{ plain: true/.test(code))
  .map(({ file }) => file);

test.each([...pages, "app/root.tsx"])("%s says no word that its readers' browsers were not sent", (file) => {
  const room = /^app\/routes\/([a-z]+)/.exec(file)?.[1] ?? "";
  const said = new Set([...drawing(file)].flatMap(groupsSaid));
  for (const set of ENTERING[room] ?? OPEN)
    expect(
      [...said].filter(
        (group) =>
          group !== UNSAID[set] && !WORD_SETS[set].some((known) => known === group || known === group.split(".")[0]),
      ),
      set,
    ).toEqual([]);
});

test("each language and role has its words under a name of their own, and an older name is not to be kept", () => {
  const path = wordsFor({ locale: "lv", viewer: ANONYMOUS });
  expect(path).toMatch(/^\/words\/lv-public-[\w-]{8}\.js$/);
  expect(wordsAt(path)?.text).toContain('"locale":"lv"');
  expect(wordsAt(path.replace(/-[\w-]{8}\.js$/, "-AAAAAAAA.js"))?.path).toBe(path);
  expect(wordsAt("/words/lv-nobody-AAAAAAAA.js")).toBeUndefined();
  expect(LOCALES.map((locale) => wordsFor({ locale, viewer: ANONYMOUS }))).toHaveLength(LOCALES.length);
});
