/**
 * Exchanges between two people: a job changes hands, and with it whatever then stands in its way, to and fro until nothing
 * does (a Kempe chain of graph colouring, as in examination timetabling). Where the hours do not come right, a second such
 * exchange between the two may make them.
 */

import type { Possible } from "#app/dispatch/plan/model/possible";
import type { Board } from "./board";

/** Jobs that one exchange may move. */
const MOST = 8;
/** Second exchanges tried for the hours. */
const TRIES = 10;

export class Exchange {
  private readonly possible: Possible;
  private readonly given: number[] = []; // held positions that are given up …
  private readonly taken: number[] = []; // … and those of the other person taken instead, in the same order
  private readonly mark: Int32Array;
  private round = 0;

  constructor(
    private readonly board: Board,
    private readonly isOpen: Uint8Array,
  ) {
    this.possible = board.possible;
    this.mark = new Int32Array(this.possible.request.length);
  }

  /**
   * Tries to move the job held at `from` to the other person's position `to`, both of the same request. True when it
   * changed hands: nobody left, and the spare hours of the two lie no further apart from being all one person's than before.
   */
  between(from: number, to: number, random: () => number): boolean {
    const { given, taken, board } = this;
    const { slot } = this.possible;
    given.length = 0;
    taken.length = 0;
    this.round++;
    if (!this.grow(from, to, MOST)) return false;
    const moved = this.minutesTo(slot[from]!, slot[to]!, 0);
    if (Number.isNaN(moved)) return false;
    if (this.isWelcome(slot[from]!, slot[to]!, moved)) return this.swap();
    const full = moved > board.spare[slot[to]!]! ? slot[to]! : slot[from]!;
    const start = given.length;
    const others = board.heldBy(full).slice();
    const offset = Math.floor(random() * others.length);
    for (let x = 0; x < Math.min(others.length, TRIES); x++) {
      const y = others[(x + offset) % others.length]!;
      if (this.mark[y] === this.round) continue;
      const there = this.positionOf(y, full === slot[to] ? from : to);
      if (this.grow(y, there, start + MOST)) {
        const more = this.minutesTo(slot[from]!, slot[to]!, start);
        if (this.isWelcome(slot[from]!, slot[to]!, moved + more)) return this.swap();
      }
      this.forget(start);
    }
    return false;
  }

  /** Where the person of `like` would do what is held at `k`; -1 where they may not. */
  private positionOf(k: number, like: number): number {
    const { problem, positionOf, request, interpreter } = this.possible;
    const { requestFrom, pairInterpreter } = problem;
    const r = request[k]!;
    for (let p = requestFrom[r]!; p < requestFrom[r + 1]!; p++)
      if (pairInterpreter[p] === interpreter[like]) return positionOf[p]!;
    return -1;
  }

  /** Adds what must change hands with this move; false where somebody may not, or where it gets too much. */
  private grow(from: number, to: number, most: number): boolean {
    const { given, taken, mark, possible, board } = this;
    const { request, problem } = possible;
    const first = given.length;
    mark[from] = this.round;
    given.push(from);
    for (let at = first; at < given.length; at++) {
      const k = given[at]!;
      if (at >= most || problem.count[request[k]!] !== 1 || !this.isOpen[request[k]!]) return false;
      const there =
        at === first ? to : this.positionOf(k, possible.interpreter[k] === possible.interpreter[from] ? to : from);
      if (there < 0) return false;
      taken.push(there);
      const clashes = possible.clashesOf(there);
      for (let x = 0; x < clashes.length; x++) {
        const other = clashes[x]!;
        if (!board.isHeld[other] || mark[other] === this.round) continue;
        mark[other] = this.round;
        given.push(other);
      }
    }
    return true;
  }

  private forget(first: number) {
    const { given, taken, mark } = this;
    for (let x = first; x < given.length; x++) mark[given[x]!] = 0;
    given.length = first;
    taken.length = Math.min(taken.length, first);
  }

  /** Minutes that go from slot `a` to slot `b`, from the given ones `first` on; NaN where another week is touched. */
  private minutesTo(a: number, b: number, first: number): number {
    const { slot, minutes } = this.possible;
    let sum = 0;
    for (let x = first; x < this.given.length; x++) {
      const k = this.given[x]!;
      if (slot[k] === a) sum += minutes[k]!;
      else if (slot[k] === b) sum -= minutes[k]!;
      else return Number.NaN;
    }
    return sum;
  }

  /** The hours of both suffice, and what is spare gathers with one of them: a little here and there is of no use to anybody. */
  private isWelcome(a: number, b: number, moved: number): boolean {
    const { spare } = this.board;
    const atA = spare[a]! + moved;
    const atB = spare[b]! - moved;
    return atA >= 0 && atB >= 0 && atA * atA + atB * atB >= spare[a]! ** 2 + spare[b]! ** 2;
  }

  /** Two jobs that come together may be too close at their new person; then everything stays as it was. */
  private swap(): boolean {
    const { given, taken, board } = this;
    for (const k of given) board.remove(k);
    for (const k of taken) board.add(k);
    if (taken.every((k) => board.isClear(k))) return true;
    for (const k of taken) board.remove(k);
    for (const k of given) board.add(k);
    return false;
  }
}
