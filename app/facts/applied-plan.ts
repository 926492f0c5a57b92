import { type Ctx, keptResult } from "#app/context.server";
import type { Obstacle } from "#app/dispatch/vocabulary";
import type { Result } from "#app/result";

/** What became of one line. `waiting`: everybody on it had been asked before and has yet to answer. */
export type LineOutcome =
  | { requestId: string; interpreterIds: readonly string[]; outcome: "offered" | "assigned" | "waiting" }
  | {
      requestId: string;
      interpreterIds: readonly string[];
      outcome: "refused";
      reason: string;
      /** Whom the refusal is about, and what stands in their way. */
      interpreterId: string | null;
      obstacles: readonly Obstacle[];
    };

export interface AppliedPlan {
  by: "offer" | "assign";
  outcomes: LineOutcome[];
}

/** What applying a plan answered this person (as `actorOf` names them), by its id; null when they never sent it. */
export function appliedPlan(ctx: Pick<Ctx, "db">, actor: string, appliedId: string): AppliedPlan | null {
  const kept = keptResult(ctx, actor, appliedId) as Result<AppliedPlan> | undefined;
  return kept?.ok && Array.isArray(kept.value.outcomes) ? kept.value : null;
}
