/** Requests that nobody can take for each other: each number has its own language and minute, in office hours. */
import { addDays, addMinutes, dateOf, type Instant, parseWall, timeOf } from "#app/time";

/** Spoken by two people or more of the demo. */
const LANGUAGES = ["ar", "prs", "fr", "tr", "es", "fa", "zh", "hi", "hy", "ku", "pa", "tg", "ur"] as const;
const A_DAY = 28;
const MINUTES = 15;

export interface Need {
  language: string;
  date: string;
  start: string;
  minutes: number;
  /** By which it is found again. */
  note: string;
}

/** Request number `number` of a service whose day is `today`: from two weeks on, on working days between 9 and 16. */
export function needOf(number: number, today: Instant): Need {
  const slot = Math.floor(number / LANGUAGES.length);
  const first = parseWall(workday(today, Math.floor(slot / A_DAY)), "09:00", "earlier");
  if (!first.ok) throw new Error(`no such hour: ${first.reason}`);
  const startAt = addMinutes(first.value, (slot % A_DAY) * MINUTES);
  const language = LANGUAGES[number % LANGUAGES.length] ?? "ar";
  return { language, date: dateOf(startAt), start: timeOf(startAt), minutes: MINUTES, note: noteOf(number) };
}

export const noteOf = (number: number): string => `Nr. ${number}`;

/** The `n`-th day from Monday to Friday, from two weeks after `today` on. */
function workday(today: Instant, n: number): string {
  const from = addDays(dateOf(today), 14);
  const monday = addDays(from, (8 - new Date(`${from}T12:00Z`).getUTCDay()) % 7);
  return addDays(monday, 7 * Math.floor(n / 5) + (n % 5));
}
