/** The pairs of an instance: who may do which request by every rule that can be decided for the two alone. */
import type { Instance, PlannedRequest } from "./format";
import { centsOf, type Fixed, type Hours, MODE_BITS, type Person, speakersOf } from "./people";
import type { Problem } from "./problem";
import { isInside, type Times } from "./times";

export type Spots = Pick<Problem, "spots" | "travel" | "longestTravel">;

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

/** Pairs of the requests that are `free`: by request, and by interpreter and start. */
export function pairsOf(
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
    const place = request.mode === "onsite" ? zone.get(request.place!)! : null;
    const ask: Ask = { request, start: times.start[r]!, end: times.end[r]!, place, mode: MODE_BITS[request.mode] };
    const excluded = request.excluded.length ? new Set(request.excluded) : null;
    for (const { i, level, dialects } of speakers.get(request.lang) ?? []) {
      const person = people[i]!;
      if (level < request.level || (request.dialect !== null && !dialects.includes(request.dialect))) continue;
      if (!isWilling(ask, person, excluded) || !isReachable(instance, ask, person)) continue;
      if (ask.end - ask.start > hours.capacity[i * times.weeks + times.week[r]!]!) continue;
      const spot = place ?? zones + person.home;
      if (!isInside(ask, person.windows) || isBlocked(ask, spot, person.fixed, spots)) continue;
      const points = request.preferred.length
        ? (request.preferred.find((p) => p.i === person.from.id)?.points ?? 0)
        : 0;
      found.push(r, i, spot, centsOf(instance, person, ask.end - ask.start, place), points);
    }
  }
  while (next <= instance.requests.length) requestFrom[next++] = found.length;
  const columns = found.arrays();
  return { requestFrom, ...columns, ...byInterpreter(columns, people.length, times.start) };
}

interface Ask {
  request: PlannedRequest;
  start: number;
  end: number;
  /** The zone of work on site. */
  place: number | null;
  mode: number;
}

function isWilling({ request, mode }: Ask, person: Person, excluded: Set<string> | null): boolean {
  if (!(person.modes & mode)) return false;
  if (request.gender !== null && person.from.gender !== request.gender) return false;
  if (excluded?.has(person.from.id)) return false;
  return !person.excludedClients?.has(request.client);
}

function isReachable(instance: Instance, { place }: Ask, person: Person): boolean {
  return place === null || instance.travelKm[person.home]![place]! <= person.from.radiusKm;
}

function isBlocked({ start, end }: Ask, spot: number, fixed: Fixed[], { spots, travel }: Spots): boolean {
  for (const job of fixed) {
    const isBefore = job.start < start || (job.start === start && job.end <= end);
    if (isBefore && start - job.end < travel[job.spot * spots + spot]!) return true;
    if (!isBefore && job.start - end < travel[spot * spots + job.spot]!) return true;
  }
  return false;
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
