/** The codes of a file, in whatever spelling: which stood in it before, and which are near one that is known. Not a command itself. */
import type { Meant } from "#app/facts/keys/meant";
import { ok, type Result, refuse } from "#app/result";
import { codeTyped, isCode, isNear, keyOf, nearKeyOf } from "#app/text/keys";
import type { ProblemCode } from "./rows";

/**
 * What the rows so far have said, whether it was written or not, so that a dry run reports what the import would. All but
 * `taken` are keys.
 */
export interface SaidCodes {
  all: Set<string>;
  /** Codes of the rows that had no problem, by what near ones have in common. */
  taken: Map<string, string[]>;
  /** What is new, although it is near something known. */
  others: Set<string>;
}

export function noCodesYet(asNew: readonly string[] = []): SaidCodes {
  return { all: new Set(), taken: new Map(), others: new Set(asNew.map(keyOf)) };
}

/** A code that no row of the file had before. */
export function asNewCode({ all }: SaidCodes) {
  return (text: string): Result<string, ProblemCode> => {
    const code = codeTyped(text);
    if (!isCode(code)) return refuse("code_invalid");
    if (all.has(keyOf(code))) return refuse("code_twice", code);
    all.add(keyOf(code));
    return ok(code);
  };
}

/** "A17 ~ A-17": a code that means no known one, and a known one or one of the rows so far that it is near; null when it is said to be another. */
export function nearCode(
  { taken, others }: SaidCodes,
  code: string,
  { same, near }: Meant<{ code: string }>,
): string | null {
  if (same || others.has(keyOf(code))) return null;
  const close = near[0]?.code ?? taken.get(nearKeyOf(code))?.find((other) => isNear(other, code));
  return close === undefined ? null : besides(code, close);
}

/** What was typed, and the known one that it may well mean. */
export function besides(typed: string, known: string): string {
  return `${typed} ~ ${known}`;
}

/** The row of this code has no problem. */
export function takeCode({ taken }: SaidCodes, code: string): void {
  taken.set(nearKeyOf(code), [...(taken.get(nearKeyOf(code)) ?? []), code]);
}
