import { obstaclesOf, overrideRule } from "./eligibility";
import { rank } from "./ranking";
import type { Blocked, Candidate, MatchContext, Matching, Need, Obstacle, OverrideRule, Ranked } from "./vocabulary";

/**
 * Who can do it, best first, who could but has passed it by, and who cannot, with every reason. The same facts in any order give the same answer:
 * ties go to the one with less work that week, then to the smaller id.
 */
export function match(need: Need, candidates: readonly Candidate[], context: MatchContext): Matching {
  const able: { ranked: Ranked; minutes: number }[] = [];
  const blocked: { blocked: Blocked; weight: number }[] = [];
  for (const candidate of candidates) {
    const obstacles = obstaclesOf(need, candidate, context);
    if (obstacles.length > 0)
      blocked.push({ blocked: { interpreterId: candidate.id, obstacles }, weight: weightOf(obstacles) });
    else able.push({ ranked: rank(need, candidate, context), minutes: candidate.minutesThisWeek });
  }
  able.sort((a, b) => b.ranked.score - a.ranked.score || a.minutes - b.minutes || byId(a.ranked, b.ranked));
  blocked.sort((a, b) => a.weight - b.weight || byId(a.blocked, b.blocked));
  const order = able.map(({ ranked }) => ranked);
  return {
    able: order.filter(({ alreadyAsked }) => alreadyAsked === null),
    passed: order.filter(({ alreadyAsked }) => alreadyAsked !== null),
    blocked: blocked.map(({ blocked }) => blocked),
  };
}

const GRAVITY = { reason: 1, twice: 100, never: 10_000 } as const satisfies Record<OverrideRule, number>;

/** Easiest to overrule first: reasons before double confirmations before what cannot be overruled. */
function weightOf(obstacles: readonly Obstacle[]): number {
  return obstacles.reduce((sum, { code }) => sum + GRAVITY[overrideRule(code)], 0);
}

function byId(a: { interpreterId: string }, b: { interpreterId: string }): number {
  return a.interpreterId < b.interpreterId ? -1 : a.interpreterId > b.interpreterId ? 1 : 0;
}
