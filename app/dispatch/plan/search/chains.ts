/**
 * Ejection chains: a request takes the place of others, which are placed elsewhere in turn. A chain is kept when
 * the plan is better by the four levels in their order. Source: the ejection-chain neighbourhoods of vehicle routing
 * (Glover 1996; Nagata & Bräysy 2009 for the pool of unplaced jobs with penalties), on jobs with fixed times.
 */
import type { Schedule } from "#app/dispatch/plan/model/schedule";

export interface ChainLimits {
  /** Ejections one after another. */
  depth: number;
  /** Jobs that one placement may eject. */
  width: number;
  /** Placements tried per chain. */
  steps: number;
}

export class Chains {
  private readonly locked: Uint8Array;
  private readonly promise: Float64Array;
  private readonly done: number[] = []; // pairs added (p) and removed (~p), for undoing
  private steps = 0;
  private readonly mayGo = (r: number) => this.locked[r] === 0;

  constructor(
    readonly schedule: Schedule,
    private readonly limits: ChainLimits,
  ) {
    this.locked = new Uint8Array(schedule.problem.requests);
    this.promise = promises(schedule);
  }

  /** Tries to make the plan better by placing this request, anew if it has people. True when the plan changed. */
  improve(request: number): boolean {
    const { schedule } = this;
    schedule.gain = 0;
    this.steps = 0;
    this.done.length = 0;
    const old = schedule.problem.count[request] === 1 ? [schedule.chosen[2 * request]!, -1] : NOWHERE;
    this.evict(request);
    const improved = this.settle([request], this.limits.depth, this.promise[request]!, old);
    if (!improved) this.undo(0);
    return improved;
  }

  /** Places everybody who waits; `hope` is at most what placing them can still gain. */
  private settle(waiting: number[], depth: number, hope: number, old: number[]): boolean {
    const { schedule } = this;
    if (schedule.gain > 0.5 && this.isWhole(waiting)) return true;
    if (waiting.length === 0 || schedule.gain + hope <= 0.5 || this.steps > this.limits.steps) return false;
    const request = waiting[waiting.length - 1]!;
    this.locked[request] = 1;
    const found = this.place(request, waiting, depth, hope, old);
    this.locked[request] = 0;
    if (found) return true;
    if (waiting.length === 1 || schedule.held[request] !== 0) return false;
    return this.settle(waiting.slice(0, -1), depth, hope - this.promise[request]!, old); // it stays unfilled
  }

  /** Nobody who waits is half placed. */
  private isWhole(waiting: number[]): boolean {
    for (const r of waiting) if (this.schedule.held[r] !== 0 && !this.schedule.isFilled(r)) return false;
    return true;
  }

  private place(request: number, waiting: number[], depth: number, hope: number, old: number[]): boolean {
    const { schedule } = this;
    const { requestFrom, pairInterpreter, count } = schedule.problem;
    const other = count[request] === 2 && schedule.held[request] === 1 ? pairInterpreter[this.heldPair(request)]! : -1;
    for (let ejecting = 0; ejecting <= (depth > 0 ? 1 : 0); ejecting++) {
      for (let p = requestFrom[request]!; p < requestFrom[request + 1]!; p++) {
        if (pairInterpreter[p] === other || old[0] === p || old[1] === p) continue;
        const out: number[] = [];
        if (!schedule.obstructing(p, ejecting ? this.limits.width : 0, this.mayGo, out)) continue;
        if (ejecting && out.length === 0) continue;
        if (++this.steps > this.limits.steps) return false;
        if (this.placeAt(p, out, waiting, depth, hope)) return true;
      }
    }
    return false;
  }

  private placeAt(pair: number, out: number[], waiting: number[], depth: number, hope: number): boolean {
    const { schedule } = this;
    const { pairRequest } = schedule.problem;
    const request = pairRequest[pair]!;
    const mark = this.done.length;
    let still = hope;
    const next = waiting.slice(0, -1);
    for (const o of out) {
      const r = pairRequest[o]!;
      if (next.includes(r)) continue;
      this.evict(r);
      next.unshift(r);
      still += this.promise[r]!;
    }
    this.add(pair);
    if (schedule.isFilled(request)) still -= this.promise[request]!;
    else next.push(request);
    if (this.settle(next, out.length ? depth - 1 : depth, still, NOWHERE)) return true;
    this.undo(mark);
    return false;
  }

  private heldPair(request: number): number {
    const { chosen } = this.schedule;
    return chosen[2 * request]! >= 0 ? chosen[2 * request]! : chosen[2 * request + 1]!;
  }

  private evict(request: number) {
    for (let s = 2 * request; s < 2 * request + 2; s++) {
      const pair = this.schedule.chosen[s]!;
      if (pair < 0) continue;
      this.schedule.remove(pair);
      this.done.push(~pair);
    }
  }

  private add(pair: number) {
    this.schedule.add(pair);
    this.done.push(pair);
  }

  private undo(mark: number) {
    while (this.done.length > mark) {
      const step = this.done.pop()!;
      if (step >= 0) this.schedule.remove(step);
      else this.schedule.add(~step);
    }
  }
}

const NOWHERE = [-1, -1];

/** The most that placing a request can gain, with the best of its people. */
function promises({ problem, weight }: Schedule): Float64Array {
  const { requestFrom, pairCents, pairPoints, count, urgency } = problem;
  return Float64Array.from({ length: problem.requests }, (_, r) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++)
      best = Math.max(best, weight.point * pairPoints[p]! - weight.cent * pairCents[p]!);
    return weight.urgency * urgency[r]! + count[r]! * best;
  });
}

/** Urgent requests first, those with few people before others, each to whoever suits best and is free. */
export function fillGreedily(schedule: Schedule, value: (pair: number) => number, among: readonly number[]) {
  const { problem } = schedule;
  const people = (r: number) => problem.requestFrom[r + 1]! - problem.requestFrom[r]! - problem.count[r]!;
  const order = among
    .slice()
    .sort(
      (a, b) =>
        problem.urgency[b]! - problem.urgency[a]! || people(a) - people(b) || problem.start[a]! - problem.start[b]!,
    );
  for (const r of order) if (!schedule.isFilled(r)) schedule.place(r, value, never);
}

const never = () => false;
