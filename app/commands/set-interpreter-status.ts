import { and, eq, gt } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { isLiveJob, isWaitingOffer } from "#app/facts/live";
import { ok, type Result, refuse } from "#app/result";
import { withdraw } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { assignments, interpreters, offers } from "#db/schema";

/** What a coordinator may set; erasing is another matter, and a candidate becomes one only by import. */
export const SETTABLE_STATUSES = ["active", "paused", "inactive"] as const;
export type SettableStatus = (typeof SETTABLE_STATUSES)[number];

/**
 * A person starts, pauses or stops working. Whoever is no longer active is asked nothing more: their live offers are
 * withdrawn and the next person is asked. Accepted work is not touched: `affected` lists the future assignments that
 * now need a coordinator's decision.
 */
export function setInterpreterStatus(
  ctx: Ctx,
  { interpreterId, status, key }: { interpreterId: string; status: SettableStatus; key?: string },
): Result<{ affected: string[] }, "not_found"> {
  return transact(ctx, key, (work) => {
    const person = work.db.select().from(interpreters).where(eq(interpreters.id, interpreterId)).get();
    if (!person || person.status === "erased" || !may.dispatch(work.viewer)) return refuse("not_found");
    const future = work.db
      .select({ id: assignments.id })
      .from(assignments)
      .where(and(eq(assignments.interpreterId, interpreterId), isLiveJob(), gt(assignments.startAt, work.now)))
      .orderBy(assignments.startAt)
      .all();
    const affected = status === "active" ? [] : future.map(({ id }) => id);
    if (person.status === status) return ok({ affected });

    work.db.update(interpreters).set({ status }).where(eq(interpreters.id, interpreterId)).run();
    record(work, {
      kind: "interpreter_status_changed",
      interpreterId,
      payload: { from: person.status, to: status },
    });
    if (status === "active") return ok({ affected });
    const waiting = work.db
      .select()
      .from(offers)
      .where(and(eq(offers.interpreterId, interpreterId), isWaitingOffer()))
      .all();
    for (const offer of waiting) withdraw(work, offer, "person_inactive");
    for (const requestId of new Set(waiting.map((offer) => offer.requestId))) dispatchRequest(work, requestId);
    return ok({ affected });
  });
}
