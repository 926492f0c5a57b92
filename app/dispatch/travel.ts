/** Journeys between places. */
import { type Interval, minutesBetween, overlaps } from "#app/time";
import type { Candidate, Commitment, Leg, Need, Obstacle, Travel } from "./vocabulary";

export interface TravelRow {
  fromPlaceId: string;
  toPlaceId: string;
  minutes: number;
  km: number;
}

/** No journey counts as longer: the guard in the schema looks no further either. */
const LONGEST_MINUTES = 600;

/** Looks up rows; a pair that is not among them takes `unknownMinutes` and says so with `known: false`. */
export function travelFrom(rows: readonly TravelRow[], unknownMinutes: number): Travel {
  const byFrom = new Map<string, Map<string, Leg>>();
  for (const { fromPlaceId, toPlaceId, minutes, km } of rows) {
    const legs = byFrom.get(fromPlaceId) ?? new Map<string, Leg>();
    byFrom.set(fromPlaceId, legs.set(toPlaceId, { minutes, km, known: true }));
  }
  const unknown: Leg = { minutes: Math.min(LONGEST_MINUTES, unknownMinutes), km: null, known: false };
  return (from, to) => byFrom.get(from)?.get(to) ?? unknown;
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
