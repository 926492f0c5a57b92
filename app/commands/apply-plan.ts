import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { type AppliedPlan, appliedPlan, type LineOutcome } from "#app/facts/applied-plan";
import { hasPassedBy } from "#app/facts/offers";
import { type Ok, ok, type Refusal, type Result, refuse } from "#app/result";
import { askPerson, type OfferRefusal } from "#app/steps/ask-person";
import { type AssignRefusal, assignPerson } from "#app/steps/assign-person";
import { withdraw } from "#app/steps/close-offers";
import { findRequest, type OfferRow, openSlots, waitingOffers } from "#app/steps/live";
import { obstaclesIn } from "#app/steps/override";

/** One line of a plan: these people, and no others, for what the request still needs. */
export interface PlanLine {
  requestId: string;
  /** The request's version that was planned; a newer one is refused. */
  version: number;
  interpreterIds: readonly string[];
}

export interface PlanToApply {
  lines: readonly PlanLine[];
  /** Ask them, or give them the job without asking. */
  by: "offer" | "assign";
  /** One per form. The same lines sent again with it answer what the first time answered. */
  key: string;
}

/** Whom the refusal is about, and what stands in their way. */
type Done =
  | Ok<"offered" | "assigned" | "waiting">
  | {
      ok: false;
      reason: OfferRefusal | AssignRefusal | "passed_by";
      detail?: { interpreterId: string; obstacles: readonly Obstacle[] };
    };

/**
 * Sends the offers of a plan, or assigns. Each line is one transaction in which everything is checked again; one that
 * has become impossible is refused by itself and leaves the others alone. A line of two people is done for both or none.
 * Nothing that an override would need is done here, and nobody is asked or assigned who has passed the request by since.
 */
export function applyPlan(
  ctx: Ctx,
  { lines, by, key }: PlanToApply,
): Result<AppliedPlan & { appliedId: string }, "not_found"> {
  if (!may.dispatch(ctx.viewer)) return refuse("not_found");
  const once = onceFor("apply_plan", key, { by, lines });
  const appliedId = once?.id ?? "";
  const before = appliedPlan(ctx, actorOf(ctx.viewer), appliedId);
  if (before) return ok({ ...before, appliedId });
  const outcomes = lines.map((line) => outcomeOf(line, by, applyLine(ctx, line, by, key)));
  return transact(ctx, once, () => ok({ by, outcomes, appliedId }));
}

function applyLine(ctx: Ctx, line: PlanLine, by: PlanToApply["by"], key: string): Done {
  return transact(ctx, onceFor("apply_plan_line", key, { by, line }), (work) => {
    const request = findRequest(work, line.requestId);
    if (!request) return refuse("not_found");
    if (request.version !== line.version) return refuse("version_changed");
    if (request.startAt <= work.now) return refuse("time_passed");
    if (openSlots(work, request).length < line.interpreterIds.length) return refuse("slot_taken");
    const passed = line.interpreterIds.find((id) => hasPassedBy(work, line.requestId, id));
    if (passed) return { ok: false, reason: "passed_by", detail: { interpreterId: passed, obstacles: [] } };
    return by === "offer" ? offerLine(work, line) : assignLine(work, line);
  });
}

/** Who is asked already stays asked; whoever else waits about this request is needed elsewhere or no longer. */
function offerLine(work: Work, { requestId, interpreterIds }: PlanLine): Done {
  const waiting = waitingOffers(work, requestId).filter((offer) => statusAt(offer, work.now) !== "expired");
  const staying = waiting.filter((offer) => interpreterIds.includes(offer.interpreterId));
  for (const offer of waiting) if (!staying.includes(offer)) withdraw(work, offer, "coordinator");
  const missing = interpreterIds.filter((id) => !staying.some((offer) => offer.interpreterId === id));
  const slots = slotsBeside(work, requestId, staying);
  for (const [index, interpreterId] of missing.entries()) {
    const made = askPerson(work, { requestId, interpreterId, slot: slots[index] });
    if (!made.ok) return refusedFor(interpreterId, made);
  }
  return ok(missing.length > 0 ? "offered" : "waiting");
}

function slotsBeside(work: Work, requestId: string, staying: readonly OfferRow[]): number[] {
  const request = findRequest(work, requestId);
  return request ? openSlots(work, request).filter((slot) => !staying.some((offer) => offer.slot === slot)) : [];
}

function assignLine(work: Work, { requestId, interpreterIds }: PlanLine): Done {
  for (const interpreterId of interpreterIds) {
    const done = assignPerson(work, { requestId, interpreterId });
    if (!done.ok) return refusedFor(interpreterId, done);
  }
  return ok("assigned");
}

function refusedFor(interpreterId: string, refusal: Refusal<OfferRefusal | AssignRefusal>): Done {
  return { ok: false, reason: refusal.reason, detail: { interpreterId, obstacles: obstaclesIn(refusal) } };
}

function outcomeOf({ requestId, interpreterIds }: PlanLine, by: PlanToApply["by"], done: Done): LineOutcome {
  if (done.ok) return { requestId, interpreterIds, outcome: done.value };
  return {
    requestId,
    interpreterIds,
    outcome: "refused",
    reason: by === "offer" && done.reason === "too_late" ? "too_late_to_ask" : done.reason,
    interpreterId: done.detail?.interpreterId ?? null,
    obstacles: done.detail?.obstacles ?? [],
  };
}
