/**
 * Everybody's possible jobs in one order: interpreter after interpreter, each one's by start. A *position* is a place in that
 * order, so that what one person could do lies side by side, week by week.
 */
import type { Problem } from "./problem";

export class Possible {
  readonly request: Int32Array;
  readonly interpreter: Int32Array;
  /** `interpreter * weeks + week`. */
  readonly slot: Int32Array;
  /** Minutes since the epoch, and how many of them. */
  readonly begin: Int32Array;
  readonly finish: Int32Array;
  readonly minutes: Int32Array;
  readonly spot: Int32Array;
  /** Position of a pair. */
  readonly positionOf: Int32Array;
  private readonly lists: (Int32Array | undefined)[];
  private known: Order | null = null;
  private readonly longestJob: number;

  constructor(readonly problem: Problem) {
    const { pairOf, pairRequest, pairInterpreter, pairSpot, start, end, week, weeks } = problem;
    this.request = pairOf.map((p) => pairRequest[p]!);
    this.interpreter = pairOf.map((p) => pairInterpreter[p]!);
    this.slot = pairOf.map((p) => pairInterpreter[p]! * weeks + week[pairRequest[p]!]!);
    this.begin = pairOf.map((p) => start[pairRequest[p]!]!);
    this.finish = pairOf.map((p) => end[pairRequest[p]!]!);
    this.minutes = this.finish.map((end, k) => end - this.begin[k]!);
    this.spot = pairOf.map((p) => pairSpot[p]!);
    this.positionOf = new Int32Array(pairOf.length);
    for (let k = 0; k < pairOf.length; k++) this.positionOf[pairOf[k]!] = k;
    this.lists = new Array(pairOf.length);
    this.longestJob = this.minutes.reduce((most, minutes) => Math.max(most, minutes), 0);
  }

  /** Positions of the same person that leave too little time beside this one; found when first asked for, and kept. */
  clashesOf(k: number): Int32Array {
    let list = this.lists[k];
    if (!list) {
      list = Int32Array.from(this.findClashes(k));
      this.lists[k] = list;
    }
    return list;
  }

  private findClashes(k: number): number[] {
    const { begin, finish, longestJob } = this;
    const { interpreterFrom, longestTravel } = this.problem;
    const i = this.interpreter[k]!;
    const found: number[] = [];
    const earliest = begin[k]! - longestJob - longestTravel;
    for (let x = k - 1; x >= interpreterFrom[i]! && begin[x]! > earliest; x--) if (this.isTooClose(x, k)) found.push(x);
    const latest = finish[k]! + longestTravel;
    for (let x = k + 1; x < interpreterFrom[i + 1]! && begin[x]! < latest; x++)
      if (this.isTooClose(k, x)) found.push(x);
    return found;
  }

  /** `a` comes before `b` in the order. */
  private isTooClose(a: number, b: number): boolean {
    const { travel, spots } = this.problem;
    return this.begin[b]! - this.finish[a]! < travel[this.spot[a]! * spots + this.spot[b]!]!;
  }

  /** What can come before what. */
  get order(): Order {
    this.known ??= orderOf(this);
    return this.known;
  }
}

/** Of one person's positions, counted from their first one, by their end. */
export interface Order {
  byEnd: Int32Array;
  /** So many of `byEnd` end early enough before this one for any travel, and so many end before it starts at all. */
  surely: Int32Array;
  maybe: Int32Array;
}

function orderOf({ problem, begin, finish, spot }: Possible): Order {
  const { interpreters, interpreterFrom, travel, spots } = problem;
  const order: Order = {
    byEnd: new Int32Array(begin.length),
    surely: new Int32Array(begin.length),
    maybe: new Int32Array(begin.length),
  };
  for (let i = 0; i < interpreters; i++) {
    const from = interpreterFrom[i]!;
    const to = interpreterFrom[i + 1]!;
    const byEnd = order.byEnd.subarray(from, to);
    for (let k = 0; k < byEnd.length; k++) byEnd[k] = k;
    byEnd.sort((a, b) => finish[from + a]! - finish[from + b]!);
    const places = new Set(spot.subarray(from, to));
    let longest = 0;
    for (const a of places) for (const b of places) longest = Math.max(longest, travel[a * spots + b]!);
    let sure = 0;
    let may = 0;
    for (let k = from; k < to; k++) {
      while (sure < byEnd.length && finish[from + byEnd[sure]!]! <= begin[k]! - longest) sure++;
      while (may < byEnd.length && finish[from + byEnd[may]!]! <= begin[k]!) may++;
      order.surely[k] = sure;
      order.maybe[k] = may;
    }
  }
  return order;
}
