/** What stands behind the link in an applicant's mail. */
import { eq } from "drizzle-orm";
import type { Instant } from "#app/time";
import type { Reader } from "#db/client.server";
import { applications } from "#db/schema";
import { tokenHash } from "./link-token.server";

/** The application that a link opens; undefined for one that opens none, or none any more. */
export function applicationOfLink(db: Reader, token: string, now: Instant) {
  const found = db
    .select()
    .from(applications)
    .where(eq(applications.linkHash, tokenHash(token)))
    .get();
  return found && (found.confirmedAt !== null || found.expiresAt > now) ? found : undefined;
}
