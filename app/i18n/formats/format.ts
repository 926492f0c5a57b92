/** What a language of the pages has to say beside its catalogues. */

/** A wall-clock day. `weekday` 1 = Monday. */
export interface Day {
  year: number;
  month: number;
  day: number;
  weekday: number;
}

/** What a sentence needs a place's name for: from it, to it, in it. */
/** A place as it stands after "from" and "to", and as where something is. */
export type Case = "from" | "to" | "in";

/** Examples are of Tuesday, 1 December 2026. */
export interface Format {
  /** Nominative, Monday first, as it stands within a sentence. */
  weekdays: readonly string[];
  weekdaysShort: readonly string[];
  /** "otrdien, 1. decembrī", with its year "otrdien, 2026. gada 1. decembrī". */
  dayLong(day: Day, withYear: boolean): string;
  /** "01.12.2026." */
  dayShort(day: Day): string;
  /** "01.12.": a day near enough to need no year. */
  dayNear(day: Day): string;
  /** "01.12.", as narrow as it can be. */
  dayNarrow(day: Pick<Day, "month" | "day">): string;
  /** "otrdiena, 1. decembris", with its year "otrdiena, 2026. gada 1. decembris": a day as what is spoken of. */
  dayTitle(day: Day, withYear: boolean): string;
  /** "49. nedēļa, 30.11.–06.12.2026." */
  weekTitle(week: number, first: Day, last: Day): string;
  /** "2026. gada decembris". `month` 1 = January. */
  monthAndYear(month: number, year: number): string;
  /** "01.12.2026. 14:00", of a short day and an hour. */
  dateTime(day: string, time: string): string;
  /** "otrdien, 1. decembrī, plkst. 16:20", of a long day and an hour. */
  moment(day: string, time: string): string;
  /** "līdz otrdienai, 1. decembrim, plkst. 16:20". */
  until(day: Day, withYear: boolean, time: string): string;
  /** "2 d." */
  days(count: number): string;
  /** "a, b un c": the word before the last. */
  and: string;
  /** The decimal mark. */
  decimal: string;
  /** A place's name as a sentence bends it. */
  place(name: string, wanted: Case): string;
}

/** "07". */
export function two(number: number): string {
  return String(number).padStart(2, "0");
}
