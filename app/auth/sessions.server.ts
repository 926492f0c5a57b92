/** Server-side sessions: the cookie holds a random id, the table its SHA-256. */
import { createHash } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Instant } from "#app/time";
import type { Reader } from "#db/client.server";
import { sessions, users } from "#db/schema";
import { ANONYMOUS, type Viewer } from "./viewer";

export const SESSION_COOKIE = "tilts_session";

export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The viewer of a request's session cookie; anonymous when there is none, it has expired or the account is disabled. */
export function viewerFrom(db: Reader, request: Request, now: Instant): Viewer {
  const id = new RegExp(`(?:^|;\\s*)(?:__Host-)?${SESSION_COOKIE}=([\\w-]+)`).exec(
    request.headers.get("Cookie") ?? "",
  )?.[1];
  if (!id) return ANONYMOUS;
  const row = db
    .select({ user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.idHash, hashOf(id)), gt(sessions.expiresAt, now), isNull(users.disabledAt)))
    .get();
  if (!row) return ANONYMOUS;
  const { user } = row;
  return {
    kind: "user",
    userId: user.id,
    name: user.name,
    role: user.role,
    organisationId: user.organisationId,
    interpreterId: user.interpreterId,
    locale: user.locale,
  };
}
