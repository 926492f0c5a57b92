import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { moveOffer } from "#app/dispatch/offer";
import { ok, type Result, refuse } from "#app/result";
import { withdraw } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { findOffer } from "#app/steps/live";

export type WithdrawOfferRefusal =
  | "not_found"
  | "offer_expired"
  | "offer_taken"
  | "offer_withdrawn"
  | "already_answered";

/** A coordinator takes a question back; the person is told and the next one is asked. */
export function withdrawOffer(
  ctx: Ctx,
  { offerId, key }: { offerId: string; key?: string },
): Result<{ requestId: string }, WithdrawOfferRefusal> {
  return transact(
    ctx,
    (work): Result<{ requestId: string }, WithdrawOfferRefusal> => {
      const offer = findOffer(work, offerId);
      if (!offer || !may.dispatch(work.viewer)) return refuse("not_found");
      const moved = moveOffer(offer, "withdraw", work.now);
      if (!moved.ok) return moved;

      withdraw(work, offer, "coordinator");
      dispatchRequest(work, offer.requestId);
      return ok({ requestId: offer.requestId });
    },
    key,
  );
}
