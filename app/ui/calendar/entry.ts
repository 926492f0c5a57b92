/** What the calendar and the list show: appointments with a person, and the places in requests that nobody fills yet. */
import type { AbsenceKind, Mode, RequestState } from "#app/dispatch/vocabulary";
import type { DateText, Instant, Interval } from "#app/time";
import type { Filters } from "./view";

export interface Entry {
  /** Stable: the assignment, or the request and its slot. */
  id: string;
  requestId: string;
  reference: string;
  /** The request's version, so that an old page cannot overwrite a newer decision. */
  version: number;
  slot: number;
  assignmentId: string | null;
  interpreterId: string | null;
  interpreterName: string | null;
  languageCode: string | null;
  /** The language in the reader's words. */
  language: string;
  mode: Mode;
  place: string | null;
  organisation: string;
  deskId: string;
  startAt: Instant;
  endAt: Instant;
  state: RequestState;
  /** Who is being asked right now. */
  askedName: string | null;
  /** Assigned against an obstacle. */
  isOverruled: boolean;
  /** It has not begun, so it can be given to another person or moved. */
  isMovable: boolean;
}

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
  /** free: nothing in the way · overrule: a coordinator may overrule · never: something else must change first. */
  can: "free" | "overrule" | "never";
  sentences: readonly string[];
}

export function matchesFilters(entry: Entry, filters: Filters): boolean {
  return (
    (!filters.language || entry.languageCode === filters.language) &&
    (!filters.deskId || entry.deskId === filters.deskId) &&
    (!filters.mode || entry.mode === filters.mode) &&
    (!filters.interpreterId || entry.interpreterId === null || entry.interpreterId === filters.interpreterId)
  );
}
