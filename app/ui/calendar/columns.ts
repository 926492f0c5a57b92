/** Which people get a column, and in which order. */
import { type Interval, isInside, overlaps } from "#app/time";
import type { Entry, Person } from "./entry";
import type { Filters } from "./view";

export const UNASSIGNED = "unassigned";

/** Beyond this many columns "show all" shows the first ones only; filters reach the others. */
const MOST_COLUMNS = 120;

export interface Column {
  /** `unassigned`, or the interpreter's id. */
  id: string;
  name: string;
  duty: "duty" | "off" | "absent" | "unknown" | null;
  /** Place in the order for the chosen request, from 1; null for those who cannot take it or when none is chosen. */
  rank: number | null;
}

export interface Ability {
  /** Without obstacles, best first. */
  able: readonly string[];
  /** Without obstacles, but they have passed it by. */
  passed: readonly string[];
  /** With obstacles that a coordinator may overrule. */
  overrulable: readonly string[];
}

export interface ColumnsInput {
  people: readonly Person[];
  entries: readonly Entry[];
  shown: Interval;
  filters: Filters;
  /** Who could take the chosen request, best first; null when none is chosen. */
  ability: Ability | null;
  showAll: boolean;
}

/**
 * The unassigned column first. With a chosen request those who could take it, best first, then those who passed it by, then those for whom
 * obstacles would have to be overruled. Otherwise people with work that day, then people on duty. `showAll` adds everybody else, by name.
 */
export function columnsFor(input: ColumnsInput): { columns: Column[]; hidden: number } {
  const people = input.people.filter((person) => passes(person, input.filters));
  const groups = input.ability ? byAbility(people, input.ability) : byPresence(people, input);
  const chosen = [...groups.first, ...(input.showAll ? groups.rest : [])].slice(0, MOST_COLUMNS);
  return {
    columns: [{ id: UNASSIGNED, name: "", duty: null, rank: null }, ...chosen.map((person) => toColumn(person, input))],
    hidden: people.length - chosen.length,
  };
}

function passes(person: Person, filters: Filters): boolean {
  return (
    (!filters.language || person.languageCodes.includes(filters.language)) &&
    (!filters.deskId || person.deskId === filters.deskId) &&
    (!filters.interpreterId || person.id === filters.interpreterId)
  );
}

function byAbility(people: readonly Person[], { able, passed, overrulable }: Ability) {
  const place = new Map([...able, ...passed, ...overrulable].map((id, index) => [id, index]));
  const placeOf = (person: Person) => place.get(person.id) ?? -1;
  return {
    first: people.filter((person) => place.has(person.id)).sort((a, b) => placeOf(a) - placeOf(b)),
    rest: people.filter((person) => !place.has(person.id)),
  };
}

function byPresence(people: readonly Person[], { entries, shown, filters }: ColumnsInput) {
  const working = new Set(entries.map((entry) => entry.interpreterId));
  const withWork = people.filter((person) => working.has(person.id));
  const onDuty = people.filter((person) => !working.has(person.id) && dutyOf(person, shown) === "duty");
  const rest = people.filter((person) => !withWork.includes(person) && !onDuty.includes(person));
  // Somebody asked for by name is shown whatever they do that day.
  return filters.interpreterId ? { first: people, rest: [] } : { first: [...withWork, ...onDuty], rest };
}

function toColumn(person: Person, { shown, ability }: ColumnsInput): Column {
  const place = ability?.able.indexOf(person.id) ?? -1;
  return { id: person.id, name: person.name, duty: dutyOf(person, shown), rank: place < 0 ? null : place + 1 };
}

/** What a person does in these days: absent throughout, on duty, off, or never said. */
export function dutyOf(person: Person, shown: Interval): Exclude<Column["duty"], null> {
  if (
    isInside(
      shown,
      person.absences.map(({ interval }) => interval),
    )
  )
    return "absent";
  const windows = person.windows?.filter((window) => overlaps(window, shown));
  if (!windows) return "unknown";
  const absences = person.absences.map(({ interval }) => interval);
  return windows.some((window) => !isInside(window, absences)) ? "duty" : windows.length > 0 ? "absent" : "off";
}

/** How a quarter of an hour of a person's column is shaded. */
export function shadeOf(person: Person | undefined, slot: Interval): "absent" | "off" | null {
  if (!person) return null;
  if (person.absences.some(({ interval }) => overlaps(interval, slot))) return "absent";
  return person.windows && !person.windows.some((window) => overlaps(window, slot)) ? "off" : null;
}
