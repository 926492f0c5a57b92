import { expect, test } from "vitest";
import { bare, readText } from "#app/text/characters";

test.each([
  ["a byte order mark", "\uFEFFZanda", "Zanda"],
  ["a zero-width space", "Zan\u200Bda", "Zanda"],
  ["a soft hyphen", "Zan\u00ADda", "Zanda"],
  ["a hard space", "Zanda\u00A0Kļava", "Zanda Kļava"],
  ["a tab", "Zanda\tKļava", "Zanda Kļava"],
  ["a joiner in a Latin word", "Zan\u200Dda", "Zanda"],
  ["a direction mark without right-to-left letters", "\u200EZanda\u200F", "Zanda"],
  ["line breaks of other systems", "viens\r\ndivi\u2028trīs\rčetri", "viens\ndivi\ntrīs\nčetri"],
  ["directions around a telephone copied from an address book", "\u202A+371 20 000 142\u202C", "+371 20 000 142"],
])("%s is nobody's fault: it goes without a word", (_, typed, text) => {
  expect(readText(typed)).toEqual({ text, unseen: null });
});

test("what a script needs is kept: joiners of Persian words and emoji, direction marks beside them", () => {
  for (const text of ["می\u200Cخواهم", "👩\u200D⚕\uFE0F", "شماره\u200F 12"])
    expect(readText(text)).toEqual({ text, unseen: null });
});

test.each([
  ["Zanda\u202Eavaļķ", { text: "Zandaavaļķ", unseen: { after: "Zanda", code: "U+202E" } }],
  ["\u0007Zanda", { text: "Zanda", unseen: { after: "", code: "U+0007" } }],
  ["Zanda \u2066K", { text: "Zanda K", unseen: { after: "Zanda", code: "U+2066" } }],
  ["Zanda \u{10FFFF}", { text: "Zanda", unseen: { after: "Zanda", code: "U+10FFFF" } }],
  ["Zan\uE000da", { text: "Zanda", unseen: { after: "Zan", code: "U+E000" } }],
])("%j holds something that says other than it shows, and where", (typed, read) => {
  expect(readText(typed)).toEqual(read);
});

test.each(["\u200B", "\u200D \u2800", "\u202E", "\u3164", "\u00AD\u00AD", "\u0301", "\uFEFF\n\t"])(
  "%j is nothing typed",
  (typed) => {
    expect(readText(typed)).toEqual({ text: "", unseen: null });
    expect(bare(typed).replace(/\p{M}/gu, "")).toBe("");
  },
);
