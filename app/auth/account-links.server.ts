/**
 * Links that set a password: single use, only their hash is kept. Several may be open: one that a stranger asked for ends none
 * that the owner holds. The first that is used ends them all.
 */
import { and, eq, gt, isNull } from "drizzle-orm";
import { DAY, HOUR, type Instant, instantFrom } from "#app/time";
import type { Reader, Tx } from "#db/client.server";
import { tokens, users } from "#db/schema";
import { linkToken, tokenHash } from "./link-token.server";

export type AccountLinkKind = "invite" | "reset";

/** How long a link opens. */
const LINK_LIFE: Record<AccountLinkKind, number> = { invite: 7 * DAY, reset: HOUR };

/** Lays the link that the event with this `nonce` will carry: the mail makes the same token from user and nonce. */
export function layLink(tx: Tx, now: Instant, kind: AccountLinkKind, userId: string, nonce: string): string {
  const token = linkToken(kind, `${userId}:${nonce}`);
  layLinkOf(tx, now, kind, userId, tokenHash(token));
  return token;
}

/** The same of a link that the person has already, by its hash. */
export function layLinkOf(tx: Tx, now: Instant, kind: AccountLinkKind, userId: string, hash: string): void {
  tx.insert(tokens)
    .values({ hash, kind, userId, createdAt: now, expiresAt: instantFrom(now + LINK_LIFE[kind]) })
    .run();
}

/** The account that a live link belongs to, or null: unknown, used, too old or for a disabled account, all alike. */
export function accountOfLink(db: Reader, token: string, now: Instant) {
  return (
    db
      .select({
        hash: tokens.hash,
        kind: tokens.kind,
        userId: users.id,
        email: users.email,
        name: users.name,
        locale: users.locale,
      })
      .from(tokens)
      .innerJoin(users, eq(users.id, tokens.userId))
      .where(
        and(
          eq(tokens.hash, tokenHash(token)),
          isNull(tokens.usedAt),
          gt(tokens.expiresAt, now),
          isNull(users.disabledAt),
        ),
      )
      .get() ?? null
  );
}

export function endLinks(tx: Tx, now: Instant, userId: string): void {
  tx.update(tokens)
    .set({ usedAt: now })
    .where(and(eq(tokens.userId, userId), isNull(tokens.usedAt)))
    .run();
}
