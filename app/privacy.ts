/**
 * The guard of free text: finds in it what must never be stored, and makes the one type that a column of free text takes.
 * Pure, and the same on both sides.
 */

import { type PrivateKind, VOUCHABLE } from "#app/dispatch/request-questions";
import { numbersIn } from "./private-numbers";
import { invariant, ok, type Result, refuse } from "./result";

export interface PrivateText {
  kind: PrivateKind;
  /** As it was typed, so that the person sees what is meant. */
  text: string;
}

declare const passed: unique symbol;
/** Free text that has passed the guard. Columns of free text take nothing else. */
export type Guarded = string & { readonly [passed]: true };

/** What a text may be at most, and whether somebody says that its numbers are no person's. */
export interface Passing {
  longest: number;
  isVouched?: boolean | undefined;
  /** What is looked for; all of it by default. */
  kinds?: readonly PrivateKind[];
}

export type GuardRefusal = "too_long" | "holds_personal_code" | "holds_code_like" | "holds_email" | "holds_phone";

/**
 * The one reader of free text. What is too long is not searched. `vouchedFor` names what would not have passed without
 * somebody's word, which is recorded with the text.
 */
export function guardText(
  typed: string,
  { longest, isVouched = false, kinds: sought }: Passing,
): Result<{ text: Guarded; vouchedFor: PrivateKind[] }, GuardRefusal> {
  const text = typed.trim();
  if (text.length > longest) return refuse("too_long");
  const kinds = privateKindsIn(text).filter((kind) => !sought || sought.includes(kind));
  const stopped = kinds.find((kind) => !isVouched || !VOUCHABLE.includes(kind));
  if (stopped) return refuse(`holds_${stopped}`);
  invariant(isPassed(text, kinds, isVouched), "what was not stopped has passed");
  return ok({ text, vouchedFor: kinds });
}

/** What the house itself writes, in its demonstration and its codes: that it holds nobody's own is certain. */
export function ownText(text: string): Guarded {
  const kinds = privateKindsIn(text);
  invariant(isPassed(text, kinds, false), "our own texts hold nobody's data");
  return text;
}

/** Two texts that have passed, side by side: what passed in each passes together. */
export function joined(one: Guarded, other: Guarded): Guarded {
  const text = `${one} ${other}`;
  invariant(isPassed(text, [], true), "both have passed");
  return text;
}

function isPassed(_text: string, kinds: readonly PrivateKind[], isVouched: boolean): _text is Guarded {
  return kinds.every((kind) => isVouched && VOUCHABLE.includes(kind));
}

/** Everything in the text that looks like a person's own data, in order of appearance; empty = may be stored. */
export function privateTextIn(text: string): PrivateText[] {
  const emails = emailsIn(text);
  const found = [...emails.map((range) => ({ kind: "email" as const, ...range })), ...numbersIn(without(emails, text))];
  return found.sort((a, b) => a.from - b.from).map(({ kind, from, to }) => ({ kind, text: text.slice(from, to) }));
}

/** The kinds alone, each once. */
export function privateKindsIn(text: string): PrivateKind[] {
  return [...new Set(privateTextIn(text).map(({ kind }) => kind))];
}

/** The text with letters in place of the ranges, so that all else keeps its place. */
function without(ranges: readonly { from: number; to: number }[], text: string): string {
  let end = 0;
  const parts = ranges.map(({ from, to }) => {
    const before = text.slice(end, from);
    end = to;
    return before + "x".repeat(to - from);
  });
  return parts.join("") + text.slice(end);
}

const LOCAL_PART = /[\p{L}\p{N}._%+-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;

/** Around every "@" as far as an address goes: no letter is looked at more than twice. */
function emailsIn(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const { index } of text.matchAll(/[@\uFF20]/g)) {
    let [from, to] = [index, index + 1];
    const least = found.at(-1)?.to ?? 0;
    while (from > least && LOCAL_PART.test(text[from - 1]!)) from--;
    while (to < text.length && DOMAIN.test(text[to]!)) to++;
    while (/[.-]/.test(text[to - 1]!)) to--;
    if (from < index && text.slice(index + 1, to).includes(".")) found.push({ from, to });
  }
  return found;
}
