import { endFirstLink, isFirstLink } from "#app/auth/first-link.server";
import { hashPassword, isGuessable, TooBusy } from "#app/auth/passwords.server";
import { openSession } from "#app/auth/sessions.server";
import { noteSignIn } from "#app/auth/sign-ins.server";
import { type Ctx, newId, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { users } from "#db/schema";

export interface FirstAdmin {
  token: string;
  name: string;
  email: string;
  password: string;
  address: string;
  deviceName: string;
}

/**
 * Whoever holds the link of `npm run init` becomes the first administrator, in the language of the page, and is signed in. The
 * link is used up. Refusals: `link_over` (unknown, used, too old, somebody has an account: all alike), `guessable_password`, `busy`,
 * and what the guard of free text refuses.
 */
export async function makeFirstAdmin(ctx: Ctx, { token, name: typed, email, password, ...from }: FirstAdmin) {
  if (!isFirstLink(ctx.db, token, ctx.now)) return refuse("link_over");
  const hashed = await hashOf(password, { email, name: typed });
  if (!hashed.ok) return hashed;
  return transact(ctx, (work) => {
    if (!isFirstLink(work.db, token, work.now)) return refuse("link_over");
    const name = passText(work, { field: "name" }, typed, { longest: 120 });
    if (!name.ok) return name;
    const user = { id: newId(), email, name: name.value, role: "admin", locale: work.locale } as const;
    work.db
      .insert(users)
      .values({ ...user, passwordHash: hashed.value, createdAt: work.now })
      .run();
    endFirstLink(work.db);
    noteSignIn(work.db, work.now, {
      userId: user.id,
      outcome: "password_by_link",
      address: from.address,
      device: from.deviceName,
    });
    record(work, { kind: "first_admin_made", payload: { userId: user.id } });
    return ok({ sessionId: openSession(work.db, work.now, user, from.deviceName) });
  });
}

async function hashOf(
  password: string,
  person: { email: string; name: string },
): Promise<Result<string, "guessable_password" | "busy">> {
  if (await isGuessable(password, person)) return refuse("guessable_password");
  try {
    return ok(await hashPassword(password));
  } catch (error) {
    if (error instanceof TooBusy) return refuse("busy");
    throw error;
  }
}
