/** One line of health in words: what was looked at, how it is, and what to do where it is red. */
import type { Locale } from "#app/dispatch/vocabulary";
import type { Instant } from "#app/time";
import { decimal } from "./format";
import type { Translate } from "./index";

interface Line {
  check: string;
  why: string;
  isRed: boolean;
  at: Instant | null;
  amount: number | null;
  detail: string | null;
}

export interface SaidLine {
  name: string;
  text: string;
  /** null: nothing need be done. */
  deed: string | null;
  at: Instant | null;
}

export function healthSentences(t: Translate, locale: Locale, lines: readonly Line[]): SaidLine[] {
  return lines.map(({ check, why, isRed, at, amount, detail }) => ({
    name: t(`admin:check.${check}.name`),
    text: t(`admin:check.${check}.${why}`, {
      count: amount ?? 0,
      size: sizeOf(locale, amount ?? 0),
      detail: detail ?? "",
    }),
    deed: isRed ? t(`admin:check.${check}.do.${why}`) : null,
    at,
  }));
}

function sizeOf(locale: Locale, bytes: number): string {
  const [unit, name] = bytes >= 1e9 ? ([1e9, "GB"] as const) : ([1e6, "MB"] as const);
  return `${decimal(locale, Math.round((bytes * 10) / unit) / 10)} ${name}`;
}
