import { eq } from "drizzle-orm";
import { layLink } from "#app/auth/account-links.server";
import { newId, type Work } from "#app/context.server";
import type { Locale, Role } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { emailKeyOf } from "#app/text/keys";
import { interpreters, organisations, units, users } from "#db/schema";

export interface Invitation {
  email: string;
  name: string;
  role: Role;
  locale: Locale;
  phone?: string | null | undefined;
  /** Requesters belong to an organisation, perhaps to one of its units; interpreters are one of the roster. */
  organisationId?: string | null | undefined;
  unitId?: string | null | undefined;
  interpreterId?: string | null | undefined;
  /** Whoever invites says that the numbers in the name are no person's. */
  isVouched?: boolean | undefined;
}

/**
 * Makes an account without a password and mails a link that sets one.
 * Refusals: `email_taken`, `organisation_missing`, `interpreter_missing`, `interpreter_has_account`, and what the guard of
 * free text refuses.
 */
export function invitePerson(work: Work, invitation: Invitation) {
  const email = emailKeyOf(invitation.email);
  if (work.db.select({ id: users.id }).from(users).where(eq(users.email, email)).get()) return refuse("email_taken");
  const belongs = belongsTo(work, invitation);
  if (!belongs.ok) return belongs;

  const id = newId();
  const { role, locale, phone, isVouched } = invitation;
  const name = passText(work, { field: "name" }, invitation.name, { longest: 120, isVouched });
  if (!name.ok) return name;
  work.db
    .insert(users)
    .values({ id, email, name: name.value, role, locale, phone: phone ?? null, ...belongs.value, createdAt: work.now })
    .run();
  sendInvitation(work, { id, role });
  return ok({ userId: id });
}

/** Mails a link that sets a password. */
export function sendInvitation(work: Work, user: { id: string; role: Role }) {
  const nonce = newId();
  layLink(work.db, work.now, "invite", user.id, nonce);
  record(work, { kind: "user_invited", payload: { userId: user.id, role: user.role, nonce } });
}

function belongsTo(work: Work, { role, organisationId, unitId, interpreterId }: Invitation) {
  if (role === "requester") return organisationOf(work, organisationId ?? "", unitId ?? null);
  if (role === "interpreter") return interpreterOf(work, interpreterId ?? "");
  return ok({});
}

function organisationOf(work: Work, organisationId: string, unitId: string | null) {
  const organisation = work.db.select().from(organisations).where(eq(organisations.id, organisationId)).get();
  if (!organisation || organisation.deactivatedAt !== null) return refuse("organisation_missing");
  const unit = unitId && work.db.select().from(units).where(eq(units.id, unitId)).get();
  return ok({ organisationId, unitId: unit && unit.organisationId === organisationId ? unit.id : null });
}

function interpreterOf(work: Work, interpreterId: string) {
  if (!work.db.select().from(interpreters).where(eq(interpreters.id, interpreterId)).get())
    return refuse("interpreter_missing");
  const taken = work.db.select({ id: users.id }).from(users).where(eq(users.interpreterId, interpreterId)).get();
  return taken ? refuse("interpreter_has_account") : ok({ interpreterId });
}
