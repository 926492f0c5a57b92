/**
 * Dates, times and numbers as people here read them. Own tables, so that server and browser say the same whatever their Intl.
 * Everything is Riga wall clock. Units: instants in epoch milliseconds, lengths in minutes.
 */
import type { Locale } from "#app/dispatch/vocabulary";
import {
  type DateText,
  dateOf,
  HOUR,
  type Instant,
  type Interval,
  inRiga,
  isFolded,
  MINUTE,
  startOfDay,
} from "#app/time";
import { translator } from "./index";

const WEEKDAYS = {
  lv: ["pirmdiena", "otrdiena", "trešdiena", "ceturtdiena", "piektdiena", "sestdiena", "svētdiena"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
} as const;
/** "On Tuesday": otrdien. */
const WEEKDAYS_WHEN = {
  lv: ["pirmdien", "otrdien", "trešdien", "ceturtdien", "piektdien", "sestdien", "svētdien"],
  en: WEEKDAYS.en,
} as const;
const WEEKDAYS_SHORT = {
  lv: ["P", "O", "T", "C", "P", "S", "Sv"],
  en: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
} as const;
const MONTHS = {
  lv: [
    "janvāris",
    "februāris",
    "marts",
    "aprīlis",
    "maijs",
    "jūnijs",
    "jūlijs",
    "augusts",
    "septembris",
    "oktobris",
    "novembris",
    "decembris",
  ],
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
} as const;
/** "In December": decembrī. */
const MONTHS_WHEN_LV = [
  "janvārī",
  "februārī",
  "martā",
  "aprīlī",
  "maijā",
  "jūnijā",
  "jūlijā",
  "augustā",
  "septembrī",
  "oktobrī",
  "novembrī",
  "decembrī",
] as const;

/**
 * "otrdien, 1. decembrī". The year is said when it is not the year of `now`, when both are near New Year, and when `now`
 * is not given: "otrdien, 2027. gada 1. decembrī".
 */
export function dayLong(locale: Locale, at: Instant, now?: Instant): string {
  const day = inRiga(at);
  const weekday = WEEKDAYS_WHEN[locale][day.weekday - 1]!;
  const withYear = now === undefined || saysYear(at, now);
  if (locale === "lv") {
    const month = MONTHS_WHEN_LV[day.month - 1]!;
    return `${weekday}, ${withYear ? `${day.year}. gada ` : ""}${day.day}. ${month}`;
  }
  return `${weekday}, ${day.day} ${MONTHS.en[day.month - 1]}${withYear ? ` ${day.year}` : ""}`;
}

/** "01.12.2026." · "1 Dec 2026". */
export function dayShort(locale: Locale, at: Instant): string {
  const day = inRiga(at);
  if (locale === "lv") return `${two(day.day)}.${two(day.month)}.${day.year}.`;
  return `${day.day} ${MONTHS.en[day.month - 1]!.slice(0, 3)} ${day.year}`;
}

/** "14:00–15:00", over midnight "22:00–06:00 (+1)", in the autumn hour that happens twice "03:30 (ziemas laiks)–04:30". */
export function timeRange(locale: Locale, { start, end }: Interval): string {
  const days = Math.round((startOfDay(dateOf(end)) - startOfDay(dateOf(start))) / (24 * HOUR));
  return `${timeOfDay(locale, start)}–${timeOfDay(locale, end)}${days > 0 ? ` (+${days})` : ""}`;
}

/** "14:00"; in the hour that happens twice it says which one. */
export function timeOfDay(locale: Locale, at: Instant): string {
  const wall = inRiga(at);
  const text = `${two(wall.hour)}:${two(wall.minute)}`;
  return isFolded(at) ? `${text} (${foldName(locale, at)})` : text;
}

/** "vasaras laiks" or "ziemas laiks": what tells the two half past threes of an autumn night apart. */
function foldName(locale: Locale, at: Instant): string {
  return translator(locale)(inRiga(at).isInDST ? "common:time.summer" : "common:time.winter");
}

/** "01.12.2026. 14:00" · "1 Dec 2026, 14:00". */
export function dateTime(locale: Locale, at: Instant): string {
  return `${dayShort(locale, at)}${locale === "lv" ? " " : ", "}${timeOfDay(locale, at)}`;
}

/** "otrdien, 1. decembrī, 14:00–15:00". */
export function whenLong(locale: Locale, interval: Interval, now?: Instant): string {
  return `${dayLong(locale, interval.start, now)}, ${timeRange(locale, interval)}`;
}

/** "otrdien, 1. decembrī, plkst. 16:20": a moment, for promises and deadlines. */
export function momentLong(locale: Locale, at: Instant, now?: Instant): string {
  return locale === "lv"
    ? `${dayLong(locale, at, now)}, plkst. ${timeOfDay(locale, at)}`
    : `${dayLong(locale, at, now)}, at ${timeOfDay(locale, at)}`;
}

/** "līdz otrdienai, 1. decembrim, plkst. 16:20" · "by Tuesday, 1 December, at 16:20": a promise or a deadline in a sentence. */
export function untilLong(locale: Locale, at: Instant, now?: Instant): string {
  if (locale === "en") return `by ${momentLong(locale, at, now)}`;
  const day = inRiga(at);
  const year = now === undefined || saysYear(at, now) ? `${day.year}. gada ` : "";
  const month = MONTHS.lv[day.month - 1]!.replace(/is$/, "im").replace(/s$/, "am");
  return `līdz ${WEEKDAYS.lv[day.weekday - 1]}i, ${year}${day.day}. ${month}, plkst. ${timeOfDay(locale, at)}`;
}

/** "otrdiena" · "Tuesday". 1 = Monday. */
export function weekdayName(locale: Locale, weekday: number): string {
  return WEEKDAYS[locale][weekday - 1]!;
}

/** P O T C P S Sv · Mo Tu We … 1 = Monday. */
export function weekdayShort(locale: Locale, weekday: number): string {
  return WEEKDAYS_SHORT[locale][weekday - 1]!;
}

/** "decembris" · "December". 1 = January. */
export function monthName(locale: Locale, month: number): string {
  return MONTHS[locale][month - 1]!;
}

/** "2026. gada decembris" · "December 2026", of a YYYY-MM-DD date. */
export function monthAndYear(locale: Locale, date: DateText): string {
  const [year, month] = date.split("-").map(Number);
  return locale === "lv" ? `${year}. gada ${monthName(locale, month!)}` : `${monthName(locale, month!)} ${year}`;
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
    const day = locale === "lv" ? "d." : "d";
    return `${Math.floor(hours / 24)} ${day}${hours % 24 ? ` ${hours % 24} h` : ""}`;
  }
  if (ms >= 10 * MINUTE) return duration(Math.floor(ms / MINUTE));
  const seconds = Math.floor(ms / 1000);
  return seconds >= 60 ? `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s` : `${seconds} s`;
}

const NO_BREAK = "\u00a0";

/** An E.164 number as people read it: "+371 27 011 868", never broken over two lines. What is not one stays as it is. */
export function phone(number: string): string {
  const bare = number.replace(/[\s()-]/g, "");
  const latvian = /^(?:\+371|00371)?([2-9]\d)(\d{3})(\d{3})$/.exec(bare);
  if (latvian) return ["+371", ...latvian.slice(1)].join(NO_BREAK);
  return /^\+\d{8,15}$/.test(bare) ? bare.replace(/\B(?=(\d{3})+$)/g, NO_BREAK) : number;
}

/** "a, b un c" · "a, b and c". */
export function listOf(locale: Locale, words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${locale === "lv" ? "un" : "and"} ${words.at(-1)}`;
}

/** The first letter large, for a sentence that begins with a day. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toLocaleUpperCase("lv") + text.slice(1);
}

function saysYear(at: Instant, now: Instant): boolean {
  return inRiga(at).year !== inRiga(now).year || (nearNewYear(at) && nearNewYear(now));
}

/** Less than a month before or after the first of January. */
function nearNewYear(at: Instant): boolean {
  const { month, day } = inRiga(at);
  return month === 1 || (month === 12 && day > 1);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
