/**
 * An instance as numbers: who may do what, in typed arrays. A pair is "this interpreter may do this request"
 * by every hard rule that can be decided for it alone; what two jobs of one person do to each other is `travel`,
 * and the week's hours are `capacity`.
 */
import type { Instance, Levels, PlannedAssignment } from "./format";
import { pairsOf, type Spots } from "./pairs";
import { hoursOf, type Person, peopleOf, placePins } from "./people";
import { timesOf } from "./times";

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

/**
 * Expands an instance that keeps what `readInstance` checks: a file has been read by it, the product's own instances are
 * built so. Pins hold even where they break rules.
 */
export function expand(instance: Instance, pins: readonly PlannedAssignment[] = []): Problem {
  const zone = new Map(instance.zones.map((z, k) => [z.id, k]));
  const pinned = new Map(pins.map((pin) => [pin.request, pin]));
  const times = timesOf(instance);
  const people = peopleOf(instance, zone, times);
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

/** Requests that some plan can fill. */
export function fillableRequests({ requests, requestFrom, count }: Problem): number[] {
  return Array.from({ length: requests }, (_, r) => r).filter(
    (r) => requestFrom[r + 1]! - requestFrom[r]! >= count[r]!,
  );
}
