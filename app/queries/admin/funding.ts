import { desc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { fundingFor } from "#app/facts/pay/rates";
import type { Funding } from "#app/pay/vocabulary";
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
