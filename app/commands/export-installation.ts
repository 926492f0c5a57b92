import { eq } from "drizzle-orm";
import { isPassword, TooBusy } from "#app/auth/passwords.server";
import { may } from "#app/auth/policy";
import { forgiveTry, mayTry } from "#app/auth/rate-limit.server";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { type Ok, ok, type Result, refuse } from "#app/result";
import { users } from "#db/schema";

/**
 * An administrator takes the whole installation away as files, and says by their password that it is them; it is written down before
 * anything is sent. Refusals: `not_found`, `wrong_password`, `too_many_tries`, `busy`.
 */
export async function exportInstallation(
  ctx: Ctx<UserViewer>,
  { password, address }: { password: string; address: string },
): Promise<Result<null, "not_found" | "wrong_password" | "too_many_tries" | "busy">> {
  const user = ctx.db.select().from(users).where(eq(users.id, ctx.viewer.userId)).get();
  if (!user || !may.administer(ctx.viewer)) return refuse("not_found");
  const attempt = { email: `export:${user.email}`, address, device: null };
  if (!(await mayTry(attempt))) return refuse("too_many_tries");
  try {
    if (!(await isPassword(user.passwordHash, password))) return refuse("wrong_password");
  } catch (error) {
    if (error instanceof TooBusy) return refuse("busy");
    throw error;
  }
  await forgiveTry(attempt);
  return noteExport(ctx);
}

/** Writes down that somebody has taken the whole installation away: the system, where it was done by command. */
export function noteExport(ctx: Ctx): Ok<null> {
  transact(ctx, (work) => {
    record(work, { kind: "installation_exported" });
    return ok(null);
  });
  return ok(null);
}
