/**
 * Numbers that leave the server for one person and come back from them. Sealed they tell nothing: not the number, nor whether
 * two of them are the same. AES-128-GCM with a key derived from the installation's secret.
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
  const nonce = randomBytes(NONCE);
  const block = Buffer.alloc(NUMBERS);
  block.writeBigUInt64BE(BigInt(one), 0);
  block.writeBigUInt64BE(BigInt(other), 8);
  const cipher = createCipheriv("aes-128-gcm", sealingKey(), nonce).setAAD(Buffer.from(`${kind}:${userId}`));
  return Buffer.concat([nonce, cipher.update(block), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** null for whatever was not sealed here, for this and for them. */
export function unseal(kind: SealKind, userId: string, sealed: string): [number, number] | null {
  const whole = Buffer.from(sealed.slice(0, 100), "base64url");
  if (whole.length !== NONCE + NUMBERS + TAG) return null;
  try {
    const decipher = createDecipheriv("aes-128-gcm", sealingKey(), whole.subarray(0, NONCE))
      .setAAD(Buffer.from(`${kind}:${userId}`))
      .setAuthTag(whole.subarray(NONCE + NUMBERS));
    const block = Buffer.concat([decipher.update(whole.subarray(NONCE, NONCE + NUMBERS)), decipher.final()]);
    return [Number(block.readBigUInt64BE(0)), Number(block.readBigUInt64BE(8))];
  } catch {
    return null; // forged, or of another installation: GCM says so by throwing
  }
}
