import { and, eq, isNull } from "drizzle-orm";
import { endLinks } from "#app/auth/account-links.server";
import { may } from "#app/auth/policy";
import { closeAllSessions } from "#app/auth/sessions.server";
import { type Ctx, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { countOf } from "#app/facts/pages";
import { ok, refuse } from "#app/result";
import { users } from "#db/schema";

/** Nobody signs in by this account any more and its sessions end at once. Refusals: `not_found`, `last_admin`. */
export function disableUser(ctx: Ctx, { userId, key }: { userId: string; key?: string | undefined }) {
  return transact(ctx, key, (work) => {
    const user = work.db.select().from(users).where(eq(users.id, userId)).get();
    if (!user || !may.administer(work.viewer)) return refuse("not_found");
    if (user.disabledAt !== null) return ok({ userId });
    if (user.role === "admin" && adminsLeft(work) === 1) return refuse("last_admin");

    work.db.update(users).set({ disabledAt: work.now }).where(eq(users.id, userId)).run();
    closeAllSessions(work.db, userId);
    endLinks(work.db, work.now, userId);
    record(work, { kind: "user_disabled", payload: { userId } });
    return ok({ userId });
  });
}

/** The account works again, with its old password. Refusal: `not_found`. */
export function enableUser(ctx: Ctx, { userId, key }: { userId: string; key?: string | undefined }) {
  return transact(ctx, key, (work) => {
    const user = work.db.select().from(users).where(eq(users.id, userId)).get();
    if (!user || !may.administer(work.viewer)) return refuse("not_found");
    if (user.disabledAt === null) return ok({ userId });
    work.db.update(users).set({ disabledAt: null }).where(eq(users.id, userId)).run();
    record(work, { kind: "user_enabled", payload: { userId } });
    return ok({ userId });
  });
}

function adminsLeft(work: Work): number {
  return countOf(work, users, and(eq(users.role, "admin"), isNull(users.disabledAt)));
}
