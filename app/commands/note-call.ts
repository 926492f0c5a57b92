import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { type Board, beginAction, endAction } from "#app/steps/board";
import { type BoardAction, rememberRequest } from "#app/steps/changes";
import { expireLapsed } from "#app/steps/close-offers";
import {
  changeOffer,
  findRequest,
  isStanding,
  liveAssignments,
  openSlots,
  type RequestRow,
  waitingOffers,
} from "#app/steps/live";
import { addMinutes } from "#app/time";
import { interpreters, offers, tokens } from "#db/schema";

export const CALL_OUTCOMES = ["no_answer", "declined"] as const;

export interface Call {
  requestId: string;
  interpreterId: string;
  outcome: (typeof CALL_OUTCOMES)[number];
  key?: string;
}

/**
 * A coordinator has called a person about a request. Nobody answered: it is written down, so that nobody calls twice. A no by
 * phone is that person's no to the request as it is now: what they were asked is answered, and the next person is asked
 * once it can no longer be undone. `already_assigned`: they have the job, so they are released from it.
 */
export function noteCall(
  ctx: Ctx,
  { key, ...call }: Call,
): Result<BoardAction, "not_found" | "time_passed" | "already_assigned"> {
  const { requestId, interpreterId, outcome } = call;
  return transact(ctx, onceFor("note_call", key, call), (work) => {
    const request = findRequest(work, requestId);
    if (!request || !may.dispatch(work.viewer) || !isStanding(request)) return refuse("not_found");
    if (!isKnown(work, interpreterId)) return refuse("not_found");
    if (request.startAt <= work.now) return refuse("time_passed");
    if (liveAssignments(work, requestId).some((job) => job.interpreterId === interpreterId))
      return refuse("already_assigned");
    const board = beginAction(work);
    if (outcome === "declined") return ok(declineByPhone(work, board, request, interpreterId));
    return endAction(work, board, { kind: "call_noted", requestId, interpreterId, payload: { outcome } });
  });
}

function isKnown(work: Work, id: string): boolean {
  return !!work.db.select({ id: interpreters.id }).from(interpreters).where(eq(interpreters.id, id)).get();
}

function declineByPhone(work: Work, board: Board, request: RequestRow, interpreterId: string): BoardAction {
  expireLapsed(work, request.id);
  rememberRequest(board.changes, request);
  const waiting = waitingOffers(work, request.id).find((offer) => offer.interpreterId === interpreterId);
  if (waiting) {
    board.changes.offers.push({ id: waiting.id, status: waiting.status });
    changeOffer(work, waiting.id, { status: "declined", answeredAt: work.now });
    work.db.update(tokens).set({ usedAt: work.now }).where(eq(tokens.offerId, waiting.id)).run();
  }
  const offerId = waiting?.id ?? declinedOffer(work, request, interpreterId);
  if (!waiting) board.changes.offersMade?.push(offerId);
  const eventId = record(work, {
    kind: "offer_declined",
    requestId: request.id,
    interpreterId,
    payload: { offerId, byPhone: true },
    tellFrom: board.tellFrom,
    undo: board.changes,
  });
  return { eventId, requestId: request.id, undoUntil: board.tellFrom };
}

/** Asked and answered in one call: the same row as after a question by mail, so that every list reads the same no. */
function declinedOffer(work: Work, request: RequestRow, interpreterId: string): string {
  const id = newId();
  work.db
    .insert(offers)
    .values({
      id,
      requestId: request.id,
      slot: openSlots(work, request)[0] ?? 1,
      interpreterId,
      requestVersion: request.version,
      status: "declined",
      offeredAt: work.now,
      deadlineAt: addMinutes(work.now, 1),
      answeredAt: work.now,
      offeredBy: work.viewer.kind === "user" ? work.viewer.userId : null,
    })
    .run();
  return id;
}
