/** Institutions that may be the one a name means, so that none is added twice. */
import { asc, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { formerNames } from "#app/facts/institutions/former-names";
import { foundIn } from "#app/text";
import { nearKeyOf } from "#app/text/keys";
import { organisations } from "#db/schema";

/** More than this is no answer to "is it one of these?". */
const MOST = 5;

export interface OrganisationLike {
  id: string;
  name: string;
  /** One that works with us no more cannot be chosen, and is not added anew either without being seen. */
  isActive: boolean;
}

/** Those whose name or code is the same but for case, accents, signs and look-alike letters, first; then those whose words are within the name, or the other way round. */
export function organisationsLike(ctx: Pick<Ctx, "db">, name: string): OrganisationLike[] {
  const wanted = nearKeyOf(name);
  const same: OrganisationLike[] = [];
  const near: OrganisationLike[] = [];
  const all = ctx.db
    .select({
      id: organisations.id,
      code: organisations.code,
      name: organisations.name,
      deactivatedAt: organisations.deactivatedAt,
    })
    .from(organisations)
    .where(isNull(organisations.mergedIntoId))
    .orderBy(asc(organisations.sortKey))
    .all();
  const former = formerNames(ctx);
  for (const { id, code, deactivatedAt, ...row } of all) {
    const one = { id, name: row.name, isActive: deactivatedAt === null };
    const names = [row.name, ...(former.get(id) ?? [])];
    if ([code, ...names].some((known) => nearKeyOf(known) === wanted)) same.push(one);
    else if (names.some((known) => foundIn(known, name) || foundIn(name, known))) near.push(one);
  }
  return [...same, ...near].slice(0, MOST);
}
