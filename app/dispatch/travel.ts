/** Journeys between places. */
import { type Interval, minutesBetween, overlaps } from "#app/time";
import type { Candidate, Commitment, Leg, Need, Travel } from "./vocabulary";

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
export function placeOf(need: Need, candidate: Candidate): { placeId: string; remote: boolean } {
  return need.placeId === null
    ? { placeId: candidate.homePlaceId, remote: true }
    : { placeId: need.placeId, remote: false };
}

/** The gap between a need and one other job is shorter than the journey between them. */
export interface TightGap {
  commitment: Commitment;
  needMinutes: number;
  haveMinutes: number;
  known: boolean;
}

/**
 * Every other job whose gap is too short for the journey. Two remote jobs need none; jobs that overlap in time are
 * the overlap's matter. All jobs are asked, not only the nearest, as the schema's guard does.
 */
export function tightGaps(need: Need, candidate: Candidate, travel: Travel): TightGap[] {
  const here = placeOf(need, candidate);
  const tight: TightGap[] = [];
  for (const commitment of candidate.commitments) {
    if ((here.remote && commitment.remote) || overlaps(need.interval, commitment.interval)) continue;
    const leg = isBefore(commitment.interval, need.interval)
      ? travel(commitment.placeId, here.placeId)
      : travel(here.placeId, commitment.placeId);
    const haveMinutes = gapMinutes(commitment.interval, need.interval);
    if (haveMinutes < leg.minutes) tight.push({ commitment, needMinutes: leg.minutes, haveMinutes, known: leg.known });
  }
  return tight;
}

function isBefore(a: Interval, b: Interval): boolean {
  return a.end <= b.start;
}

function gapMinutes(a: Interval, b: Interval): number {
  return isBefore(a, b) ? minutesBetween(a.end, b.start) : minutesBetween(b.end, a.start);
}
