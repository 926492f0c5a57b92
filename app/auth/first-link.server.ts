/**
 * The link that makes the first administrator: `npm run init` prints it, and it opens while nobody has an account. Only its hash
 * is kept. A newer one ends the older, for whoever has lost it.
 */
import { eq } from "drizzle-orm";
import { DAY, type Instant } from "#app/time";
import type { Reader, Tx } from "#db/client.server";
import { installation, users } from "#db/schema";
import { linkToken, tokenHash } from "./link-token.server";

const LINK_LIFE = 7 * DAY;
const KEY = "first_link";

/** Lays the link; `nonce` is random. Answers its token. */
export function layFirstLink(tx: Tx, now: Instant, nonce: string): string {
  const token = linkToken("first", nonce);
  const value = `${now + LINK_LIFE}:${tokenHash(token)}`;
  tx.insert(installation)
    .values({ key: KEY, value })
    .onConflictDoUpdate({ target: installation.key, set: { value } })
    .run();
  return token;
}

/** Unknown, used, too old, or somebody has an account already: all alike. */
export function isFirstLink(db: Reader, token: string, now: Instant): boolean {
  const [until, hash] = db.select().from(installation).where(eq(installation.key, KEY)).get()?.value.split(":") ?? [];
  // All three are asked whatever the first answers: how long it takes tells nothing.
  const isOpen = [hash === tokenHash(token), now < Number(until), !hasAccounts(db)];
  return isOpen.every(Boolean);
}

export function endFirstLink(tx: Tx): void {
  tx.delete(installation).where(eq(installation.key, KEY)).run();
}

/** Whether anybody could sign in, or has been invited to. */
export function hasAccounts(db: Reader): boolean {
  return db.select({ id: users.id }).from(users).limit(1).get() !== undefined;
}
