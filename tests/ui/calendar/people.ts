import { type Instant, type Interval, parseWall } from "#app/time";
import type { Entry, Person } from "#app/ui/calendar/entry";

export function at(wall: string): Instant {
  const [date = "", time = ""] = wall.split("T");
  const read = parseWall(date, time, "earlier");
  if (!read.ok) throw new Error(wall);
  return read.value;
}

export function between(from: string, to: string): Interval {
  return { start: at(from), end: at(to) };
}

export function entry(overrides: Partial<Entry> = {}): Entry {
  return {
    id: "one",
    requestId: "dari",
    reference: "R-DARI1",
    version: 1,
    slot: 1,
    assignmentId: null,
    interpreterId: null,
    interpreterName: null,
    languageCode: "prs",
    language: "dari",
    mode: "phone",
    place: null,
    organisation: "Rīgas Sociālais dienests",
    deskId: "riga",
    startAt: at("2026-03-30T14:00"),
    endAt: at("2026-03-30T15:00"),
    state: "searching",
    askedName: null,
    isOverruled: false,
    isMovable: true,
    ...overrides,
  };
}

export function person(id: string, overrides: Partial<Person> = {}): Person {
  return {
    id,
    name: id,
    deskId: "riga",
    languageCodes: ["prs"],
    windows: [between("2026-03-30T08:00", "2026-03-30T18:00")],
    absences: [],
    ...overrides,
  };
}
