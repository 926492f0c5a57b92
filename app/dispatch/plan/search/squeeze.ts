/**
 * Guided ejection search for the first level alone: whoever waits takes the place of those whose leaving costs least, and
 * what proves hard to place becomes dear to eject. Source: Nagata & Bräysy (2009), "A powerful route minimization
 * heuristic for the vehicle routing problem with time windows", for jobs with fixed times and unequal people.
 */

import type { Possible } from "#app/dispatch/plan/model/possible";
import type { Schedule } from "#app/dispatch/plan/model/schedule";
import { Board, FIXED } from "./board";
import { Exchange } from "./exchange";

/** How much chance there is in what counts as cheapest. */
const NOISE = 0.5;
/** Of so many who wait, the one that was refused least often is tried. */
const DRAWS = 3;
/** Nobody takes a place that costs more than this many times their own price. */
const DEAREST = 2;
/** Jobs that may change to others who are free after every step, so that the same clash is not met again. */
const SHUFFLED = 2;
/** When so few wait, people also exchange jobs now and then. */
const FEW = 8;
const EXCHANGES = 0.2;

export class Squeeze {
  private readonly board: Board;
  private readonly exchange: Exchange;
  private readonly price: Float64Array;
  private readonly isOpen: Uint8Array;
  /** Requests that wait, and where in it each one is; -1 = does not wait. */
  private readonly pool: number[] = [];
  private readonly poolAt: Int32Array;
  private waiting = 0; // their urgency
  /** The two cheapest places found for a request, and what they cost. */
  private readonly way: [number, number] = [-1, -1];
  private readonly cost: [number, number] = [0, 0];

  constructor(
    private readonly schedule: Schedule,
    possible: Possible,
    private readonly random: () => number,
    readonly open: readonly number[],
  ) {
    const { requests, urgency } = schedule.problem;
    this.isOpen = new Uint8Array(requests);
    for (const r of open) this.isOpen[r] = 1;
    this.price = urgency.map((u, r) => (this.isOpen[r] ? u : FIXED));
    this.board = new Board(possible, this.price, random);
    this.exchange = new Exchange(this.board, this.isOpen);
    this.poolAt = new Int32Array(requests).fill(-1);
  }

  /** Searches for `steps` ejections or until `bound` is reached; leaves the plan with the most urgency filled. What was hard to place stays so from run to run. */
  run(steps: number, bound: number, hasTime: () => boolean) {
    const { schedule, board, pool } = this;
    this.gather();
    const enough = this.waiting - (bound - schedule.levels[0]) + 1e-9;
    let least = this.waiting;
    let kept: Int32Array | null = null;
    for (let step = 0; step < steps && pool.length && least > enough; step++) {
      if (step % 64 === 0 && !hasTime()) break;
      this.step();
      this.shuffle();
      if (pool.length <= FEW && this.random() < EXCHANGES) this.exchangeOne();
      if (this.waiting >= least) continue;
      least = this.waiting;
      kept = board.chosen.slice();
    }
    if (kept) this.hand(kept);
  }

  /** From the schedule: who does what, and who waits. */
  private gather() {
    const { schedule, board, pool, poolAt } = this;
    board.takeOver(schedule.chosen);
    pool.length = 0;
    poolAt.fill(-1);
    this.waiting = 0;
    for (const r of this.open) if (!schedule.isFilled(r)) this.wait(r);
  }

  /** To the schedule: removes first, so that nothing is ever too much. */
  private hand(chosen: Int32Array) {
    const { schedule, open } = this;
    const { pairOf } = schedule.problem;
    const changed = open.filter((r) => {
      const pairs = [chosen[2 * r]!, chosen[2 * r + 1]!].map((k) => (k < 0 ? -1 : pairOf[k]!));
      const own = [schedule.chosen[2 * r]!, schedule.chosen[2 * r + 1]!];
      return !pairs.every((p) => own.includes(p)) || !own.every((p) => pairs.includes(p));
    });
    for (const r of changed)
      for (let s = 2 * r; s < 2 * r + 2; s++) if (schedule.chosen[s]! >= 0) schedule.remove(schedule.chosen[s]!);
    for (const r of changed)
      for (let s = 2 * r; s < 2 * r + 2; s++) if (chosen[s]! >= 0) schedule.add(pairOf[chosen[s]!]!);
  }

  private wait(r: number) {
    this.poolAt[r] = this.pool.length;
    this.pool.push(r);
    this.waiting += this.schedule.problem.urgency[r]!;
  }

  private stopWaiting(r: number) {
    const { pool, poolAt } = this;
    const last = pool.pop()!;
    if (last !== r) {
      pool[poolAt[r]!] = last;
      poolAt[last] = poolAt[r]!;
    }
    poolAt[r] = -1;
    this.waiting -= this.schedule.problem.urgency[r]!;
  }

  /** Places one who waits, at the expense of others if that is not too dear. */
  private step() {
    const { price, way, cost } = this;
    const { count, urgency } = this.schedule.problem;
    const r = this.draw();
    this.find(r);
    const sum = count[r] === 2 ? cost[0] + cost[1] : cost[0];
    if (sum > 0) price[r]! += urgency[r]!;
    if (sum > DEAREST * price[r]!) return;
    this.stopWaiting(r);
    for (let x = 0; x < count[r]!; x++) this.take(way[x]!);
  }

  private draw(): number {
    const { pool, price, random } = this;
    const { urgency } = this.schedule.problem;
    let r = pool[Math.floor(random() * pool.length)]!;
    for (let x = 1; x < DRAWS; x++) {
      const other = pool[Math.floor(random() * pool.length)]!;
      if (price[other]! * urgency[r]! < price[r]! * urgency[other]!) r = other;
    }
    return r;
  }

  /** The two cheapest places, those that cost the same by chance; Infinity where there is none. */
  private find(r: number) {
    const { board, way, cost, random } = this;
    const { requestFrom } = this.schedule.problem;
    const { positionOf } = board.possible;
    cost[0] = Number.POSITIVE_INFINITY;
    cost[1] = Number.POSITIVE_INFINITY;
    const last = this.schedule.problem.count[r]! - 1;
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) {
      const k = positionOf[p]!;
      let own = board.load[k]!;
      if (own >= cost[last]!) continue; // chance only makes it dearer
      const chance = 1 + NOISE * random();
      own *= chance;
      if (own >= cost[last]!) continue;
      own += board.hoursCost(k, (cost[last]! - own) / chance) * chance;
      if (own >= cost[last]!) continue;
      const at = own < cost[0] ? 0 : 1;
      if (at === 0) {
        cost[1] = cost[0];
        way[1] = way[0];
      }
      cost[at] = own;
      way[at] = k;
    }
  }

  private take(k: number) {
    const { board } = this;
    const { request } = board.possible;
    board.hoursCost(k, Number.POSITIVE_INFINITY);
    const clashes = board.possible.clashesOf(k);
    for (let x = 0; x < clashes.length && !board.isClear(k); x++)
      if (board.isHeld[clashes[x]!]) this.evict(request[clashes[x]!]!);
    for (const y of board.leaving) if (board.isHeld[y]) this.evict(request[y]!);
    board.add(k);
  }

  private evict(r: number) {
    const { chosen } = this.board;
    for (let s = 2 * r; s < 2 * r + 2; s++) if (chosen[s]! >= 0) this.board.remove(chosen[s]!);
    this.wait(r);
  }

  private shuffle() {
    const { board } = this;
    for (let x = 0; x < SHUFFLED; x++) {
      const r = this.any();
      const from = board.chosen[2 * r]!;
      const to = this.anyPosition(r);
      if (this.schedule.problem.count[r] !== 1 || from < 0 || from === to || !board.isFree(to, from)) continue;
      board.remove(from);
      board.add(to);
    }
  }

  private exchangeOne() {
    const r = this.any();
    const from = this.board.chosen[2 * r]!;
    const to = this.anyPosition(r);
    if (from >= 0 && from !== to) this.exchange.between(from, to, this.random);
  }

  private any(): number {
    return this.open[Math.floor(this.random() * this.open.length)]!;
  }

  private anyPosition(r: number): number {
    const { requestFrom } = this.schedule.problem;
    const from = requestFrom[r]!;
    return this.board.possible.positionOf[from + Math.floor(this.random() * (requestFrom[r + 1]! - from))]!;
  }
}
