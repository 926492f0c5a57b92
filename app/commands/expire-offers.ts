import { type Ctx, transact } from "#app/context.server";
import { hasLapsed } from "#app/facts/live";
import { ok } from "#app/result";
import { expireLapsed } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { offers } from "#db/schema";

/** How many offers one tick closes; the rest waits for the next. */
const BATCH = 200;

/** Writes down that unanswered offers have lapsed and asks the next person. Returns how many. Each in its own transaction. */
export function expireOffers(ctx: Ctx): number {
  const lapsed = ctx.db
    .select({ id: offers.id, requestId: offers.requestId })
    .from(offers)
    .where(hasLapsed(ctx.now))
    .limit(BATCH)
    .all();
  for (const { requestId } of lapsed) {
    transact(ctx, (work) => {
      expireLapsed(work, requestId);
      dispatchRequest(work, requestId);
      return ok(null);
    });
  }
  return lapsed.length;
}
