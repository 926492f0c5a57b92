import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import type { Sector } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { type OrganisationLike, organisationsLike } from "#app/facts/doubles/organisations-like";
import { ok, type Refusal, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { fold, sortKeyLv } from "#app/text";
import { keyed, keyOf } from "#app/text/keys";
import { organisations, places } from "#db/schema";

export interface NewOrganisation {
  name: string;
  sector: Sector;
  placeId: string;
  /** E.164. */
  phone?: string | null | undefined;
  /** Those of a like name were shown, and it is none of them. */
  isOther?: boolean;
  key?: string;
}

interface KnownAlready extends Refusal<"known_already"> {
  detail: OrganisationLike[];
}

/**
 * A coordinator adds the institution that somebody calls from; an administrator completes it, its code too, which is made of
 * the name until then. Refusals: `not_found`, `place_missing`, `known_already` with those of a like name,
 * and what the guard of free text refuses.
 */
export function addOrganisation(
  ctx: Ctx,
  { key, ...institution }: NewOrganisation,
): Result<{ organisationId: string }, "not_found" | "place_missing"> | KnownAlready | TextRefusal {
  const { isOther = false, ...given } = institution;
  return transact(ctx, onceFor("add_organisation", key, institution), (work) => {
    if (!may.addOrganisation(work.viewer)) return refuse("not_found");
    if (!work.db.select().from(places).where(eq(places.id, given.placeId)).get()) return refuse("place_missing");
    const alike = isOther ? [] : organisationsLike(work, given.name);
    if (alike.length > 0) return refuse("known_already", alike);
    const organisationId = newId();
    const name = passText(work, { field: "orgName" }, given.name, { longest: 200 });
    if (!name.ok) return name;
    const code = freeCode(work, given.name);
    const row = {
      ...given,
      name: name.value,
      phone: given.phone ?? null,
      code,
      ...keyed(code),
      sortKey: sortKeyLv(given.name),
    };
    work.db
      .insert(organisations)
      .values({ id: organisationId, ...row })
      .run();
    record(work, { kind: "organisation_saved", payload: { organisationId } });
    return ok({ organisationId });
  });
}

/** "cesu-biblioteka", or "cesu-biblioteka-2" where that is another's. */
function freeCode(work: Work, name: string): string {
  const plain = fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 32);
  for (let number = 1; ; number++) {
    const code = `${plain || "iestade"}${number > 1 ? `-${number}` : ""}`;
    if (
      !work.db
        .select({ id: organisations.id })
        .from(organisations)
        .where(eq(organisations.key, keyOf(code)))
        .get()
    )
      return code;
  }
}
