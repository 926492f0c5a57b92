/** What a coordinator needs to write down a request that somebody makes by phone. */
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { requestFormFor } from "#app/queries/everyone/form-options";
import { organisations, places, requests } from "#db/schema";

/** Organisations that work with us, in Latvian order, with their town: what a caller says first. */
export function callingOrganisations(ctx: Pick<Ctx, "db">) {
  return ctx.db
    .select({ id: organisations.id, name: organisations.name, town: places.name })
    .from(organisations)
    .innerJoin(places, eq(places.id, organisations.placeId))
    .where(isNull(organisations.deactivatedAt))
    .orderBy(asc(organisations.sortKey))
    .limit(2000)
    .all();
}

/**
 * The institution's own form for the organisation that calls, with its units, people and town; the contact is the one of
 * its newest request. null when there is no such organisation at work.
 */
export function phoneOrderFor(ctx: Ctx<UserViewer>, organisationId: string) {
  const organisation = ctx.db
    .select({ id: organisations.id, name: organisations.name, phone: organisations.phone })
    .from(organisations)
    .where(and(eq(organisations.id, organisationId), isNull(organisations.deactivatedAt)))
    .get();
  if (!organisation) return null;
  const last = ctx.db
    .select({ contactName: requests.contactName, contactPhone: requests.contactPhone, unitId: requests.unitId })
    .from(requests)
    .where(eq(requests.organisationId, organisationId))
    .orderBy(desc(requests.submittedAt))
    .limit(1)
    .get();
  const options = requestFormFor({ ...ctx, viewer: { ...ctx.viewer, organisationId } });
  return {
    organisation,
    options,
    contact: {
      name: last?.contactName ?? "",
      phone: last?.contactPhone ?? organisation.phone ?? "",
      unitId: last?.unitId ?? "",
    },
  };
}
