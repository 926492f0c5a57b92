/** An interpreter in the words of `interp-dispatch/1`. */
import type { PlannedInterpreter } from "#app/dispatch/plan/model/format";
import {
  addDays,
  type DateText,
  dateOf,
  HOUR,
  type Instant,
  type Interval,
  instantFrom,
  isoMinute,
  MINUTE,
  minuteOfDay,
  overlaps,
  resolveWall,
  startOfDay,
  timeOf,
  timeText,
  type WeeklyWindow,
  weekdayOf,
} from "#app/time";
import type { Person } from "./candidates";
import type { WaitingOffer } from "./offers";
import type { PlanningFacts } from "./planning";
import { askableWeek } from "./rules";

/** Pseudonyms by id. */
export interface Names {
  requests: ReadonlyMap<string, string>;
  interpreters: ReadonlyMap<string, string>;
  clients: ReadonlyMap<string, string>;
}

/** The pseudonym. */
export function nameIn(names: ReadonlyMap<string, string>, id: string): string {
  return names.get(id) ?? id;
}

/** One interpreter with what they do besides the planned requests. */
/** Kilometres that no journey in the country has: "any distance". */
const ANY_DISTANCE = 10_000;

export function interpreterOf(
  facts: PlanningFacts,
  person: Person,
  { interpreters }: Names,
  plannedIds: ReadonlySet<string>,
): PlannedInterpreter {
  const { row, card, jobs, waiting } = person;
  const weekly = person.weekly ?? askableWeek(facts.rulesOn(facts.horizon.start));
  return {
    id: nameIn(interpreters, row.id),
    gender: row.gender ?? "F",
    home: row.homePlaceId,
    langs: languagesOf(card.languages),
    modes: [...person.modes],
    radiusKm: row.radiusKm ?? ANY_DISTANCE,
    weekly: weekly.map(({ weekday, fromMinute, toMinute }) => ({
      dow: weekday,
      from: timeText(fromMinute),
      to: timeText(toMinute),
    })),
    exceptions: exceptionsOf(weekly, person.absences, facts.horizon),
    maxMinutesPerWeek: Math.min(row.maxMinutesPerWeek, capOver(facts)),
    rateCentsPerHour: 0,
    excludedClients: [],
    busy: [
      ...jobs.map(({ interval, placeId, remote }) => busyAt(interval, remote ? null : placeId)),
      ...waiting.filter(holdsTime(person, plannedIds)).map(({ interval, placeId }) => busyAt(interval, placeId)),
    ],
  };
}

/** An offer for a request outside the plan holds its person's time; one for a time they work anyway holds nothing more. */
function holdsTime({ jobs }: Person, plannedIds: ReadonlySet<string>): (offer: WaitingOffer) => boolean {
  return (offer) => !plannedIds.has(offer.requestId) && !jobs.some((job) => overlaps(job.interval, offer.interval));
}

function languagesOf(spoken: Person["card"]["languages"]): PlannedInterpreter["langs"] {
  const byLanguage = new Map<string, PlannedInterpreter["langs"][number]>();
  for (const { language, variant, level } of spoken) {
    const entry = byLanguage.get(language) ?? { lang: language, level, dialects: [] };
    if (level > entry.level) entry.level = level;
    if (variant !== null) entry.dialects.push(variant);
    byLanguage.set(language, entry);
  }
  return [...byLanguage.values()];
}

/** The strictest cap for all that holds in any of the weeks. */
function capOver({ rulesOn, weeks }: PlanningFacts): number {
  let cap = Number.POSITIVE_INFINITY;
  for (let date = dateOf(weeks.start); startOfDay(date) < weeks.end; date = addDays(date, 1))
    cap = Math.min(cap, rulesOn(startOfDay(date))["hours.capMinutes"]);
  return cap;
}

function busyAt({ start, end }: Interval, place: string | null): PlannedInterpreter["busy"][number] {
  return { start: isoMinute(floorMinute(start)), end: isoMinute(ceilMinute(end)), place };
}

/** The format knows whole minutes. */
export const floorMinute = (at: Instant) => instantFrom(Math.floor(at / MINUTE) * MINUTE);
/** The format knows whole minutes. */
export const ceilMinute = (at: Instant) => instantFrom(Math.ceil(at / MINUTE) * MINUTE);

/**
 * Absences as exceptions: the windows that start on a date, with the absent time cut out. What is left after midnight
 * starts on the next date, whose own windows then stand beside it. A rest that wall time cannot say (it begins or ends
 * in the hour that happens twice) is left out: a plan may lose such a night, never break an absence.
 */
export function exceptionsOf(
  weekly: readonly WeeklyWindow[],
  absences: readonly Interval[],
  horizon: Interval,
): PlannedInterpreter["exceptions"] {
  const cut = new Map<DateText, Interval[]>();
  const away = absences.filter((absence) =>
    overlaps(absence, {
      start: instantFrom(horizon.start - 48 * HOUR),
      end: instantFrom(horizon.end + 48 * HOUR),
    }),
  );
  if (away.length === 0) return [];
  const windowsOn = (date: DateText) =>
    weekly.filter(({ weekday }) => weekday === weekdayOf(date)).map((window) => windowOn(date, window));
  const rest: Interval[] = [];
  const first = addDays(dateOf(horizon.start), -2);
  for (let date = first; startOfDay(date) < horizon.end + 24 * HOUR; date = addDays(date, 1)) {
    const windows = windowsOn(date);
    if (!windows.some((window) => away.some((absence) => overlaps(absence, window)))) continue;
    cut.set(date, []);
    for (const window of windows) rest.push(...without(window, away));
  }
  for (const piece of rest) {
    const date = dateOf(piece.start);
    const pieces = cut.get(date) ?? windowsOn(date);
    cut.set(date, [...pieces, piece]);
  }
  return [...cut]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, windows]) => ({ date, windows: windows.flatMap((window) => wallOf(date, window)) }));
}

function windowOn(date: DateText, { fromMinute, toMinute }: Pick<WeeklyWindow, "fromMinute" | "toMinute">): Interval {
  const end = resolveWall(date, toMinute <= fromMinute ? toMinute + 1440 : toMinute);
  return { start: resolveWall(date, fromMinute), end };
}

function without(window: Interval, away: readonly Interval[]): Interval[] {
  let left = [window];
  for (const { start, end } of away)
    left = left.flatMap((piece) =>
      overlaps(piece, { start, end })
        ? [
            { start: piece.start, end: floorMinute(instantFrom(Math.min(piece.end, start))) },
            { start: ceilMinute(instantFrom(Math.max(piece.start, end))), end: piece.end },
          ].filter((part) => part.start < part.end)
        : [piece],
    );
  return left;
}

function wallOf(date: DateText, window: Interval): { from: string; to: string }[] {
  const [from, to] = [timeOf(window.start), timeOf(window.end)];
  const said = windowOn(date, { fromMinute: minuteOfDay(from), toMinute: minuteOfDay(to) });
  return said.start === window.start && said.end === window.end ? [{ from, to }] : [];
}
