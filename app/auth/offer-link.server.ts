/** Who stands behind the link in an offer's mail. */
import { and, eq, isNull, notInArray, sql } from "drizzle-orm";
import { GONE, type Locale } from "#app/dispatch/vocabulary";
import type { Reader } from "#db/client.server";
import { interpreters, offers, tokens, users } from "#db/schema";
import { tokenHash } from "./link-token.server";
import type { LinkViewer } from "./viewer";

/**
 * The person whom an offer's link stands for; they may see and answer that offer and nothing else. `null` for a token
 * that opens no offer, whatever it is otherwise; a person who was erased has no links any more, and one whose account is
 * disabled none while it is.
 */
export function linkViewer(db: Reader, token: string): LinkViewer | null {
  const row = db
    .select({
      offerId: offers.id,
      interpreterId: offers.interpreterId,
      locale: sql<Locale>`coalesce(${users.locale}, ${interpreters.locale})`,
    })
    .from(tokens)
    .innerJoin(offers, eq(offers.id, tokens.offerId))
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .leftJoin(users, eq(users.interpreterId, interpreters.id))
    .where(and(eq(tokens.hash, tokenHash(token)), notInArray(interpreters.status, GONE), isNull(users.disabledAt)))
    .get();
  return row ? { kind: "link", ...row } : null;
}
