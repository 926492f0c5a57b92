import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import type { ClashAnswer } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { clashesOf } from "#app/facts/institutions/clashes";
import { ok, type Result, refuse } from "#app/result";
import { moveClients, moveTheRest, moveUnits } from "#app/steps/institutions/move-all";
import { keepMergedName } from "#app/steps/institutions/names";
import { organisations } from "#db/schema";

export interface Merger {
  /** The one that is no more. */
  from: string;
  /** The one that stays, with its own name, code and place. */
  into: string;
  /** Of each client of `from` whose code the other has too. */
  answers: ReadonlyMap<string, ClashAnswer>;
  key?: string | undefined;
}

/**
 * Two institutions are one: people, units, clients, requests and exclusions of the first become the second's, its name an earlier
 * name and its code one that leads there. It cannot be taken apart again. Refusals: `not_found`, `same_organisation`,
 * `into_inactive`, `clash_undecided` until each code that both have is said to be one person or two.
 */
export function mergeOrganisations(
  ctx: Ctx,
  { key, ...given }: Merger,
): Result<{ organisationId: string }, "not_found" | "same_organisation" | "into_inactive" | "clash_undecided"> {
  const { from, into, answers } = given;
  return transact(ctx, onceFor("merge_organisations", key, { from, into, answers: [...answers] }), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const [gone, stays] = [standing(work, from), standing(work, into)];
    if (!gone || !stays) return refuse("not_found");
    if (from === into) return refuse("same_organisation");
    if (stays.deactivatedAt !== null) return refuse("into_inactive");
    const clashes = clashesOf(work, from, into);
    if (clashes.some(({ fromId }) => !answers.has(fromId))) return refuse("clash_undecided");

    moveUnits(work, from, into);
    const decided = clashes.map((clash) => ({ ...clash, isOnePerson: answers.get(clash.fromId) === "one_person" }));
    moveClients(work, { from, into }, decided);
    moveTheRest(work, from, into);
    keepMergedName(work, gone, into);
    const ended = { mergedIntoId: into, deactivatedAt: gone.deactivatedAt ?? work.now };
    work.db.update(organisations).set(ended).where(eq(organisations.id, from)).run();
    record(work, { kind: "organisations_merged", payload: { organisationId: into, from } });
    return ok({ organisationId: into });
  });
}

function standing(work: Work, id: string) {
  const row = work.db.select().from(organisations).where(eq(organisations.id, id)).get();
  return row?.mergedIntoId === null ? row : undefined;
}
