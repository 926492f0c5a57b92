import { expect, test } from "vitest";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { catalogues } from "#app/i18n/catalogues";
import { type Texts, translate } from "#app/i18n/translate";

/** In Latvian the form "zero" serves 10 to 20 and every full ten as well. */
const COUNTS = [0, 1, 2, 10, 11, 21, 30];
const NOBODY = /\b(?:nobody|none|no one)\b|(?<!\p{L})(?:nevien(?:s|a|am|ai)|nav nekā)(?!\p{L})/iu;

test.each(LOCALES)("a text of %s that says a number says it for every number but one", (locale) => {
  const silent = rendered(locale).filter(
    ({ count, text, saysNumber }) => saysNumber && count !== 1 && !text.includes(String(count)),
  );
  expect(silent).toEqual([]);
});

test.each(LOCALES)("no counted text of %s says that there is nobody", (locale) => {
  expect(rendered(locale).filter(({ text }) => NOBODY.test(text))).toEqual([]);
});

test("ten, eleven and thirty read like each other in Latvian, and twenty-one like one", () => {
  const bare = new Map(rendered("lv").map(({ key, count, text }) => [key + count, text.replace(String(count), "#")]));
  const differing = (one: number, other: number) =>
    countedKeys("lv").filter(([key]) => bare.get(key + one) !== bare.get(key + other));
  expect([differing(10, 11), differing(10, 30), differing(1, 21)]).toEqual([[], [], []]);
});

interface Rendered {
  key: string;
  count: number;
  text: string;
  saysNumber: boolean;
}

function rendered(locale: Locale): Rendered[] {
  const t = translate(locale, catalogues[locale]);
  return countedKeys(locale).flatMap(([key, saysNumber]) =>
    COUNTS.map((count) => ({ key, count, text: t(key, { count }), saysNumber })),
  );
}

/** Keys that have a text for one, and whether the text for many says how many. */
function countedKeys(locale: Locale): [key: string, saysNumber: boolean][] {
  const texts = new Map(leaves(catalogues[locale]));
  return [...texts.keys()]
    .filter((key) => key.endsWith("_one"))
    .map((key) => key.slice(0, -"_one".length))
    .map((key) => [key, texts.get(`${key}_other`)?.includes("{{count}}") ?? false]);
}

function leaves(texts: Texts, at = ""): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[at + key, value]] : leaves(value, `${at}${key}${at === "" ? ":" : "."}`),
  );
}
