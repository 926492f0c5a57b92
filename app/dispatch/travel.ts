/** Journeys between places. */
import { type Interval, minutesBetween, overlaps } from "#app/time";
import type { Candidate, Commitment, Leg, Need, Obstacle, Travel } from "./vocabulary";

export interface TravelRow {
  fromPlaceId: string;
  toPlaceId: string;
  minutes: number;
  km: number;
}

/** Where a place lies, in degrees. */
export interface Spot {
  id: string;
  latitude: number;
  longitude: number;
}

/** Kilometres of a degree in Latvia: north to south anywhere, east to west in its middle (within 3 % everywhere). */
export const KM_PER_DEGREE = { latitude: 111.2, longitude: 60.8 } as const;

/**
 * What roads and towns add to the straight line, fitted to the measured journeys: a start of 15 minutes, 1.1 minutes
 * and 1.3 kilometres for each straight kilometre. Sums and one square root only, so that the guard in the schema comes to
 * the same minute.
 */
export const ESTIMATE = { startMinutes: 15, minutesPerKm: 1.1, stepMinutes: 5, roadPerKm: 1.3 } as const;

/** No journey counts as longer: the guard in the schema looks no further either. */
export const LONGEST_MINUTES = 600;

/** The journey between two places that nobody has measured, minutes rounded up to five. */
export function estimated(from: Spot, to: Spot): Leg {
  const north = (from.latitude - to.latitude) * KM_PER_DEGREE.latitude;
  const east = (from.longitude - to.longitude) * KM_PER_DEGREE.longitude;
  const straight = Math.sqrt(north * north + east * east);
  const steps = Math.ceil((ESTIMATE.startMinutes + ESTIMATE.minutesPerKm * straight) / ESTIMATE.stepMinutes);
  return {
    minutes: Math.min(LONGEST_MINUTES, ESTIMATE.stepMinutes * steps),
    km: Math.max(1, Math.ceil(ESTIMATE.roadPerKm * straight)),
    known: false,
  };
}

/** Looks up rows; a pair that is not among them is estimated from where the two places lie. Each journey is worked out once. */
export function travelFrom(rows: readonly TravelRow[], spotOf: (placeId: string) => Spot): Travel {
  const byFrom = new Map<string, Map<string, Leg>>();
  const legsOf = (from: string) => byFrom.get(from) ?? byFrom.set(from, new Map()).get(from)!;
  for (const { fromPlaceId, toPlaceId, minutes, km } of rows)
    legsOf(fromPlaceId).set(toPlaceId, { minutes, km, known: true });
  return (from, to) => {
    const legs = legsOf(from);
    const leg = legs.get(to) ?? estimated(spotOf(from), spotOf(to));
    legs.set(to, leg);
    return leg;
  };
}

/** Where this person would be for this need: the place on site, their home for phone and video. */
export function placeOf(
  need: Pick<Need, "placeId">,
  candidate: Pick<Candidate, "homePlaceId">,
): { placeId: string; remote: boolean } {
  return need.placeId === null
    ? { placeId: candidate.homePlaceId, remote: true }
    : { placeId: need.placeId, remote: false };
}

type Placed = Pick<Need, "placeId" | "interval">;
type Whereabouts = Pick<Candidate, "homePlaceId" | "commitments">;

/** A journey that the person may put off by their own word: nobody but they know where they can take a call. */
export function isWayThatCanWait(obstacle: Obstacle): boolean {
  return obstacle.code === "travel_too_short" && obstacle.wayCanWait === true;
}

/** How two jobs of one person stand in each other's way: at the same time, or too near for the journey between them. */
export type Clash =
  | { kind: "overlap" }
  | { kind: "way"; needMinutes: number; haveMinutes: number; wayCanWait: boolean };

/** null: both can be done. */
export function clashOf(
  need: Placed,
  { homePlaceId }: Pick<Candidate, "homePlaceId">,
  job: Commitment,
  travel: Travel,
) {
  if (overlaps(need.interval, job.interval)) return { kind: "overlap" } satisfies Clash;
  const [gap] = tightGaps(need, { homePlaceId, commitments: [job] }, travel);
  if (!gap) return null;
  const { needMinutes, haveMinutes, wayCanWait } = gap;
  return { kind: "way", needMinutes, haveMinutes, wayCanWait } satisfies Clash;
}

/** The gap between a need and one other job is shorter than the journey between them. */
export interface TightGap {
  commitment: Commitment;
  needMinutes: number;
  haveMinutes: number;
  known: boolean;
  /** One of the two is remote: it can be done from elsewhere than home, if its interpreter says so. */
  wayCanWait: boolean;
}

/**
 * Every other job whose gap is too short for the journey. Two remote jobs need none; jobs that overlap in time are
 * the overlap's matter. All jobs are asked, not only the nearest, as the schema's guard does.
 */
export function tightGaps(need: Placed, candidate: Whereabouts, travel: Travel): TightGap[] {
  const here = placeOf(need, candidate);
  const tight: TightGap[] = [];
  for (const commitment of candidate.commitments) {
    if ((here.remote && commitment.remote) || overlaps(need.interval, commitment.interval)) continue;
    const leg = isBefore(commitment.interval, need.interval)
      ? travel(commitment.placeId, here.placeId)
      : travel(here.placeId, commitment.placeId);
    const haveMinutes = gapMinutes(commitment.interval, need.interval);
    const wayCanWait = here.remote || commitment.remote;
    if (haveMinutes < leg.minutes)
      tight.push({ commitment, needMinutes: leg.minutes, haveMinutes, known: leg.known, wayCanWait });
  }
  return tight;
}

function isBefore(a: Interval, b: Interval): boolean {
  return a.end <= b.start;
}

function gapMinutes(a: Interval, b: Interval): number {
  return isBefore(a, b) ? minutesBetween(a.end, b.start) : minutesBetween(b.end, a.start);
}
