import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { type Result, refuse } from "#app/result";
import { beginAction, endAction, isStale, overruleFor, place } from "./board";
import type { BoardAction } from "./changes";
import { findRequest, isStanding, openSlots } from "./live";
import type { Override } from "./override";

export interface DirectAssignment {
  requestId: string;
  interpreterId: string;
  /** Default: the first slot that nobody does. */
  slot?: number;
  override?: Override;
  expectedVersion?: number;
  key?: string;
}
export type AssignRefusal =
  | "not_found"
  | "slot_taken"
  | "language_missing"
  | "obstacles"
  | "version_changed"
  | "time_passed"
  | "guard_refused";

/**
 * A coordinator gives the job to one person without asking. Obstacles need an override as README "Decisions" says and
 * stay on the assignment with who and why. Undoable until `undoUntil`; nobody is told before.
 */
export function assignInterpreter(ctx: Ctx, input: DirectAssignment): Result<BoardAction, AssignRefusal> {
  return transact(
    ctx,
    (tx): Result<BoardAction, AssignRefusal> => {
      const request = findRequest(tx, input.requestId);
      if (!request || !may.dispatch(ctx.viewer) || !isStanding(request)) return refuse("not_found");
      if (isStale(request, input.expectedVersion)) return refuse("version_changed");
      if (request.endAt <= ctx.now) return refuse("time_passed");
      const freeSlots = openSlots(tx, request);
      const slot = input.slot ?? freeSlots[0];
      if (slot === undefined || !freeSlots.includes(slot)) return refuse("slot_taken");
      const overruled = overruleFor(tx, ctx, request, input.interpreterId, input.override);
      if (!overruled.ok) return overruled;

      const board = beginAction(tx, ctx);
      const assignmentId = place(tx, ctx, board, request, slot, input.interpreterId, overruled.value);
      return endAction(tx, ctx, board, {
        kind: "assignment_made",
        requestId: request.id,
        interpreterId: input.interpreterId,
        payload: { assignmentId, slot, overruled: overruled.value },
      });
    },
    input.key,
  );
}
