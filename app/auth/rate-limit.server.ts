/**
 * How often one may try. In memory: a restart forgets, which is safe because waiting out is all a limit ever asks.
 * Nobody is locked out for good, and a device on which the owner has signed in before has tries of its own, so that a
 * stranger's wrong passwords do not keep the owner out.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { linkToken, tokenHash } from "./link-token.server";

const QUARTER_HOUR_S = 15 * 60;
const perAccount = new RateLimiterMemory({ keyPrefix: "account", points: 10, duration: QUARTER_HOUR_S });
const perAddress = new RateLimiterMemory({ keyPrefix: "address", points: 50, duration: QUARTER_HOUR_S });
const resetsPerAccount = new RateLimiterMemory({ keyPrefix: "reset", points: 3, duration: QUARTER_HOUR_S });
const resetsPerAddress = new RateLimiterMemory({ keyPrefix: "resets", points: 20, duration: QUARTER_HOUR_S });

export interface Try {
  email: string;
  address: string;
  /** Value of the device cookie, if any. */
  device: string | null;
}

/** Counts a try before it is checked. False: too many within a quarter of an hour. */
export async function mayTry({ email, address, device }: Try): Promise<boolean> {
  return (await take(perAddress, address)) && (await take(perAccount, accountKey(email, device)));
}

/** The password was right: the try does not count. */
export async function forgiveTry({ email, address, device }: Try): Promise<void> {
  await perAddress.reward(address, 1);
  await perAccount.delete(accountKey(email, device));
}

/** False: no further reset mail for this account or from this address for now. The page answers the same. */
export async function mayAskReset({ email, address }: { email: string; address: string }): Promise<boolean> {
  return (await take(resetsPerAddress, address)) && (await take(resetsPerAccount, tokenHash(email)));
}

/** A device cookie's value for an account that has just signed in here: which, of whom, and that it comes from us. */
export function deviceMark(email: string, random: string): string {
  const mark = `${random}.${linkToken("device", `${email}:${random}`)}`;
  return `${mark}.${linkToken("browser", mark)}`;
}

/** True of every mark that somebody's sign-in has given. */
export function isDeviceMark(device: string): boolean {
  const mark = device.slice(0, device.lastIndexOf("."));
  return device === `${mark}.${linkToken("browser", mark)}`;
}

function accountKey(email: string, device: string | null): string {
  const random = device?.split(".")[0];
  const isKnown = random && device === deviceMark(email, random);
  return tokenHash(isKnown ? `${email}:${random}` : email);
}

async function take(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false;
    throw refused;
  }
}
