/**
 * The link by which a requester says what took place: `ID.UNTIL.MAC`, of the request and of who asked for it, so that it opens one
 * request, and nothing once that is somebody else's. Nothing of it is stored. One shown as a QR code ends by itself; one in a letter
 * ends with what it asks.
 */
import { timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { HOUR, type Instant, instantFrom } from "#app/time";
import type { Reader } from "#db/client.server";
import { requests, users } from "#db/schema";
import { linkToken } from "./link-token.server";
import type { AttestingViewer } from "./viewer";

/** How long a code on the interpreter's screen opens. */
const QR_LIFE = HOUR;

interface Bound {
  id: string;
  requesterId: string;
}

/** That of a letter. */
export function attestToken(request: Bound): string {
  return tokenUntil(request, 0);
}

/** That of a QR code shown `now`. */
export function attestQrToken(request: Bound, now: Instant): string {
  return tokenUntil(request, instantFrom(now + QR_LIFE));
}

function tokenUntil({ id, requesterId }: Bound, until: number): string {
  const said = `${id}.${until.toString(36)}`;
  return `${said}.${linkToken("attest", `${said}:${requesterId}`).slice(0, 32)}`;
}

/** The viewer whom a link stands for; null for one that opens nothing, or no more. */
export function attestingViewer(db: Reader, token: string, now: Instant): AttestingViewer | null {
  const [id, until] = token.split(".");
  if (!id || !until || !/^[0-9a-z]{1,9}$/.test(until)) return null;
  const request = db
    .select({ requesterId: requests.requesterId, locale: users.locale })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.requesterId))
    .where(eq(requests.id, id))
    .get();
  const end = Number.parseInt(until, 36);
  if (!request || !isSame(token, tokenUntil({ id, requesterId: request.requesterId }, end))) return null;
  if (end !== 0 && end <= now) return null;
  return { kind: "attester", requestId: id, way: end === 0 ? "link" : "qr", locale: request.locale ?? HOUSE_LOCALE };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Six digits that stand in the requester's confirmation: whoever says them on the spot has it. */
export function confirmationCode(requestId: string): string {
  const number = Buffer.from(linkToken("code", requestId), "base64url").readUInt32BE(0) % 1_000_000;
  return String(number).padStart(6, "0");
}

export function isConfirmationCode(requestId: string, typed: string): boolean {
  return isSame(typed.replaceAll(/\s/g, ""), confirmationCode(requestId));
}
