/**
 * Tokens of links in mails. A token is made again whenever a mail is written, so that only its hash is ever stored:
 * HMAC-SHA-256 of what it opens, keyed with the installation's secret (a file beside the database, not in it).
 */
import { createHash, createHmac } from "node:crypto";
import { invariant } from "#app/result";

/** On globalThis, because the server and Remix's bundle are two module graphs in one process. */
const held = globalThis as typeof globalThis & { tiltsSecret?: Buffer };

/** 32 random bytes, read once at start. */
export function holdSecret(secret: Buffer): void {
  invariant(secret.length >= 32, "the secret is too short");
  held.tiltsSecret = secret;
}

export type LinkKind =
  | "first"
  | "offer"
  | "invite"
  | "reset"
  | "device"
  | "browser"
  | "caller"
  | "application"
  | "attest"
  | "code";

/** `subject` binds the link: `offerId:interpreterId` for an offer, `userId:nonce` for invite and reset. 43 characters. */
export function linkToken(kind: LinkKind, subject: string): string {
  invariant(held.tiltsSecret, "the secret is not read yet");
  return createHmac("sha256", held.tiltsSecret).update(`${kind}:${subject}`).digest("base64url");
}

/** Of `seal.server`: 16 bytes that no link is made with. */
export function sealingKey(): Buffer {
  invariant(held.tiltsSecret, "the secret is not read yet");
  return createHmac("sha256", held.tiltsSecret).update("seal").digest().subarray(0, 16);
}

export function offerToken(offer: { id: string; interpreterId: string }): string {
  return linkToken("offer", `${offer.id}:${offer.interpreterId}`);
}

/** Another one each time the caller's address is corrected. */
export function callerToken({ requestId, linkNumber }: { requestId: string; linkNumber: number }): string {
  return linkToken("caller", linkNumber === 0 ? requestId : `${requestId}:${linkNumber}`);
}

/** That of the mail that asks whether an application is theirs; once they are let in it sets their password. */
export function applicationToken(applicationId: string): string {
  return linkToken("application", applicationId);
}

/** What the tokens table stores. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
