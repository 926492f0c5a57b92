/** Server-side sessions: the cookie holds a random id, the table its SHA-256. */
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Role } from "#app/dispatch/vocabulary";
import { DAY, HOUR, type Instant, instantFrom, MINUTE } from "#app/time";
import type { Db, Reader, Tx } from "#db/client.server";
import { whereDiskAllows } from "#db/disk";
import { prepared } from "#db/prepared";
import { sessions, users } from "#db/schema";
import { ANONYMOUS, type Viewer } from "./viewer";

interface SessionLimits {
  /** Unused for so long, it is over. */
  idle: number;
  /** From the sign-in, or, where use renews it, from the last use. */
  atMost: number;
  isRenewedByUse?: true;
}

/**
 * How long a sign-in lasts. Staff see everybody's free and busy times, so theirs is short; an interpreter's is on a phone
 * of their own. Row and cookie end at the same instant.
 */
const SESSION_LIMITS: Record<Role, SessionLimits> = {
  requester: { idle: 12 * HOUR, atMost: 14 * DAY },
  interpreter: { idle: 30 * DAY, atMost: 30 * DAY, isRenewedByUse: true },
  coordinator: { idle: 12 * HOUR, atMost: 24 * HOUR },
  finance: { idle: 12 * HOUR, atMost: 24 * HOUR },
  admin: { idle: 12 * HOUR, atMost: 24 * HOUR },
  auditor: { idle: 12 * HOUR, atMost: 24 * HOUR },
};
/** `last_seen_at` is written at most this often. */
const TOUCH_EVERY = 10 * MINUTE;

const SESSION_COOKIE = "tilts_session";
const DEVICE_COOKIE = "tilts_device";
const KEPT_COOKIE = "tilts_kept";

export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The viewer of a request's session cookie; anonymous when there is none, it has expired or the account is disabled. */
export function viewerFrom(db: Db, request: Request, now: Instant, isHttps: boolean): Viewer {
  const row = liveSession(db, sessionIdOf(request, isHttps), now);
  if (!row) return ANONYMOUS;
  touch(db, row, now);
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

/**
 * The cookie as it must stand after this request, where use renews it: it lives exactly as long as the session's row.
 * null: there is no such session, or its end was settled at the sign-in.
 */
export function renewedCookie(db: Reader, request: Request, now: Instant, isHttps: boolean): string | null {
  const id = sessionIdOf(request, isHttps);
  const row = liveSession(db, id, now);
  if (!id || !row || !SESSION_LIMITS[row.user.role].isRenewedByUse) return null;
  return cookie(SESSION_COOKIE, id, (row.session.expiresAt - now) / 1000, isHttps);
}

function liveSession(db: Reader, id: string | null, now: Instant) {
  if (!id) return null;
  const row = sessionQuery(db).get({ idHash: hashOf(id), now });
  return !row || row.session.lastSeenAt + SESSION_LIMITS[row.user.role].idle <= now ? null : row;
}

const sessionQuery = prepared((db) =>
  db
    .select({ user: users, session: sessions })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.idHash, sql.placeholder("idHash")),
        gt(sessions.expiresAt, sql.placeholder("now")),
        isNull(users.disabledAt),
      ),
    )
    .prepare(),
);

/** A new session for the account; returns the id for the cookie. Expired sessions of the account go at the same time. */
export function openSession(tx: Tx, now: Instant, user: { id: string; role: Role }, device: string): string {
  const id = randomBytes(32).toString("base64url");
  const limits = SESSION_LIMITS[user.role];
  tx.delete(sessions)
    .where(
      and(
        eq(sessions.userId, user.id),
        or(lt(sessions.expiresAt, now), lt(sessions.lastSeenAt, instantFrom(now - limits.idle))),
      ),
    )
    .run();
  tx.insert(sessions)
    .values({
      idHash: hashOf(id),
      userId: user.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: instantFrom(now + limits.atMost),
      device,
    })
    .run();
  return id;
}

export function closeSession(tx: Tx, id: string): void {
  tx.delete(sessions)
    .where(eq(sessions.idHash, hashOf(id)))
    .run();
}

export function closeAllSessions(tx: Tx, userId: string): void {
  tx.delete(sessions).where(eq(sessions.userId, userId)).run();
}

/** So much of a session's hash tells it from the others of one account. */
const MARK = 22;

/** Ends the account's session with that mark; answers whether there was one. */
export function closeMarkedSession(tx: Tx, userId: string, mark: string): boolean {
  if (mark.length !== MARK) return false;
  const own = and(eq(sessions.userId, userId), sql`substr(${sessions.idHash}, 1, ${MARK}) = ${mark}`);
  return tx.delete(sessions).where(own).run().changes > 0;
}

/** Ends every session of the account but the one with that id. */
export function closeOtherSessions(tx: Tx, userId: string, currentId: string): void {
  tx.delete(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.idHash, hashOf(currentId))))
    .run();
}

/** Live sessions of one account, newest use first. `current` is the one the request came with; `mark` names each. */
export function sessionsOf(db: Reader, userId: string, currentId: string | null, now: Instant) {
  const current = currentId && hashOf(currentId);
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .limit(50)
    .all()
    .sort((a, b) => b.lastSeenAt - a.lastSeenAt)
    .map((session) => ({
      mark: session.idHash.slice(0, MARK),
      device: session.device,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      isCurrent: session.idHash === current,
    }));
}

// --- cookies ---------------------------------------------------------------------------------------

export function sessionIdOf(request: Request, isHttps: boolean): string | null {
  return cookieOf(request, nameOf(SESSION_COOKIE, isHttps));
}

export function deviceOf(request: Request, isHttps: boolean): string | null {
  return cookieOf(request, nameOf(DEVICE_COOKIE, isHttps));
}

export function sessionCookie(id: string, role: Role, isHttps: boolean): string {
  return cookie(SESSION_COOKIE, id, SESSION_LIMITS[role].atMost / 1000, isHttps);
}

export function deviceCookie(mark: string, isHttps: boolean): string {
  return cookie(DEVICE_COOKIE, mark, (365 * DAY) / 1000, isHttps);
}

/** Opens what was typed before a sign-in, for the time of that sign-in. */
export function keptCookie(secret: string, seconds: number, isHttps: boolean): string {
  return cookie(KEPT_COOKIE, secret, seconds, isHttps);
}

export function keptSecretOf(request: Request, isHttps: boolean): string | null {
  return cookieOf(request, nameOf(KEPT_COOKIE, isHttps));
}

/** What a browser knows besides who is signed in. */
export interface Browser {
  device: string | null;
  keptSecret: string | null;
}

export function browserOf(request: Request, isHttps: boolean): Browser {
  return { device: deviceOf(request, isHttps), keptSecret: keptSecretOf(request, isHttps) };
}

/** The browser forgets who was signed in, and what it kept for them; `app/ui/document.tsx` does the same in tabs that are open. */
export function signOutHeaders(isHttps: boolean): Record<string, string> {
  return { "Set-Cookie": cookie(SESSION_COOKIE, "", 0, isHttps), "Clear-Site-Data": '"storage"' };
}

/** "Chrome, Android": enough to recognise one's own device in the list, from a header that anybody may forge. */
export function deviceName(request: Request): string {
  const agent = request.headers.get("User-Agent") ?? "";
  const browser = BROWSERS.find(([sign]) => agent.includes(sign))?.[1] ?? "?";
  const system = SYSTEMS.find(([sign]) => agent.includes(sign))?.[1];
  return system ? `${browser}, ${system}` : browser;
}

const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["SamsungBrowser", "Samsung Internet"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

/** The prefix makes browsers refuse the cookie from another host or path; it works over https only. */
function nameOf(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name;
}

function cookie(name: string, value: string, seconds: number, isHttps: boolean): string {
  const secure = isHttps ? "; Secure" : "";
  return `${nameOf(name, isHttps)}=${value}; Path=/; Max-Age=${Math.floor(seconds)}; HttpOnly; SameSite=Lax${secure}`;
}

function cookieOf(request: Request, name: string): string | null {
  const header = request.headers.get("Cookie") ?? "";
  return new RegExp(`(?:^|;\\s*)${name}=([\\w.-]{1,200})(?:;|$)`).exec(header)?.[1] ?? null;
}

function touch(db: Db, { user, session }: NonNullable<ReturnType<typeof liveSession>>, now: Instant): void {
  if (now - session.lastSeenAt < TOUCH_EVERY) return;
  const { atMost, isRenewedByUse } = SESSION_LIMITS[user.role];
  const expiresAt = isRenewedByUse ? instantFrom(now + atMost) : session.expiresAt;
  const seen = db.update(sessions).set({ lastSeenAt: now, expiresAt }).where(eq(sessions.idHash, session.idHash));
  whereDiskAllows(now, () => seen.run());
}
