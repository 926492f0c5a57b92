import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import type { Funding } from "#app/pay/vocabulary";
import { ok, refuse } from "#app/result";
import { dateOf, isDate } from "#app/time";
import { organisationFundings, organisations, requestFundings, requests } from "#db/schema";

/** Who pays for one service; of what is approved it changes nothing. Refusals: `not_found`. */
export function fundRequest(
  ctx: Ctx,
  { key, ...given }: { reference: string; funding: Funding; key?: string | undefined },
) {
  return transact(ctx, onceFor("fund_request", key, given), (work) => {
    if (!may.approveStatements(work.viewer)) return refuse("not_found");
    const request = work.db
      .select({ id: requests.id })
      .from(requests)
      .where(eq(requests.reference, given.reference))
      .get();
    if (!request) return refuse("not_found");
    work.db
      .insert(requestFundings)
      .values({
        requestId: request.id,
        funding: given.funding,
        enteredBy: actorOf(work.viewer),
        enteredAt: work.now,
      })
      .run();
    record(work, { kind: "request_funded", requestId: request.id, payload: { funding: given.funding } });
    return ok({ requestId: request.id });
  });
}

/** Who pays for an organisation's services from a date on, today at the earliest. Refusals: `not_found`, `date_invalid`, `date_past`. */
export function fundOrganisation(
  ctx: Ctx,
  { key, ...given }: { organisationId: string; funding: Funding; holdsFrom: string; key?: string | undefined },
) {
  return transact(ctx, onceFor("fund_organisation", key, given), (work) => {
    const { organisationId, funding, holdsFrom } = given;
    if (!may.setRates(work.viewer)) return refuse("not_found");
    const known = work.db
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, organisationId))
      .get();
    if (!known) return refuse("not_found");
    if (!isDate(holdsFrom)) return refuse("date_invalid");
    if (holdsFrom < dateOf(work.now)) return refuse("date_past");
    work.db
      .insert(organisationFundings)
      .values({ organisationId, funding, holdsFrom, enteredBy: actorOf(work.viewer), enteredAt: work.now })
      .run();
    record(work, { kind: "organisation_funded", payload: { organisationId, funding, holdsFrom } });
    return ok({ organisationId });
  });
}
