import fc from "fast-check";
import { expect, test } from "vitest";
import { codeTyped, emailKeyOf, isCode, isNear, keyOf, nearKeyOf, referenceIn } from "#app/text/keys";

test.each([
  ["KR-204", "kr-204"],
  ["KR-204", "KR‑204"],
  ["KR-204", "KR – 204"],
  ["KR-204", "КR-204"],
  ["KR-204", "ΚR-204"],
  ["KR-204", "KR-\u00AD204"],
  ["KR-204", "KR-204\u200B"],
  ["KR-204", "\uFEFFＫＲ－２０４"],
  ["BĒRNI-3", "BE\u0304RNI-3"],
  ["Uzņemšanas nodaļa", "uzņemšanas \u00A0nodaļa "],
])("%s and %s are one key", (one, other) => {
  expect(keyOf(other)).toBe(keyOf(one));
  expect(isNear(one, other)).toBe(false);
});

test.each([
  ["B-31", "B31"],
  ["B-31", "B/31"],
  ["B-31", "B 31"],
  ["009", "9"],
  ["B-031", "B-31"],
  ["1-002", "1002"],
  ["1-002", "1-2"],
  ["KR-1O4", "KR-104"],
  ["Īstā-4", "Ista-4"],
])("%s and %s are two keys that a person must tell apart, found by what they have in common", (one, other) => {
  expect(keyOf(other)).not.toBe(keyOf(one));
  expect(isNear(one, other)).toBe(true);
  expect(nearKeyOf(other)).toBe(nearKeyOf(one));
});

test.each([
  ["B-31", "B-32"],
  ["B-31", "B-310"],
  ["10", "1"],
  ["107", "17"],
  ["A-1", "B-1"],
])("%s and %s are plainly two", (one, other) => {
  expect(keyOf(other)).not.toBe(keyOf(one));
  expect(isNear(one, other)).toBe(false);
});

test("a key is its own key, and near keys always share what they are looked up by", () => {
  const typed = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."AaАа0O1Il-–./ \u200B5Āā"), maxLength: 8 }),
  );
  fc.assert(
    fc.property(typed, typed, (one, other) => {
      expect(keyOf(keyOf(one))).toBe(keyOf(one));
      if (isNear(one, other)) expect(nearKeyOf(other)).toBe(nearKeyOf(one));
    }),
  );
});

test("a code is shown as it was typed, but for what cannot be seen", () => {
  expect(codeTyped(" Kr\u200B – 204 ")).toBe("Kr-204");
  expect(isCode("ŠKOLA-1")).toBe(true);
  expect(isCode("#REF!")).toBe(false);
  expect(isCode("")).toBe(false);
});

test("an address is compared in lower case, without what cannot be seen", () => {
  expect(emailKeyOf(" Zanda\u200B.Kļava@Example.ORG")).toBe("zanda.kļava@example.org");
  expect(emailKeyOf("zаnda@example.org")).toBe("zanda@example.org");
});

test.each(["R-9H4WX", "r-9h4wx", "R‑9H4WX", "R–9H4WX.", "„R-9H4WX”,", "R-9H4WX\u200B", "R9H4WX", "R 9H4WX", "9h4wx"])(
  "%s means the reference R-9H4WX",
  (typed) => {
    expect(referenceIn(typed)).toBe("R-9H4WX");
  },
);

test("words are no reference", () => {
  expect(referenceIn("Rīgas domes sociālais dienests")).toBe("");
  expect(referenceIn("   ")).toBe("");
});
