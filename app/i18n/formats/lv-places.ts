/** Latvian place names in the cases that sentences need. "Rīga, centrs" bends its first part: "Rīgā (centrs)". */

import type { Case } from "./format";

/** By ending, longest first: [ending, genitive, accusative, locative]. */
const ENDINGS: readonly (readonly [string, string, string, string])[] = [
  ["pils", "pils", "pili", "pilī"],
  ["us", "us", "u", "ū"],
  ["ži", "žu", "žus", "žos"],
  ["ļi", "ļu", "ļus", "ļos"],
  ["ņi", "ņu", "ņus", "ņos"],
  ["i", "u", "us", "os"],
  ["a", "as", "u", "ā"],
  ["e", "es", "i", "ē"],
  ["is", "ja", "i", "ī"],
  ["š", "ša", "šu", "šā"],
  ["s", "a", "u", "ā"],
];

const EXCEPTIONS: Record<string, Record<Case, string>> = {
  Cēsis: { genitive: "Cēsu", accusative: "Cēsis", locative: "Cēsīs" },
};

const COLUMN: Record<Case, 1 | 2 | 3> = { genitive: 1, accusative: 2, locative: 3 };

/** The name as it is when no ending is known. */
export function placeIn(name: string, wanted: Case): string {
  const [whole = "", ...parts] = name.split(", ");
  const words = whole.split(" ");
  const last = words.pop() ?? "";
  const bent = [...words, bend(last, wanted)].join(" ");
  return parts.length > 0 ? `${bent} (${parts.join(", ")})` : bent;
}

function bend(word: string, wanted: Case): string {
  const exception = EXCEPTIONS[word];
  if (exception) return exception[wanted];
  const ending = ENDINGS.find(([nominative]) => word.endsWith(nominative));
  return ending ? word.slice(0, -ending[0].length) + ending[COLUMN[wanted]] : word;
}
