/** Blocks: sets of requests that share no interpreter's week, and no possible clash in time, with any other request. */
import type { Problem } from "#app/dispatch/plan/model/problem";

/** Requests that some plan can fill, by block; largest blocks last. */
export function blocksOf(problem: Problem): number[][] {
  const { requests, requestFrom, count } = problem;
  const parent = Int32Array.from({ length: requests }, (_, r) => r);
  const root = (r: number) => {
    let at = r;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  tieNeighbours(problem, (a, b) => {
    parent[root(a)] = root(b);
  });
  const blocks = new Map<number, number[]>();
  for (let r = 0; r < requests; r++) {
    if (requestFrom[r + 1]! - requestFrom[r]! < count[r]!) continue;
    const key = root(r);
    const block = blocks.get(key);
    if (block) block.push(r);
    else blocks.set(key, [r]);
  }
  return [...blocks.values()].sort((a, b) => a.length - b.length);
}

/**
 * One person's possible jobs by start: those of one week belong together, and across its edge a job with whichever
 * ends last before it, where travel could reach from one to the other.
 */
function tieNeighbours(problem: Problem, tie: (a: number, b: number) => void) {
  const { interpreters, interpreterFrom, pairOf, pairRequest, week, start, end, longestTravel } = problem;
  for (let i = 0; i < interpreters; i++) {
    let before = -1;
    let latest = -1;
    for (let k = interpreterFrom[i]!; k < interpreterFrom[i + 1]!; k++) {
      const r = pairRequest[pairOf[k]!]!;
      if (before >= 0 && week[before] === week[r]) tie(before, r);
      else if (latest >= 0 && start[r]! - end[latest]! < longestTravel) tie(latest, r);
      if (latest < 0 || end[r]! > end[latest]!) latest = r;
      before = r;
    }
  }
}
