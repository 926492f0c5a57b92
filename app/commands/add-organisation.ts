import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { type Result, refuse } from "#app/result";
import { addInstitution, type Institution, type InstitutionAdded } from "#app/steps/institutions/add-institution";

/**
 * A coordinator adds the institution that somebody calls from; an administrator completes it, its code too, which is made of
 * the name until then. Refusals: `not_found`, `place_missing`, `known_already` with those of a like name,
 * and what the guard of free text refuses.
 */
export function addOrganisation(
  ctx: Ctx,
  { key, ...institution }: Institution & { key?: string },
): InstitutionAdded | Result<never, "not_found"> {
  return transact(ctx, onceFor("add_organisation", key, institution), (work) =>
    may.addOrganisation(work.viewer) ? addInstitution(work, institution) : refuse("not_found"),
  );
}
