/**
 * A plan under change: who does what so far. `add` and `remove` keep every figure right; whether a job fits is asked first.
 * A two-person request may be half held while a move is under way, never between moves.
 */
import type { Levels } from "./format";
import { unfairness } from "./people";
import type { Problem } from "./problem";

/** What a unit of each level weighs in `gain`: any step of one level outweighs all that a move can do to those after it. */
const WEIGHT = { urgency: 1e14, point: 1e11, cent: 1e5, unfairness: 1 } as const;

export class Schedule {
  /** Chosen pairs per request: `chosen[2r]` and, of two people, `chosen[2r + 1]`; -1 = none. */
  readonly chosen: Int32Array;
  readonly held: Uint8Array;
  /** Per interpreter: the chosen pairs by start. */
  readonly jobs: number[][];
  /** Per interpreter and week, given and planned. */
  readonly minutes: Float64Array;
  readonly levels: Levels<number>;
  /** Sum of what `add` and `remove` did since `beginMove`, lexicographic in one exact number. */
  gain = 0;
  /** Level weights of `gain`; cost-blind searches set some to 0. */
  readonly weight: { urgency: number; point: number; cent: number; unfairness: number } = { ...WEIGHT };

  constructor(readonly problem: Problem) {
    const { requests, interpreters, weeks } = problem;
    this.chosen = new Int32Array(2 * requests).fill(-1);
    this.held = new Uint8Array(requests);
    this.jobs = Array.from({ length: interpreters }, () => []);
    this.minutes = problem.worked.slice();
    this.levels = [...problem.base];
    for (let k = 0; k < interpreters * weeks; k++) this.levels[3] += unfairness(this.minutes[k]!, problem.fairBlock);
  }

  isFilled(request: number): boolean {
    return this.held[request] === this.problem.count[request];
  }

  add(pair: number) {
    const { pairRequest, pairInterpreter, start, end, week, weeks, count } = this.problem;
    const r = pairRequest[pair]!;
    const i = pairInterpreter[pair]!;
    const jobs = this.jobs[i]!;
    let at = jobs.length;
    while (at > 0 && start[pairRequest[jobs[at - 1]!]!]! > start[r]!) at--;
    jobs.splice(at, 0, pair);
    this.chosen[2 * r + (this.chosen[2 * r] === -1 ? 0 : 1)] = pair;
    this.held[r]!++;
    this.account(pair, 1, this.held[r] === count[r] ? 1 : 0, i * weeks + week[r]!, end[r]! - start[r]!);
  }

  remove(pair: number) {
    const { pairRequest, pairInterpreter, start, end, week, weeks, count } = this.problem;
    const r = pairRequest[pair]!;
    const i = pairInterpreter[pair]!;
    const jobs = this.jobs[i]!;
    jobs.splice(jobs.indexOf(pair), 1);
    this.chosen[2 * r + (this.chosen[2 * r] === pair ? 0 : 1)] = -1;
    this.account(pair, -1, this.held[r] === count[r] ? -1 : 0, i * weeks + week[r]!, start[r]! - end[r]!);
    this.held[r]!--;
  }

  private account(pair: number, sign: number, completed: number, slot: number, minutes: number) {
    const { urgency, pairRequest, pairPoints, pairCents, fairBlock } = this.problem;
    const u = completed === 0 ? 0 : completed * urgency[pairRequest[pair]!]!;
    const points = sign * pairPoints[pair]!;
    const cents = sign * pairCents[pair]!;
    const before = this.minutes[slot]!;
    const unfair = unfairness(before + minutes, fairBlock) - unfairness(before, fairBlock);
    this.minutes[slot] = before + minutes;
    this.levels[0] += u;
    this.levels[1] += points;
    this.levels[2] += cents;
    this.levels[3] += unfair;
    const { weight } = this;
    this.gain += weight.urgency * u + weight.point * points - weight.cent * cents - weight.unfairness * unfair;
  }

  /**
   * What of this interpreter's plan stands in the way of the pair, appended to `out`: jobs too close in time or travel, then
   * others that free enough hours of the week. Returns false where more than `most` would have to go, or one that may not.
   */
  obstructing(pair: number, most: number, mayGo: (request: number) => boolean, out: number[]): boolean {
    const { pairRequest, pairInterpreter, pairSpot, start, end, travel, spots, longestTravel, week, weeks } =
      this.problem;
    const r = pairRequest[pair]!;
    const i = pairInterpreter[pair]!;
    const jobs = this.jobs[i]!;
    const from = start[r]!;
    const to = end[r]!;
    const spot = pairSpot[pair]!;
    const first = out.length;
    let freed = 0;
    for (let k = this.firstNear(jobs, from - longestTravel); k < jobs.length; k++) {
      const other = jobs[k]!;
      const q = pairRequest[other]!;
      if (start[q]! >= to + longestTravel) break;
      const spotOf = pairSpot[other]!;
      const room =
        start[q]! < from
          ? from - end[q]! - travel[spotOf * spots + spot]!
          : start[q]! - to - travel[spot * spots + spotOf]!;
      if (room >= 0) continue;
      if (out.length - first >= most || !mayGo(q)) return false;
      out.push(other);
      if (week[q] === week[r]) freed += end[q]! - start[q]!;
    }
    const over = this.minutes[i * weeks + week[r]!]! + (to - from) - freed - this.limit(i, week[r]!);
    return over <= 0 || this.freeHours(i, week[r]!, over, { first, most, mayGo, out });
  }

  private limit(i: number, week: number): number {
    const slot = i * this.problem.weeks + week;
    return this.problem.worked[slot]! + this.problem.capacity[slot]!;
  }

  /** The shortest single job of that week that frees enough, else the longest ones until it is enough. */
  private freeHours(i: number, week: number, over: number, { first, most, mayGo, out }: Way): boolean {
    const { pairRequest, start, end, week: weekOf } = this.problem;
    for (let left = over; left > 0; ) {
      if (out.length - first >= most) return false;
      let best = -1;
      let bestMinutes = 0;
      let bestCost = Number.POSITIVE_INFINITY;
      for (const other of this.jobs[i]!) {
        const q = pairRequest[other]!;
        if (weekOf[q] !== week || !mayGo(q) || out.indexOf(other, first) >= 0) continue;
        const minutes = end[q]! - start[q]!;
        const cost = minutes >= left ? minutes - left : 1e6 - minutes;
        if (cost >= bestCost) continue;
        best = other;
        bestMinutes = minutes;
        bestCost = cost;
      }
      if (best < 0) return false;
      out.push(best);
      left -= bestMinutes;
    }
    return true;
  }

  /** First position whose job ends after `minute`: jobs do not overlap, so ends are in order too. */
  private firstNear(jobs: number[], minute: number): number {
    const { pairRequest, end } = this.problem;
    let low = 0;
    let high = jobs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (end[pairRequest[jobs[middle]!]!]! <= minute) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What choosing the pair adds to `gain`, its request's urgency left out. */
  worthOf(pair: number): number {
    const { pairRequest, pairInterpreter, pairPoints, pairCents, week, weeks, start, end, fairBlock } = this.problem;
    const { weight } = this;
    const worth = weight.point * pairPoints[pair]! - weight.cent * pairCents[pair]!;
    if (weight.unfairness === 0) return worth;
    const r = pairRequest[pair]!;
    const before = this.minutes[pairInterpreter[pair]! * weeks + week[r]!]!;
    return (
      worth - weight.unfairness * (unfairness(before + end[r]! - start[r]!, fairBlock) - unfairness(before, fairBlock))
    );
  }

  /** Gives the request to the best of the people who are free, if there are enough; `isPassed` may look past some. Adds what it chose to `added`. */
  place(r: number, worthOf: (pair: number) => number, isPassed: () => boolean, added?: number[]): boolean {
    const { requestFrom, count } = this.problem;
    const isPair = count[r] === 2;
    let first = -1;
    let second = -1;
    let firstWorth = Number.NEGATIVE_INFINITY;
    let secondWorth = Number.NEGATIVE_INFINITY;
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) {
      const worth = worthOf(p);
      if (worth <= (isPair ? secondWorth : firstWorth) || isPassed() || !this.fits(p)) continue;
      if (worth > firstWorth) {
        second = first;
        secondWorth = firstWorth;
        first = p;
        firstWorth = worth;
      } else {
        second = p;
        secondWorth = worth;
      }
    }
    if (first < 0 || (isPair && second < 0)) return false;
    this.add(first);
    if (isPair) this.add(second);
    added?.push(first);
    if (isPair) added?.push(second);
    return true;
  }

  fits(pair: number): boolean {
    return this.obstructing(pair, 0, refuseAll, NONE);
  }

  /** These pairs instead of those, if every one of them fits; otherwise nothing changes, and the answer is false. */
  exchange(known: readonly number[], pairs: readonly number[]): boolean {
    const before = this.snapshot();
    for (const p of known) this.remove(p);
    for (const p of pairs) {
      if (!this.fits(p)) {
        this.restore(before);
        return false;
      }
      this.add(p);
    }
    return true;
  }

  /** Chosen pairs, for keeping a plan to come back to. */
  snapshot(): Int32Array {
    return this.chosen.slice();
  }

  restore(chosen: Int32Array) {
    for (const jobs of this.jobs) while (jobs.length) this.remove(jobs[jobs.length - 1]!);
    for (const pair of chosen) if (pair >= 0) this.add(pair);
  }
}

interface Way {
  first: number;
  most: number;
  mayGo: (request: number) => boolean;
  out: number[];
}

const NONE: number[] = [];
const refuseAll = () => false;

/** True when `a` is better than `b`, from left to right. */
export function isBetter(a: Levels<number>, b: Levels<number>): boolean {
  if (a[0] !== b[0]) return a[0] > b[0];
  if (a[1] !== b[1]) return a[1] > b[1];
  if (a[2] !== b[2]) return a[2] < b[2];
  return a[3] < b[3];
}
