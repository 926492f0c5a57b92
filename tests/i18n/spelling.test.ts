import { readFileSync } from "node:fs";
import dictionary from "dictionary-lv";
import { createHunspellFromStrings } from "hunspell-wasm";
import { expect, test } from "vitest";
import { catalogues } from "#app/i18n/catalogues";
import type { Texts } from "#app/i18n/translate";

const ALLOWED = readFileSync("tests/i18n/allowed-words.lv.txt", "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

test("every word of the Latvian catalogues is spelt as the dictionary spells it, or is allowed", async () => {
  const words = spelt();
  const misspelt = (await unknown(words.keys())).filter((word) => !ALLOWED.includes(word));
  expect(misspelt.map((word) => `${word} in ${words.get(word)}`)).toEqual([]);
});

test("an allowed word is one that is used and that the dictionary does not know", async () => {
  const words = spelt();
  expect(ALLOWED.filter((word) => !words.has(word))).toEqual([]);
  expect(await unknown(ALLOWED)).toEqual(ALLOWED);
});

test("a slip of one letter is found", async () => {
  const slips = wordsOf("Pieprasijums nosūtits; tulka <strong>vārtds</strong> un {{vaards}}, vards@iestade.lv");
  expect(await unknown(slips)).toEqual(["Pieprasijums", "nosūtits", "vārtds"]);
});

const hunspell = createHunspellFromStrings(text(dictionary.aff), text(dictionary.dic));

async function unknown(words: Iterable<string>): Promise<string[]> {
  const latvian = await hunspell;
  return [...words].filter((word) => !latvian.testSpelling(word));
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Each word once, with the key of a text that has it. */
function spelt(): Map<string, string> {
  return new Map(leaves(catalogues.lv).flatMap(([key, words]) => wordsOf(words).map((word) => [word, key] as const)));
}

/** The words a reader sees: without what is filled in, markup and addresses. */
function wordsOf(sentence: string): string[] {
  const seen = sentence.replace(/\{\{.*?\}\}|<[^>]*>|\S+@\S+/g, " ");
  return [...seen.matchAll(/[\p{L}\p{M}]+/gu)].map(([word]) => word);
}

function leaves(texts: Texts, at = ""): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[at + key, value]] : leaves(value, `${at}${key}.`),
  );
}
