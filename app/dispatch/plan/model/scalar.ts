/** The four levels as one number, in cents, for searches that must weigh one against another: prices and the warm search. */
import type { Levels } from "./format";
import type { Problem } from "./problem";

/** An urgency point beats any preference, that beats most detours. */
export const SCALAR = { urgency: 1_000_000, point: 50_000, cent: 1, unfairness: 0.02 } as const;

/** What is maximised: `reward` per filled request, `value` per used pair (null: nothing). */
export interface Worth {
  reward: Float64Array;
  value: Float64Array | null;
}

/** What all levels are worth, fairness left out. */
export type WholeWorth = Worth & { value: Float64Array };

export function worthOf({ urgency, pairPoints, pairCents }: Problem): WholeWorth {
  return {
    reward: urgency.map((u) => u * SCALAR.urgency),
    value: pairPoints.map((points, p) => SCALAR.point * points - SCALAR.cent * pairCents[p]!),
  };
}

/** What is reached, in the same number; what is pinned left out. */
export function scalarOf([urgency, points, cents]: Levels<number>, { base }: Problem): number {
  return SCALAR.urgency * (urgency - base[0]) + SCALAR.point * (points - base[1]) - SCALAR.cent * (cents - base[2]);
}
