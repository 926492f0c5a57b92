/** Which pairs can be decided apart from which: by week and connected component. */
import type { Problem } from "#app/dispatch/plan/model/problem";

export interface Block {
  /** By request, then as the problem has them. */
  pairs: number[];
  /** Weeks of people, as `interpreter * weeks + week`. */
  weeks: number[];
}

/** `joined` holds weeks of people (`interpreter * weeks + week`) that must be decided together with the next one. */
export function blocksOf(problem: Problem, joined: ReadonlySet<number>): Block[] {
  const { requests, interpreters, weeks, pairs, pairRequest } = problem;
  const forest = forestOf(requests + interpreters * weeks);
  const usable = Array.from({ length: pairs }, (_, pair) => pair).filter((pair) => isUsable(problem, pair));
  for (const pair of usable) forest.join(pairRequest[pair]!, requests + weekOf(problem, pair));
  for (const week of joined) forest.join(requests + week, requests + week + 1);
  const blocks = new Map<number, Block>();
  for (const pair of usable) {
    const root = forest.root(pairRequest[pair]!);
    if (!blocks.has(root)) blocks.set(root, { pairs: [], weeks: [] });
    blocks.get(root)!.pairs.push(pair);
  }
  for (const week of new Set(usable.map((pair) => weekOf(problem, pair))))
    blocks.get(forest.root(requests + week))!.weeks.push(week);
  return [...blocks.values()];
}

export const weekOf = ({ weeks, week, pairRequest, pairInterpreter }: Problem, pair: number) =>
  pairInterpreter[pair]! * weeks + week[pairRequest[pair]!]!;

/** A request for two of which only one is to be had is nobody's. */
function isUsable({ requestFrom, pairRequest, count }: Problem, pair: number): boolean {
  const request = pairRequest[pair]!;
  return requestFrom[request + 1]! - requestFrom[request]! >= count[request]!;
}

/** True when one person cannot do both, whichever is first: the road from the earlier to the later is too long. */
export function contradict(problem: Problem, one: number, other: number): boolean {
  const { start, end, travel, spots, pairRequest, pairSpot } = problem;
  const [a, b] = [pairRequest[one]!, pairRequest[other]!];
  if (start[b]! < start[a]! || (start[b] === start[a] && end[b]! < end[a]!)) return contradict(problem, other, one);
  return start[b]! - end[a]! < travel[pairSpot[one]! * spots + pairSpot[other]!]!;
}

/** Joins weeks of people in which two chosen jobs contradict each other; false when there are none. */
export function joinWhereTheyMeet(problem: Problem, chosen: number[], joined: Set<number>): boolean {
  const before = joined.size;
  const byPerson = new Map<number, number[]>();
  for (const pair of chosen) {
    const person = problem.pairInterpreter[pair]!;
    byPerson.set(person, [...(byPerson.get(person) ?? []), pair]);
  }
  for (const jobs of byPerson.values()) {
    jobs.sort((a, b) => problem.start[problem.pairRequest[a]!]! - problem.start[problem.pairRequest[b]!]!);
    for (const [at, job] of jobs.slice(1).entries())
      if (contradict(problem, jobs[at]!, job)) joined.add(Math.min(weekOf(problem, jobs[at]!), weekOf(problem, job)));
  }
  return joined.size > before;
}

function forestOf(size: number) {
  const parent = Int32Array.from({ length: size }, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]!]!;
    return top;
  };
  return { root, join: (one: number, other: number) => void (parent[root(one)] = root(other)) };
}
