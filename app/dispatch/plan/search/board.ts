/**
 * A plan under change for searches that only look at who is filled: what it would cost to place somebody anywhere is known
 * at once. Every request has a price; the cost of a place is the sum of the prices of those who would have to leave it.
 */
import type { Possible } from "#app/dispatch/plan/model/possible";

/** Price of requests that are not ours to move. */
export const FIXED = 1e12;
/** How much chance there is in who leaves so that the week's hours suffice. */
const NOISE = 0.5;

export class Board {
  /** Positions that do request r: `chosen[2r]` and, of two people, `chosen[2r + 1]`; -1 = none. */
  readonly chosen: Int32Array;
  readonly isHeld: Uint8Array;
  /** Per position: the sum of the prices of what its person does too close to it. */
  readonly load: Float64Array;
  /** Minutes of the week that are left, by slot. */
  readonly spare: Float64Array;
  /** Who would leave for the hours' sake, as `hoursCost` found last. */
  readonly leaving: number[] = [];
  private readonly held: Int32Array; // from slotFrom[slot] on: its held positions in any order
  private readonly heldCount: Int32Array;
  private readonly heldAt: Int32Array;
  private readonly slotFrom: Int32Array;
  private readonly seen: Int32Array; // in which look a position was seen to go anyway
  private look = 0;

  /** `price` may change only for requests that nobody holds. */
  constructor(
    readonly possible: Possible,
    readonly price: Float64Array,
    private readonly random: () => number,
  ) {
    const { slot, problem } = possible;
    const positions = slot.length;
    this.chosen = new Int32Array(2 * problem.requests).fill(-1);
    this.isHeld = new Uint8Array(positions);
    this.load = new Float64Array(positions);
    this.spare = problem.capacity.slice();
    this.held = new Int32Array(positions);
    this.heldCount = new Int32Array(problem.capacity.length);
    this.heldAt = new Int32Array(positions);
    this.slotFrom = new Int32Array(problem.capacity.length);
    for (let k = positions - 1; k >= 0; k--) this.slotFrom[slot[k]!] = k; // a week of a person's lies side by side
    this.seen = new Int32Array(positions);
  }

  /** Becomes the plan of these pairs (as `Schedule.snapshot` gives them). */
  takeOver(pairs: Int32Array) {
    const { chosen, possible } = this;
    const { positionOf } = possible;
    const at = (s: number) => (pairs[s]! < 0 ? -1 : positionOf[pairs[s]!]!);
    for (let r = 0; r < chosen.length; r += 2) {
      if (chosen[r] === at(r) && chosen[r + 1] === at(r + 1)) continue;
      for (let s = r; s < r + 2; s++) if (chosen[s]! >= 0) this.remove(chosen[s]!);
    }
    for (let s = 0; s < chosen.length; s++) if (pairs[s]! >= 0 && !this.isHeld[at(s)]) this.add(at(s));
  }

  add(k: number) {
    const { slot, request, minutes } = this.possible;
    const s = slot[k]!;
    this.chosen[2 * request[k]! + (this.chosen[2 * request[k]!] === -1 ? 0 : 1)] = k;
    this.isHeld[k] = 1;
    this.spare[s]! -= minutes[k]!;
    const at = this.slotFrom[s]! + this.heldCount[s]!++;
    this.held[at] = k;
    this.heldAt[k] = at;
    this.weigh(k, this.price[request[k]!]!);
  }

  remove(k: number) {
    const { slot, request, minutes } = this.possible;
    const s = slot[k]!;
    this.chosen[2 * request[k]! + (this.chosen[2 * request[k]!] === k ? 0 : 1)] = -1;
    this.isHeld[k] = 0;
    this.spare[s]! += minutes[k]!;
    const last = this.held[this.slotFrom[s]! + --this.heldCount[s]!]!;
    this.held[this.heldAt[k]!] = last;
    this.heldAt[last] = this.heldAt[k]!;
    this.weigh(k, -this.price[request[k]!]!);
  }

  private weigh(k: number, price: number) {
    const clashes = this.possible.clashesOf(k);
    const { load } = this;
    for (let x = 0; x < clashes.length; x++) load[clashes[x]!]! += price;
  }

  /** Nothing held by the same person is too close in time. */
  isClear(k: number): boolean {
    return this.load[k]! < 0.5;
  }

  /** Nobody would have to leave for it; `instead`: a position of the same request that is given up. */
  isFree(k: number, instead: number): boolean {
    const { slot, minutes } = this.possible;
    const freed = slot[instead] === slot[k] ? minutes[instead]! : 0;
    return this.isClear(k) && this.spare[slot[k]!]! + freed >= minutes[k]!;
  }

  /** Held positions of a slot, in any order. */
  heldBy(slot: number): Int32Array {
    return this.held.subarray(this.slotFrom[slot], this.slotFrom[slot]! + this.heldCount[slot]!);
  }

  /**
   * Prices of those who would have to leave so that the hours suffice, besides those who stand in the way in time; they are
   * left in `leaving`. Always the cheapest for the minutes they free. Infinity from `most` on, and where nobody is left to go.
   */
  hoursCost(k: number, most: number): number {
    const { leaving, held, heldCount, slotFrom, spare, seen, isHeld, price, random } = this;
    const { slot, minutes, request } = this.possible;
    if (leaving.length) leaving.length = 0;
    const s = slot[k]!;
    let over = minutes[k]! - spare[s]!;
    if (over <= 0) return 0;
    const look = ++this.look;
    const clashes = this.possible.clashesOf(k);
    for (let x = 0; x < clashes.length; x++) {
      const y = clashes[x]!;
      if (!isHeld[y]) continue;
      seen[y] = look;
      if (slot[y] === s) over -= minutes[y]!;
    }
    const from = slotFrom[s]!;
    const to = from + heldCount[s]!;
    let sum = 0;
    while (over > 0) {
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let x = from; x < to; x++) {
        const y = held[x]!;
        if (seen[y] === look) continue;
        const cost = (price[request[y]!]! / Math.min(minutes[y]!, over)) * (1 + NOISE * random());
        if (cost >= least) continue;
        least = cost;
        best = y;
      }
      if (best < 0) return Number.POSITIVE_INFINITY;
      seen[best] = look;
      leaving.push(best);
      over -= minutes[best]!;
      sum += price[request[best]!]!;
      if (sum >= most) return Number.POSITIVE_INFINITY;
    }
    return sum;
  }
}
