import { and, eq, isNull } from "drizzle-orm";
import { endLinks } from "#app/auth/account-links.server";
import { may } from "#app/auth/policy";
import { closeAllSessions } from "#app/auth/sessions.server";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { type HandedTo, isGone } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { countOf } from "#app/facts/lists/pages";
import { ok, type Result, refuse } from "#app/result";
import { handOver } from "#app/steps/hand-over";
import { changeStatus, takeBackOffers } from "#app/steps/roster/status";
import { interpreters, users } from "#db/schema";

export interface Leaving {
  userId: string;
  /** Who hears of their requests from now on; needed when there are any. */
  successor?: HandedTo | null | undefined;
  /** An interpreter: whether they give up the jobs they have, too. Default: these stay theirs. */
  stopsWorking?: boolean | undefined;
  key?: string | undefined;
}

/**
 * Nobody signs in by this account any more and its sessions end at once. Its open and coming requests go to `successor`; an
 * interpreter is asked nothing while it is disabled, and the jobs of one who stops working need a coordinator's decision. Refusals: `not_found`,
 * `last_admin`, `successor_missing`, `successor_wrong`.
 */
export function disableUser(
  ctx: Ctx,
  { key, ...leaving }: Leaving,
): Result<{ userId: string }, "not_found" | "last_admin" | "successor_missing" | "successor_wrong"> {
  const { userId, successor = null, stopsWorking = false } = leaving;
  return transact(ctx, onceFor("disable_user", key, leaving), (work) => {
    const user = work.db.select().from(users).where(eq(users.id, userId)).get();
    if (!user || !may.administer(work.viewer)) return refuse("not_found");
    if (user.disabledAt !== null) return ok({ userId });
    if (user.role === "admin" && adminsLeft(work) === 1) return refuse("last_admin");
    const handed = handOver(work, user, successor);
    if (!handed.ok) return handed;

    work.db.update(users).set({ disabledAt: work.now }).where(eq(users.id, userId)).run();
    closeAllSessions(work.db, userId);
    endLinks(work.db, work.now, userId);
    record(work, { kind: "user_disabled", payload: { userId } });
    if (stopsWorking) stopWorking(work, user.interpreterId);
    if (user.interpreterId) takeBackOffers(work, user.interpreterId, "account_disabled");
    return ok({ userId });
  });
}

/** The account works again, with its old password. Refusal: `not_found`. */
export function enableUser(ctx: Ctx, { userId, key }: { userId: string; key?: string | undefined }) {
  return transact(ctx, onceFor("enable_user", key, { userId }), (work) => {
    const user = work.db.select().from(users).where(eq(users.id, userId)).get();
    if (!user || !may.administer(work.viewer)) return refuse("not_found");
    if (user.disabledAt === null) return ok({ userId });
    work.db.update(users).set({ disabledAt: null }).where(eq(users.id, userId)).run();
    record(work, { kind: "user_enabled", payload: { userId } });
    return ok({ userId });
  });
}

function stopWorking(work: Work, interpreterId: string | null): void {
  const person = work.db
    .select()
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId ?? ""))
    .get();
  if (person && !isGone(person.status)) changeStatus(work, person, "inactive");
}

function adminsLeft(work: Work): number {
  return countOf(work, users, and(eq(users.role, "admin"), isNull(users.disabledAt)));
}
