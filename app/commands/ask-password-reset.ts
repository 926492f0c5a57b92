import { and, asc, eq, isNull } from "drizzle-orm";
import { layLink } from "#app/auth/account-links.server";
import { mayAskReset } from "#app/auth/rate-limit.server";
import { noteSignIn } from "#app/auth/sign-ins.server";
import { attempt, type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { emailKeyOf } from "#app/text/keys";
import { users } from "#db/schema";

/**
 * Sends a link to set a new password if the address has an account. Always ok: nobody learns whether it has one. Everything is
 * written either way, and taken back where nobody is to have a link, so that the same is done whatever address was typed.
 */
export async function askPasswordReset(
  ctx: Ctx,
  { email, key, ...asked }: { email: string; address: string; deviceName: string; key: string },
): Promise<Result<null>> {
  const folded = emailKeyOf(email);
  const isAllowed = await mayAskReset({ email: folded, address: asked.address });
  return transact(ctx, onceFor("ask_password_reset", key, { email: folded }), (work) => {
    const meant = work.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, folded), isNull(users.disabledAt)))
      .get();
    const anybody = work.db.select({ id: users.id }).from(users).orderBy(asc(users.id)).limit(1).get();
    const userId = (meant ?? anybody)?.id;
    if (userId !== undefined)
      attempt(work, (inner) => {
        sendLink(inner, userId, asked);
        return meant && isAllowed ? ok(null) : refuse("not_found");
      });
    return ok(null);
  });
}

function sendLink(work: Work, userId: string, { address, deviceName }: { address: string; deviceName: string }) {
  const nonce = newId();
  layLink(work.db, work.now, "reset", userId, nonce);
  noteSignIn(work.db, work.now, { userId, outcome: "link_sent", address, device: deviceName });
  record(work, { kind: "password_reset_asked", payload: { userId, nonce } });
}
