/**
 * Numbers that leave the server for one person and come back from them, and secrets that lie in the database. Sealed they tell
 * nothing: not the number, nor whether two of them are the same. AES-128-GCM with a key derived from the installation's secret.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { sealingKey } from "./link-token.server";

/** What a sealed number is good for; a seal of another kind, or another person's, opens nothing. */
export type SealKind = "news" | "undo" | "journal";

const NONCE = 12;
const NUMBERS = 16;
const TAG = 16;

/** Two whole numbers from 0 on, as 59 characters. */
export function seal(kind: SealKind, userId: string, [one, other]: readonly [number, number]): string {
  const block = Buffer.alloc(NUMBERS);
  block.writeBigUInt64BE(BigInt(one), 0);
  block.writeBigUInt64BE(BigInt(other), 8);
  return closed(`${kind}:${userId}`, block);
}

/** null for whatever was not sealed here, for this and for them. */
export function unseal(kind: SealKind, userId: string, sealed: string): [number, number] | null {
  const whole = Buffer.from(sealed.slice(0, 100), "base64url");
  if (whole.length !== NONCE + NUMBERS + TAG) return null;
  const block = opened(`${kind}:${userId}`, whole);
  return block && [Number(block.readBigUInt64BE(0)), Number(block.readBigUInt64BE(8))];
}

/** Of a secret that the server must say again to another server. */
export type SecretKind = "mail_password" | "iban";

export function sealSecret(kind: SecretKind, text: string): string {
  return closed(`secret:${kind}`, Buffer.from(text, "utf8"));
}

/** null for what another installation's key has sealed. */
export function unsealSecret(kind: SecretKind, sealed: string): string | null {
  const whole = Buffer.from(sealed, "base64url");
  if (whole.length < NONCE + TAG) return null;
  return opened(`secret:${kind}`, whole)?.toString("utf8") ?? null;
}

function closed(what: string, block: Buffer): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-128-gcm", sealingKey(), nonce).setAAD(Buffer.from(what));
  return Buffer.concat([nonce, cipher.update(block), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

function opened(what: string, whole: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv("aes-128-gcm", sealingKey(), whole.subarray(0, NONCE))
      .setAAD(Buffer.from(what))
      .setAuthTag(whole.subarray(-TAG));
    return Buffer.concat([decipher.update(whole.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null; // forged, or of another installation: GCM says so by throwing
  }
}
