import { and, eq, inArray, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { isLive } from "#app/dispatch/offer";
import { record } from "#app/events/record";
import { ok, type Result } from "#app/result";
import { offers } from "#db/schema";

/** No page shows more offers at once. */
const MOST = 50;

/** Writes down that an interpreter, signed in, has these live offers before them. Whatever is not theirs is passed over. Answers how many. */
export function seeOffers(ctx: Ctx, { offerIds }: { offerIds: readonly string[] }): Result<{ seen: number }, never> {
  return transact(ctx, (tx) => {
    const unseen = tx
      .select()
      .from(offers)
      .where(and(inArray(offers.id, offerIds.slice(0, MOST)), isNull(offers.seenAt)))
      .all()
      .filter((offer) => may.answerOffer(ctx.viewer, offer) && isLive(offer, ctx.now));
    for (const { id, requestId, interpreterId } of unseen) {
      tx.update(offers).set({ seenAt: ctx.now }).where(eq(offers.id, id)).run();
      record(tx, ctx, { kind: "offer_seen", requestId, interpreterId, payload: { offerId: id } });
    }
    return ok({ seen: unseen.length });
  });
}
