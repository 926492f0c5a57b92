import { and, count, eq, isNull } from "drizzle-orm";
import { endLinks } from "#app/auth/account-links.server";
import { may } from "#app/auth/policy";
import { closeAllSessions } from "#app/auth/sessions.server";
import { type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import type { Tx } from "#db/client.server";
import { users } from "#db/schema";

/** Nobody signs in by this account any more and its sessions end at once. Refusals: `not_found`, `last_admin`. */
export function disableUser(ctx: Ctx, { userId, key }: { userId: string; key?: string | undefined }) {
  return transact(
    ctx,
    (tx) => {
      const user = tx.select().from(users).where(eq(users.id, userId)).get();
      if (!user || !may.administer(ctx.viewer)) return refuse("not_found");
      if (user.disabledAt !== null) return ok({ userId });
      if (user.role === "admin" && adminsLeft(tx) === 1) return refuse("last_admin");

      tx.update(users).set({ disabledAt: ctx.now }).where(eq(users.id, userId)).run();
      closeAllSessions(tx, userId);
      endLinks(tx, ctx.now, userId);
      record(tx, ctx, { kind: "user_disabled", payload: { userId } });
      return ok({ userId });
    },
    key,
  );
}

/** The account works again, with its old password. Refusal: `not_found`. */
export function enableUser(ctx: Ctx, { userId, key }: { userId: string; key?: string | undefined }) {
  return transact(
    ctx,
    (tx) => {
      const user = tx.select().from(users).where(eq(users.id, userId)).get();
      if (!user || !may.administer(ctx.viewer)) return refuse("not_found");
      if (user.disabledAt === null) return ok({ userId });
      tx.update(users).set({ disabledAt: null }).where(eq(users.id, userId)).run();
      record(tx, ctx, { kind: "user_enabled", payload: { userId } });
      return ok({ userId });
    },
    key,
  );
}

function adminsLeft(tx: Tx): number {
  const found = tx
    .select({ n: count() })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.disabledAt)))
    .get();
  return found?.n ?? 0;
}
