import { eq } from "drizzle-orm";
import { sessionsOf } from "#app/auth/sessions.server";
import { signInsOf } from "#app/auth/sign-ins.server";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { invariant } from "#app/result";
import { users } from "#db/schema";

const RECENT = 10;

/** A person's own account page: settings and the browsers in which they are signed in, last used first. */
export function accountOf({ db, now, viewer }: Ctx<UserViewer>, sessionId: string | null) {
  const user = db
    .select({
      email: users.email,
      name: users.name,
      phone: users.phone,
      role: users.role,
      locale: users.locale,
      theme: users.theme,
    })
    .from(users)
    .where(eq(users.id, viewer.userId))
    .get();
  invariant(user, "who is signed in has an account");
  return {
    ...user,
    sessions: sessionsOf(db, viewer.userId, sessionId, now),
    signIns: signInsOf(db, viewer.userId, RECENT),
  };
}
