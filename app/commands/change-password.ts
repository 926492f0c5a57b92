import { eq } from "drizzle-orm";
import { endLinks } from "#app/auth/account-links.server";
import { hashPassword, isGuessable, isPassword, TooBusy } from "#app/auth/passwords.server";
import { forgiveTry, mayTry } from "#app/auth/rate-limit.server";
import { closeAllSessions, openSession } from "#app/auth/sessions.server";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { invariant, ok, type Result, refuse } from "#app/result";
import { users } from "#db/schema";

export interface PasswordChange {
  current: string;
  password: string;
  address: string;
  deviceName: string;
}

/**
 * A new password by the person who knows the old one. All other sessions end, and this browser gets a new id.
 * Refusals: `wrong_password`, `guessable_password`, `too_many_tries`, `busy`.
 */
export async function changePassword(
  ctx: Ctx<UserViewer>,
  { current, password, address, deviceName }: PasswordChange,
): Promise<Result<{ sessionId: string }, "wrong_password" | "guessable_password" | "too_many_tries" | "busy">> {
  const user = ctx.db.select().from(users).where(eq(users.id, ctx.viewer.userId)).get();
  invariant(user, "who is signed in has an account");
  if (await isGuessable(password, user)) return refuse("guessable_password");
  const attempt = { email: `change:${user.email}`, address, device: null };
  if (!(await mayTry(attempt))) return refuse("too_many_tries");
  let passwordHash: string;
  try {
    if (!(await isPassword(user.passwordHash, current))) return refuse("wrong_password");
    passwordHash = await hashPassword(password);
  } catch (error) {
    if (error instanceof TooBusy) return refuse("busy");
    throw error;
  }
  await forgiveTry(attempt);
  return transact(ctx, (work): Result<{ sessionId: string }, "wrong_password"> => {
    const still = work.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, user.id)).get();
    if (still?.passwordHash !== user.passwordHash) return refuse("wrong_password");
    work.db.update(users).set({ passwordHash }).where(eq(users.id, user.id)).run();
    endLinks(work.db, work.now, user.id);
    closeAllSessions(work.db, user.id);
    record(work, { kind: "password_set", payload: { userId: user.id } });
    return ok({ sessionId: openSession(work.db, work.now, user, deviceName) });
  });
}
