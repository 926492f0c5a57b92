import { and, eq, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { refuse } from "#app/result";
import { invitePerson } from "#app/steps/invite-person";
import { units, users } from "#db/schema";

export interface Colleague {
  unitId: string;
  name: string;
  email: string;
  locale: Locale;
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

/**
 * The lead of a unit invites somebody into it, as somebody who asks for interpreters and as nothing else. Refusals: `not_found`
 * (not their unit, or they lead none), `email_taken`, `organisation_missing`, and what the guard of free text refuses.
 */
export function inviteColleague(ctx: Ctx, { key, ...given }: Colleague) {
  return transact(ctx, onceFor("invite_colleague", key, given), (work) => {
    const { unitId, ...person } = given;
    const unit = unitWithLeads(work, unitId);
    if (!unit || !may.inviteIntoUnit(work.viewer, unit)) return refuse("not_found");
    return invitePerson(work, { ...person, role: "requester", organisationId: unit.organisationId, unitId });
  });
}

/** A unit that can be asked for, and who leads it now. */
function unitWithLeads(work: Work, unitId: string) {
  const unit = work.db
    .select({ organisationId: units.organisationId })
    .from(units)
    .where(and(eq(units.id, unitId), isNull(units.deactivatedAt)))
    .get();
  if (!unit) return null;
  const leads = work.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.unitId, unitId), eq(users.leadsUnit, true), isNull(users.disabledAt)))
    .all();
  return { ...unit, leadIds: leads.map(({ id }) => id) };
}
