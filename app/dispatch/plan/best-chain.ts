/** Best-paid chains: the longest path through one interpreter's possible jobs, as clock and travel allow. Hours are not counted here. */
import type { Problem } from "./problem";

/** Added to every pay, so that a job worth nothing is rather taken than not; it can only raise what a chain earns. */
const EASE = 1e-7;

export class BestChains {
  /** Pairs of the last chain, latest first. */
  readonly chain: number[] = [];
  // By position: interpreter after interpreter, each one's possible jobs by start.
  private readonly begin: Int32Array;
  private readonly finish: Int32Array;
  private readonly spot: Int32Array;
  private readonly slot: Int32Array;
  private readonly value: Float64Array | null;
  /** `interpreter * weeks + week`, and minutes. */
  private readonly slotOfHours: Int32Array;
  private readonly minutes: Int32Array;
  /** Positions within the interpreter, by end. */
  private readonly byEnd: Int32Array;
  /** So many of `byEnd` end early enough for any travel to this one, and so many end before it starts. */
  private readonly surely: Int32Array;
  private readonly maybe: Int32Array;
  private readonly earned: Float64Array;
  private readonly came: Int32Array;
  private readonly prefix: Float64Array;
  private readonly prefixAt: Int32Array;

  constructor(
    private readonly problem: Problem,
    slotOf: Int32Array,
    value: Float64Array | null,
  ) {
    const { interpreters, interpreterFrom, pairs, pairOf, pairRequest, pairSpot, start, end } = problem;
    this.begin = Int32Array.from(pairOf, (p) => start[pairRequest[p]!]!);
    this.finish = Int32Array.from(pairOf, (p) => end[pairRequest[p]!]!);
    this.spot = Int32Array.from(pairOf, (p) => pairSpot[p]!);
    this.slot = Int32Array.from(pairOf, (p) => slotOf[p]!);
    this.value = value && Float64Array.from(pairOf, (p) => value[p]!);
    const { pairInterpreter, week, weeks } = problem;
    this.slotOfHours = Int32Array.from(pairOf, (p) => pairInterpreter[p]! * weeks + week[pairRequest[p]!]!);
    this.minutes = Int32Array.from(pairOf, (p) => end[pairRequest[p]!]! - start[pairRequest[p]!]!);
    this.byEnd = new Int32Array(pairs);
    this.surely = new Int32Array(pairs);
    this.maybe = new Int32Array(pairs);
    let most = 0;
    for (let i = 0; i < interpreters; i++) {
      this.orderOf(i);
      most = Math.max(most, interpreterFrom[i + 1]! - interpreterFrom[i]!);
    }
    this.earned = new Float64Array(most);
    this.came = new Int32Array(most);
    this.prefix = new Float64Array(most + 1);
    this.prefixAt = new Int32Array(most + 1);
  }

  private orderOf(i: number) {
    const { interpreterFrom, travel, spots } = this.problem;
    const from = interpreterFrom[i]!;
    const to = interpreterFrom[i + 1]!;
    const begin = this.begin.subarray(from, to);
    const finish = this.finish.subarray(from, to);
    const order = this.byEnd.subarray(from, to);
    for (let k = 0; k < order.length; k++) order[k] = k;
    order.sort((a, b) => finish[a]! - finish[b]!);
    const places = new Set(this.spot.subarray(from, to));
    let longest = 0;
    for (const a of places) for (const b of places) longest = Math.max(longest, travel[a * spots + b]!);
    let sure = 0;
    let may = 0;
    for (let k = 0; k < order.length; k++) {
      while (sure < order.length && finish[order[sure]!]! <= begin[k]! - longest) sure++;
      while (may < order.length && finish[order[may]!]! <= begin[k]!) may++;
      this.surely[from + k] = sure;
      this.maybe[from + k] = may;
    }
  }

  /** What the best chain of interpreter i earns at these prices (per slot, and per minute of a week); its pairs are left in `chain`. */
  best(i: number, price: Float64Array, hour: Float64Array): number {
    const { interpreterFrom, pairOf } = this.problem;
    const { earned, prefix, prefixAt, byEnd, surely, slot, value, slotOfHours, minutes } = this;
    const from = interpreterFrom[i]!;
    const size = interpreterFrom[i + 1]! - from;
    prefix[0] = 0;
    prefixAt[0] = -1;
    let known = 0;
    let top = 0;
    let last = -1;
    for (let k = 0; k < size; k++) {
      const at = from + k;
      let pay = EASE + price[slot[at]!]!;
      if (value) pay += value[at]!;
      earned[k] = -1;
      if (pay <= 0) continue;
      const rate = hour[slotOfHours[at]!]!;
      if (rate > 0) pay -= rate * minutes[at]!;
      if (pay <= 0) continue;
      for (const sure = surely[at]!; known < sure; known++) {
        const before = byEnd[from + known]!;
        const isMore = earned[before]! > prefix[known]!;
        prefix[known + 1] = isMore ? earned[before]! : prefix[known]!;
        prefixAt[known + 1] = isMore ? before : prefixAt[known]!;
      }
      const earns = pay + this.follow(from, k);
      earned[k] = earns;
      if (earns > top) {
        top = earns;
        last = k;
      }
    }
    this.chain.length = 0;
    for (let k = last; k >= 0; k = this.came[k]!) this.chain.push(pairOf[from + k]!);
    return top;
  }

  /** What the best chain earns that can come before position k; remembers where it ends. */
  private follow(from: number, k: number): number {
    const { travel, spots } = this.problem;
    const { earned, byEnd, finish, spot } = this;
    const begin = this.begin[from + k]!;
    const here = spot[from + k]!;
    const sure = this.surely[from + k]!;
    const may = this.maybe[from + k]!;
    let best = this.prefix[sure]!;
    let bestAt = this.prefixAt[sure]!;
    for (let x = sure; x < may; x++) {
      const before = byEnd[from + x]!;
      if (earned[before]! <= best || finish[from + before]! + travel[spot[from + before]! * spots + here]! > begin)
        continue;
      best = earned[before]!;
      bestAt = before;
    }
    this.came[k] = bestAt;
    return best;
  }
}
