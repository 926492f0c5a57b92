/**
 * How often one may try. In memory: a restart forgets, which is safe because waiting out is all a limit ever asks.
 * It is whoever tries that is slowed down, never an account: tries are counted by where they come from and for which
 * account, so that a stranger's wrong passwords keep no owner out, on whichever device. A network that the owner shares with
 * the stranger is the exception, where a device that has signed in before has tries of its own.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { linkToken, tokenHash } from "./link-token.server";
import { blockOf, networkOf } from "./network";

const QUARTER_HOUR_S = 15 * 60;
const perAccount = new RateLimiterMemory({ keyPrefix: "account", points: 10, duration: QUARTER_HOUR_S });
const perNetwork = new RateLimiterMemory({ keyPrefix: "network", points: 50, duration: QUARTER_HOUR_S });
/** The mail that was sent within this time holds a link that still opens: another would bring nothing. */
const BETWEEN_RESETS_S = 5 * 60;
const resetsPerAccount = new RateLimiterMemory({ keyPrefix: "reset", points: 1, duration: BETWEEN_RESETS_S });
const resetsPerNetwork = new RateLimiterMemory({ keyPrefix: "resets", points: 20, duration: QUARTER_HOUR_S });

const HOUR_S = 60 * 60;
const applicationsPerBlock = new RateLimiterMemory({ keyPrefix: "applying", points: 6, duration: HOUR_S });
const applicationsInAll = new RateLimiterMemory({ keyPrefix: "applications", points: 60, duration: HOUR_S });
const applicationsPerAddress = new RateLimiterMemory({ keyPrefix: "applicant", points: 3, duration: HOUR_S });

/** Codes of a confirmation, tried on the interpreter's device: of a million. */
const codesPerJob = new RateLimiterMemory({ keyPrefix: "code", points: 5, duration: QUARTER_HOUR_S });

export interface Try {
  email: string;
  address: string;
  /** Value of the device cookie, if any. */
  device: string | null;
}

/** Counts a try before it is checked. False: too many within a quarter of an hour. */
export async function mayTry(attempt: Try): Promise<boolean> {
  return (await take(perNetwork, networkOf(attempt.address))) && (await take(perAccount, accountKey(attempt)));
}

/** The password was right: the try does not count. */
export async function forgiveTry(attempt: Try): Promise<void> {
  await perNetwork.reward(networkOf(attempt.address), 1);
  await perAccount.delete(accountKey(attempt));
}

/**
 * False: from this network nobody is sent more mails for now, or this account has just been sent one. The page answers the
 * same. However often strangers ask, the owner's last mail is at most five minutes old and its link opens.
 */
export async function mayAskReset({ email, address }: { email: string; address: string }): Promise<boolean> {
  return (await take(resetsPerNetwork, networkOf(address))) && (await take(resetsPerAccount, tokenHash(email)));
}

/**
 * Whether an application of somebody without an account is taken: `later` where their part of the network or all together have
 * sent too many; `unheard` where that mailbox has had enough mails, which nobody is told. What one part of the network sends, or all
 * send to one mailbox, does not use up what all may send.
 */
export async function mayApply({
  email,
  address,
}: {
  email: string;
  address: string;
}): Promise<"taken" | "unheard" | "later"> {
  if (!(await take(applicationsPerBlock, blockOf(address)))) return "later";
  if (!(await take(applicationsPerAddress, tokenHash(email)))) return "unheard";
  return (await take(applicationsInAll, "all")) ? "taken" : "later";
}

/** Counts a try of a job's confirmation code before it is checked. */
export async function mayTryCode(assignmentId: string): Promise<boolean> {
  return take(codesPerJob, assignmentId);
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

function accountKey({ email, address, device }: Try): string {
  const random = device?.split(".")[0];
  const isKnown = random && device === deviceMark(email, random);
  return tokenHash(`${email}:${isKnown ? random : networkOf(address)}`);
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
