import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Result } from "#app/result";
import { type TakeBackRefusal, withdrawOnBoard } from "#app/steps/ask-person";
import type { BoardAction } from "#app/steps/changes";

/** A coordinator takes a question back, with the answers and refusals of `withdrawOnBoard`. */
export function withdrawOffer(
  ctx: Ctx,
  { offerId, key }: { offerId: string; key?: string },
): Result<BoardAction, TakeBackRefusal> {
  return transact(ctx, onceFor("withdraw_offer", key, { offerId }), (work) => withdrawOnBoard(work, offerId));
}
