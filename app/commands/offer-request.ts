import { type Ctx, onceFor, transact } from "#app/context.server";
import type { Result } from "#app/result";
import { askPerson, type OfferRefusal, type OfferToOne } from "#app/steps/ask-person";
import { beginAction } from "#app/steps/board";

/** A coordinator asks one person, with the answers and refusals of `askPerson`. Undoable; they are told after that. */
export function offerRequest(
  ctx: Ctx,
  { key, ...offer }: OfferToOne & { key?: string },
): Result<{ offerId: string; requestId: string; eventId: number }, OfferRefusal> {
  return transact(ctx, onceFor("offer_request", key, offer), (work) => askPerson(work, offer, beginAction(work)));
}
