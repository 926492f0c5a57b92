import { type Ctx, transact } from "#app/context.server";
import type { Result } from "#app/result";
import { type TakeBackRefusal, takeBackOffer } from "#app/steps/ask-person";

/** A coordinator takes a question back, with the answers and refusals of `takeBackOffer`. */
export function withdrawOffer(
  ctx: Ctx,
  { offerId, key }: { offerId: string; key?: string },
): Result<{ requestId: string }, TakeBackRefusal> {
  return transact(ctx, key, (work) => takeBackOffer(work, offerId));
}
