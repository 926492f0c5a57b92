/**
 * The interpreters of an instance as numbers: where they live, when they can, what already holds them (busy times and pins),
 * how many hours are left to them, and what their work costs.
 */
import type { Instance, Levels, PlannedAssignment, PlannedInterpreter } from "./format";
import { minuteOf, type Times, windowsOf } from "./times";

/** A busy time or a pinned job: it can be neither moved nor overlapped. */
export interface Fixed {
  start: number;
  end: number;
  spot: number;
  isPinned: boolean;
}

export interface Person {
  from: PlannedInterpreter;
  home: number;
  modes: number;
  windows: Float64Array;
  fixed: Fixed[];
  excludedClients: Set<string> | null;
}

export const MODE_BITS = { onsite: 1, phone: 2, video: 4 } as const;

/** In the instance's order; `zone`: a zone's index by its id. */
export function peopleOf(instance: Instance, zone: Map<string, number>, times: Times): Person[] {
  return instance.interpreters.map((from) => ({
    from,
    home: zone.get(from.home)!,
    modes: from.modes.reduce((bits, mode) => bits | MODE_BITS[mode], 0),
    windows: windowsOf(from, times),
    fixed: from.busy.map((b) => ({
      start: minuteOf(b.start),
      end: minuteOf(b.end),
      spot: b.place === null ? instance.zones.length + zone.get(from.home)! : zone.get(b.place)!,
      isPinned: false,
    })),
    excludedClients: from.excludedClients.length ? new Set(from.excludedClients) : null,
  }));
}

/** Pinned jobs become fixed times of their people; what they are worth is given once and for all. */
export function placePins(
  instance: Instance,
  people: Person[],
  zone: Map<string, number>,
  pinned: Map<string, PlannedAssignment>,
): Levels<number> {
  const base: Levels<number> = [0, 0, 0, 0];
  if (!pinned.size) return base;
  const byId = new Map(people.map((p) => [p.from.id, p]));
  for (const request of instance.requests) {
    const pin = pinned.get(request.id);
    if (!pin) continue;
    base[0] += request.urgency;
    for (const id of pin.interpreters) {
      const person = byId.get(id)!;
      const place = request.mode === "onsite" ? zone.get(request.place!)! : null;
      const [start, end] = [minuteOf(request.start), minuteOf(request.end)];
      person.fixed.push({ start, end, spot: place ?? instance.zones.length + person.home, isPinned: true });
      base[1] += request.preferred.find((p) => p.i === id)?.points ?? 0;
      base[2] += centsOf(instance, person, end - start, place);
    }
  }
  return base;
}

/** What so many minutes of this person's work cost, the way from home and back included; `place`: the zone, null for remote work. */
export function centsOf({ travelKm, rules }: Instance, { home, from }: Person, minutes: number, place: number | null) {
  const work = Math.round((from.rateCentsPerHour * minutes) / 60);
  return place === null ? work : work + 2 * travelKm[home]![place]! * rules.centsPerKm;
}

export interface Hours {
  worked: Float64Array;
  capacity: Float64Array;
  /** F4 of weeks in which nothing is planned. */
  unfairnessElsewhere: number;
}

/** Minutes that people have worked already in each planned week, and those that are left to them. */
export function hoursOf(instance: Instance, people: Person[], times: Times): Hours {
  const worked = new Float64Array(people.length * times.weeks);
  const capacity = new Float64Array(people.length * times.weeks);
  let unfairnessElsewhere = 0;
  people.forEach((person, i) => {
    const elsewhere = new Map<number, number>();
    for (const job of person.fixed) {
      const monday = times.mondayOf(job.start);
      const week = times.weekOfMonday.get(monday);
      const minutes = job.end - job.start;
      if (week === undefined) elsewhere.set(monday, (elsewhere.get(monday) ?? 0) + minutes);
      else worked[i * times.weeks + week]! += minutes;
    }
    for (const minutes of elsewhere.values())
      unfairnessElsewhere += unfairness(minutes, instance.rules.fairBlockMinutes);
    for (let w = 0; w < times.weeks; w++)
      capacity[i * times.weeks + w] = Math.max(0, person.from.maxMinutesPerWeek - worked[i * times.weeks + w]!);
  });
  return { worked, capacity, unfairnessElsewhere };
}

/** g of the format: the k-th block of `block` minutes costs k a minute. */
export function unfairness(minutes: number, block: number): number {
  const full = Math.floor(minutes / block);
  return (block * full * (full - 1)) / 2 + full * (minutes - full * block);
}

/** By language: who speaks it, by place in the instance. */
export function speakersOf(people: readonly Person[]): Map<string, { i: number; level: number; dialects: string[] }[]> {
  const speakers = new Map<string, { i: number; level: number; dialects: string[] }[]>();
  people.forEach((person, i) => {
    for (const { lang, level, dialects } of person.from.langs) {
      const known = speakers.get(lang);
      if (known?.at(-1)?.i === i) continue; // the first entry of a language counts
      if (known) known.push({ i, level, dialects });
      else speakers.set(lang, [{ i, level, dialects }]);
    }
  });
  return speakers;
}
