import { createHash } from "node:crypto";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, transact, type Work } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { type AppliedPlan, appliedPlan, type LineOutcome } from "#app/queries/coordinator/applied-plan";
import { ok, type Result, refuse } from "#app/result";
import { askPerson, type OfferRefusal } from "#app/steps/ask-person";
import { type AssignRefusal, assignPerson } from "#app/steps/assign-person";
import { withdraw } from "#app/steps/close-offers";
import { findRequest, type OfferRow, openSlots, waitingOffers } from "#app/steps/live";

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

type LineRefusal = OfferRefusal | AssignRefusal;

/**
 * Sends the offers of a plan, or assigns. Each line is one transaction in which everything is checked again; one that
 * has become impossible is refused by itself and leaves the others alone. A line of two people is done for both or none.
 * Nothing that an override would need is done here.
 */
export function applyPlan(
  ctx: Ctx,
  { lines, by, key }: PlanToApply,
): Result<AppliedPlan & { appliedId: string }, "not_found"> {
  if (!may.dispatch(ctx.viewer)) return refuse("not_found");
  const appliedId = `${by}-${key}-${createHash("sha256").update(JSON.stringify(lines)).digest("hex").slice(0, 16)}`;
  const before = appliedPlan(ctx, actorOf(ctx.viewer), appliedId);
  if (before) return ok({ ...before, appliedId });
  const outcomes = lines.map((line) => outcomeOf(line, by, applyLine(ctx, line, by, key)));
  return transact(ctx, () => ok({ by, outcomes, appliedId }), appliedId);
}

type Done = "offered" | "assigned" | "waiting";

function applyLine(ctx: Ctx, line: PlanLine, by: PlanToApply["by"], key: string): Result<Done, string> {
  return transact(
    ctx,
    (work): Result<Done, LineRefusal> => {
      const request = findRequest(work, line.requestId);
      if (!request) return refuse("not_found");
      if (request.version !== line.version) return refuse("version_changed");
      if (request.startAt <= work.now) return refuse("time_passed");
      if (openSlots(work, request).length < line.interpreterIds.length) return refuse("slot_taken");
      return by === "offer" ? offerLine(work, line) : assignLine(work, line);
    },
    [by, key, line.requestId, ...line.interpreterIds].join(":"),
  );
}

/** Who is asked already stays asked; whoever else waits about this request is needed elsewhere or no longer. */
function offerLine(work: Work, { requestId, interpreterIds }: PlanLine): Result<Done, LineRefusal> {
  const waiting = waitingOffers(work, requestId).filter((offer) => statusAt(offer, work.now) !== "expired");
  const staying = waiting.filter((offer) => interpreterIds.includes(offer.interpreterId));
  for (const offer of waiting) if (!staying.includes(offer)) withdraw(work, offer, "coordinator");
  const missing = interpreterIds.filter((id) => !staying.some((offer) => offer.interpreterId === id));
  const slots = slotsBeside(work, requestId, staying);
  for (const [index, interpreterId] of missing.entries()) {
    const made = askPerson(work, { requestId, interpreterId, slot: slots[index] });
    if (!made.ok) return refuse(made.reason, { ...detailOf(made), interpreterId });
  }
  return ok(missing.length > 0 ? "offered" : "waiting");
}

function slotsBeside(work: Work, requestId: string, staying: readonly OfferRow[]): number[] {
  const request = findRequest(work, requestId);
  return request ? openSlots(work, request).filter((slot) => !staying.some((offer) => offer.slot === slot)) : [];
}

function assignLine(work: Work, { requestId, interpreterIds }: PlanLine): Result<Done, LineRefusal> {
  for (const interpreterId of interpreterIds) {
    const done = assignPerson(work, { requestId, interpreterId });
    if (!done.ok) return refuse(done.reason, { ...detailOf(done), interpreterId });
  }
  return ok("assigned");
}

function detailOf({ detail }: { detail?: unknown }): { obstacles?: readonly Obstacle[] } {
  return typeof detail === "object" && detail !== null && "obstacles" in detail
    ? { obstacles: detail.obstacles as readonly Obstacle[] }
    : {};
}

function outcomeOf(
  { requestId, interpreterIds }: PlanLine,
  by: PlanToApply["by"],
  done: Result<Done, string>,
): LineOutcome {
  if (done.ok) return { requestId, interpreterIds, outcome: done.value };
  const detail = (done.detail ?? {}) as { obstacles?: readonly Obstacle[]; interpreterId?: string };
  return {
    requestId,
    interpreterIds,
    outcome: "refused",
    reason: by === "offer" && done.reason === "too_late" ? "too_late_to_ask" : done.reason,
    interpreterId: detail.interpreterId ?? null,
    obstacles: detail.obstacles ?? [],
  };
}
