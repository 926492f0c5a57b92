/** What a coordinator may overrule, and how. Not a command itself. */
import type { Ctx, Work } from "#app/context.server";
import { overrideRule } from "#app/dispatch/eligibility";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { type GuardRefusal, guardText, privateKindsIn } from "#app/privacy";
import { ok, type Refusal, type Result, refuse } from "#app/result";
import type { Overruled } from "#db/schema";
import { recordVouched } from "./free-text";

/** The longest reason, in characters. */
const LONGEST_REASON = 500;

export interface Override {
  reason: string;
  /** The second confirmation, for gender, exclusion and credentials. */
  twice: boolean;
  /** Whoever overrules says that the numbers in the reason are no person's. */
  isVouched?: boolean;
}

/**
 * Null when nothing stands in the way; what is overruled when the override is strong enough.
 * Refuses `obstacles` with all of them otherwise, and what the guard of free text refuses of the reason, with them as well.
 * Source: docs/domain.md, "What stands in the way".
 */
export function overrule(
  ctx: Ctx,
  obstacles: readonly Obstacle[],
  override: Override | undefined,
): Result<Overruled | null, "obstacles" | GuardRefusal> {
  if (obstacles.length === 0) return ok(null);
  const passed = guardText(override?.reason ?? "", { longest: LONGEST_REASON, isVouched: override?.isVouched });
  if (!passed.ok) return refuse(passed.reason, { field: "reason", obstacles });
  const rules = new Set(obstacles.map((obstacle) => overrideRule(obstacle.code)));
  if (
    rules.has("never") ||
    !override ||
    passed.value.text === "" ||
    (rules.has("twice") && !override.twice) ||
    ctx.viewer.kind !== "user"
  )
    return refuse("obstacles", { obstacles });
  const { twice } = override;
  return ok({ by: ctx.viewer.userId, reason: passed.value.text, twice, obstacles: [...obstacles] });
}

/** Once for each action that overruled something: who said that the numbers in its reason are no person's. */
export function recordVouchedReason(
  work: Work,
  requestId: string,
  override: Override | undefined,
  overruled: readonly (Overruled | null)[],
): void {
  if (!override?.isVouched || overruled.every((one) => one === null)) return;
  recordVouched(work, { field: "reason", requestId }, privateKindsIn(override.reason));
}

/** The obstacles for which `overrule` refused; none when the refusal has another reason. */
export function obstaclesIn({ detail }: Refusal): readonly Obstacle[] {
  const isNamed = typeof detail === "object" && detail !== null && "obstacles" in detail;
  return isNamed && Array.isArray(detail.obstacles) ? detail.obstacles : [];
}
