import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { HOUSE_LOCALE, LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { catalogues } from "#app/i18n/catalogues";

type Tree = { [key: string]: string | Tree };

const AREAS = Object.keys(catalogues.lv) as (keyof typeof catalogues.lv)[];
const PLURAL = /_(?:zero|one|two|few|many|other)$/;
/** Latvian words that agree in gender are a context; English needs none. */
const GENDER = /_[FM]$/;
const FORMS: Record<Locale, readonly string[]> = { lv: ["zero", "one", "other"], en: ["one", "other"] };

function leaves(tree: Tree, at = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[at + key, value]] : leaves(value, `${at}${key}.`),
  );
}

const textsOf = (locale: Locale) =>
  new Map(AREAS.flatMap((area) => leaves(catalogues[locale][area] as Tree, `${area}:`)));
const keysOf = (locale: Locale) =>
  new Set([...textsOf(locale).keys()].map((key) => key.replace(PLURAL, "").replace(GENDER, "")));

const OTHERS = LOCALES.filter((locale) => locale !== HOUSE_LOCALE);

test.each(OTHERS)("every Latvian text is there in %s, and no other", (locale) => {
  const [latvian, others] = [keysOf(HOUSE_LOCALE), keysOf(locale)];
  expect([...latvian].filter((key) => !others.has(key))).toEqual([]);
  expect([...others].filter((key) => !latvian.has(key))).toEqual([]);
});

test.each(LOCALES)("every plural of %s has all its forms", (locale) => {
  const texts = textsOf(locale);
  const plurals = new Set(
    [...texts].filter(([key, text]) => isPlural(key, text)).map(([key]) => key.replace(PLURAL, "")),
  );
  const lacking = [...plurals].flatMap((key) =>
    FORMS[locale].filter((form) => !texts.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
  );
  expect(lacking).toEqual([]);
});

/** A key may end in "_other" without being a plural: then it counts nothing. */
function isPlural(key: string, text: string): boolean {
  return PLURAL.test(key) && (!key.endsWith("_other") || text.includes("{{count}}"));
}

test.each(LOCALES)("no text of %s is empty, and it fills in the same words as the Latvian", (locale) => {
  const named = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
  const others = textsOf(locale);
  for (const [key, text] of others) expect(text.trim(), key).not.toBe("");
  for (const [key, text] of textsOf(HOUSE_LOCALE)) {
    const other = others.get(key);
    if (other !== undefined && !PLURAL.test(key)) expect(new Set(named(other)), key).toEqual(new Set(named(text)));
  }
});

test("every key that the code names exists", () => {
  const known = keysOf("lv");
  const groups = [...known].flatMap((key) => [...key.matchAll(/[.:]/g)].map(({ index }) => key.slice(0, index + 1)));
  const starts = new Set([...known, ...groups]);
  const unknown = namedInCode().filter(({ key, isWhole }) =>
    isWhole ? !known.has(key) : !hasStart(key, starts, known),
  );
  expect(unknown.map(({ key, file }) => `${file}: ${key}`)).toEqual([]);
});

/** A key that is put together, as far as its first variable. */
function hasStart(key: string, starts: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  return starts.has(key) || [...known].some((whole) => whole.startsWith(key));
}

function namedInCode(): { key: string; isWhole: boolean; file: string }[] {
  const area = `(?:${AREAS.join("|")})`;
  const whole = new RegExp(`["'\`](${area}:[\\w]+(?:\\.[\\w-]+)*)["'\`]`, "g");
  const begun = new RegExp(`\`(${area}:[\\w.-]*)\\$\\{`, "g");
  return sources("app").flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [
      ...[...text.matchAll(whole)].map(([, key]) => ({ key: key!, isWhole: true, file })),
      ...[...text.matchAll(begun)].map(([, key]) => ({ key: key!, isWhole: false, file })),
    ];
  });
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
