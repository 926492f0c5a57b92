import { expect, test } from "vitest";
import { LOCALES } from "#app/dispatch/vocabulary";
import { catalogues } from "#app/i18n/catalogues";
import { type Texts, translate } from "#app/i18n/translate";

const SAMPLES: Record<string, unknown>[] = [
  {},
  ...[0, 1, 2, 11, 21, 1.5].map((count) => ({ count })),
  { context: "F" },
  { context: "M", count: 2 },
  { defaultValue: "nothing" },
];

test.each(LOCALES)("what was looked up before says the same again, for every key of %s in every form", (locale) => {
  const used = translate(locale, catalogues[locale]);
  const keys = [...keysOf(catalogues[locale]), "common:not.there", "nowhere:at.all", "common", ""];
  const wrong: unknown[] = [];
  for (const key of keys)
    for (const values of SAMPLED) {
      const [said, expected] = [used(key, values), plainly(locale, key, values)];
      if (said !== expected) wrong.push({ key, values, said, expected });
    }
  expect(wrong).toEqual([]);
});

test("a text that is filled in is filled in anew each time", () => {
  const t = translate("en", { area: { met: "{{a}} met {{b}}, and {{a}} left", one: "{{a}}" } });
  expect(t("area:met", { a: "Ann", b: "Bo" })).toBe("Ann met Bo, and Ann left");
  expect(t("area:met", { a: 1 })).toBe("1 met , and 1 left");
  expect(t("area:one", { a: "{{b}}", b: "no" })).toBe("{{b}}");
});

const NAMES = [
  ...new Set(LOCALES.flatMap((locale) => JSON.stringify(catalogues[locale]).match(/(?<=\{\{)\w+/g) ?? [])),
];
/** Every sample twice, with other words to fill in. */
const SAMPLED = [1, 2].flatMap((round) => {
  const words = NAMES.filter((name) => name !== "count").map((name) => [name, `${name}${round}`]);
  return SAMPLES.map((sample) => ({ ...Object.fromEntries(words), ...sample }));
});
const PLURALS = { lv: new Intl.PluralRules("lv"), en: new Intl.PluralRules("en") };

/** The rule, as plainly as it can be said, and without a memory. */
function plainly(locale: (typeof LOCALES)[number], key: string, values: Record<string, unknown>): string {
  const [area = "", path = ""] = key.split(":");
  const { count, context } = values;
  const forms = typeof count === "number" ? [`_${PLURALS[locale].select(count)}`, ""] : [""];
  if (count === 0) forms.unshift("_zero");
  const endings = context ? [...forms.map((form) => `_${context}${form}`), ...forms] : forms;
  for (const ending of endings) {
    let found: string | Texts | undefined = (catalogues[locale] as Record<string, Texts>)[area];
    for (const step of `${path}${ending}`.split(".")) found = typeof found === "object" ? found[step] : undefined;
    if (typeof found === "string")
      return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
  }
  return typeof values.defaultValue === "string" ? values.defaultValue : path;
}

function keysOf(texts: Texts, at = ""): string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const path = at === "" ? `${key}:` : at + key;
    const bare = path.replace(/_(?:zero|one|other|F|M)$/, "");
    return typeof value === "string" ? [path, bare] : keysOf(value, at === "" ? path : `${path}.`);
  });
}
