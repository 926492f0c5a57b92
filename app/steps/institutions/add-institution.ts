import { eq } from "drizzle-orm";
import { newId, type Work } from "#app/context.server";
import type { Sector } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { type OrganisationLike, organisationsLike } from "#app/facts/doubles/organisations-like";
import { ok, type Refusal, type Result, refuse } from "#app/result";
import { passText, type TextRefusal } from "#app/steps/free-text";
import { fold, sortKeyLv } from "#app/text";
import { keyed, keyOf } from "#app/text/keys";
import { organisations, places } from "#db/schema";

export interface Institution {
  name: string;
  sector: Sector;
  placeId: string;
  /** E.164. */
  phone?: string | null | undefined;
  /** Those of a like name were shown, and it is none of them. */
  isOther?: boolean;
}

interface KnownAlready extends Refusal<"known_already"> {
  detail: OrganisationLike[];
}

export type InstitutionAdded = Result<{ organisationId: string }, "place_missing"> | KnownAlready | TextRefusal;

/** An institution of which little is known; its code is made of the name. Refusals: `place_missing`, `known_already`, the guard's. */
export function addInstitution(work: Work, { isOther = false, ...given }: Institution): InstitutionAdded {
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
