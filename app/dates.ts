/** The only reader of dates that people type, and how a date stands in a field: as Latvians write it, whatever the browser speaks. */
import { addDays, type DateText, dateOf, type Instant, isDate } from "./time";

const DAYS_FROM_TODAY: Record<string, number> = { šodien: 0, today: 0, rīt: 1, tomorrow: 1, parīt: 2 };

/**
 * "2.12.", "02.12.2026.", "2. 12. 26", "2026-12-02", "rīt". Without a year it is the next such date from `today` on; where that is
 * null the year must be named. Null for what is none and for what may be two, such as 2/12.
 */
export function typedDate(typed: string, today: DateText | null): DateText | null {
  const text = typed
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();
  if (isDate(text)) return text;
  const ahead = Object.hasOwn(DAYS_FROM_TODAY, text) ? DAYS_FROM_TODAY[text] : undefined;
  if (ahead !== undefined) return today && addDays(today, ahead);
  const [, day = "", month = "", year] =
    /^(\d{1,2})\s*\.\s*(\d{1,2})\s*(?:\.\s*(?:(\d{4}|\d{2})\s*\.?)?)?$/.exec(text) ?? [];
  const inYear = (which: string) => `${which}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (year) return ifDate(inYear(year.padStart(4, "20")));
  if (day === "" || !today) return null;
  const first = Number(today.slice(0, 4));
  // Eight years at most lie between two 29ths of February.
  const years = Array.from({ length: 9 }, (_, i) => inYear(String(first + i)));
  return years.find((date) => isDate(date) && date >= today) ?? null;
}

/** "02.12.2026." of a date; what is none stays as it was typed. */
export function shownDate(text: string): string {
  const [year, month, day] = text.split("-");
  return isDate(text) ? `${day}.${month}.${year}.` : text;
}

/** Puts the dates that were typed under these names into the form or address as YYYY-MM-DD; what cannot be read stays. */
export function readDates<F extends FormData | URLSearchParams>(sent: F, now: Instant, ...names: string[]): F {
  for (const name of names) {
    const typed = sent.get(name);
    const date = typeof typed === "string" ? typedDate(typed, dateOf(now)) : null;
    if (date !== null && date !== typed) sent.set(name, date);
  }
  return sent;
}

function ifDate(text: string): DateText | null {
  return isDate(text) ? text : null;
}
