/**
 * An instance as numbers: who may do what, in typed arrays. A pair is "this interpreter may do this request"
 * by every hard rule that can be decided for it alone; what two jobs of one person do to each other is `travel`,
 * and the week's hours are `capacity`.
 */
import { type ZoneClock, zoneClock } from "#app/time";
import type { Instance, Levels, PlannedAssignment, PlannedInterpreter, PlannedRequest } from "./format";

export interface Problem {
  instance: Instance;
  requests: number;
  interpreters: number;
  weeks: number;
  /** Per request: minutes since the epoch, UTC. */
  start: Int32Array;
  end: Int32Array;
  urgency: Float64Array;
  count: Uint8Array;
  /** Index of the local week in which it starts. */
  week: Int32Array;
  /** Pairs of request r: `requestFrom[r]` up to `requestFrom[r + 1]`. */
  requestFrom: Int32Array;
  pairs: number;
  pairRequest: Int32Array;
  pairInterpreter: Int32Array;
  /** Where the interpreter is meanwhile: a zone, or `zones + home` for remote work from home. */
  pairSpot: Int32Array;
  pairCents: Float64Array;
  pairPoints: Float64Array;
  /** Pairs of interpreter i by start: `pairOf[interpreterFrom[i]]` up to `interpreterFrom[i + 1]`. */
  interpreterFrom: Int32Array;
  pairOf: Int32Array;
  /** Minutes from spot to spot: `travel[from * spots + to]`; 0 between two remote jobs at home. */
  travel: Int32Array;
  spots: number;
  longestTravel: number;
  /** Minutes already worked (busy and pinned), and those that may be added: `interpreter * weeks + week`. */
  worked: Float64Array;
  capacity: Float64Array;
  fairBlock: number;
  /** Cents and points are whole numbers throughout. */
  isWhole: boolean;
  /** Assignments that are given, and what they and the busy times outside the planned weeks add to the objective. */
  pins: PlannedAssignment[];
  base: Levels<number>;
  /** The interpreters as they were read; what bars them is told from here. */
  people: Person[];
}

/** A busy time or a pinned job: it can be neither moved nor overlapped. */
interface Fixed {
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

const MODE_BITS = { onsite: 1, phone: 2, video: 4 } as const;

/** Reads and expands an instance that `readInstance` passes, whether it was read from outside or made by our own facts. Pins hold even where they break rules. */
export function expand(instance: Instance, pins: readonly PlannedAssignment[] = []): Problem {
  const clock = zoneClock(instance.rules.timezone);
  const zone = new Map(instance.zones.map((z, k) => [z.id, k]));
  const pinned = new Map(pins.map((pin) => [pin.request, pin]));
  const times = timesOf(instance, clock);
  const people = peopleOf(instance, clock, zone, times);
  const base = placePins(instance, people, zone, pinned);
  const free = instance.requests.map((_, r) => r).filter((r) => !pinned.has(instance.requests[r]!.id));
  const hours = hoursOf(instance, people, times);
  base[3] += hours.unfairnessElsewhere;
  const { spots, travel, longestTravel } = spotsOf(instance);
  const found = pairsOf(instance, people, zone, times, free, { spots, travel, longestTravel }, hours);
  const n = instance.requests.length;
  return {
    instance,
    requests: n,
    interpreters: people.length,
    weeks: times.weeks,
    start: times.start,
    end: times.end,
    urgency: Float64Array.from(instance.requests, (r) => r.urgency),
    count: Uint8Array.from(instance.requests, (r) => r.count),
    week: times.week,
    ...found,
    travel,
    spots,
    longestTravel,
    worked: hours.worked,
    capacity: hours.capacity,
    fairBlock: instance.rules.fairBlockMinutes,
    isWhole: found.pairCents.every(Number.isInteger) && found.pairPoints.every(Number.isInteger),
    pins: instance.requests.flatMap((r) => pinned.get(r.id) ?? []),
    base,
    people,
  };
}

interface Times {
  start: Int32Array;
  end: Int32Array;
  week: Int32Array;
  weeks: number;
  /** Index of a local Monday (as a day number) among the planned weeks. */
  weekOfMonday: Map<number, number>;
  mondayOf: (minute: number) => number;
  firstDay: number;
  lastDay: number;
}

function timesOf(instance: Instance, clock: ZoneClock): Times {
  const n = instance.requests.length;
  const start = new Int32Array(n);
  const end = new Int32Array(n);
  const week = new Int32Array(n);
  const weekOfMonday = new Map<number, number>();
  const mondayOf = (minute: number) => {
    const day = clock.dayOf(minute);
    return day - ((day + 3) % 7); // 1970-01-01 was a Thursday
  };
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < n; r++) {
    const request = instance.requests[r]!;
    start[r] = minuteOf(request.start);
    end[r] = minuteOf(request.end);
    firstDay = Math.min(firstDay, start[r]! / 1440);
    lastDay = Math.max(lastDay, end[r]! / 1440);
    const monday = mondayOf(start[r]!);
    if (!weekOfMonday.has(monday)) weekOfMonday.set(monday, weekOfMonday.size);
    week[r] = weekOfMonday.get(monday)!;
  }
  const bounds = n
    ? { firstDay: Math.floor(firstDay) - 2, lastDay: Math.ceil(lastDay) + 1 }
    : { firstDay: 0, lastDay: -1 };
  return { start, end, week, weeks: weekOfMonday.size, weekOfMonday, mondayOf, ...bounds };
}

/** "2026-03-23T06:00Z" → minutes since the epoch. */
export function minuteOf(instant: string): number {
  return Date.parse(instant) / 60_000;
}

function peopleOf(instance: Instance, clock: ZoneClock, zone: Map<string, number>, times: Times): Person[] {
  return instance.interpreters.map((from) => ({
    from,
    home: zone.get(from.home)!,
    modes: from.modes.reduce((bits, mode) => bits | MODE_BITS[mode], 0),
    windows: windowsOf(from, clock, times),
    fixed: from.busy.map((b) => ({
      start: minuteOf(b.start),
      end: minuteOf(b.end),
      spot: b.place === null ? instance.zones.length + zone.get(from.home)! : zone.get(b.place)!,
      isPinned: false,
    })),
    excludedClients: from.excludedClients.length ? new Set(from.excludedClients) : null,
  }));
}

/** Joined windows as [start, end, start, end, …] in minutes since the epoch, by start. */
function windowsOf(person: PlannedInterpreter, clock: ZoneClock, { firstDay, lastDay }: Times): Float64Array {
  const exceptions = new Map(person.exceptions.map((e) => [e.date, e.windows]));
  const found: [number, number][] = [];
  for (let day = firstDay; day <= lastDay; day++) {
    const dow = ((day + 3) % 7) + 1;
    const date = exceptions.size ? exceptions.get(clock.dateOf(day)) : undefined;
    for (const w of date ?? person.weekly) {
      if ("dow" in w && w.dow !== dow) continue;
      const from = wallMinute(w.from);
      const to = wallMinute(w.to);
      found.push([clock.minuteAt(day, from), clock.minuteAt(day, to <= from ? to + 1440 : to)]);
    }
  }
  return joined(found);
}

function joined(windows: [number, number][]): Float64Array {
  windows.sort((a, b) => a[0] - b[0]);
  const out: number[] = [];
  for (const [from, to] of windows) {
    if (out.length && from <= out[out.length - 1]!) out[out.length - 1] = Math.max(out[out.length - 1]!, to);
    else if (to > from) out.push(from, to);
  }
  return Float64Array.from(out);
}

function wallMinute(text: string): number {
  return (text.charCodeAt(0) * 10 + text.charCodeAt(1) - 528) * 60 + text.charCodeAt(3) * 10 + text.charCodeAt(4) - 528;
}

/** Pinned jobs become fixed times of their people; what they are worth is given once and for all. */
function placePins(
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
      const spot = request.mode === "onsite" ? zone.get(request.place!)! : instance.zones.length + person.home;
      person.fixed.push({ start: minuteOf(request.start), end: minuteOf(request.end), spot, isPinned: true });
      base[1] += request.preferred.find((p) => p.i === id)?.points ?? 0;
      base[2] += centsOf(instance, person, request, zone);
    }
  }
  return base;
}

function centsOf(instance: Instance, person: Person, request: PlannedRequest, zone: Map<string, number>): number {
  const work = Math.round((person.from.rateCentsPerHour * (minuteOf(request.end) - minuteOf(request.start))) / 60);
  if (request.mode !== "onsite") return work;
  return work + 2 * instance.travelKm[person.home]![zone.get(request.place!)!]! * instance.rules.centsPerKm;
}

interface Hours {
  worked: Float64Array;
  capacity: Float64Array;
  /** F4 of weeks in which nothing is planned. */
  unfairnessElsewhere: number;
}

function hoursOf(instance: Instance, people: Person[], times: Times): Hours {
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

type Spots = Pick<Problem, "spots" | "travel" | "longestTravel">;

/** Zones, and once more for remote work from a home in that zone: two remote jobs need no travel, all else as the zone. */
function spotsOf(instance: Instance): Spots {
  const zones = instance.zones.length;
  const spots = 2 * zones;
  const travel = new Int32Array(spots * spots);
  let longestTravel = 0;
  for (let a = 0; a < spots; a++)
    for (let b = 0; b < spots; b++) {
      const minutes = a >= zones && b >= zones ? 0 : Math.ceil(instance.travelMin[a % zones]![b % zones]!);
      travel[a * spots + b] = minutes;
      longestTravel = Math.max(longestTravel, minutes);
    }
  return { spots, travel, longestTravel };
}

type Pairs = Pick<
  Problem,
  | "requestFrom"
  | "pairs"
  | "pairRequest"
  | "pairInterpreter"
  | "pairSpot"
  | "pairCents"
  | "pairPoints"
  | "interpreterFrom"
  | "pairOf"
>;

function pairsOf(
  instance: Instance,
  people: Person[],
  zone: Map<string, number>,
  times: Times,
  free: number[],
  spots: Spots,
  hours: Hours,
): Pairs {
  const speakers = speakersOf(people);
  const zones = instance.zones.length;
  const found = new Grower();
  const requestFrom = new Int32Array(instance.requests.length + 1);
  let next = 0;
  for (const r of free) {
    while (next <= r) requestFrom[next++] = found.length;
    const request = instance.requests[r]!;
    const onsite = request.mode === "onsite";
    const place = onsite ? zone.get(request.place!)! : -1;
    const ask: Ask = { request, start: times.start[r]!, end: times.end[r]!, place, mode: MODE_BITS[request.mode] };
    const excluded = request.excluded.length ? new Set(request.excluded) : null;
    for (const { i, level, dialects } of speakers.get(request.lang) ?? []) {
      const person = people[i]!;
      if (level < request.level || (request.dialect !== null && !dialects.includes(request.dialect))) continue;
      if (!isWilling(ask, person, excluded) || !isReachable(instance, ask, person)) continue;
      if (ask.end - ask.start > hours.capacity[i * times.weeks + times.week[r]!]!) continue;
      const spot = onsite ? place : zones + person.home;
      if (!isInside(ask, person.windows) || isBlocked(ask, spot, person.fixed, spots)) continue;
      const points = request.preferred.length
        ? (request.preferred.find((p) => p.i === person.from.id)?.points ?? 0)
        : 0;
      found.push(r, i, spot, workCents(instance, person, ask), points);
    }
  }
  while (next <= instance.requests.length) requestFrom[next++] = found.length;
  return { requestFrom, ...found.arrays(), ...byInterpreter(found.arrays(), people.length, times.start) };
}

interface Ask {
  request: PlannedRequest;
  start: number;
  end: number;
  place: number;
  mode: number;
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

function isWilling({ request, mode }: Ask, person: Person, excluded: Set<string> | null): boolean {
  if (!(person.modes & mode)) return false;
  if (request.gender !== null && person.from.gender !== request.gender) return false;
  if (excluded?.has(person.from.id)) return false;
  return !person.excludedClients?.has(request.client);
}

function isReachable(instance: Instance, { place }: Ask, person: Person): boolean {
  return place < 0 || instance.travelKm[person.home]![place]! <= person.from.radiusKm;
}

/** Inside one of the joined windows: the last one that begins at or before the start. */
export function isInside({ start, end }: { start: number; end: number }, windows: Float64Array): boolean {
  let low = 0;
  let high = windows.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (windows[2 * middle]! <= start) low = middle + 1;
    else high = middle;
  }
  return low > 0 && windows[2 * low - 1]! >= end;
}

function isBlocked({ start, end }: Ask, spot: number, fixed: Fixed[], { spots, travel }: Spots): boolean {
  for (const job of fixed) {
    const isBefore = job.start < start || (job.start === start && job.end <= end);
    if (isBefore && start - job.end < travel[job.spot * spots + spot]!) return true;
    if (!isBefore && job.start - end < travel[spot * spots + job.spot]!) return true;
  }
  return false;
}

function workCents(instance: Instance, person: Person, { start, end, place }: Ask): number {
  const work = Math.round((person.from.rateCentsPerHour * (end - start)) / 60);
  return place < 0 ? work : work + 2 * instance.travelKm[person.home]![place]! * instance.rules.centsPerKm;
}

/** Growing columns of pairs. */
class Grower {
  length = 0;
  private room = 1024;
  private ints = new Int32Array(3 * this.room);
  private values = new Float64Array(2 * this.room);

  push(request: number, interpreter: number, spot: number, cents: number, points: number) {
    if (this.length === this.room) this.grow();
    const at = this.length++;
    this.ints[3 * at] = request;
    this.ints[3 * at + 1] = interpreter;
    this.ints[3 * at + 2] = spot;
    this.values[2 * at] = cents;
    this.values[2 * at + 1] = points;
  }

  private grow() {
    this.room *= 2;
    const ints = new Int32Array(3 * this.room);
    const values = new Float64Array(2 * this.room);
    ints.set(this.ints);
    values.set(this.values);
    this.ints = ints;
    this.values = values;
  }

  arrays() {
    const pairs = this.length;
    const int = (offset: number) => {
      const column = new Int32Array(pairs);
      for (let p = 0; p < pairs; p++) column[p] = this.ints[3 * p + offset]!;
      return column;
    };
    const value = (offset: number) => {
      const column = new Float64Array(pairs);
      for (let p = 0; p < pairs; p++) column[p] = this.values[2 * p + offset]!;
      return column;
    };
    return {
      pairs,
      pairRequest: int(0),
      pairInterpreter: int(1),
      pairSpot: int(2),
      pairCents: value(0),
      pairPoints: value(1),
    };
  }
}

type Columns = ReturnType<Grower["arrays"]>;

function byInterpreter({ pairs, pairRequest, pairInterpreter }: Columns, interpreters: number, start: Int32Array) {
  const interpreterFrom = new Int32Array(interpreters + 1);
  for (let p = 0; p < pairs; p++) interpreterFrom[pairInterpreter[p]! + 1]!++;
  for (let i = 0; i < interpreters; i++) interpreterFrom[i + 1]! += interpreterFrom[i]!;
  const requestsByStart = Int32Array.from({ length: start.length }, (_, r) => r).sort(
    (a, b) => start[a]! - start[b]! || a - b,
  );
  const rank = new Int32Array(start.length);
  requestsByStart.forEach((r, k) => {
    rank[r] = k;
  });
  const pairOf = new Int32Array(pairs);
  const fill = interpreterFrom.slice();
  for (let p = 0; p < pairs; p++) pairOf[fill[pairInterpreter[p]!]!++] = p;
  for (let i = 0; i < interpreters; i++)
    pairOf
      .subarray(interpreterFrom[i]!, interpreterFrom[i + 1]!)
      .sort((a, b) => rank[pairRequest[a]!]! - rank[pairRequest[b]!]!);
  return { interpreterFrom, pairOf };
}
