/** What a coordinator needs to write down a request that somebody makes by phone. */
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { phoneToOffer } from "#app/phone";
import { offered, requestFormFor } from "#app/queries/everyone/form-options";
import { organisations, places, requests, units, users } from "#db/schema";

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
 * The institution's own form for the organisation that calls, with its units, people, accounts and town; the contact is the
 * one of its latest request. null when there is no such organisation at work.
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
    .orderBy(desc(requests.startAt))
    .limit(1)
    .get();
  const choices = requestFormFor({ ...ctx, viewer: { ...ctx.viewer, organisationId } });
  return {
    organisation: { id: organisation.id, name: organisation.name },
    options: offered(choices),
    home: choices.home,
    accounts: accountsOf(ctx, organisationId),
    contact: {
      name: last?.contactName ?? "",
      phone: phoneToOffer(last?.contactPhone, organisation.phone),
      unitId: last?.unitId ?? "",
    },
  };
}

export type PhoneOrder = NonNullable<ReturnType<typeof phoneOrderFor>> | ReturnType<typeof blankPhoneOrder>;

/** The same form for an institution that is not in the list yet. */
export function blankPhoneOrder(ctx: Ctx<UserViewer>) {
  const choices = requestFormFor({ ...ctx, viewer: { ...ctx.viewer, organisationId: null } });
  return {
    organisation: null,
    options: offered(choices),
    home: choices.home,
    accounts: [],
    contact: { name: "", phone: "", unitId: "" },
  };
}

/** Whose name the caller may say: accounts that stand, and where two share a name, their address. */
function accountsOf(ctx: Pick<Ctx, "db">, organisationId: string) {
  const rows = ctx.db
    .select({ id: users.id, name: users.name, email: users.email, unit: units.name })
    .from(users)
    .leftJoin(units, eq(units.id, users.unitId))
    .where(and(eq(users.organisationId, organisationId), isNull(users.disabledAt)))
    .orderBy(asc(users.name), asc(users.email))
    .limit(300)
    .all();
  return rows.map(({ id, name, email, unit }) => {
    const isShared = rows.some((other) => other.id !== id && other.name === name);
    return { value: id, label: [name, unit, isShared && email].filter(Boolean).join(" · ") };
  });
}
