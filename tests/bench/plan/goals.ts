/** What the numbers have to be, each as one line that says met or not met. */
import type { Levels } from "#app/dispatch/plan/model/format";
import type { Measured, Opponent, Planned } from "./measure";

export interface Goal {
  what: string;
  isMet: boolean;
}

/** Which goals an instance is measured by; `crowded` is a country at double tightness or over a month. */
export type Kind = "seed" | "national" | "crowded" | "triple" | "huge";

/** How good at least, level by level, as long as the levels before are equal. */
const LEAST: Levels<number> = [0.9995, 0.997, 0.9995, 0.99];

/**
 * Plan's level over the opponent's for what is filled (1 = as good, less = worse), the other way round for what it
 * costs; null where the opponent has nothing proven or where a level before differs.
 */
export function ratios(plan: Planned, opponent: Opponent): Levels<number | null> {
  const found: Levels<number | null> = [null, null, null, null];
  for (const level of [0, 1, 2, 3] as const) {
    if (!opponent.proven[level]) break;
    const [own, best] = [plan.objective[level], opponent.objective[level]];
    found[level] = own === best ? 1 : level < 2 ? own / best : best / own;
    if (own !== best) break;
  }
  return found;
}

export function timeRatio(planned: Planned, opponent: Opponent): number {
  return opponent.ms / planned.ms;
}

export function goalsOf(measured: Measured, kind: Kind): Goal[] {
  const { name, plan, fast, opponent, faults } = measured;
  const goals: Goal[] = [
    {
      what: `${name}: feasible, claims hold${faults.map((fault) => `; ${fault}`).join("")}`,
      isMet: faults.length === 0,
    },
  ];
  const goal = (what: string, isMet: boolean) => goals.push({ what: `${name}: ${what}`, isMet });
  const isCountry = kind === "national" || kind === "crowded";
  if (opponent && (kind === "seed" || isCountry)) {
    const found = ratios(plan, opponent);
    const short = found.findIndex((ratio, level) => ratio !== null && ratio < (kind === "seed" ? 1 : LEAST[level]!));
    const shown = found.map((ratio) => (ratio === null ? "–" : ratio.toFixed(5))).join(" ");
    goal(
      kind === "seed" ? `optimal at all four levels (${shown})` : `as good as asked at each level (${shown})`,
      short < 0,
    );
  }
  if (opponent && isCountry) {
    goal(`time at most 1/20 of HiGHS (1/${timeRatio(plan, opponent).toFixed(0)})`, timeRatio(plan, opponent) >= 20);
    if (fast) {
      const share = fast.objective[0] / opponent.objective[0];
      goal(`fast: F1 at least 99.8 % (${percent(share)})`, share >= 0.998);
      goal(`fast: time at most 1/100 (1/${timeRatio(fast, opponent).toFixed(0)})`, timeRatio(fast, opponent) >= 100);
    }
  }
  if (kind === "national") {
    goal(`F1 gap at most 0.05 % (${percent(plan.gap[0])})`, (plan.gap[0] ?? 1) <= 0.0005);
    goal(
      `the certificate takes no longer than the plan (${plan.certificateMs.toFixed(0)} of ${plan.ms.toFixed(0)} ms)`,
      plan.certificateMs <= plan.ms,
    );
  }
  if (kind === "triple")
    goal(
      `F1 at least 96 % of its own bound within 60 s (${percent(1 - (plan.gap[0] ?? 1))}, ${seconds(plan.ms)})`,
      (plan.gap[0] ?? 1) <= 0.04 && plan.ms <= 61_000,
    );
  return goals;
}

export function goalsOfHuge({ name, plan }: Measured, rssBytes: number): Goal[] {
  const gap = plan.gap[0] ?? 1;
  const { expandMs, ms, F1 } = plan.first ?? { expandMs: 0, ms: Infinity, F1: 0 };
  return [
    {
      what: `${name}: first full plan within the time of expanding (${seconds(ms)} after ${seconds(expandMs)}, F1 ${percent(F1 / plan.objective[0])} of the last)`,
      isMet: ms <= expandMs,
    },
    { what: `${name}: memory under 2 GB (${(rssBytes / 1e9).toFixed(2)})`, isMet: rssBytes < 2e9 },
    {
      what: `${name}: F1 at least 99.7 % of its own bound within 60 s (${percent(1 - gap)}, ${seconds(plan.ms)})`,
      isMet: gap <= 0.003 && plan.ms <= 61_000,
    },
  ];
}

/** Least squares through the logarithms: how time grows with the number of requests. */
export function exponentOf(points: { requests: number; ms: number }[]): number {
  const logs = points.map(({ requests, ms }) => [Math.log(requests), Math.log(ms)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return slope / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

export const median = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

export const percent = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(3)} %`);
export const seconds = (ms: number) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`);
