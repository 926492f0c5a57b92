/**
 * Plans rounded from prices for all levels at once, from the best fractional plan (HiGHS), and the best recombination of
 * both. What prices prove on the way bounds the levels after the first.
 */
import type { Highs } from "highs";
import type { Deadline } from "#app/dispatch/plan/model/deadline";
import type { Levels } from "#app/dispatch/plan/model/format";
import type { Possible } from "#app/dispatch/plan/model/possible";
import type { Problem } from "#app/dispatch/plan/model/problem";
import { SCALAR, scalarOf, type WholeWorth, worthOf } from "#app/dispatch/plan/model/scalar";
import { isBetter, type Schedule } from "#app/dispatch/plan/model/schedule";
import { type Prices, Pricing, roundsFor } from "#app/dispatch/plan/proof/prices";
import { mergePlans, solveLinear } from "./guide";
import { type LocalSearch, POLISH } from "./local-search";

const ROUNDS = 60;
const MERGE_NODES = 200;
/** Up to so many pairs, the best fractional plan is a guide worth its time. */
const LINEAR_PAIRS = 40_000;
/**
 * Steps of the simplex method where there is no time limit: what a country's week needs, three times oversubscribed, and not
 * the hundred thousand of a puzzle in which all is equal.
 */
const LINEAR_STEPS = 25_000;
const MERGE_STEPS = 8_000;
/** Where there is one: of the time left. */
const SHARE = 0.5;
/** Pairs that the chains of all prices so far used less than this are left out of it. */
const RARELY = 0.02;
/** What is used more than this is taken over, if it fits. */
const MOSTLY = 0.5;

export class Rounding {
  /** No plan is worth more in the one number of `SCALAR`; what is pinned left out. */
  bound = Number.POSITIVE_INFINITY;
  /** Prices to begin with on the first level: those for all levels, without what the cheapest people cost. */
  prices: Prices | null = null;
  private readonly problem: Problem;
  private readonly worth: WholeWorth;

  constructor(
    private readonly possible: Possible,
    private readonly schedule: Schedule,
    private readonly deadline: Deadline,
    private readonly local: LocalSearch,
    private readonly solver: Highs | null,
  ) {
    this.problem = schedule.problem;
    this.worth = worthOf(this.problem);
  }

  /** Leaves the best plan met in the schedule. `blocks`: the requests that are not proven, as sets that share nobody. */
  run(blocks: readonly number[][]) {
    const often = this.price();
    const found = [this.schedule.snapshot(), this.rounded(often)];
    const linear = this.linear(blocks, often, found);
    if (linear) found.push(this.rounded(linear.use));
    this.merge(found, linear?.solved ?? null);
  }

  /** How much the chains of all prices used of each pair, 0..1. */
  private price(): Float64Array {
    const { schedule, problem, worth } = this;
    const firstPrice = (r: number) => (schedule.isFilled(r) ? this.cheapest(r) : worth.reward[r]!);
    const pricing = new Pricing(this.possible, worth, firstPrice);
    const rounds = roundsFor(problem.pairs, ROUNDS);
    for (let k = 0; k < rounds && this.deadline.hasTime(); k++) pricing.round(scalarOf(schedule.levels, problem));
    this.bound = pricing.bound;
    this.prices = this.urgencyPrices(pricing);
    return pricing.use;
  }

  /** What the request's people cost at least. */
  private cheapest(r: number): number {
    const { requestFrom, count } = this.problem;
    let low = Number.POSITIVE_INFINITY;
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) low = Math.min(low, -this.worth.value[p]!);
    return low * count[r]!;
  }

  private urgencyPrices(pricing: Pricing): Prices {
    const { urgency, requestFrom, count } = this.problem;
    const above = (r: number) => (pricing.payOf(r) - this.cheapest(r)) / SCALAR.urgency;
    const canBeFilled = (r: number) => requestFrom[r + 1]! - requestFrom[r]! >= count[r]!;
    return {
      request: urgency.map((u, r) => (canBeFilled(r) ? Math.min(u, Math.max(0, above(r))) : 0)),
      hour: pricing.best.hour.map((price) => price / SCALAR.urgency),
    };
  }

  /** The best fractional plan: `solved` where the solver found it, and in `use` what prices say instead where it did not. */
  private linear(
    blocks: readonly number[][],
    often: Float64Array,
    plans: Int32Array[],
  ): { use: Float64Array; solved: Float64Array } | null {
    const { solver, problem, worth, deadline } = this;
    if (!solver) return null;
    const isKnown = new Uint8Array(problem.pairs);
    for (const plan of plans) for (const p of plan) if (p >= 0) isKnown[p] = 1;
    const isAllowed = (p: number) => often[p]! > RARELY || isKnown[p] === 1 || problem.pairPoints[p]! > 0;
    const use = often.slice();
    const solved = new Float64Array(problem.pairs);
    for (const block of blocks) {
      if (!deadline.hasTime()) break;
      if (this.count(block, isAllowed) > LINEAR_PAIRS) continue;
      const limits = { steps: this.steps(LINEAR_STEPS), seconds: SHARE * deadline.secondsLeft() };
      const answer = solveLinear(solver, problem, block, isAllowed, worth, limits);
      if (!answer) continue;
      for (const p of this.pairsOf(block)) {
        use[p] = answer[p]!;
        solved[p] = answer[p]!;
      }
    }
    return { use, solved };
  }

  private steps(untimed: number): number {
    return this.deadline.isTimed ? Number.POSITIVE_INFINITY : untimed;
  }

  private count(block: readonly number[], isAllowed: (pair: number) => boolean): number {
    const { requestFrom } = this.problem;
    let pairs = 0;
    for (const r of block) for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) if (isAllowed(p)) pairs++;
    return pairs;
  }

  private pairsOf(block: readonly number[]): number[] {
    const { requestFrom } = this.problem;
    const pairs: number[] = [];
    for (const r of block) for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) pairs.push(p);
    return pairs;
  }

  /** Each request's people from whichever plan it is best to take them. */
  private merge(plans: Int32Array[], solved: Float64Array | null) {
    const { solver, schedule, deadline, problem, worth } = this;
    if (!solver || !deadline.hasTime()) return;
    const best = schedule.snapshot();
    const levels: Levels<number> = [...schedule.levels];
    const merged = mergePlans(solver, problem, plans, solved, best, worth, {
      nodes: MERGE_NODES,
      steps: this.steps(MERGE_STEPS),
      deadline,
      share: SHARE,
      isBestEnough: true,
    });
    if (!merged) return;
    schedule.exchange(merged.known, merged.pairs);
    if (isBetter(levels, schedule.levels)) schedule.restore(best);
  }

  /** The plan of the pairs that are used most, repaired. The better of it and the one before is left standing. */
  private rounded(use: Float64Array): Int32Array {
    const { schedule, local } = this;
    const before = schedule.snapshot();
    const levels: Levels<number> = [...schedule.levels];
    for (const r of local.open)
      for (let s = 2 * r; s < 2 * r + 2; s++) if (schedule.chosen[s]! >= 0) schedule.remove(schedule.chosen[s]!);
    for (const own of this.mostUsed(use)) if (own.every((p) => schedule.fits(p))) for (const p of own) schedule.add(p);
    local.fillGreedily((p) => this.worth.value[p]!);
    local.fill();
    local.polish(POLISH);
    const found = schedule.snapshot();
    if (!isBetter(schedule.levels, levels)) schedule.restore(before);
    return found;
  }

  /** Per request all its people, where each is used mostly; most used requests first. */
  private mostUsed(use: Float64Array): number[][] {
    const often: number[][] = [];
    for (const r of this.local.open) {
      const own = this.pairsOf([r]).filter((p) => use[p]! > MOSTLY);
      if (own.length === this.problem.count[r]!) often.push(own);
    }
    return often.sort((a, b) => use[b[0]!]! - use[a[0]!]!);
  }
}
