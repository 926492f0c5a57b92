/** What a coordinator may overrule, and how. Not a command itself. */
import type { Ctx } from "#app/context.server";
import { overrideRule } from "#app/dispatch/eligibility";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { ok, type Refusal, type Result, refuse } from "#app/result";
import type { Overruled } from "#db/schema";

export interface Override {
  reason: string;
  /** The second confirmation, for gender, exclusion and credentials. */
  twice: boolean;
}

/**
 * Null when nothing stands in the way; what is overruled when the override is strong enough.
 * Refuses `obstacles` with all of them otherwise. Source: docs/domain.md, "What stands in the way".
 */
export function overrule(
  ctx: Ctx,
  obstacles: readonly Obstacle[],
  override: Override | undefined,
): Result<Overruled | null, "obstacles"> {
  if (obstacles.length === 0) return ok(null);
  const rules = new Set(obstacles.map((obstacle) => overrideRule(obstacle.code)));
  if (
    rules.has("never") ||
    !override?.reason.trim() ||
    (rules.has("twice") && !override.twice) ||
    ctx.viewer.kind !== "user"
  )
    return refuse("obstacles", { obstacles });
  return ok({
    by: ctx.viewer.userId,
    reason: override.reason.trim().slice(0, 500),
    twice: override.twice,
    obstacles: [...obstacles],
  });
}

/** The obstacles for which `overrule` refused; none when the refusal has another reason. */
export function obstaclesIn({ detail }: Refusal): readonly Obstacle[] {
  const isNamed = typeof detail === "object" && detail !== null && "obstacles" in detail;
  return isNamed && Array.isArray(detail.obstacles) ? detail.obstacles : [];
}
