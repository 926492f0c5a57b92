/**
 * Prices for requests, and the bound they prove. Each request pays its people a price; each interpreter then takes the
 * best-paid chain of jobs that the clock and travel allow. What requests keep and chains earn together is at least what
 * any plan is worth (Lagrangian relaxation of "as many people as asked", chains solved exactly as longest paths), whatever
 * the prices are. Prices move by the volume algorithm (Barahona & Anbil 2000). A two-person request has a price for each
 * person and takes the two cheapest, so that half of it is worth nothing. Weekly hours have prices of their own.
 */

import type { Possible } from "#app/dispatch/plan/model/possible";
import type { Problem } from "#app/dispatch/plan/model/problem";
import type { Worth } from "#app/dispatch/plan/model/scalar";
import { BestChains } from "./best-chain";

/** Prices per request, and per interpreter and week for a minute. */
export interface Prices {
  request: Float64Array;
  hour: Float64Array;
}

/** Rounds of pricing: at most so many, and fewer where each one costs more. */
export function roundsFor(pairs: number, most: number): number {
  return Math.max(20, Math.round(most * Math.min(1, Math.sqrt(30_000 / Math.max(1, pairs)))));
}

/** The price of what cannot be filled in any plan. */
const NEVER = -1e15;
/** Rounds without progress before the steps get shorter. */
const PATIENCE = 8;
/** An hour counts like a request in the length of a step. */
const PER_MINUTE = 1 / 600;

export class Pricing {
  /** The least that was proven: no plan is worth more. */
  bound = Number.POSITIVE_INFINITY;
  /** Slots: one per request, and one more per pair of two-person requests; `slotOf[pair]`. */
  readonly slots: number;
  readonly slotOf: Int32Array;
  readonly best: { slot: Float64Array; hour: Float64Array };
  /** How much of each pair the averaged answers use, 0..1; kept only where pairs have a value of their own. */
  readonly use: Float64Array;
  rounds = 0;

  private readonly problem: Problem;
  private readonly slot: Float64Array;
  private readonly hour: Float64Array;
  private readonly top: Float64Array;
  private readonly low: Float64Array;
  private readonly taken: Float64Array;
  private readonly wanted: Float64Array;
  private readonly excess: Float64Array; // averaged: taken − wanted
  private readonly worked: Float64Array;
  private readonly overwork: Float64Array; // averaged: worked − capacity
  private readonly chosen: Uint8Array;
  private readonly chains: BestChains;
  private theta = 0.5;
  private stale = 0;

  constructor(
    possible: Possible,
    private readonly worth: Worth,
    firstPrice: (request: number) => number,
    firstHour?: Float64Array,
  ) {
    const { problem } = possible;
    this.problem = problem;
    const { requests, interpreters, weeks, pairs, pairRequest, requestFrom, count } = problem;
    this.slotOf = new Int32Array(pairs);
    let slots = requests;
    for (let p = 0; p < pairs; p++) this.slotOf[p] = count[pairRequest[p]!] === 1 ? pairRequest[p]! : slots++;
    this.slots = slots;
    this.slot = new Float64Array(slots);
    this.top = new Float64Array(slots);
    this.low = new Float64Array(slots);
    for (let p = 0; p < pairs; p++) {
      const r = pairRequest[p]!;
      const s = this.slotOf[p]!;
      const canBeFilled = requestFrom[r + 1]! - requestFrom[r]! >= count[r]!;
      this.top[s] = canBeFilled ? worth.reward[r]! : NEVER;
      this.low[s] = canBeFilled ? Math.min(this.low[s]!, -(worth.value?.[p] ?? 0)) : NEVER;
      this.slot[s] = canBeFilled ? firstPrice(r) / count[r]! : NEVER;
    }
    this.hour = firstHour?.slice() ?? new Float64Array(interpreters * weeks);
    this.best = { slot: this.slot.slice(), hour: this.hour.slice() };
    this.use = new Float64Array(pairs);
    this.taken = new Float64Array(slots);
    this.wanted = new Float64Array(slots);
    this.excess = new Float64Array(slots);
    this.worked = new Float64Array(interpreters * weeks);
    this.overwork = new Float64Array(interpreters * weeks);
    this.chosen = new Uint8Array(pairs);
    this.chains = new BestChains(possible, this.slotOf, worth.value);
  }

  /** What the request pays all its people at the best prices so far. */
  payOf(request: number): number {
    const { count, requestFrom } = this.problem;
    if (count[request] === 1) return this.best.slot[request]!;
    const own: number[] = [];
    for (let p = requestFrom[request]!; p < requestFrom[request + 1]!; p++) own.push(this.best.slot[this.slotOf[p]!]!);
    own.sort((a, b) => a - b);
    return own[0]! + own[1]!;
  }

  /** One round: everybody's best chain at these prices, the bound it proves, and the next prices. `floor` is worth reached by a plan. */
  round(floor: number) {
    const value = this.earned() + this.kept();
    const isProgress = this.bound - value > 1e-3 * Math.max(value - floor, 1e-9);
    if (value < this.bound) {
      this.bound = value;
      this.best.slot.set(this.slot);
      this.best.hour.set(this.hour);
    }
    if (isProgress) this.stale = 0;
    else if (++this.stale > PATIENCE) {
      this.theta *= 0.7;
      this.stale = 0;
    }
    this.average();
    this.move(floor);
    this.rounds++;
  }

  private earned(): number {
    const { problem, worked, taken, chosen } = this;
    const { interpreters, weeks, capacity, week, start, end, pairRequest } = problem;
    worked.fill(0);
    taken.fill(0);
    const isKept = this.worth.value !== null;
    if (isKept) chosen.fill(0);
    let sum = 0;
    for (let i = 0; i < interpreters; i++) {
      sum += this.chains.best(i, this.slot, this.hour);
      for (const pair of this.chains.chain) {
        const r = pairRequest[pair]!;
        if (isKept) chosen[pair] = 1;
        taken[this.slotOf[pair]!]!++;
        worked[i * weeks + week[r]!]! += end[r]! - start[r]!;
      }
    }
    for (let k = 0; k < interpreters * weeks; k++) if (this.hour[k]! > 0) sum += this.hour[k]! * capacity[k]!;
    return sum;
  }

  /** What requests keep after paying their people. */
  private kept(): number {
    const { requests, requestFrom, count } = this.problem;
    const { slot, wanted, worth } = this;
    wanted.fill(0);
    let sum = 0;
    for (let r = 0; r < requests; r++) {
      const from = requestFrom[r]!;
      const to = requestFrom[r + 1]!;
      if (to - from < count[r]!) continue;
      if (count[r] === 1) {
        wanted[r] = 1; // its price never exceeds its reward
        sum += worth.reward[r]! - slot[r]!;
      } else sum += this.keptByPair(r, from, to);
    }
    return sum;
  }

  private keptByPair(r: number, from: number, to: number): number {
    const { slot, slotOf, wanted } = this;
    let first = -1;
    let second = -1;
    for (let p = from; p < to; p++) {
      const s = slotOf[p]!;
      if (first < 0 || slot[s]! < slot[first]!) {
        second = first;
        first = s;
      } else if (second < 0 || slot[s]! < slot[second]!) second = s;
    }
    const kept = this.worth.reward[r]! - slot[first]! - slot[second]!;
    if (kept <= 0) return 0;
    wanted[first] = 1;
    wanted[second] = 1;
    return kept;
  }

  private isStuck(s: number, excess: number): boolean {
    return excess < 0 ? this.best.slot[s]! >= this.top[s]! : this.best.slot[s]! <= this.low[s]!;
  }

  /** Mixes this round's answer into the average so that what is left over gets as short as it can. */
  private average() {
    const { slots, excess, taken, wanted, overwork, worked, use, chosen, best } = this;
    const { capacity } = this.problem;
    let dot = 0;
    let far = 0;
    const compare = (old: number, now: number) => {
      dot += old * (now - old);
      far += (now - old) * (now - old);
    };
    for (let s = 0; s < slots; s++) {
      const now = taken[s]! - wanted[s]!;
      compare(this.isStuck(s, excess[s]!) ? 0 : excess[s]!, this.isStuck(s, now) ? 0 : now);
    }
    for (let k = 0; k < overwork.length; k++) {
      const now = worked[k]! - capacity[k]!;
      const free = best.hour[k]! > 0;
      compare(free || overwork[k]! > 0 ? overwork[k]! * PER_MINUTE : 0, free || now > 0 ? now * PER_MINUTE : 0);
    }
    const share = this.rounds === 0 ? 1 : far === 0 ? 0.1 : Math.min(1, Math.max(0.05, -dot / far));
    for (let s = 0; s < slots; s++) excess[s]! += share * (taken[s]! - wanted[s]! - excess[s]!);
    for (let k = 0; k < overwork.length; k++) overwork[k]! += share * (worked[k]! - capacity[k]! - overwork[k]!);
    if (this.worth.value) for (let p = 0; p < use.length; p++) use[p]! += share * (chosen[p]! - use[p]!);
  }

  /** From the best prices so far: those of requests that too many want fall, of those that nobody wants rise. */
  private move(floor: number) {
    const { slots, excess, overwork, best, slot, hour, top, low } = this;
    let norm = 0;
    for (let s = 0; s < slots; s++) if (!this.isStuck(s, excess[s]!)) norm += excess[s]! * excess[s]!;
    for (let k = 0; k < hour.length; k++)
      if (overwork[k]! > 0 || best.hour[k]! > 0) norm += (overwork[k]! * PER_MINUTE) ** 2;
    if (norm === 0) return;
    const step = (this.theta * Math.max(this.bound - floor, 1e-6 * Math.abs(this.bound))) / norm;
    for (let s = 0; s < slots; s++) slot[s] = Math.min(top[s]!, Math.max(low[s]!, best.slot[s]! - step * excess[s]!));
    for (let k = 0; k < hour.length; k++)
      hour[k] = Math.max(0, best.hour[k]! + step * overwork[k]! * PER_MINUTE * PER_MINUTE);
  }
}
