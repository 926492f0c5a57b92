/** Institutions that may be the one a name means, so that none is added twice. */
import { asc } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
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
    .orderBy(asc(organisations.sortKey))
    .all();
  for (const { id, code, deactivatedAt, ...row } of all) {
    const one = { id, name: row.name, isActive: deactivatedAt === null };
    if (nearKeyOf(row.name) === wanted || nearKeyOf(code) === wanted) same.push(one);
    else if (foundIn(row.name, name) || foundIn(name, row.name)) near.push(one);
  }
  return [...same, ...near].slice(0, MOST);
}
