import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import type { ProposedChange } from "#app/dispatch/relax";
import { canBeFilledWith } from "#app/facts/proposed-change";
import { type Result, refuse } from "#app/result";
import { beginAction, changeOnBoard, endAction, isStale, keepBefore } from "#app/steps/board";
import type { BoardAction } from "#app/steps/changes";
import { findRequest, isStanding, openSlots } from "#app/steps/live";
import { changeWrongs } from "#app/steps/request-wrongs";

export interface ProposalToMake {
  requestId: string;
  change: ProposedChange;
  /** Who could come with it, as the coordinator was shown. */
  interpreterId: string;
  expectedVersion?: number;
  key?: string;
}
export type ProposeRefusal = "not_found" | "version_changed" | "time_passed" | "question_open" | "way_gone";

/**
 * A coordinator asks the requester whether a change would do with which somebody could come. As with any question to
 * them, nobody new is asked until it is answered. `way_gone`: by now nobody could; `question_open`: one waits already.
 * Undoable, and the question goes out when that is over.
 */
export function proposeChange(ctx: Ctx, { key, ...input }: ProposalToMake): Result<BoardAction, ProposeRefusal> {
  return transact(ctx, onceFor("propose_change", key, input), (work) => {
    const request = findRequest(work, input.requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (isStale(request, input.expectedVersion)) return refuse("version_changed");
    if (request.startAt <= work.now) return refuse("time_passed");
    if (request.needsInfoAt !== null) return refuse("question_open");
    if (changeWrongs(work, request, input.change).length > 0) return refuse("way_gone");
    if (openSlots(work, request).length === 0 || !canBeFilledWith(work, request, input.change))
      return refuse("way_gone");

    const { change, interpreterId } = input;
    const proposal = { change, interpreterId, version: request.version };
    const board = beginAction(work);
    const asking = { needsInfoAt: work.now, infoQuestion: null, proposal };
    const before = changeOnBoard(work, board, request, asking);
    const done = endAction(work, board, { kind: "proposal_made", requestId: request.id, payload: { change } });
    keepBefore(work, before, done.value);
    return done;
  });
}
