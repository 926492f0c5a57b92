/** When a search has to end: at its time limit, when it is cancelled, or never. */

/** The search has so much of the limit; the rest is for explaining what stays unfilled. */
const SEARCH_SHARE = 0.96;

export interface Limits {
  /** Milliseconds from anywhere; without one there is no time limit and all times are 0. */
  clock?: () => number;
  timeLimitMs?: number;
  isCancelled?: () => boolean;
}

export class Deadline {
  /** Whether there is a limit: the search then goes on until it. */
  readonly isTimed: boolean;
  private readonly clock: () => number;
  private readonly startedAt: number;
  private readonly searchMs: number;

  constructor(private readonly limits: Limits) {
    const { clock, timeLimitMs } = limits;
    this.isTimed = clock !== undefined && timeLimitMs !== undefined;
    this.clock = clock ?? (() => 0);
    this.startedAt = this.clock();
    this.searchMs = this.isTimed ? SEARCH_SHARE * timeLimitMs! : Number.POSITIVE_INFINITY;
  }

  /** Milliseconds since the beginning. */
  elapsed(): number {
    return this.clock() - this.startedAt;
  }

  isCancelled(): boolean {
    return this.limits.isCancelled?.() === true;
  }

  /** Whether this share of the search's time still lasts. */
  hasTime(share = 1): boolean {
    return !this.isCancelled() && this.elapsed() < share * this.searchMs;
  }

  /** Of the search's time: Infinity without a limit, 0 when cancelled. */
  secondsLeft(): number {
    return this.isCancelled() ? 0 : Math.max(0, this.searchMs - this.elapsed()) / 1000;
  }
}
