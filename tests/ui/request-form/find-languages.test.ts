import { expect, test } from "vitest";
import { languageOptions } from "#app/queries/everyone/form-options";
import { findLanguages } from "#app/ui/request-form/find-languages";
import { BEGINNING, world } from "#tests/support/world";

const languages = languageOptions({ db: world().db, now: BEGINNING, locale: "lv" });
const names = (query: string) => {
  const { exact, related } = findLanguages(languages, query);
  return [...exact, ...related].map(({ language, variant }) =>
    variant ? `${language.name}: ${variant.name}` : language.name,
  );
};

test.each(["dari", "дари", "prs", "farsi", "ФАРСИ", "persian"])("%s finds dari and farsi", (query) => {
  expect(names(query)).toEqual(expect.arrayContaining(["dari", "farsi"]));
});

test("what begins with the typed word comes first", () => {
  expect(names("dari")[0]).toBe("dari");
  expect(names("farsi")[0]).toBe("farsi");
});

test("the name of a variant finds that variant first, and then its language", () => {
  expect(names("sorani")).toEqual(["kurdu: sorani (centrālkurdu)", "kurdu"]);
  expect(names("hazaragi")[0]).toBe("dari: hazāru (hazaragi)");
  expect(names("kantoniesu")).toEqual(["ķīniešu: kantoniešu", "ķīniešu"]);
});

test("Russian and English are found, so that the form can answer kindly", () => {
  expect(languages.filter(({ served }) => !served).map(({ code }) => code)).toEqual(["en", "ru"]);
  expect(names("russian")).toEqual(["krievu"]);
});
