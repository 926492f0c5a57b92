/** What requesters are asked about a month or a quarter, and which one it is. */
import type { DateText } from "#app/time";

export const SURVEY_QUESTIONS = ["answered", "interpreter", "overall"] as const;
export type SurveyQuestion = (typeof SURVEY_QUESTIONS)[number];
export const SCORES = [1, 2, 3, 4, 5] as const;
export const LONGEST_SURVEY_WORDS = 1000;

/** Nothing is shown of fewer answers. */
export const FEWEST = 5;

export interface Period {
  from: DateText;
  /** The day after its last. */
  until: DateText;
}

/** The last whole period of so many months before the date; null: nobody is asked. */
export function periodBefore(date: DateText, months: number): Period | null {
  if (months === 0) return null;
  const [year = 0, month = 1] = date.split("-").map(Number);
  const until = year * 12 + Math.floor((month - 1) / months) * months;
  return { from: firstOf(until - months), until: firstOf(until) };
}

/** Months since the year 0. */
function firstOf(month: number): DateText {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

/** To a tenth; null while there are too few. */
export function averageScore(scores: readonly number[]): number | null {
  if (scores.length < FEWEST) return null;
  return Math.round((scores.reduce((sum, one) => sum + one, 0) / scores.length) * 10) / 10;
}
