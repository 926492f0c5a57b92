/**
 * Dates, times and numbers as people here read them. Own tables, so that server and browser say the same whatever their Intl.
 * Everything is Riga wall clock. Units: instants in epoch milliseconds, lengths in minutes.
 */

import type { Locale } from "#app/dispatch/vocabulary";
import { eurosText } from "#app/pay/money";
import {
  addDays,
  DAY,
  type DateText,
  dateOf,
  HOUR,
  type Instant,
  type Interval,
  inRiga,
  instantFrom,
  isFolded,
  isSummerTime,
  MINUTE,
  mondayOf,
  startOfDay,
  timeOf,
} from "#app/time";
import { FORMATS } from "./formats";
import { two } from "./formats/format";
import { translator } from "./index";

/**
 * "otrdien, 1. decembrī". The year is said when it is not the year of `now`, when both are near New Year, and when `now`
 * is not given: "otrdien, 2027. gada 1. decembrī".
 */
export function dayLong(locale: Locale, at: Instant, now?: Instant): string {
  return FORMATS[locale].dayLong(inRiga(at), saysYear(at, now));
}

/** "01.12.2026." · "1 Dec 2026". */
export function dayShort(locale: Locale, at: Instant): string {
  return FORMATS[locale].dayShort(inRiga(at));
}

/** The last day of what ends at an instant, as the midnight after it: "30.11.2026.". */
export function lastDayShort(locale: Locale, end: Instant): string {
  return dayShort(locale, instantFrom(end - 1));
}

/** "01.12." · "01/12": where there is room for no more. */
export function dayNarrow(locale: Locale, at: Instant): string {
  return FORMATS[locale].dayNarrow(inRiga(at));
}

/** "14:00–15:00", over midnight "22:00–06:00 (+1)", in the autumn hour that happens twice "03:30 (ziemas laiks)–04:30". */
export function timeRange(locale: Locale, { start, end }: Interval): string {
  const days = Math.round((startOfDay(dateOf(end)) - startOfDay(dateOf(start))) / (24 * HOUR));
  return `${timeOfDay(locale, start)}–${timeOfDay(locale, end)}${days > 0 ? ` (+${days})` : ""}`;
}

/** "14:00"; in the hour that happens twice it says which one. */
export function timeOfDay(locale: Locale, at: Instant): string {
  return isFolded(at) ? `${timeOf(at)} (${foldName(locale, at)})` : timeOf(at);
}

/** "vasaras laiks" or "ziemas laiks": what tells the two half past threes of an autumn night apart. */
function foldName(locale: Locale, at: Instant): string {
  return translator(locale)(isSummerTime(at) ? "common:time.summer" : "common:time.winter");
}

/** "01.12.2026. 14:00" · "1 Dec 2026, 14:00". */
export function dateTime(locale: Locale, at: Instant): string {
  return FORMATS[locale].dateTime(dayShort(locale, at), timeOfDay(locale, at));
}

/** "otrdien, 1. decembrī, 14:00–15:00". */
export function whenLong(locale: Locale, interval: Interval, now?: Instant): string {
  return `${dayLong(locale, interval.start, now)}, ${timeRange(locale, interval)}`;
}

/** "otrdien, 1. decembrī, plkst. 16:20": a moment, for promises and deadlines. */
export function momentLong(locale: Locale, at: Instant, now?: Instant): string {
  return FORMATS[locale].moment(dayLong(locale, at, now), timeOfDay(locale, at));
}

/** "līdz otrdienai, 1. decembrim, plkst. 16:20" · "by Tuesday, 1 December, at 16:20": a promise or a deadline in a sentence. */
export function untilLong(locale: Locale, at: Instant, now?: Instant): string {
  return FORMATS[locale].until(inRiga(at), saysYear(at, now), timeOfDay(locale, at));
}

/** "otrdiena" · "Tuesday". 1 = Monday. */
export function weekdayName(locale: Locale, weekday: number): string {
  return FORMATS[locale].weekdays[weekday - 1]!;
}

/** P O T C P S Sv · Mo Tu We … 1 = Monday. */
export function weekdayShort(locale: Locale, weekday: number): string {
  return FORMATS[locale].weekdaysShort[weekday - 1]!;
}

/** "Otrdiena, 2026. gada 1. decembris" · "Tuesday, 1 December 2026": one day above a calendar or at a sentence's beginning. */
export function dayTitle(locale: Locale, date: DateText, now?: Instant): string {
  const start = startOfDay(date);
  return sentenceCase(FORMATS[locale].dayTitle(inRiga(start), saysYear(start, now)));
}

/** "49. nedēļa, 30.11.–06.12.2026." · "Week 49, 30/11–06/12/2026": several days above a calendar. */
export function weekTitle(locale: Locale, first: DateText, last: DateText): string {
  return FORMATS[locale].weekTitle(weekNumberOf(first), inRiga(startOfDay(first)), inRiga(startOfDay(last)));
}

/** "2026. gada decembris" · "December 2026", of a YYYY-MM-DD date. */
export function monthAndYear(locale: Locale, date: DateText): string {
  const { month, year } = inRiga(startOfDay(date));
  return FORMATS[locale].monthAndYear(month, year);
}

/** Minutes as "45 min", "1 h", "1 h 30 min". */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  return [hours && `${hours} h`, (whole % 60 || !hours) && `${whole % 60} min`].filter(Boolean).join(" ");
}

/** How long something still waits or has waited, in milliseconds: "2 d. 3 h", "3 h 12 min", "41 min", "4 min 09 s". */
export function relativeWait(locale: Locale, milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms >= 24 * HOUR) {
    const hours = Math.floor(ms / HOUR);
    return `${FORMATS[locale].days(Math.floor(hours / 24))}${hours % 24 ? ` ${hours % 24} h` : ""}`;
  }
  if (ms >= 10 * MINUTE) return duration(Math.floor(ms / MINUTE));
  const seconds = Math.floor(ms / 1000);
  return seconds >= 60 ? `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s` : `${seconds} s`;
}

const NO_BREAK = "\u00a0";

/**
 * A stored number as people read it: "+371 27 011 868", never broken over two lines, an extension as "#12", several with
 * commas. What is not one stays as it is.
 */
export function phone(number: string): string {
  return number.split(", ").map(onePhone).join(", ");
}

/** Where a tap on a stored number leads: the first, when there are several. */
export function phoneLink(number: string): string {
  return `tel:${number.split(", ")[0]}`;
}

function onePhone(number: string): string {
  const [typed = "", extension] = number.split(";ext=");
  const bare = typed.replace(/[\s()-]/g, "");
  const latvian = /^(?:\+371|00371)?([2-9]\d)(\d{3})(\d{3})$/.exec(bare);
  const behind = extension ? `${NO_BREAK}#${extension}` : "";
  if (latvian) return ["+371", ...latvian.slice(1)].join(NO_BREAK) + behind;
  return (/^\+\d{8,15}$/.test(bare) ? bare.replace(/\B(?=(\d{3})+$)/g, NO_BREAK) : typed) + behind;
}

/** "a, b un c" · "a, b and c". */
export function listOf(locale: Locale, words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${FORMATS[locale].and} ${words.at(-1)}`;
}

/** One decimal place at most: "1,5" · "1.5". */
export function decimal(locale: Locale, value: number): string {
  return String(Math.round(value * 10) / 10).replace(".", FORMATS[locale].decimal);
}

/** Minutes as hours: "1,5" · "1.5". */
export function hours(locale: Locale, minutes: number): string {
  return decimal(locale, minutes / 60);
}

/** Whole cents as euros, with no break before the sign: "12,50 €" · "12.50 €". */
export function euros(locale: Locale, cents: number): string {
  return `${eurosText(cents, FORMATS[locale].decimal)}${NO_BREAK}€`;
}

/** The first letter large, for a sentence that begins with a day. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toLocaleUpperCase("lv") + text.slice(1);
}

/** The week of its year in which a date lies, as ISO 8601 counts: the first is the one with the first Thursday. */
function weekNumberOf(date: DateText): number {
  const thursday = startOfDay(addDays(mondayOf(date), 3));
  const first = startOfDay(`${inRiga(thursday).year}-01-01`);
  return 1 + Math.floor(Math.round((thursday - first) / DAY) / 7);
}

function saysYear(at: Instant, now: Instant | undefined): boolean {
  return now === undefined || inRiga(at).year !== inRiga(now).year || (nearNewYear(at) && nearNewYear(now));
}

/** Less than a month before or after the first of January. */
function nearNewYear(at: Instant): boolean {
  const { month, day } = inRiga(at);
  return month === 1 || (month === 12 && day > 1);
}
