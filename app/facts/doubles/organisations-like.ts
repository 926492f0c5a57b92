/** Institutions that may be the one a name means, so that none is added twice. */
import { asc } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { fold, foundIn } from "#app/text";
import { organisations } from "#db/schema";

/** More than this is no answer to "is it one of these?". */
const MOST = 5;

export interface OrganisationLike {
  id: string;
  name: string;
  /** One that works with us no more cannot be chosen, and is not added anew either without being seen. */
  isActive: boolean;
}

/** Those whose name or code is the same but for case, accents and signs, first; then those whose words are within the name, or the other way round. */
export function organisationsLike(ctx: Pick<Ctx, "db">, name: string): OrganisationLike[] {
  const wanted = canonical(name);
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
    if (canonical(row.name) === wanted || canonical(code) === wanted) same.push(one);
    else if (foundIn(row.name, name) || foundIn(name, row.name)) near.push(one);
  }
  return [...same, ...near].slice(0, MOST);
}

/** Letters and digits alone. */
function canonical(text: string): string {
  return fold(text.normalize("NFKC")).replace(/[^\p{L}\p{N}]+/gu, "");
}
