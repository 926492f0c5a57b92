/** Finds in free text what must never be stored: personal codes, e-mail addresses, phone numbers. Pure. */

import type { PrivateKind } from "#app/dispatch/request-questions";

export interface PrivateText {
  kind: PrivateKind;
  /** As it was typed, so that the person sees what is meant. */
  text: string;
}

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** ddmmyy-ddddd, or the newer 32xxxx-xxxxx; people write hyphens, dashes, spaces or nothing between. */
const PERSONAL_CODE = /(?<!\d)(?:32\d{4}|\d{6})\s?[-–—‑]?\s?\d{5}(?!\d)/gu;
/** +371 27 011 868, 00371…, 27011868, 67 123 456 and foreign numbers with a plus. */
const PHONE =
  /(?<![\d\p{L}])(?:(?:\+|00)\d{1,3}[\s()-]?(?:\d[\s()-]?){6,12}\d|[268]\d[\s-]?\d{3}[\s-]?\d{3}|[268]\d{3}[\s-]?\d{4})(?!\d)/gu;

/** Everything in the text that looks like a person's own data, in order of appearance; empty = may be stored. */
export function privateTextIn(text: string): PrivateText[] {
  const found: (PrivateText & { at: number })[] = [];
  let rest = text;
  for (const [kind, pattern] of [
    ["email", EMAIL],
    ["phone", /(?:\+|00)371[\s()-]?(?:\d[\s()-]?){7}\d(?!\d)/gu],
    ["personal_code", PERSONAL_CODE],
    ["phone", PHONE],
  ] as const) {
    for (const match of rest.matchAll(pattern)) found.push({ kind, text: match[0].trim(), at: match.index });
    rest = rest.replace(pattern, (hit) => " ".repeat(hit.length));
  }
  return found.sort((a, b) => a.at - b.at).map(({ kind, text: hit }) => ({ kind, text: hit }));
}

/** The kinds alone, each once. */
export function privateKindsIn(text: string): PrivateKind[] {
  return [...new Set(privateTextIn(text).map(({ kind }) => kind))];
}
