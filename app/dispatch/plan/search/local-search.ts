/** What makes the plan better move by move, among the requests that are not proven, as long as there is time. */

import type { Deadline } from "#app/dispatch/plan/model/deadline";
import type { Possible } from "#app/dispatch/plan/model/possible";
import { SCALAR } from "#app/dispatch/plan/model/scalar";
import type { Schedule } from "#app/dispatch/plan/model/schedule";
import { Chains, fillGreedily } from "./chains";
import { Ruin } from "./ruin";
import { Squeeze } from "./squeeze";

const FILL = { depth: 3, width: 3, steps: 600 } as const;
const FILL_ROUNDS = 2;
export const POLISH = { depth: 2, width: 2, steps: 200 } as const;
/** Where there is still time. */
export const FINISH = { depth: 3, width: 2, steps: 1000 } as const;

/** Temperature of the warm search at its beginning, in cents: detours and wishes are open to change. */
export const WARM = 120;
/** … and at the last: jobs change hands where that costs next to nothing, for fairness. */
export const COOL = 1;
/** A warm search ends at this share of its first temperature. */
const COOLING = 0.1;
/** Rounds of the warm search between two looks at the clock. */
const ROUNDS_A_LOOK = 64;

export class LocalSearch {
  private squeezer: Squeeze | null = null;

  constructor(
    private readonly schedule: Schedule,
    private readonly possible: Possible,
    private readonly deadline: Deadline,
    private readonly random: () => number,
    /** Requests that may be touched. */
    readonly open: readonly number[],
  ) {}

  /** Whoever is free, for the requests without anybody; the best by `value`. */
  fillGreedily(value: (pair: number) => number) {
    fillGreedily(this.schedule, value, this.open);
  }

  /** Chains for the requests without anybody. */
  fill() {
    const chains = new Chains(this.schedule, FILL);
    for (let round = 0; round < FILL_ROUNDS; round++)
      for (const r of this.open) {
        if (this.schedule.isFilled(r)) continue;
        if (!this.deadline.hasTime()) return;
        chains.improve(r);
      }
  }

  /** Chains for every request, for all four levels. */
  polish(limits: { depth: number; width: number; steps: number }, rounds = 1) {
    const chains = new Chains(this.schedule, limits);
    for (let round = 0; round < rounds; round++) {
      let changes = 0;
      for (const r of this.open) {
        if (!this.deadline.hasTime()) return;
        if (chains.improve(r)) changes++;
      }
      if (changes === 0) return;
    }
  }

  /** Ejections for the first level until `bound` is reached, at most so many per request, within this share of the time. */
  squeeze(steps: number, bound: number, share = 1) {
    if (this.schedule.levels[0] >= bound) return;
    this.squeezer ??= new Squeeze(this.schedule, this.possible, this.random, this.open);
    this.squeezer.run(steps * this.open.length, bound, () => this.deadline.hasTime(share));
  }

  /** Ruin and recreate, so many rounds per request; the best plan met is left standing. */
  warm(rounds: number, warmth: number) {
    const { schedule } = this;
    const exact = { ...schedule.weight };
    const ruin = new Ruin(schedule, this.random, SCALAR, this.open);
    const all = rounds * this.open.length;
    for (let k = 0; k < all; k++) {
      if (k % ROUNDS_A_LOOK === 0 && !this.deadline.hasTime()) break;
      ruin.round(warmth * COOLING ** (k / all));
    }
    Object.assign(schedule.weight, exact);
    schedule.restore(ruin.bestChosen);
  }
}
