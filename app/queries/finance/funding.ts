import { asc, desc, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { fundingFor } from "#app/facts/pay/rates";
import type { Funding } from "#app/pay/vocabulary";
import { foundBy } from "#app/queries/everyone/found-by";
import { type DateText, dateOf } from "#app/time";
import { organisationFundings, organisations } from "#db/schema";

/** Who pays for an organisation's services today, and what was entered, the newest first; null where there is none. */
export function fundingOfOrganisation(ctx: Ctx, organisationId: string) {
  const organisation = ctx.db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, organisationId))
    .get();
  if (!organisation) return null;
  const rows: { id: number; holdsFrom: DateText; funding: Funding }[] = ctx.db
    .select({
      id: organisationFundings.id,
      holdsFrom: organisationFundings.holdsFrom,
      funding: organisationFundings.funding,
    })
    .from(organisationFundings)
    .where(eq(organisationFundings.organisationId, organisationId))
    .orderBy(desc(organisationFundings.id))
    .limit(20)
    .all();
  const asked = { requestId: "", organisationId };
  return { ...organisation, rows, current: fundingFor(ctx, [asked])(asked, dateOf(ctx.now)) };
}

const LONGEST_LIST = 200;

/** Organisations whose name or code holds the words, in Latvian order, each with who pays for its services today. */
export function organisationsByFunding(ctx: Ctx, words: string) {
  const isFound = words ? foundBy(words) : () => true;
  const found = ctx.db
    .select({
      id: organisations.id,
      name: organisations.name,
      code: organisations.code,
      key: organisations.key,
      nearKey: organisations.nearKey,
    })
    .from(organisations)
    .where(isNull(organisations.mergedIntoId))
    .orderBy(asc(organisations.sortKey))
    .all()
    .filter((row) => isFound({ ...row, words: row.name, phone: null }));
  const some = found.slice(0, LONGEST_LIST).map(({ id, name }) => ({ id, name, requestId: "", organisationId: id }));
  const fundingOf = fundingFor(ctx, some);
  const today = dateOf(ctx.now);
  return {
    rows: some.map((one) => ({ id: one.id, name: one.name, funding: fundingOf(one, today) })),
    hasMore: found.length > LONGEST_LIST,
  };
}
