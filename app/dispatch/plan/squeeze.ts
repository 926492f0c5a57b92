/**
 * Guided ejection search for the first level alone: whoever waits takes the place of those whose leaving costs least, and
 * what proves hard to place becomes dear to eject. Source: Nagata & Bräysy (2009), "A powerful route minimization
 * heuristic for the vehicle routing problem with time windows", for jobs with fixed times and unequal people.
 */
import type { Schedule } from "./schedule";

const WIDTH = 4;
/** How much chance there is in what counts as cheapest. */
const NOISE = 0.5;

export class Squeeze {
  private readonly pool: number[] = [];
  private readonly price: Float64Array;
  private readonly ways: [Way, Way] = [newWay(), newWay()];
  private readonly out: number[] = [];
  private current = -1;
  private readonly mayGo: (r: number) => boolean;

  constructor(
    private readonly schedule: Schedule,
    private readonly random: () => number,
    readonly open: number[],
  ) {
    this.price = schedule.problem.urgency.slice();
    const isOpen = new Uint8Array(schedule.problem.requests);
    for (const r of open) isOpen[r] = 1;
    this.mayGo = (r) => isOpen[r] === 1 && r !== this.current;
  }

  /** Searches for `steps` ejections or until `bound` is reached; leaves the plan with the most urgency filled. What was hard to place stays so from run to run. */
  run(steps: number, bound: number, hasTime: () => boolean) {
    const { schedule, pool } = this;
    pool.length = 0;
    for (const r of this.open) if (!schedule.isFilled(r)) pool.push(r);
    let best = schedule.levels[0];
    let kept = schedule.snapshot();
    for (let step = 0; step < steps && pool.length && best < bound; step++) {
      if (step % 64 === 0 && !hasTime()) break;
      this.step();
      this.shuffle();
      if (schedule.levels[0] <= best) continue;
      best = schedule.levels[0];
      kept = schedule.snapshot();
    }
    if (schedule.levels[0] < best) schedule.restore(kept);
  }

  /** Places one who waits, at the expense of others if it must be. */
  private step() {
    const { schedule, pool, random, ways } = this;
    const { requestFrom, count, urgency } = schedule.problem;
    const at = Math.floor(random() * pool.length);
    const r = pool[at]!;
    this.current = r;
    ways[0].cost = Number.POSITIVE_INFINITY;
    ways[1].cost = Number.POSITIVE_INFINITY;
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) this.consider(p);
    const needed = count[r] === 2 ? ways[1] : ways[0];
    if (needed.cost === Number.POSITIVE_INFINITY) {
      this.price[r]! += urgency[r]!;
      return;
    }
    if (needed.cost > 0) this.price[r]! += urgency[r]!;
    pool[at] = pool[pool.length - 1]!;
    pool.pop();
    for (let k = 0; k < count[r]!; k++) this.take(ways[k]!);
  }

  /** Keeps the two cheapest ways, those of equal cost by chance. */
  private consider(pair: number) {
    const { schedule, out, ways, price } = this;
    out.length = 0;
    if (!schedule.obstructing(pair, WIDTH, this.mayGo, out, price)) return;
    let cost = 0;
    for (const p of out) cost += price[schedule.problem.pairRequest[p]!]!;
    cost *= 1 + NOISE * this.random();
    if (cost >= ways[1].cost) return;
    const way = ways[1];
    way.cost = cost;
    way.pair = pair;
    way.out = out.slice();
    if (cost >= ways[0].cost) return;
    ways[1] = ways[0];
    ways[0] = way;
  }

  private take(way: Way) {
    const { schedule, pool } = this;
    const { chosen, problem } = schedule;
    for (const p of way.out) {
      const r = problem.pairRequest[p]!;
      if (chosen[2 * r] !== p && chosen[2 * r + 1] !== p) continue; // gone with the other way already
      for (let s = 2 * r; s < 2 * r + 2; s++) if (chosen[s]! >= 0) schedule.remove(chosen[s]!);
      pool.push(r);
    }
    schedule.add(way.pair);
  }

  /** A few jobs change to others who are free, so that the same clash is not met again. */
  private shuffle() {
    const { schedule, random, open } = this;
    const { requestFrom, count } = schedule.problem;
    for (let k = 0; k < 4; k++) {
      const r = open[Math.floor(random() * open.length)]!;
      if (count[r] !== 1 || !schedule.isFilled(r)) continue;
      const from = requestFrom[r]!;
      const pair = from + Math.floor(random() * (requestFrom[r + 1]! - from));
      const old = schedule.chosen[2 * r]!;
      if (pair === old) continue;
      schedule.remove(old);
      schedule.add(schedule.fits(pair) ? pair : old);
    }
  }
}

interface Way {
  pair: number;
  cost: number;
  out: number[];
}

const newWay = (): Way => ({ pair: -1, cost: Number.POSITIVE_INFINITY, out: [] });
