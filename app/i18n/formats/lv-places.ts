/**
 * Latvian place names as sentences need them: after "no" and "uz", and where something is. A plural name takes the
 * dative after any preposition: "no Talsiem", "uz Cēsīm". "Rīga, centrs" bends its first part: "Rīgā (centrs)".
 */

import type { Case } from "./format";

/** By ending, longest first: [ending, after "no", after "uz", locative]. */
const ENDINGS: readonly (readonly [string, string, string, string])[] = [
  ["pils", "pils", "pili", "pilī"],
  ["us", "us", "u", "ū"],
  ["i", "iem", "iem", "os"],
  ["a", "as", "u", "ā"],
  ["e", "es", "i", "ē"],
  ["is", "ja", "i", "ī"],
  ["š", "ša", "šu", "šā"],
  ["s", "a", "u", "ā"],
];

const EXCEPTIONS: Record<string, Record<Case, string>> = {
  Cēsis: { from: "Cēsīm", to: "Cēsīm", in: "Cēsīs" },
};

const COLUMN: Record<Case, 1 | 2 | 3> = { from: 1, to: 2, in: 3 };

/** The name as it is when no ending is known. */
export function placeIn(name: string, wanted: Case): string {
  const [whole = "", ...parts] = name.replace(/ \((.*)\)$/, ", $1").split(", ");
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
