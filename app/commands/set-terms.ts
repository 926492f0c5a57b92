import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import type { Terms } from "#app/pay/vocabulary";
import { ok, refuse } from "#app/result";
import { isPerson } from "#app/steps/pay/person";
import { dateOf, isDate } from "#app/time";
import { payTerms } from "#db/schema";

/** Paid or a volunteer, from a date on, today at the earliest. Refusals: `not_found`, `date_invalid`, `date_past`. */
export function setTerms(
  ctx: Ctx,
  { key, ...given }: { interpreterId: string; terms: Terms; holdsFrom: string; key?: string | undefined },
) {
  return transact(ctx, onceFor("set_terms", key, given), (work) => {
    const { interpreterId, terms, holdsFrom } = given;
    if (!may.approveStatements(work.viewer) || !isPerson(work, interpreterId)) return refuse("not_found");
    if (!isDate(holdsFrom)) return refuse("date_invalid");
    if (holdsFrom < dateOf(work.now)) return refuse("date_past");
    work.db
      .insert(payTerms)
      .values({ interpreterId, terms, holdsFrom, enteredBy: actorOf(work.viewer), enteredAt: work.now })
      .run();
    record(work, { kind: "terms_saved", interpreterId, payload: { terms, holdsFrom } });
    return ok({ interpreterId });
  });
}
