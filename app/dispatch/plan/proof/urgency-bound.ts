/** What no plan can pass on the first level: the certificate of how much can be filled, by prices for urgency alone. */

import type { Deadline } from "#app/dispatch/plan/model/deadline";
import type { Possible } from "#app/dispatch/plan/model/possible";
import { fillableRequests } from "#app/dispatch/plan/model/problem";
import type { Schedule } from "#app/dispatch/plan/model/schedule";
import { type Prices, Pricing, roundsFor } from "./prices";

const ROUNDS = 200;
/** After so many rounds, prices that hardly move any more have said what they can. */
const SETTLED = 120;
/** They are looked at every so many rounds, and have to close this share of what is open. */
const ROUNDS_A_LOOK = 20;
const LEAST_PROGRESS = 0.1;
/** Urgency points are whole; sums of prices are so to within this. */
const ROUNDING = 1e-6;

export class UrgencyBound {
  /** The least proven so far; at first the urgency of all that some plan fills. */
  value: number;
  /** Spent on it. */
  milliseconds = 0;
  private pricing: Pricing | null = null;

  constructor(
    private readonly possible: Possible,
    private readonly schedule: Schedule,
    private readonly deadline: Deadline,
  ) {
    const { problem } = schedule;
    this.value = problem.base[0] + fillableRequests(problem).reduce((sum, r) => sum + problem.urgency[r]!, 0);
  }

  /**
   * More rounds, until the plan is proven to fill what can be filled, or prices have settled. The first call begins with
   * `first`, or without them with what the plan so far suggests. False where it gave up for now: `patience` rounds showed
   * nothing that must stay unfilled.
   */
  tighten(first: Prices | null, patience = Number.POSITIVE_INFINITY): boolean {
    const { schedule, deadline } = this;
    if (this.isReached()) return true;
    const beganAt = deadline.elapsed();
    this.pricing ??= this.begin(first);
    const { pricing } = this;
    const rounds = roundsFor(schedule.problem.pairs, ROUNDS);
    const base = schedule.problem.base[0];
    const known = this.value;
    let before = Number.POSITIVE_INFINITY;
    let hasGivenUp = false;
    while (pricing.rounds < rounds && deadline.hasTime() && !this.isReached() && !hasGivenUp) {
      pricing.round(schedule.levels[0] - base);
      this.value = Math.min(this.value, base + Math.floor(pricing.bound + ROUNDING));
      hasGivenUp = pricing.rounds >= patience && this.value === known;
      if (pricing.rounds % ROUNDS_A_LOOK !== 0) continue;
      const open = base + pricing.bound - schedule.levels[0];
      if (pricing.rounds >= SETTLED && before - pricing.bound < LEAST_PROGRESS * open) break;
      before = pricing.bound;
    }
    this.milliseconds += deadline.elapsed() - beganAt;
    return !hasGivenUp;
  }

  private isReached(): boolean {
    return this.value <= this.schedule.levels[0];
  }

  private begin(first: Prices | null): Pricing {
    const { urgency } = this.schedule.problem;
    const priceOf = (r: number) => first?.request[r] ?? (this.schedule.isFilled(r) ? 0 : urgency[r]!);
    return new Pricing(this.possible, { reward: urgency, value: null }, priceOf, first?.hour);
  }
}
