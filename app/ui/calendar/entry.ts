/** What the calendar and the list show: appointments with a person, and the places in requests that nobody fills yet. */
import type { AbsenceKind } from "#app/dispatch/vocabulary";
import type { CalendarEntry, EntryName } from "#app/queries/coordinator/calendar";
import type { DateText, Interval } from "#app/time";
import type { Filters } from "./view";

export type Entry = CalendarEntry;
export type { EntryName };

export interface Person {
  id: string;
  name: string;
  deskId: string;
  languageCodes: readonly string[];
  /** When they said they work, within the days shown; null when they never said. */
  windows: readonly Interval[] | null;
  absences: readonly { interval: Interval; kind: AbsenceKind }[];
}

export interface SpecialDay {
  date: DateText;
  kind: "holiday" | "moved_day_off" | "moved_workday";
  name: string;
}

/** May this person take it, at one time: in words, the most serious first. */
export interface Verdict {
  interpreterId: string;
  /**
   * free: nothing in the way · passed: nothing but their own word, they have passed it by · overrule: a coordinator may
   * overrule · never: something else must change first.
   */
  can: "free" | "passed" | "overrule" | "never";
  sentences: readonly string[];
}

/** What /coordinator/check answers about everybody who speaks the language, and of `otherwise`, whoever else. */
export interface Verdicts {
  verdicts: Verdict[];
  otherwise: string;
}

export function matchesFilters(entry: Entry, filters: Filters): boolean {
  return (
    (!filters.language || entry.languageCode === filters.language) &&
    (!filters.deskId || entry.deskId === filters.deskId) &&
    (!filters.mode || entry.mode === filters.mode) &&
    (!filters.interpreterId || entry.interpreterId === null || entry.interpreterId === filters.interpreterId)
  );
}
