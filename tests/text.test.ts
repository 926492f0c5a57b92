import { expect, test } from "vitest";
import { fold, foundIn, sortKeyLv } from "#app/text";

test("Latvian order: every letter with a mark stands after its plain one, y after i", () => {
  const sorted = [
    "Zane",
    "Āboliņa",
    "Čakste",
    "Cēsis",
    "Ādams",
    "Ķekava",
    "Kuldīga",
    "Yousef",
    "Īve",
    "Jelgava",
    "Ilze",
  ];
  sorted.sort((a, b) => (sortKeyLv(a) < sortKeyLv(b) ? -1 : 1));
  expect(sorted).toEqual([
    "Āboliņa",
    "Ādams",
    "Cēsis",
    "Čakste",
    "Ilze",
    "Yousef",
    "Īve",
    "Jelgava",
    "Kuldīga",
    "Ķekava",
    "Zane",
  ]);
});

test("the key agrees with the collation of ICU", () => {
  const letters = [..."aābcčdeēfgģhiījkķlļmnņoprsštuūvzž"];
  const words = letters.flatMap((a, i) => letters.map((b, j) => a + b + letters[(i * 7 + j * 3) % letters.length]));
  const byKey = [...words].sort((a, b) => (sortKeyLv(a) < sortKeyLv(b) ? -1 : 1));
  expect(byKey).toEqual([...words].sort(new Intl.Collator("lv").compare));
});

test("search does not mind marks, case or the order of words", () => {
  expect(fold("  Liepāja ")).toBe("liepaja");
  expect(foundIn("Rīga, Purvciems un Pļavnieki", "plavn riga")).toBe(true);
  expect(foundIn("Rīga, Purvciems", "urv")).toBe(false);
});

test("every letter of Latin Extended is one of the 26 to a search", () => {
  const blocks = [
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const;
  const letters = blocks.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).filter((one) =>
      /[\p{Lu}\p{Ll}\p{Lt}]/u.test(one),
    ),
  );
  // Tone letters and the glottal stop of a few alphabets have no Latin letter to be.
  const others = letters.filter((letter) => !/^[a-z']+$/.test(fold(letter)));
  expect(others.join("")).toBe("ƼƽƾɁɂ");
});

test.each([
  ["Yılmaz", "yilmaz"],
  ["Đặng", "dang"],
  ["Əliyev", "eliyev"],
  ["Þórður", "thordur"],
  ["Bjørn Ægir", "bjorn aegir"],
  ["Łukasz", "lukasz"],
  ["Strauß", "strauss"],
  ["İnci", "inci"],
  ["Кarim", "karim"],
  ["Ka\u200Brim", "karim"],
])("%s is found by %s", (name, query) => {
  expect(fold(name)).toBe(query);
  expect(foundIn(`Nn ${name}`, query)).toBe(true);
});

test("a word of another script stays as it is", () => {
  expect(fold("Фарси")).toBe("фарси");
});
