import { and, inArray, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { isLive } from "#app/dispatch/offer";
import { record } from "#app/events/record";
import { ok, type Result } from "#app/result";
import { changeOffer } from "#app/steps/live";
import { offers } from "#db/schema";

/** No page shows more offers at once. */
const MOST = 50;

/** Writes down that an interpreter, signed in, has these live offers before them. Whatever is not theirs is passed over. Answers how many. */
export function seeOffers(ctx: Ctx, { offerIds }: { offerIds: readonly string[] }): Result<{ seen: number }, never> {
  if (offerIds.length === 0) return ok({ seen: 0 });
  return transact(ctx, (work) => {
    const unseen = work.db
      .select()
      .from(offers)
      .where(and(inArray(offers.id, offerIds.slice(0, MOST)), isNull(offers.seenAt)))
      .all()
      .filter((offer) => may.answerOffer(work.viewer, offer) && isLive(offer, work.now));
    for (const { id, requestId, interpreterId } of unseen) {
      changeOffer(work, id, { seenAt: work.now });
      record(work, { kind: "offer_seen", requestId, interpreterId, payload: { offerId: id } });
    }
    return ok({ seen: unseen.length });
  });
}
