import { and, eq, isNull } from "drizzle-orm";
import { layLink } from "#app/auth/account-links.server";
import { mayAskReset } from "#app/auth/rate-limit.server";
import { noteSignIn } from "#app/auth/sign-ins.server";
import { type Ctx, newId, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result } from "#app/result";
import { emailKeyOf } from "#app/text/keys";
import { users } from "#db/schema";

/**
 * Sends a link to set a new password if the address has an account. Always ok: nobody learns whether it has one.
 * The form's key is kept either way, so that both ways write and take their time alike.
 */
export async function askPasswordReset(
  ctx: Ctx,
  { email, address, deviceName, key }: { email: string; address: string; deviceName: string; key: string },
): Promise<Result<null>> {
  const folded = emailKeyOf(email);
  const isAllowed = await mayAskReset({ email: folded, address });
  return transact(ctx, onceFor("ask_password_reset", key, { email: folded }), (work) => {
    const user = work.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, folded), isNull(users.disabledAt)))
      .get();
    if (user && isAllowed) {
      const nonce = newId();
      layLink(work.db, work.now, "reset", user.id, nonce);
      noteSignIn(work.db, work.now, { userId: user.id, outcome: "link_sent", address, device: deviceName });
      record(work, { kind: "password_reset_asked", payload: { userId: user.id, nonce } });
    }
    return ok(null);
  });
}
