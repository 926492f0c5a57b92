/** Best-paid chains: the longest path through one interpreter's possible jobs, as clock and travel allow. Hours are not counted here. */
import type { Possible } from "#app/dispatch/plan/model/possible";

export class BestChains {
  /** Pairs of the last chain, in no order. */
  readonly chain: number[] = [];
  // By position.
  private readonly slot: Int32Array;
  private readonly value: Float64Array | null;
  private readonly earned: Float64Array;
  private readonly came: Int32Array;
  private readonly prefix: Float64Array;
  private readonly prefixAt: Int32Array;
  private readonly free: Int32Array;

  constructor(
    private readonly possible: Possible,
    slotOf: Int32Array,
    value: Float64Array | null,
  ) {
    const { interpreters, interpreterFrom, pairOf } = possible.problem;
    this.slot = pairOf.map((p) => slotOf[p]!);
    this.value = value && Float64Array.from(pairOf, (p) => value[p]!);
    let most = 0;
    for (let i = 0; i < interpreters; i++) most = Math.max(most, interpreterFrom[i + 1]! - interpreterFrom[i]!);
    this.earned = new Float64Array(most);
    this.came = new Int32Array(most);
    this.prefix = new Float64Array(most + 1);
    this.prefixAt = new Int32Array(most + 1);
    this.free = new Int32Array(most);
  }

  /**
   * What the best chain of interpreter i earns at these prices (per slot, and per minute of a week); its pairs are left in
   * `chain`. Jobs that neither pay nor cost are added where they fit between those that pay.
   */
  best(i: number, price: Float64Array, hour: Float64Array): number {
    const { problem, order, slot: slotOfHours, minutes } = this.possible;
    const { interpreterFrom, pairOf } = problem;
    const { byEnd, maybe } = order;
    const { earned, prefix, prefixAt, slot, value, free } = this;
    const from = interpreterFrom[i]!;
    const size = interpreterFrom[i + 1]! - from;
    prefix[0] = 0;
    prefixAt[0] = -1;
    let known = 0;
    let top = 0;
    let last = -1;
    let frees = 0;
    for (let k = 0; k < size; k++) {
      const at = from + k;
      let pay = price[slot[at]!]!;
      if (value) pay += value[at]!;
      earned[k] = -1;
      if (pay < 0) continue;
      const rate = hour[slotOfHours[at]!]!;
      if (rate > 0) pay -= rate * minutes[at]!;
      if (pay === 0) free[frees++] = k;
      if (pay <= 0) continue;
      for (const may = maybe[at]!; known < may; known++) {
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
    if (frees) this.addFree(from, last, frees);
    return top;
  }

  /** From the latest on, each free job that fits between the one added last and the paid one before it. */
  private addFree(from: number, last: number, frees: number) {
    const { problem, begin, finish, spot } = this.possible;
    const { travel, spots, pairOf } = problem;
    const { came, free, chain } = this;
    let before = last;
    let after = -1;
    for (let x = frees - 1; x >= 0; x--) {
      const k = free[x]!;
      while (before > k) {
        after = before;
        before = came[before]!;
      }
      const here = spot[from + k]!;
      if (after >= 0 && finish[from + k]! + travel[here * spots + spot[from + after]!]! > begin[from + after]!)
        continue;
      if (before >= 0 && finish[from + before]! + travel[spot[from + before]! * spots + here]! > begin[from + k]!)
        continue;
      chain.push(pairOf[from + k]!);
      after = k;
    }
  }

  /** What the best chain earns that can come before position k; remembers where it ends. */
  private follow(from: number, k: number): number {
    const { problem, order, finish, spot } = this.possible;
    const { travel, spots } = problem;
    const { byEnd } = order;
    const { earned, prefix } = this;
    const begin = this.possible.begin[from + k]!;
    const here = spot[from + k]!;
    const sure = order.surely[from + k]!;
    let best = prefix[sure]!;
    let bestAt = this.prefixAt[sure]!;
    // From the latest on: where even the best of all earlier ones is no better, none of them needs to be looked at.
    for (let x = order.maybe[from + k]! - 1; x >= sure && prefix[x + 1]! > best; x--) {
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
