/** Somebody must not come, or may again. Not a command itself. */
import { and, inArray } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { isWaitingOffer } from "#app/facts/live";
import type { RequestHead } from "#app/facts/request-head";
import { offers } from "#db/schema";
import { withdraw } from "../close-offers";
import { dispatchRequest } from "../dispatch-request";

/**
 * What they may no longer accept of these requests is taken back, and the next person asked. Nobody learns why: it is taken back
 * as by any coordinator.
 */
export function takeBackThere(work: Work, interpreterIds: readonly string[], asked: readonly RequestHead[]): void {
  const requestIds = asked.map(({ requestId }) => requestId);
  const waiting = work.db
    .select()
    .from(offers)
    .where(
      and(inArray(offers.interpreterId, [...interpreterIds]), isWaitingOffer(), inArray(offers.requestId, requestIds)),
    )
    .all();
  for (const offer of waiting) withdraw(work, offer, "coordinator");
  for (const requestId of new Set(waiting.map((offer) => offer.requestId))) dispatchRequest(work, requestId);
}
