import { eq } from "drizzle-orm";
import { accountOfLink, endLinks } from "#app/auth/account-links.server";
import { hashPassword, isGuessable, TooBusy } from "#app/auth/passwords.server";
import { closeAllSessions } from "#app/auth/sessions.server";
import { noteSignIn } from "#app/auth/sign-ins.server";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { users } from "#db/schema";

export interface PasswordByLink {
  token: string;
  password: string;
  address: string;
  deviceName: string;
}

/**
 * A password by a link from a mail: invitation or reset. The link is used up and every session of the account ends.
 * Refusals: `link_over` (unknown, used, too old: all alike), `guessable_password`, `busy`.
 */
export async function setPassword(
  ctx: Ctx,
  { token, password, address, deviceName }: PasswordByLink,
): Promise<Result<{ email: string }, "link_over" | "guessable_password" | "busy">> {
  const account = accountOfLink(ctx.db, token, ctx.now);
  if (!account) return refuse("link_over");
  if (await isGuessable(password, account)) return refuse("guessable_password");
  let passwordHash: string;
  try {
    passwordHash = await hashPassword(password);
  } catch (error) {
    if (error instanceof TooBusy) return refuse("busy");
    throw error;
  }
  return transact(ctx, (work) => {
    const still = accountOfLink(work.db, token, work.now);
    if (!still) return refuse("link_over");
    work.db.update(users).set({ passwordHash }).where(eq(users.id, still.userId)).run();
    endLinks(work.db, work.now, still.userId);
    closeAllSessions(work.db, still.userId);
    noteSignIn(work.db, work.now, { userId: still.userId, outcome: "password_by_link", address, device: deviceName });
    record(work, { kind: "password_set", payload: { userId: still.userId } });
    return ok({ email: still.email });
  });
}
