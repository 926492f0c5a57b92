/**
 * Many requests at once: the best plan found by the four levels in their order, what is proven about it, and why
 * something stays unfilled. Construction, chains, prices, rounding, ruin and recreate; small blocks exactly.
 */
import type { Highs } from "highs";
import { blocksOf } from "./blocks";
import { Chains, fillGreedily, requestsOf } from "./chains";
import { type Effort, solveBlock } from "./exact";
import { explainUnfilled } from "./explain";
import type { Instance, Levels, Plan, PlannedAssignment, Progress } from "./format";
import { mergePlans, solveLinear } from "./guide";
import { Possible } from "./possible";
import { Pricing, type Worth } from "./prices";
import { expand, type Problem, unfairness } from "./problem";
import { Ruin, randomOf } from "./ruin";
import { isBetter, Schedule } from "./schedule";
import { Squeeze } from "./squeeze";

export interface PlanOptions {
  /** HiGHS, loaded by whoever calls; null: blocks are not solved exactly. */
  solver: Highs | null;
  seed?: number;
  /** "fast": construction and chains only. */
  effort?: "fast" | "normal";
  pins?: readonly PlannedAssignment[];
  /** Milliseconds from anywhere; without one there is no time limit and `milliseconds` is 0. */
  clock?: () => number;
  /** With a limit the search goes on until then, or until all is proven; without one it ends when its rounds are done. */
  timeLimitMs?: number;
  onProgress?: (progress: Progress) => void;
  isCancelled?: () => boolean;
}

/** After so many rounds, prices that hardly move any more have said what they can. */
const SETTLED = 120;
/** Up to so many pairs a block is solved exactly. */
const EXACT_PAIRS = 1200;
const EXACT_NODES = 5000;
const MERGE_NODES = 200;
/** Up to so many pairs, the best fractional plan is a guide worth its time. */
const LINEAR_PAIRS = 40_000;
const LINEAR_STEPS = 100_000;
/** Pairs that the chains of all prices so far used less than this are left out of it. */
const RARELY = 0.02;

/** Plans the instance, which must have passed `readInstance`. Deterministic for a seed unless a time limit or a cancel cuts it off. */
export function planInstance(instance: Instance, options: PlanOptions): Plan {
  return new Planning(instance, options).run();
}

/** Weights of the one number that prices and the warm search use: an urgency point beats any preference, that beats most detours. */
const SCALAR = { urgency: 1_000_000, point: 50_000, cent: 1, unfairness: 0.02 } as const;
/** Cents that adding up thousands of prices of this size may be wrong by, and more. */
const ROUNDING = 1e-3;
/** Temperature of the warm search at its beginning, in the unit of `SCALAR`: cents. */
const WARMTH = 120;
/** … and at the last: jobs change hands where that costs next to nothing, for fairness. */
const COOL = 1;
/** With a time limit, the search has so much of it; the rest is for explaining what stays unfilled. */
const SEARCH_SHARE = 0.96;
/** … so much may go into filling more before anything else is looked at. */
const SQUEEZE_SHARE = 0.7;
/** … and so much where so many rounds of pricing show nothing that would have to stay unfilled. */
const FILL_SHARE = 0.92;
const DOUBTFUL = 40;
const FILL = { depth: 3, width: 3, steps: 600 } as const;
const POLISH = { depth: 2, width: 2, steps: 200 } as const;
/** Where there is still time. */
const FINISH = { depth: 3, width: 2, steps: 1000 } as const;

class Planning {
  private readonly problem: Problem;
  private readonly possible: Possible;
  private readonly schedule: Schedule;
  private readonly random: () => number;
  private readonly startedAt: number;
  /** Requests of blocks that are not proven: what the search may still touch. */
  private open: number[];
  private openBlocks: number[][] = [];
  private squeezer: Squeeze | null = null;
  private boundF1: number;
  /** No plan is worth more in the one number of `SCALAR`; what is pinned left out. */
  private boundOfAll = Number.POSITIVE_INFINITY;
  /** Prices to begin with on the first level: those for all levels, without what the cheapest people cost. */
  private first: { request: Float64Array; hour: Float64Array } | null = null;
  private isProven: Levels<boolean> = [false, false, false, false];
  private share = 0;
  /** Milliseconds spent on the bound of the first level alone. */
  private certificate = 0;

  constructor(
    private readonly instance: Instance,
    private readonly options: PlanOptions,
  ) {
    this.startedAt = this.now();
    this.report("expanding", 0, null);
    this.problem = expand(instance, options.pins);
    this.possible = new Possible(this.problem);
    this.schedule = new Schedule(this.problem);
    this.random = randomOf(options.seed ?? 1);
    this.open = requestsOf(this.problem);
    this.boundF1 = this.problem.base[0] + this.open.reduce((sum, r) => sum + this.problem.urgency[r]!, 0);
  }

  run(): Plan {
    this.build();
    if (this.options.effort !== "fast") {
      if (this.isTimed()) this.squeeze(200, 0.9);
      this.proveSmallBlocks();
      if (this.open.length) this.search();
    }
    return this.finish();
  }

  /** A full plan early: whoever is free, then chains. */
  private build() {
    const { schedule } = this;
    this.report("building", 0.1);
    fillGreedily(schedule, (pair) => schedule.worthOf(pair));
    this.report("building", 0.15);
    this.fill();
    this.squeeze(2);
    this.polish(POLISH, 1);
  }

  /** Ejections until the bound is reached, at most so many per request, and within this share of the time limit. */
  private squeeze(steps: number, share = 1) {
    if (this.schedule.levels[0] >= this.boundF1) return;
    if (this.squeezer?.open !== this.open)
      this.squeezer = new Squeeze(this.schedule, this.possible, this.random, this.open);
    this.squeezer.run(steps * this.open.length, this.boundF1, () => this.hasTime(share));
  }

  private fill() {
    const chains = new Chains(this.schedule, FILL);
    for (let round = 0; round < 2; round++)
      for (const r of this.open) {
        if (this.schedule.isFilled(r)) continue;
        if (!this.hasTime()) return;
        chains.improve(r);
      }
  }

  private polish(limits: { depth: number; width: number; steps: number }, rounds: number) {
    const chains = new Chains(this.schedule, limits);
    for (let round = 0; round < rounds; round++) {
      let changes = 0;
      for (const r of this.open) {
        if (!this.hasTime()) return;
        if (chains.improve(r)) changes++;
      }
      if (changes === 0) return;
    }
  }

  private proveSmallBlocks() {
    const { solver } = this.options;
    const { requestFrom } = this.problem;
    if (!solver) return;
    this.report("bounding", 0.2);
    const unproven: number[][] = [];
    for (const block of blocksOf(this.problem)) {
      const pairs = block.reduce((sum, r) => sum + requestFrom[r + 1]! - requestFrom[r]!, 0);
      const isProven = pairs <= EXACT_PAIRS && this.hasTime() && this.proveBlock(solver, block);
      if (!isProven) unproven.push(block);
    }
    this.openBlocks = unproven;
    this.open = unproven.flat().sort((a, b) => a - b);
    if (!unproven.length) this.isProven = [true, true, true, true];
  }

  /** Takes over the block's optimum; true when it is proven at all four levels. */
  private proveBlock(solver: Highs, block: number[]): boolean {
    const { schedule } = this;
    const known = block.flatMap((r) => [schedule.chosen[2 * r]!, schedule.chosen[2 * r + 1]!]).filter((p) => p >= 0);
    const exact = solveBlock(solver, this.problem, block, known, this.effort(EXACT_NODES));
    return this.replace(known, exact.pairs) && exact.proven.every(Boolean);
  }

  private effort(nodes: number): Effort {
    return { nodes, secondsLeft: () => this.secondsLeft() };
  }

  private secondsLeft(): number {
    const { clock, timeLimitMs } = this.options;
    if (!clock || timeLimitMs === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(0, (SEARCH_SHARE * timeLimitMs - (clock() - this.startedAt)) / 1000);
  }

  /** The solver's tolerance is not ours: its answer counts only if every job of it fits. False where it does not. */
  private replace(known: number[], pairs: number[]): boolean {
    const { schedule } = this;
    const before = schedule.snapshot();
    for (const p of known) schedule.remove(p);
    for (const p of pairs) {
      if (!schedule.fits(p)) {
        schedule.restore(before);
        return false;
      }
      schedule.add(p);
    }
    return true;
  }

  private search() {
    // With a limit, first who can still be filled at all; without one, the guide finds most of them by the way.
    if (this.isTimed()) {
      const mayFillAll = !this.boundUrgency(DOUBTFUL);
      this.squeeze(Number.POSITIVE_INFINITY, mayFillAll ? FILL_SHARE : SQUEEZE_SHARE);
      if (mayFillAll) this.boundUrgency();
      if (this.hasTime()) this.guide();
    } else {
      this.guide();
      this.boundUrgency();
      this.squeeze(2);
    }
    this.warm(this.open.length, WARMTH);
    this.polish(POLISH, 1);
    this.warm(4 * this.open.length, COOL);
    while (this.isTimed() && this.hasTime() && !this.isAllProven()) {
      this.squeeze(100);
      this.warm(30 * this.open.length, WARMTH);
      this.polish(FINISH, 2);
    }
  }

  private isAllProven() {
    return this.isProven.every(Boolean);
  }

  /**
   * What no plan can pass on the first level, by prices for urgency alone. False where it gave up: `patience` rounds
   * showed nothing that must stay unfilled.
   */
  private boundUrgency(patience = Number.POSITIVE_INFINITY): boolean {
    const { problem, schedule } = this;
    const { urgency, base, pairs } = problem;
    this.report("bounding", 0.3);
    const { first } = this;
    const startAt = (r: number) => first?.request[r] ?? (schedule.isFilled(r) ? 0 : urgency[r]!);
    const pricing = new Pricing(this.possible, { reward: urgency, value: null }, startAt, first?.hour);
    const beganAt = this.now();
    const rounds = roundsFor(pairs, 200);
    let before = Number.POSITIVE_INFINITY;
    const { boundF1 } = this;
    let isSilent = false;
    for (let k = 1; k <= rounds && this.hasTime() && this.boundF1 > schedule.levels[0]; k++) {
      pricing.round(schedule.levels[0] - base[0]);
      this.boundF1 = Math.min(this.boundF1, base[0] + Math.floor(pricing.bound + 1e-6));
      isSilent = k >= patience && this.boundF1 === boundF1;
      if (isSilent) break;
      if (k % 20 !== 0) continue;
      const open = base[0] + pricing.bound - schedule.levels[0];
      if (k >= SETTLED && before - pricing.bound < 0.1 * open) break;
      before = pricing.bound;
    }
    this.certificate += this.now() - beganAt;
    return !isSilent;
  }

  /** Prices for all levels at once; plans are rounded from what the prices' chains use. */
  private guide() {
    const { problem, schedule } = this;
    const { requestFrom, count } = problem;
    const urgency = problem.urgency;
    this.report("improving", 0.5);
    const reward = urgency.map((u) => u * SCALAR.urgency);
    const value = problem.pairPoints.map((points, p) => SCALAR.point * points - problem.pairCents[p]!);
    const cheapest = (r: number) => {
      let low = Number.POSITIVE_INFINITY;
      for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) low = Math.min(low, -value[p]!);
      return low * count[r]!;
    };
    const all = new Pricing(this.possible, { reward, value }, (r) => (schedule.isFilled(r) ? cheapest(r) : reward[r]!));
    const rounds = roundsFor(problem.pairs, 60);
    for (let k = 1; k <= rounds && this.hasTime(); k++) all.round(this.scalar(schedule.levels));
    this.boundOfAll = all.bound;
    const above = (r: number) => Math.min(urgency[r]!, Math.max(0, (all.payOf(r) - cheapest(r)) / SCALAR.urgency));
    this.first = {
      request: Float64Array.from(urgency, (_, r) => (requestFrom[r + 1]! - requestFrom[r]! < count[r]! ? 0 : above(r))),
      hour: all.best.hour.map((price) => price / SCALAR.urgency),
    };
    const found = [schedule.snapshot()];
    found.push(this.rounded(all.use, value));
    const linear = this.linear(all.use, found, { reward, value });
    if (linear) found.push(this.rounded(linear.use, value));
    this.merge(found, linear?.solved ?? null, { reward, value });
  }

  /** The best fractional plan: `solved` where the solver found it, and in `use` what prices say instead where it did not. */
  private linear(
    often: Float64Array,
    plans: Int32Array[],
    worth: Worth,
  ): { use: Float64Array; solved: Float64Array } | null {
    const { solver } = this.options;
    const isKnown = new Uint8Array(this.problem.pairs);
    for (const plan of plans) for (const p of plan) if (p >= 0) isKnown[p] = 1;
    const isAllowed = (p: number) => often[p]! > RARELY || isKnown[p] === 1 || this.problem.pairPoints[p]! > 0;
    if (!solver) return null;
    const use = new Float64Array(this.problem.pairs);
    const solved = new Float64Array(this.problem.pairs);
    for (const block of this.openBlocks) {
      const limits = { steps: LINEAR_STEPS, seconds: this.secondsLeft() };
      const isFeasible = this.hasTime() && this.pairsOf(block, isAllowed) <= LINEAR_PAIRS;
      const own = isFeasible ? solveLinear(solver, this.problem, block, isAllowed, worth, limits) : null;
      for (const r of block)
        for (let p = this.problem.requestFrom[r]!; p < this.problem.requestFrom[r + 1]!; p++) {
          use[p] = (own ?? often)[p]!;
          if (own) solved[p] = own[p]!;
        }
    }
    return { use, solved };
  }

  private pairsOf(block: number[], isAllowed: (pair: number) => boolean): number {
    const { requestFrom } = this.problem;
    let pairs = 0;
    for (const r of block) for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++) if (isAllowed(p)) pairs++;
    return pairs;
  }

  /** Each request's people from whichever plan it is best to take them. */
  private merge(plans: Int32Array[], solved: Float64Array | null, worth: Worth) {
    const { solver } = this.options;
    if (!solver || !this.hasTime()) return;
    const { schedule } = this;
    const best = schedule.snapshot();
    const levels: Levels<number> = [...schedule.levels];
    const merged = mergePlans(solver, this.problem, plans, solved, best, worth, {
      ...this.effort(MERGE_NODES),
      isBestEnough: true,
    });
    if (!merged) return;
    this.replace(merged.known, merged.pairs);
    if (isBetter(levels, schedule.levels)) schedule.restore(best);
  }

  private scalar(levels: Levels<number>): number {
    const { base } = this.problem;
    return SCALAR.urgency * (levels[0] - base[0]) + SCALAR.point * (levels[1] - base[1]) - (levels[2] - base[2]);
  }

  /** The plan of the pairs that are used most, repaired. The better of it and the one before is left standing. */
  private rounded(use: Float64Array, value: Float64Array): Int32Array {
    const { schedule, problem } = this;
    const before = schedule.snapshot();
    const levels: Levels<number> = [...schedule.levels];
    for (const r of this.open)
      for (let s = 2 * r; s < 2 * r + 2; s++) if (schedule.chosen[s]! >= 0) schedule.remove(schedule.chosen[s]!);
    const often: number[][] = [];
    for (const r of this.open) {
      const own: number[] = [];
      for (let p = problem.requestFrom[r]!; p < problem.requestFrom[r + 1]!; p++) if (use[p]! > 0.5) own.push(p);
      if (own.length === problem.count[r]!) often.push(own);
    }
    often.sort((a, b) => use[b[0]!]! - use[a[0]!]!);
    for (const own of often) if (own.every((p) => schedule.fits(p))) for (const p of own) schedule.add(p);
    fillGreedily(schedule, (p) => value[p]!, this.open);
    this.fill();
    this.polish(POLISH, 1);
    const found = schedule.snapshot();
    if (!isBetter(schedule.levels, levels)) schedule.restore(before);
    return found;
  }

  private warm(rounds: number, warmth: number) {
    const { schedule } = this;
    const exact = { ...schedule.weight };
    const ruin = new Ruin(schedule, this.random, SCALAR, this.open);
    for (let k = 0; k < rounds; k++) {
      if (k % 64 === 0 && !this.hasTime()) break;
      ruin.round(warmth * 0.1 ** (k / rounds));
    }
    Object.assign(schedule.weight, exact);
    schedule.restore(ruin.bestChosen);
  }

  private now(): number {
    return this.options.clock?.() ?? 0;
  }

  private isTimed(): boolean {
    return this.options.clock !== undefined && this.options.timeLimitMs !== undefined;
  }

  private hasTime(share = 1): boolean {
    const { clock, timeLimitMs, isCancelled } = this.options;
    if (isCancelled?.()) return false;
    return !clock || timeLimitMs === undefined || clock() - this.startedAt < share * SEARCH_SHARE * timeLimitMs;
  }

  private report(phase: Progress["phase"], share: number, objective?: null) {
    this.share = Math.max(this.share, share);
    this.options.onProgress?.({
      phase,
      share: this.share,
      objective: objective === null ? null : [...this.schedule.levels],
      boundF1: objective === null ? null : this.boundF1,
    });
  }

  private finish(): Plan {
    const { schedule, problem, options } = this;
    this.report("explaining", 0.95);
    const objective: Levels<number> = [...schedule.levels];
    if (this.isAllProven()) this.boundF1 = objective[0];
    const bound = this.bounds(objective);
    const proven = provenOf(objective, bound);
    const isCut = !this.hasTime();
    const unfilled = explainUnfilled(problem, schedule.chosen);
    const milliseconds = this.now() - this.startedAt;
    const ended = proven[3] ? "proven" : isCut ? (options.isCancelled?.() ? "cancelled" : "time") : "converged";
    return {
      assignments: this.assignments(),
      objective,
      bound,
      gap: [0, 1, 2, 3].map((k) => gapOf(objective[k]!, bound[k]!)) as Levels<number | null>,
      proven,
      unfilled,
      ended,
      milliseconds,
      certificateMilliseconds: this.certificate,
    };
  }

  /** Each among the plans that equal this one on the levels before it. */
  private bounds(objective: Levels<number>): Levels<number | null> {
    if (this.isAllProven()) return [...objective];
    const { problem } = this;
    const { requestFrom, pairPoints, count, interpreters, weeks, worked, fairBlock, base } = problem;
    let points = base[1];
    for (let r = 0; r < problem.requests; r++) {
      const own = pairPoints.slice(requestFrom[r]!, requestFrom[r + 1]!).sort((a, b) => b - a);
      if (own.length >= count[r]!) for (let k = 0; k < count[r]!; k++) points += own[k]!;
    }
    let unfair = base[3];
    for (let k = 0; k < interpreters * weeks; k++) unfair += unfairness(worked[k]!, fairBlock);
    const worth = SCALAR.urgency * (objective[0] - base[0]) + SCALAR.point * (objective[1] - base[1]);
    const atLeast = worth - this.boundOfAll;
    const cents = base[2] + Math.max(0, problem.isWhole ? Math.ceil(atLeast - ROUNDING) : atLeast - ROUNDING);
    return [this.boundF1, points, Math.min(cents, objective[2]), unfair];
  }

  private assignments(): PlannedAssignment[] {
    const { schedule, problem, instance } = this;
    const pinned = new Map(problem.pins.map((pin) => [pin.request, pin.interpreters]));
    const idOf = (pair: number) => instance.interpreters[problem.pairInterpreter[pair]!]!.id;
    return instance.requests.flatMap(({ id }, r) => {
      const given = pinned.get(id);
      if (given) return [{ request: id, interpreters: [...given] }];
      if (!schedule.isFilled(r)) return [];
      const pairs = [schedule.chosen[2 * r]!, schedule.chosen[2 * r + 1]!].filter((p) => p >= 0);
      return [{ request: id, interpreters: pairs.sort((a, b) => a - b).map(idOf) }];
    });
  }
}

/** Rounds of pricing: fewer where each one costs more. */
function roundsFor(pairs: number, most: number): number {
  return Math.max(20, Math.round(most * Math.min(1, Math.sqrt(30_000 / Math.max(1, pairs)))));
}

function gapOf(objective: number, bound: number | null): number | null {
  return bound === null ? null : Math.abs(bound - objective) / Math.max(1, Math.abs(bound));
}

function provenOf(objective: Levels<number>, bound: Levels<number | null>): Levels<boolean> {
  let sofar = true;
  return objective.map((value, k) => {
    sofar &&= value === bound[k];
    return sofar;
  }) as Levels<boolean>;
}
