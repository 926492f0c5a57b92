/**
 * Many requests at once: the best plan found by the four levels in their order, what is proven about it, and why
 * something stays unfilled. Construction, chains, prices, rounding, ruin and recreate; small blocks exactly.
 */
import type { Highs } from "highs";
import { explainUnfilled } from "./explain";
import { Deadline, type Limits } from "./model/deadline";
import type { Instance, Levels, Plan, PlannedAssignment, Progress } from "./model/format";
import { Possible } from "./model/possible";
import { expand, type Problem, unfairness } from "./model/problem";
import { scalarOf } from "./model/scalar";
import { Schedule } from "./model/schedule";
import { blocksOf } from "./proof/blocks";
import { solveBlock } from "./proof/exact";
import { UrgencyBound } from "./proof/urgency-bound";
import { requestsOf } from "./search/chains";
import { COOL, FINISH, LocalSearch, POLISH, WARM } from "./search/local-search";
import { Rounding } from "./search/rounding";
import { randomOf } from "./search/ruin";

/**
 * With a limit and a clock the search goes on until then, or until all is proven; without, it ends when its rounds are done.
 * Without a clock `milliseconds` is 0.
 */
export interface PlanOptions extends Limits {
  /** HiGHS, loaded by whoever calls; null: blocks are not solved exactly. */
  solver: Highs | null;
  seed?: number;
  /** "fast": construction and chains only. */
  effort?: "fast" | "normal";
  pins?: readonly PlannedAssignment[];
  onProgress?: (progress: Progress) => void;
}

/** Up to so many pairs a block is solved exactly. */
const EXACT_PAIRS = 1200;
const EXACT_NODES = 5000;
const EXACT_STEPS = 100_000;
/** Cents that adding up thousands of prices may be wrong by, and more. */
const ROUNDING = 1e-3;
/** With a time limit, a first attempt at filling more may take so much of the search … */
const EARLY_SHARE = 0.9;
/** … and so much, once small blocks are solved, may pass before anything else is looked at … */
const SQUEEZE_SHARE = 0.7;
/** … and so much where so many rounds of pricing show nothing that would have to stay unfilled. */
const FILL_SHARE = 0.92;
const DOUBTFUL = 40;
/** Without one: ejections per request and share of the bound that is still open. */
const SQUEEZE_STEPS = 4000;

/**
 * Plans an instance that `readInstance` passes: one from outside has been read by it, one of our own facts is made so.
 * Deterministic for a seed unless a time limit or a cancel cuts it off.
 */
export function planInstance(instance: Instance, options: PlanOptions): Plan {
  return new Planning(instance, options).run();
}

class Planning {
  private readonly problem: Problem;
  private readonly possible: Possible;
  private readonly schedule: Schedule;
  private readonly deadline: Deadline;
  private readonly random: () => number;
  private readonly urgency: UrgencyBound;
  /** Among the requests of blocks that are not proven: at first all. */
  private local: LocalSearch;
  private openBlocks: number[][] = [];
  private isAllProven = false;
  /** No plan is worth more in the one number of `SCALAR`; what is pinned left out. */
  private boundOfAll = Number.POSITIVE_INFINITY;
  private share = 0;

  constructor(
    private readonly instance: Instance,
    private readonly options: PlanOptions,
  ) {
    this.deadline = new Deadline(options);
    options.onProgress?.({ phase: "expanding", share: 0, objective: null, boundF1: null });
    this.problem = expand(instance, options.pins);
    this.possible = new Possible(this.problem);
    this.schedule = new Schedule(this.problem);
    this.random = randomOf(options.seed ?? 1);
    this.urgency = new UrgencyBound(this.possible, this.schedule, this.deadline);
    this.local = this.searchAmong(requestsOf(this.problem));
  }

  run(): Plan {
    this.build();
    if (this.options.effort !== "fast") {
      if (this.deadline.isTimed) this.local.squeeze(200, this.urgency.value, EARLY_SHARE);
      this.proveSmallBlocks();
      if (this.local.open.length) this.search();
    }
    return this.finish();
  }

  private searchAmong(open: number[]): LocalSearch {
    return new LocalSearch(this.schedule, this.possible, this.deadline, this.random, open);
  }

  /** A full plan early: whoever is free, then chains. */
  private build() {
    const { schedule, local } = this;
    this.report("building", 0.1);
    local.fillGreedily((pair) => schedule.worthOf(pair));
    this.report("building", 0.15);
    local.fill();
    local.squeeze(2, this.urgency.value);
    local.polish(POLISH);
  }

  private proveSmallBlocks() {
    const { solver } = this.options;
    if (!solver) return;
    this.report("bounding", 0.2);
    this.openBlocks = blocksOf(this.problem).filter((block) => !this.proveBlock(solver, block));
    this.local = this.searchAmong(this.openBlocks.flat().sort((a, b) => a - b));
    this.isAllProven = this.openBlocks.length === 0;
  }

  /** Takes over the block's optimum; true when it is proven at all four levels. */
  private proveBlock(solver: Highs, block: number[]): boolean {
    const { schedule, problem, deadline } = this;
    const { requestFrom } = problem;
    const pairs = block.reduce((sum, r) => sum + requestFrom[r + 1]! - requestFrom[r]!, 0);
    if (pairs > EXACT_PAIRS || !deadline.hasTime()) return false;
    const known = block.flatMap((r) => [schedule.chosen[2 * r]!, schedule.chosen[2 * r + 1]!]).filter((p) => p >= 0);
    const effort = { nodes: EXACT_NODES, steps: EXACT_STEPS, deadline };
    const exact = solveBlock(solver, problem, block, known, effort);
    // The solver's tolerance is not ours: its answer counts only if every job of it fits.
    return schedule.exchange(known, exact.pairs) && exact.proven.every(Boolean);
  }

  private search() {
    const { local, urgency, deadline } = this;
    if (deadline.isTimed) this.fillThenRound();
    else this.roundThenFill();
    local.warm(1, WARM);
    local.polish(POLISH);
    local.warm(4, COOL);
    while (deadline.isTimed && deadline.hasTime()) {
      local.squeeze(100, urgency.value);
      local.warm(30, WARM);
      local.polish(FINISH, 2);
    }
  }

  /** With a limit, first who can still be filled at all. */
  private fillThenRound() {
    const { local, urgency, deadline } = this;
    this.report("bounding", 0.3);
    const mustLeaveSome = urgency.tighten(null, DOUBTFUL);
    local.squeeze(Number.POSITIVE_INFINITY, urgency.value, mustLeaveSome ? SQUEEZE_SHARE : FILL_SHARE);
    if (!mustLeaveSome) urgency.tighten(null);
    if (deadline.hasTime()) this.round();
  }

  /** Without one, rounding finds most of them by the way, and prices to begin with. */
  private roundThenFill() {
    const { local, urgency, schedule } = this;
    const { prices } = this.round();
    this.report("bounding", 0.7);
    urgency.tighten(prices);
    const open = (urgency.value - schedule.levels[0]) / Math.max(1, urgency.value);
    local.squeeze(Math.max(2, SQUEEZE_STEPS * open), urgency.value);
  }

  private round(): Rounding {
    this.report("improving", 0.5);
    const rounding = new Rounding(this.possible, this.schedule, this.deadline, this.local, this.options.solver);
    rounding.run(this.openBlocks);
    this.boundOfAll = rounding.bound;
    return rounding;
  }

  private report(phase: Progress["phase"], share: number) {
    this.share = Math.max(this.share, share);
    const { schedule, urgency } = this;
    this.options.onProgress?.({
      phase,
      share: this.share,
      objective: [...schedule.levels],
      boundF1: urgency.value,
    });
  }

  private finish(): Plan {
    const { schedule, problem, deadline, urgency } = this;
    const objective: Levels<number> = [...schedule.levels];
    if (this.isAllProven) urgency.value = objective[0];
    this.report("explaining", 0.95);
    const bound = this.bounds(objective);
    const proven = provenOf(objective, bound);
    const cut = deadline.isCancelled() ? "cancelled" : deadline.hasTime() ? null : "time";
    const unfilled = explainUnfilled(problem, schedule.chosen);
    return {
      assignments: this.assignments(),
      objective,
      bound,
      gap: [0, 1, 2, 3].map((k) => gapOf(objective[k]!, bound[k]!)) as Levels<number | null>,
      proven,
      unfilled,
      ended: proven[3] ? "proven" : (cut ?? "converged"),
      milliseconds: deadline.elapsed(),
      certificateMilliseconds: urgency.milliseconds,
    };
  }

  /** Each among the plans that equal this one on the levels before it. */
  private bounds(objective: Levels<number>): Levels<number | null> {
    if (this.isAllProven) return [...objective];
    const { problem } = this;
    const { requestFrom, pairPoints, count, interpreters, weeks, worked, fairBlock, base } = problem;
    let points = base[1];
    for (let r = 0; r < problem.requests; r++) {
      const own = pairPoints.slice(requestFrom[r]!, requestFrom[r + 1]!).sort((a, b) => b - a);
      if (own.length >= count[r]!) for (let k = 0; k < count[r]!; k++) points += own[k]!;
    }
    let unfair = base[3];
    for (let k = 0; k < interpreters * weeks; k++) unfair += unfairness(worked[k]!, fairBlock);
    const atLeast = scalarOf([objective[0], objective[1], base[2], 0], problem) - this.boundOfAll;
    const cents = base[2] + Math.max(0, problem.isWhole ? Math.ceil(atLeast - ROUNDING) : atLeast - ROUNDING);
    return [this.urgency.value, points, Math.min(cents, objective[2]), unfair];
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
