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
