/**
 * Ruin and recreate: takes a few neighbouring jobs out of the plan, puts everybody back where it is best now, and keeps
 * the result more readily while the search is warm. Source: slack induction by string removals (Christiaens & Vanden
 * Berghe 2020), for jobs with fixed times and unequal people.
 */
import type { Levels } from "#app/dispatch/plan/model/format";
import { isBetter, type Schedule } from "#app/dispatch/plan/model/schedule";

export interface Weights {
  urgency: number;
  point: number;
  cent: number;
  unfairness: number;
}

/** mulberry32: 32 bits of state, the same numbers for the same seed. */
export function randomOf(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export class Ruin {
  best: Levels<number>;
  bestChosen: Int32Array;
  private readonly waiting: number[] = [];
  private readonly isWaiting: Uint8Array; // also set for good where a request is not ours to touch
  private readonly done: number[] = [];
  private readonly able: readonly number[];
  private readonly unplaced: number[] = [];
  private readonly positionOf: Int32Array; // in unplaced, -1 = placed
  private readonly nearby: number[] = [];
  private readonly worthOf = (pair: number) => this.schedule.worthOf(pair);
  private readonly blink = () => this.random() < 0.02;

  constructor(
    private readonly schedule: Schedule,
    private readonly random: () => number,
    weights: Weights,
    able: readonly number[],
  ) {
    Object.assign(schedule.weight, weights);
    this.able = able;
    this.isWaiting = new Uint8Array(schedule.problem.requests).fill(1);
    for (const r of able) this.isWaiting[r] = 0;
    this.positionOf = new Int32Array(schedule.problem.requests).fill(-1);
    for (const r of able) if (!schedule.isFilled(r)) this.note(r);
    this.best = [...schedule.levels];
    this.bestChosen = schedule.snapshot();
  }

  /** One round at this temperature (in the weights' unit). True when the best plan changed. */
  round(temperature: number): boolean {
    const { schedule } = this;
    schedule.gain = 0;
    this.done.length = 0;
    this.waiting.length = 0;
    const size = 4 + Math.floor(this.random() * 12);
    this.ruin(size);
    this.recreate();
    const isKept = schedule.gain >= temperature * Math.log(this.random());
    if (!isKept) this.undo();
    for (const r of this.waiting) this.isWaiting[r] = 0;
    for (const r of this.waiting) this.note(r);
    if (!isKept || schedule.gain <= 0 || !isBetter(schedule.levels, this.best)) return false;
    this.best = [...schedule.levels];
    this.bestChosen.set(schedule.chosen);
    return true;
  }

  private note(r: number) {
    const isPlaced = this.schedule.isFilled(r);
    const at = this.positionOf[r]!;
    if (isPlaced && at >= 0) {
      const last = this.unplaced.pop()!;
      if (last !== r) {
        this.unplaced[at] = last;
        this.positionOf[last] = at;
      }
      this.positionOf[r] = -1;
    } else if (!isPlaced && at < 0) {
      this.positionOf[r] = this.unplaced.length;
      this.unplaced.push(r);
    }
  }

  /** Around one request: strings of jobs, close to it in time, of people who could do it. */
  private ruin(size: number) {
    const { schedule, random, unplaced, able } = this;
    const { requestFrom, pairInterpreter, pairRequest, start } = schedule.problem;
    const centre =
      unplaced.length && random() < 0.5
        ? unplaced[Math.floor(random() * unplaced.length)]!
        : able[Math.floor(random() * able.length)]!;
    this.take(centre);
    const from = requestFrom[centre]!;
    const people = requestFrom[centre + 1]! - from;
    const offset = Math.floor(random() * people);
    for (let k = 0; k < people && this.waiting.length < size; k++) {
      const jobs = schedule.jobs[pairInterpreter[from + ((k + offset) % people)]!]!;
      const length = 1 + Math.floor(random() * 3);
      let at = 0;
      while (at < jobs.length && start[pairRequest[jobs[at]!]!]! < start[centre]!) at++;
      at = Math.max(0, at - Math.floor(random() * length) - (random() < 0.5 ? 1 : 0));
      this.nearby.length = 0;
      for (let x = at; x < Math.min(jobs.length, at + length); x++) this.nearby.push(pairRequest[jobs[x]!]!);
      for (const r of this.nearby) if (Math.abs(start[r]! - start[centre]!) < 1440) this.take(r);
    }
    for (let k = Math.min(4, unplaced.length); k > 0; k--) this.take(unplaced[Math.floor(random() * unplaced.length)]!);
  }

  private take(r: number) {
    if (this.isWaiting[r]) return;
    this.isWaiting[r] = 1;
    this.waiting.push(r);
    const { chosen } = this.schedule;
    for (let s = 2 * r; s < 2 * r + 2; s++) {
      const pair = chosen[s]!;
      if (pair < 0) continue;
      this.schedule.remove(pair);
      this.done.push(~pair);
    }
  }

  private recreate() {
    const { problem } = this.schedule;
    const { urgency, requestFrom, start } = problem;
    const people = (r: number) => requestFrom[r + 1]! - requestFrom[r]!;
    const order = this.random();
    const { waiting } = this;
    if (order < 0.4) for (let k = waiting.length - 1; k > 0; k--) swap(waiting, k, Math.floor(this.random() * (k + 1)));
    else if (order < 0.6) waiting.sort((a, b) => people(a) - people(b));
    else if (order < 0.8) waiting.sort((a, b) => urgency[b]! - urgency[a]!);
    else waiting.sort((a, b) => start[a]! - start[b]!);
    for (const r of waiting) this.schedule.place(r, this.worthOf, this.blink, this.done);
  }

  private undo() {
    while (this.done.length) {
      const step = this.done.pop()!;
      if (step >= 0) this.schedule.remove(step);
      else this.schedule.add(~step);
    }
  }
}

function swap(list: number[], a: number, b: number) {
  const kept = list[a]!;
  list[a] = list[b]!;
  list[b] = kept;
}
