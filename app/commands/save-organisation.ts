import { and, eq, ne } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, transact, type Work } from "#app/context.server";
import type { Sector } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { sortKeyLv } from "#app/text";
import { organisations, places, units } from "#db/schema";

export interface OrganisationInput {
  /** Null for a new one. */
  id: string | null;
  code: string;
  name: string;
  sector: Sector;
  placeId: string;
  address?: string | null | undefined;
  /** E.164. */
  phone?: string | null | undefined;
  noticeEmail?: string | null | undefined;
  isActive: boolean;
  /** Names of units; those that are not there yet are added, none is removed. */
  units: readonly string[];
  /** Whoever saves says that the numbers in the texts are no person's. */
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

/** Adds or changes an organisation that may request interpreters. Refusals: `not_found`, `code_taken`, `place_missing`, and what the guard of free text refuses. */
export function saveOrganisation(ctx: Ctx, input: OrganisationInput) {
  const { id, key, units: unitNames, isActive, isVouched, ...given } = input;
  return transact(ctx, key, (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const before = id ? work.db.select().from(organisations).where(eq(organisations.id, id)).get() : null;
    if (id && !before) return refuse("not_found");
    if (isTaken(work, given.code, id)) return refuse("code_taken");
    if (!work.db.select().from(places).where(eq(places.id, given.placeId)).get()) return refuse("place_missing");

    const organisationId = id ?? newId();
    const pass = (field: string, typed: string, longest = 200) =>
      passText(work, { field, organisationId }, typed, { longest, isVouched });
    const code = pass("code", given.code, 40);
    if (!code.ok) return code;
    const name = pass("name", given.name);
    if (!name.ok) return name;
    const address = pass("address", given.address ?? "");
    if (!address.ok) return address;
    const row = {
      ...given,
      name: name.value,
      address: address.value || null,
      phone: given.phone ?? null,
      noticeEmail: given.noticeEmail ?? null,
      sortKey: sortKeyLv(given.name),
      deactivatedAt: isActive ? null : (before?.deactivatedAt ?? work.now),
    };
    if (before) work.db.update(organisations).set(row).where(eq(organisations.id, organisationId)).run();
    else
      work.db
        .insert(organisations)
        .values({ id: organisationId, ...row })
        .run();
    for (const typed of unitNames) {
      const unit = pass("units", typed);
      if (!unit.ok) return unit;
      work.db.insert(units).values({ id: newId(), organisationId, name: unit.value }).onConflictDoNothing().run();
    }
    record(work, { kind: "organisation_saved", payload: { organisationId } });
    return ok({ organisationId });
  });
}

function isTaken(work: Work, code: string, id: string | null): boolean {
  const same = eq(organisations.code, code);
  return (
    work.db
      .select({ id: organisations.id })
      .from(organisations)
      .where(id ? and(same, ne(organisations.id, id)) : same)
      .get() !== undefined
  );
}
