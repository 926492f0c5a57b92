import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { ok, refuse } from "#app/result";
import { type Invitation, invitePerson, sendInvitation } from "#app/steps/invite-person";
import { users } from "#db/schema";

/**
 * Makes an account without a password and mails a link that sets one.
 * Refusals: `not_found` (may not), `email_taken`, `organisation_missing`, `interpreter_missing`, `interpreter_has_account`,
 * and what the guard of free text refuses.
 */
export function inviteUser(ctx: Ctx, { key, ...invitation }: Invitation & { key?: string | undefined }) {
  return transact(ctx, onceFor("invite_user", key, invitation), (work) =>
    may.invite(work.viewer, invitation.role) ? invitePerson(work, invitation) : refuse("not_found"),
  );
}

/** A new link for somebody who has not set a password yet; the older one ends. Refusals: `not_found`, `has_password`. */
export function inviteAgain(ctx: Ctx, { userId, key }: { userId: string; key?: string | undefined }) {
  return transact(ctx, onceFor("invite_again", key, { userId }), (work) => {
    const user = work.db.select().from(users).where(eq(users.id, userId)).get();
    if (!user || user.disabledAt !== null || !may.invite(work.viewer, user.role)) return refuse("not_found");
    if (user.passwordHash !== null) return refuse("has_password");
    sendInvitation(work, user);
    return ok({ userId });
  });
}
