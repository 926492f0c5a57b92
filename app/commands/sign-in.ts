import { eq } from "drizzle-orm";
import { isPassword, TooBusy } from "#app/auth/passwords.server";
import { forgiveTry, mayTry } from "#app/auth/rate-limit.server";
import { closeSession, openSession } from "#app/auth/sessions.server";
import { noteSignIn } from "#app/auth/sign-ins.server";
import { type Ctx, transact, type Work } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import { ok, type Result, refuse } from "#app/result";
import { emailKeyOf } from "#app/text/keys";
import { users } from "#db/schema";

export interface Credentials {
  email: string;
  password: string;
  /** The client's address and its device cookie, for the limits. */
  address: string;
  device: string | null;
  /** For the person's own list of sessions: "Firefox, Android". */
  deviceName: string;
  /** The session that the browser came with: it ends, so that an id known before the sign-in is worth nothing after it. */
  sessionId: string | null;
}

export interface SignedIn {
  sessionId: string;
  email: string;
  role: Role;
}

/**
 * Refusals: `wrong_credentials` for an unknown address, a disabled account, one without a password and a wrong password
 * alike, in like time; `too_many_tries` within a quarter of an hour; `busy` when too many sign in at this moment.
 */
export async function signIn(
  ctx: Ctx,
  credentials: Credentials,
): Promise<Result<SignedIn, "wrong_credentials" | "too_many_tries" | "busy">> {
  const email = emailKeyOf(credentials.email);
  const attempt = { email, address: credentials.address, device: credentials.device };
  if (!(await mayTry(attempt))) return refuse("too_many_tries");

  const user = ctx.db.select().from(users).where(eq(users.email, email)).get();
  const stored = user && user.disabledAt === null ? user.passwordHash : null;
  const note = (work: Work, outcome: "signed_in" | "refused") =>
    noteSignIn(work.db, work.now, {
      userId: user?.id ?? null,
      outcome,
      address: credentials.address,
      device: credentials.deviceName,
    });
  try {
    if (!(await isPassword(stored, credentials.password)) || !user) {
      transact(ctx, (work) => ok(note(work, "refused")));
      return refuse("wrong_credentials");
    }
  } catch (error) {
    if (error instanceof TooBusy) return refuse("busy");
    throw error;
  }
  await forgiveTry(attempt);

  return transact(ctx, (work) => {
    const now = work.db.select().from(users).where(eq(users.id, user.id)).get();
    if (!now || now.disabledAt !== null || now.passwordHash !== stored) return refuse("wrong_credentials");
    if (credentials.sessionId) closeSession(work.db, credentials.sessionId);
    note(work, "signed_in");
    const sessionId = openSession(work.db, work.now, now, credentials.deviceName);
    return ok({ sessionId, email, role: now.role });
  });
}
